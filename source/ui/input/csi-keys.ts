import {characterPress, controlPress, type Held, namedPress} from './key-presses.js';
import type {Press} from './press.js';

/** `CSI 1 ; modifiers letter` and `SS3 letter`. */
const letterKeys: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	F: 'end',
	H: 'home',
};

/** `CSI number ; modifiers ~`; rxvt has `^`, `$` and `@` for `~` where Ctrl, Shift or both are held. */
const numberKeys = ['', 'home', 'insert', 'delete', 'end', 'page-up', 'page-down', 'home', 'end'];

const rxvtHeld: Readonly<Record<string, Held>> = {
	'~': {shift: false, alt: false, ctrl: false},
	'^': {shift: false, alt: false, ctrl: true},
	$: {shift: true, alt: false, ctrl: false},
	'@': {shift: true, alt: false, ctrl: true},
};

/** Keys by their number in the kitty protocol. */
const codeKeys: Readonly<Record<number, string>> = {
	8: 'backspace',
	9: 'tab',
	13: 'enter',
	27: 'escape',
	127: 'backspace',
	57414: 'enter',
};

/** What the keypad types there, from its first number on (a blank stands for Enter), and its other keys. */
const keypadStart = 57_399;
const keypad = '0123456789./*-+ =,';
const keypadKeysStart = 57_417;
const keypadKeys = 'left right up down page-up page-down home end insert delete'.split(' ');
const superBits = 8 | 16;
const capsLock = 64;
const release = '3';

const isCharacter = (code: number): boolean =>
	code >= 32 && code <= 0x10_ff_ff && code !== 127 && !(code >= 0xd800 && code <= 0xdfff);

/** Numbers from here on stand for keys without a character: modifiers, media keys and their kind. */
const isKeyNumber = (code: number): boolean => code >= 57_344 && code <= 63_743;

/** Modifiers as xterm counts them: one more than their bits. Undefined where no terminal sends that. */
const readHeld = (text: string | undefined): (Held & {readonly bits: number}) | undefined => {
	const bits = text === undefined || text === '' ? 0 : Number(text) - 1;
	if (!Number.isInteger(bits) || bits < 0 || bits > 255) return undefined;
	return {bits, shift: (bits & 1) !== 0, alt: (bits & (2 | 32)) !== 0, ctrl: (bits & 4) !== 0};
};

const textOf = (codes: string): string =>
	codes
		.split(':')
		.map(Number)
		.filter(code => isCharacter(code) && !(code >= 0x80 && code < 0xa0))
		.map(code => String.fromCodePoint(code))
		.join('');

/** The character that a key types without any text in its report. */
const typedBy = (code: number, shifted: string | undefined, {shift, bits}: Held & {bits: number}): string => {
	const keypadText = keypad[code - keypadStart];
	if (keypadText !== undefined) return keypadText;
	if (isKeyNumber(code) || !isCharacter(code)) return '';
	const character = String.fromCodePoint(code);
	if (shift && shifted) return textOf(shifted);
	const capital = character.toUpperCase();
	return shift !== ((bits & capsLock) !== 0) && capital.length === character.length ? capital : character;
};

type Coded = {
	readonly code: number;
	readonly shifted?: string | undefined;
	/** The key's place on a Latin keyboard. */
	readonly base?: string | undefined;
	readonly modifiers: string | undefined;
	readonly text?: string | undefined;
};

/** A key that is told by its character's number, in the kitty protocol, fixterms' and xterm's modifyOtherKeys. */
const codedPress = ({code, shifted, base, modifiers, text}: Coded, isAlt: boolean): readonly Press[] => {
	const read = readHeld(modifiers);
	if (!read || (read.bits & superBits) !== 0) return [];
	const held = {...read, alt: read.alt || isAlt};
	const name = codeKeys[code] ?? keypadKeys[code - keypadKeysStart];
	if (name !== undefined) return [namedPress(name, held)];
	const isChord = held.ctrl || held.alt;
	if (isChord && code < 27) {
		const press = controlPress(String.fromCharCode(code), held.alt);
		return press ? [press] : [];
	}
	// Chords are named by Latin letters; another alphabet's key has one as its place on the keyboard.
	const isForeign = isChord && code > 127 && base !== undefined && isCharacter(Number(base));
	const typed = isForeign ? String.fromCodePoint(Number(base)) : typedBy(code, shifted, held);
	const written = text && !isChord ? textOf(text) : typed;
	return written === '' ? [] : [characterPress(written, held)];
};

