import {csiPresses, ss3Presses} from './csi-keys.js';
import {controlPress, namedPress} from './key-presses.js';
import type {Press} from './press.js';

/** A sequence that has begun. `isAlt`: an Esc stands before it, which is how some terminals send Alt. */
export type Begun =
	| {readonly at: 'escape'; readonly isAlt: boolean}
	| {readonly at: 'csi'; readonly isAlt: boolean; readonly body: string}
	| {readonly at: 'ss3'; readonly isAlt: boolean; readonly body: string}
	/** OSC, DCS, SOS, PM or APC; ends with ST, an OSC with BEL as well. */
	| {readonly at: 'string'; readonly isOsc: boolean; readonly isEscaped: boolean}
	/** Characters that belong to what came before: a mouse report of the oldest kind, a function key of the Linux console. */
	| {readonly at: 'rest'; readonly left: number};

/** Where one character leads: to more of the sequence, to its end, or out of it, because it cannot belong to it. */
export type Step = {
	readonly state: Begun | 'paste' | 'ground';
	readonly presses: readonly Press[];
	/** What stands for a record of win32-input-mode. */
	readonly record?: string;
	/** The character is none of the sequence's; it is read as the first one after it. */
	readonly isUnconsumed?: boolean;
};

const ground: Step = {state: 'ground', presses: []};
const ESC = '\u001B';
const longestBody = 512;
const escapeKey: Press = namedPress('escape');

/** C1 controls are what Esc and a letter 0x40 lower are. */
const introducers: Readonly<Record<string, Begun>> = {
	'[': {at: 'csi', isAlt: false, body: ''},
	O: {at: 'ss3', isAlt: false, body: ''},
	']': {at: 'string', isOsc: true, isEscaped: false},
	P: {at: 'string', isOsc: false, isEscaped: false},
	X: {at: 'string', isOsc: false, isEscaped: false},
	'^': {at: 'string', isOsc: false, isEscaped: false},
	_: {at: 'string', isOsc: false, isEscaped: false},
};

/** Mouse reports without parameters are followed by so many characters of any kind (XTerm Control Sequences, Mouse Tracking). */
const restOf: Readonly<Record<string, number>> = {M: 3, T: 6, t: 2};

const isControl = (character: string): boolean => character < ' ' || character === '\u007F';

/** Ends a sequence before its time. Each character after it counts again. */
const abandoned = (presses: readonly Press[] = []): Step => ({state: 'ground', presses, isUnconsumed: true});

/** The sequence that a character in the ground state begins, if any. */
export const beginningWith = (character: string): Begun | undefined => {
	if (character === ESC) return {at: 'escape', isAlt: false};
	const code = character.charCodeAt(0);
	return code >= 0x80 && code < 0xa0 ? introducers[String.fromCharCode(code - 0x40)] : undefined;
};

const afterEscape = (character: string): Step => {
	const begun = introducers[character];
	if (begun) return {state: begun, presses: []};
	if (character === ESC) return {state: {at: 'escape', isAlt: true}, presses: []};
	// A string terminator of which the string has been given up.
	if (character === '\\') return ground;
	if (isControl(character)) {
		const press = controlPress(character, true);
		return {state: 'ground', presses: press ? [press] : []};
	}
	if (character >= '\u0080' && character < '\u00A0') return abandoned([escapeKey]);
	const key = character === ' ' ? 'space' : character.toLowerCase();
	return {state: 'ground', presses: [namedPress(key, {shift: false, alt: true, ctrl: false})]};
};

const afterTwoEscapes = (character: string): Step => {
	const begun = introducers[character];
	// The first Esc is Alt, if a key follows; that is known at the end.
	if (begun && 'isAlt' in begun) return {state: {...begun, isAlt: true}, presses: []};
	const step = afterEscape(character);
	return {...step, presses: [escapeKey, ...step.presses]};
};

/** A reply does not make the Esc before it Alt: that one was pressed. */
const ended = (presses: readonly Press[], isAlt: boolean): Step => ({
	state: 'ground',
	presses: presses.length === 0 && isAlt ? [escapeKey] : presses,
});

