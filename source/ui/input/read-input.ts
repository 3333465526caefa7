import {characterPress, controlPress} from './key-presses.js';
import type {Press} from './press.js';
import {type Begun, beginningWith, nextMoment, nextStep} from './sequence-steps.js';
import {readWin32Key} from './win32-keys.js';

type Ground = {readonly at: 'ground'; readonly isAfterReturn: boolean; readonly held: string};
/** `isStalled`: nothing has come for so long that its end mark may be lost. */
type Paste = {
	readonly at: 'paste';
	readonly parts: string[];
	readonly tail: string;
	readonly isStalled: boolean;
};

/** Reading the input of a terminal: where it is, and what was heard that has not been handed over. */
export type Reading = {
	state: Ground | Paste | Begun;
	heard: Press[];
	/** Characters that come as records of win32-input-mode: with sequences and pastes of their own. */
	records: Reading | undefined;
};

export const ground: Ground = {at: 'ground', isAfterReturn: false, held: ''};

export const createReading = (): Reading => ({state: ground, heard: [], records: undefined});

const pasteEnd = '\u001B[201~';
const special = /[\u0000-\u001F\u007F-\u009F]/g;
const highSurrogate = /[\uD800-\uDBFF]$/;
/** More of them were not pressed one after the other. */
const fewSpaces = /^ {0,8}$/;

/** Characters that came together. */
const typed = (run: string): readonly Press[] => {
	const whole = run.toWellFormed().replaceAll('\uFFFD', '');
	const text = whole.trim();
	const from = text === '' ? whole.length : whole.indexOf(text);
	const before = whole.slice(0, from);
	const after = whole.slice(from + text.length);
	if (!fewSpaces.test(before) || !fewSpaces.test(after)) return [{name: 'text', text: whole}];
	const spaces = (some: string): readonly Press[] => Array.from(some, space => characterPress(space));
	return [...spaces(before), ...(text === '' ? [] : [{name: 'text', text}]), ...spaces(after)];
};

/** Plain characters from an index on, or one control. As the others here it returns the index behind what it read. */
const readPlain = (reading: Reading, {held, isAfterReturn}: Ground, piece: string, from: number): number => {
	special.lastIndex = from;
	const to = special.exec(piece)?.index ?? piece.length;
	if (to > from || held !== '') {
		const run = held + piece.slice(from, to);
		const half = to === piece.length ? (highSurrogate.exec(run)?.[0] ?? '') : '';
		reading.heard.push(...typed(run.slice(0, run.length - half.length)));
		reading.state = {...ground, held: half};
		return to;
	}
	const character = piece[to] ?? '';
	const begun = beginningWith(character);
	reading.state = begun ?? {...ground, isAfterReturn: character === '\r'};
	const press = begun || (character === '\n' && isAfterReturn) ? undefined : controlPress(character);
	if (press) reading.heard.push(press);
	return to + 1;
};

const readPaste = (reading: Reading, paste: Paste, piece: string, from: number): number => {
	const text = paste.tail + piece.slice(from);
	const end = text.indexOf(pasteEnd);
	if (end >= 0) {
		reading.heard.push({name: 'paste', text: [...paste.parts, text.slice(0, end)].join('')});
		reading.state = ground;
		return from + end + pasteEnd.length - paste.tail.length;
	}
	const leave = paste.isStalled ? leaveAmong(piece.slice(from)) : undefined;
	if (leave) {
		reading.heard.push(leave);
		reading.state = ground;
		return piece.length;
	}
	const kept = Math.min(text.length, pasteEnd.length - 1);
	paste.parts.push(text.slice(0, text.length - kept));
	reading.state = {...paste, tail: text.slice(text.length - kept)};
	return piece.length;
};

const readRecord = (reading: Reading, body: string): void => {
	const key = readWin32Key(body);
	if ('presses' in key) reading.heard.push(...key.presses);
	else {
		reading.records ??= createReading();
		readPiece(reading.records, key.typed);
		reading.heard.push(...heardBy(reading.records));
	}
};

const readSequence = (reading: Reading, begun: Begun, piece: string, from: number): number => {
	const at = nextMoment(begun, piece, from);
	if (at === piece.length) return at;
	const {state, presses, record, isUnconsumed} = nextStep(begun, piece[at] ?? '');
	reading.heard.push(...presses);
	if (record !== undefined) readRecord(reading, record);
	if (state === 'ground') reading.state = ground;
	else if (state === 'paste') reading.state = {at: 'paste', parts: [], tail: '', isStalled: false};
	else reading.state = state;
	return isUnconsumed ? at : at + 1;
};

/** Reads one more piece. */
export const readPiece = (reading: Reading, piece: string): void => {
	let index = 0;
	while (index < piece.length) {
		const {state} = reading;
		if (state.at === 'ground') index = readPlain(reading, state, piece, index);
		else if (state.at === 'paste') index = readPaste(reading, state, piece, index);
		else index = readSequence(reading, state, piece, index);
	}
};

/** Hands over what was heard. */
export const heardBy = (reading: Reading): readonly Press[] => {
	const {heard} = reading;
	reading.heard = [];
	return heard;
};

const leaveAmong = (piece: string): Press | undefined => {
	const apart = createReading();
	readPiece(apart, piece);
	return apart.heard.find(({name}) => name === 'ctrl-c');
};

/**
 * Whether a piece brings the end of a sequence that was given up. A single character is a key that was pressed, and a
 * sequence that begins here is one of its own.
 */
export const endsLate = (begun: Begun, piece: string): boolean => {
	let now = begun;
	if (piece.length < 2 || beginningWith(piece[0] ?? '')) return false;
	for (let index = 0; index < piece.length; index++) {
		const {state: next, isUnconsumed} = nextStep(now, piece[index] ?? '');
		if (isUnconsumed) return false;
		if (next === 'ground' || next === 'paste') return index > 0;
		now = next;
	}
	return false;
};