const letterForm = /^(?:1?(?:;(\d*)(?::([123]))?)?|([2-8]))$/;
const numberForm = /^(\d)(?:;(\d*)(?::([123]))?)?$/;
const otherForm = /^27;(\d+);(\d{1,7})$/;
const codeForm = /^(\d{1,7})(?::(\d*)(?::(\d*))?)?(?:;(\d*)(?::([123]))?(?:;([\d:]*))?)?$/;

const letterPress = (name: string, body: string, isAlt: boolean): readonly Press[] => {
	const [matched, modifiers, event, old] = letterForm.exec(body) ?? [];
	const held = readHeld(modifiers ?? old);
	if (matched === undefined || event === release || !held) return [];
	return [namedPress(name, {...held, alt: held.alt || isAlt})];
};

const numberPress = (body: string, rxvt: Held, isAlt: boolean): readonly Press[] => {
	const [, number = '', modifiers, event] = numberForm.exec(body) ?? [];
	const held = readHeld(modifiers);
	const name = numberKeys[Number(number)];
	if (!name || !held || event === release) return [];
	return [
		namedPress(name, {
			shift: held.shift || rxvt.shift,
			alt: held.alt || isAlt,
			ctrl: held.ctrl || rxvt.ctrl,
		}),
	];
};

/**
 * The key that a whole control sequence stands for; nothing where it is a reply of the terminal (cursor position, device
 * attributes, focus, mouse …), the release of a key, or a key that means nothing here.
 *
 * Sources: XTerm Control Sequences (PC-style function keys, modifyOtherKeys), the kitty keyboard protocol, rxvt's key list.
 *
 * @param body what stands between `CSI` and the last character
 */
export const csiPresses = (body: string, final: string, isAlt: boolean): readonly Press[] => {
	const letter = letterKeys[final];
	if (letter !== undefined) return letterPress(letter, body, isAlt);
	if (final === 'Z')
		return /^(?:1;\d+(?::[12])?)?$/.test(body)
			? [namedPress('tab', {shift: true, alt: false, ctrl: false})]
			: [];
	// rxvt: an arrow with Shift.
	const shifted = /^[a-d]$/.test(final) && body === '' ? letterKeys[final.toUpperCase()] : undefined;
	if (shifted !== undefined) return [namedPress(shifted, {shift: true, alt: isAlt, ctrl: false})];
	if (final === 'u') {
		const [, code, shift, base, modifiers, event, text] = codeForm.exec(body) ?? [];
		if (code === undefined || event === release) return [];
		return codedPress({code: Number(code), shifted: shift, base, modifiers, text}, isAlt);
	}
	if (final === '~') {
		const [, modifiers, code] = otherForm.exec(body) ?? [];
		if (code !== undefined) return codedPress({code: Number(code), modifiers}, isAlt);
	}
	const rxvt = rxvtHeld[final];
	return rxvt ? numberPress(body, rxvt, isAlt) : [];
};

/** The keypad of a terminal in application mode: `*` to `9` as the letters 0x40 higher, `=` as X. */
const keypadText = (letter: string): string | undefined => {
	if (letter === 'X') return '=';
	return letter >= 'j' && letter <= 'y' ? String.fromCharCode(letter.charCodeAt(0) - 0x40) : undefined;
};

/** The key that an SS3 sequence stands for: arrows and the keypad in application mode. */
export const ss3Presses = (body: string, final: string, isAlt: boolean): readonly Press[] => {
	const letter = letterKeys[final];
	if (letter !== undefined) return letterPress(letter, body, isAlt);
	if (body !== '') return [];
	const held = {shift: false, alt: isAlt, ctrl: false};
	const withCtrl = /^[a-d]$/.test(final) ? letterKeys[final.toUpperCase()] : undefined;
	if (withCtrl !== undefined) return [namedPress(withCtrl, {...held, ctrl: true})];
	if (final === 'M') return [namedPress('enter', held)];
	const character = keypadText(final);
	return character === undefined ? [] : [characterPress(character, held)];
};
