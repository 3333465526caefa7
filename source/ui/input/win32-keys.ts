import {characterPress, controlPress, type Held, namedPress} from './key-presses.js';
import type {Press} from './press.js';

const keys: Readonly<Record<number, string>> = {
	8: 'backspace',
	9: 'tab',
	13: 'enter',
	27: 'escape',
	45: 'insert',
	46: 'delete',
};
const fromPageUp = 'page-up page-down end home left up right down'.split(' ');
const nameOf = (key: number): string | undefined => keys[key] ?? fromPageUp[key - 33];

const rightAlt = 1;
const leftAlt = 2;
const anyCtrl = 4 | 8;
const shift = 16;
/** The key Alt: let go after digits of the keypad, it brings the character that they name. */
const altKey = 18;
/** More than anybody holds a key down between two reads. */
const mostRepeats = 64;

const form = /^(\d{0,5});?(\d{0,5});?(\d{0,5});?(\d?);?(\d{0,5});?(\d{0,5})$/;

/** What a record of a key means: keys, or a character (half of one, beyond U+FFFF) as if it had come by itself. */
export type Win32Key = {readonly presses: readonly Press[]} | {readonly typed: string};

const nothing: Win32Key = {presses: []};

const pressOf = (key: number, unit: number, held: Held): Press | undefined => {
	const name = nameOf(key);
	if (name !== undefined) return namedPress(name, held);
	const isLetter = key >= 65 && key <= 90;
	// Ctrl takes the character away, or makes a control character of it; the key still says which one it was.
	if (isLetter || (key >= 48 && key <= 57))
		return characterPress(String.fromCharCode(key).toLowerCase(), held);
	if (key === 32 || unit >= 32) return characterPress(key === 32 ? ' ' : String.fromCharCode(unit), held);
	return controlPress(String.fromCharCode(unit), held.alt);
};

/**
 * Reads a key of Windows' console, which win32-input-mode sends as `CSI key ; scan ; character ; isDown ; held ; times _`.
 *
 * Source: microsoft/terminal, doc/specs/#4999 - Improved keyboard handling in Conpty.md.
 */
export const readWin32Key = (body: string): Win32Key => {
	const match = form.exec(body);
	if (!match) return nothing;
	const [, key, , unit, isDown, state, times] = match.map(Number);
	const character = unit ? String.fromCharCode(unit) : '';
	if (!isDown) return key === altKey && unit ? {typed: character} : nothing;
	const bits = state ?? 0;
	// AltGr is told as Alt with Ctrl, and brings a character.
	const isAltGr = (bits & rightAlt) !== 0 && (bits & anyCtrl) !== 0 && (unit ?? 0) >= 32;
	const held: Held = {
		shift: (bits & shift) !== 0,
		alt: !isAltGr && (bits & (rightAlt | leftAlt)) !== 0,
		ctrl: !isAltGr && (bits & anyCtrl) !== 0,
	};
	const count = Math.min(Math.max(1, times || 1), mostRepeats);
	const isNamed = nameOf(key ?? 0) !== undefined;
	if (!isNamed && character !== '' && (key === 0 || (!held.ctrl && !held.alt)))
		return {typed: character.repeat(count)};
	const press = held.ctrl || held.alt || isNamed ? pressOf(key ?? 0, unit ?? 0, held) : undefined;
	return press ? {presses: Array.from({length: count}, () => press)} : nothing;
};