const inCsi = ({isAlt, body}: Extract<Begun, {at: 'csi'}>, character: string): Step => {
	if (body === '[') return isControl(character) ? abandoned() : ground;
	if (character === '[' && body === '') return {state: {at: 'csi', isAlt, body: '['}, presses: []};
	if (character < ' ' || character > '~') return abandoned();
	if (character < '@') {
		const longer = body.length < longestBody ? body + character : body;
		return {state: {at: 'csi', isAlt, body: longer}, presses: []};
	}
	const rest = body === '' ? restOf[character] : undefined;
	if (rest !== undefined) return {state: {at: 'rest', left: rest}, presses: isAlt ? [escapeKey] : []};
	if (character === '~' && body === '200') return {state: 'paste', presses: isAlt ? [escapeKey] : []};
	if (character === '_') return {state: 'ground', presses: isAlt ? [escapeKey] : [], record: body};
	return ended(csiPresses(body, character, isAlt), isAlt);
};

const inSs3 = ({isAlt, body}: Extract<Begun, {at: 'ss3'}>, character: string): Step => {
	if (/[\d;]/.test(character))
		return {state: {at: 'ss3', isAlt, body: (body + character).slice(0, 16)}, presses: []};
	return character < ' ' || character > '~' ? abandoned() : ended(ss3Presses(body, character, isAlt), isAlt);
};

const inString = (state: Extract<Begun, {at: 'string'}>, character: string): Step => {
	if (state.isEscaped) {
		// A string terminator; or the beginning of another sequence, which ends the string just as well.
		return character === ESC ? {state: {at: 'escape', isAlt: false}, presses: []} : afterEscape(character);
	}
	switch (character) {
		case ESC:
			return {state: {...state, isEscaped: true}, presses: []};
		case '\u0007':
			return state.isOsc ? ground : {state, presses: []};
		case '\u0018':
		case '\u001A':
		case '\u009C':
			return ground;
		case '\u0003':
			return abandoned();
		default:
			return {state, presses: []};
	}
};

const inRest = ({left}: Extract<Begun, {at: 'rest'}>, character: string): Step => {
	// In place of a column that is too far to the right stands NUL.
	if (isControl(character) && character !== '\0') return abandoned();
	return left > 1 ? {state: {at: 'rest', left: left - 1}, presses: []} : ground;
};

/** What may end a string. */
const stringEnds = /[\u0003\u0007\u0018\u001A\u001B\u009C]/g;

/** Where in a piece something may happen to a sequence that goes on at an index: its strings can be very long. */
export const nextMoment = (state: Begun, piece: string, from: number): number => {
	if (state.at !== 'string' || state.isEscaped) return from;
	stringEnds.lastIndex = from;
	return stringEnds.exec(piece)?.index ?? piece.length;
};

/** One more character of a sequence (ECMA-48 5.4 and 5.6, XTerm Control Sequences). */
export const nextStep = (state: Begun, character: string): Step => {
	switch (state.at) {
		case 'escape':
			return state.isAlt ? afterTwoEscapes(character) : afterEscape(character);
		case 'csi':
			return inCsi(state, character);
		case 'ss3':
			return inSs3(state, character);
		case 'string':
			return inString(state, character);
		case 'rest':
			return inRest(state, character);
	}
};

/** Esc may be a key; and so may a dollar sign end one: rxvt's keys with Shift, where in other sequences more follows. */
export const mayBeWhole = (state: Begun): boolean =>
	state.at === 'escape' || (state.at === 'csi' && /^[235678]\$$/.test(state.body));

/** The keys of a sequence that has no end: an Esc was pressed; with a beginning of something else nothing was. */
export const unfinishedPresses = (state: Begun): readonly Press[] => {
	if (state.at === 'escape') return state.isAlt ? [escapeKey, escapeKey] : [escapeKey];
	if (state.at === 'csi' && mayBeWhole(state)) return csiPresses(state.body.slice(0, -1), '$', state.isAlt);
	// The Esc in front of it was pressed.
	return (state.at === 'csi' || state.at === 'ss3') && state.isAlt ? [escapeKey] : [];
};
