import type {Key} from 'ink';
import type {Glyphs} from './glyphs.js';
import {graphemesOf} from './line.js';

/** One press: a name such as `enter`, `ctrl-a`, `alt-left`; or `text` with what was typed; or a whole paste. */
export type Press = {readonly name: string; readonly text: string};

/** Everything that can be done with a key. This table is the only place where keys are written. */
export const keymap = {
	accept: ['enter'],
	back: ['escape'],
	leave: ['ctrl-c'],
	nextField: ['tab'],
	previousField: ['shift-tab'],
	up: ['up'],
	down: ['down'],
	pageUp: ['page-up'],
	pageDown: ['page-down'],
	first: ['home'],
	last: ['end'],
	mark: ['space'],
	left: ['left'],
	right: ['right'],
	wordLeft: ['alt-left', 'ctrl-left', 'alt-b'],
	wordRight: ['alt-right', 'ctrl-right', 'alt-f'],
	lineStart: ['home', 'ctrl-a'],
	lineEnd: ['end', 'ctrl-e'],
	deleteBefore: ['backspace'],
	deleteAfter: ['delete', 'ctrl-d'],
	deleteToStart: ['ctrl-u'],
	deleteToEnd: ['ctrl-k'],
	deleteWord: ['ctrl-w', 'alt-backspace'],
	reveal: ['ctrl-r'],
	open: ['right'],
	markReads: ['ctrl-r'],
	chosenOnly: ['ctrl-o'],
	thirdParty: ['ctrl-t'],
	useNearest: ['ctrl-n'],
	copy: ['c'],
	openConsole: ['o'],
	sigmaUrls: ['s'],
	yes: ['y'],
	no: ['n'],
	newConnection: ['n'],
	refresh: ['r'],
	refreshAll: ['R'],
	test: ['t'],
	testAll: ['T'],
	reconnect: ['c'],
	edit: ['e'],
	rename: ['m'],
	revoke: ['v'],
	remove: ['d'],
	undo: ['u'],
	sheet: ['g'],
	endReplaced: ['x'],
	services: ['s'],
	filter: ['/'],
	allKeys: ['?'],
	quit: ['q'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Command = keyof typeof keymap;

/**
 * Whether a press means a command. A small letter matches that typed letter, whatever its case; a capital only itself, so
 * whoever asks for both asks for the capital first.
 */
export const isCommand = (press: Press, command: Command): boolean => {
	const keys: readonly string[] = keymap[command];
	if (press.name !== 'text') return keys.includes(press.name);
	return keys.includes(press.text) || keys.includes(press.text.toLowerCase());
};

const hintNames: Readonly<Record<string, string>> = {
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	space: 'Space',
};

/** `move` and `type` stand for many keys at once. */
export type Hint = {readonly command: Command | 'move' | 'type'; readonly label: string};

/** "Enter accept", computed from the table above. */
export const hintText = ({command, label}: Hint, glyphs: Glyphs): string => {
	if (command === 'type') return `Type ${label}`;
	const key = command === 'move' ? glyphs.arrows : keymap[command][0];
	const arrows: Readonly<Record<string, string>> = glyphs.isAscii
		? {left: 'Left', right: 'Right'}
		: {left: '←', right: '→'};
	const chord = key.startsWith('ctrl-') ? `Ctrl+${key.slice(5).toUpperCase()}` : undefined;
	return `${hintNames[key] ?? arrows[key] ?? chord ?? key} ${label}`;
};

const namedKeys: readonly (readonly [keyof Key, string])[] = [
	['return', 'enter'],
	['escape', 'escape'],
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'page-up'],
	['pageDown', 'page-down'],
	['home', 'home'],
	['end', 'end'],
	['backspace', 'backspace'],
	['delete', 'delete'],
	['tab', 'tab'],
];

const controlCharacters: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\b': 'backspace',
	'\u007F': 'backspace',
	'\u0003': 'ctrl-c',
	' ': 'space',
};

const modified = (name: string, key: Key): string =>
	key.ctrl
		? `ctrl-${name}`
		: key.meta && name !== 'escape'
			? `alt-${name}`
			: key.shift && name === 'tab'
				? 'shift-tab'
				: name;

/** Ctrl with a letter, as a terminal sends it: the letter's place in the alphabet. */
const chordOf = (text: string): string | undefined =>
	/^[\u0001-\u001A]$/.test(text) ? `ctrl-${String.fromCharCode(text.charCodeAt(0) + 96)}` : undefined;

/** Plain characters, one press each; a control character among them becomes the key that it stands for. */
const charactersOf = (input: string): readonly Press[] =>
	graphemesOf(input).flatMap((text): readonly Press[] => {
		const name = controlCharacters[text] ?? (text === '\r\n' ? 'enter' : chordOf(text));
		if (name !== undefined) return [{name, text: name === 'space' ? ' ' : ''}];
		return /^\p{Cc}/u.test(text) ? [] : [{name: 'text', text}];
	});

/**
 * What Ink's `useInput` hands over, as presses. A fast typist, a slow line or a paste without brackets brings many
 * characters in one piece ("abc\r"): each becomes a press of its own, so that the Enter at the end counts.
 */
export const readPresses = (input: string, key: Key): readonly Press[] => {
	if (key.eventType === 'release') return [];
	const named = namedKeys.find(([property]) => key[property] === true);
	if (named) return [{name: modified(named[1], key), text: ''}];
	if (key.ctrl || key.meta) return input === '' ? [] : [{name: modified(input.toLowerCase(), key), text: ''}];
	return charactersOf(input);
};
