import type {Press} from '../input/press.js';
import type {Glyphs} from './glyphs.js';

export type {Press} from '../input/press.js';

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
	deleteWord: ['ctrl-w', 'alt-backspace', 'ctrl-backspace'],
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
	share: ['h'],
	discardAll: ['D'],
	services: ['s'],
	filter: ['/'],
	allKeys: ['?'],
	/** Where letters are typed. */
	help: ['ctrl-g'],
	quit: ['q'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Command = keyof typeof keymap;

/**
 * Whether a press means a command. A lowercase letter matches that typed letter in either case; a capital only itself, so
 * check for the capital first when you check for both. Several characters that came in one piece mean no command: so fast
 * come pastes, and what no person has typed.
 */
export const isCommand = (press: Press, command: Command): boolean => {
	const keys: readonly string[] = keymap[command];
	if (press.name !== 'text') return keys.includes(press.name);
	return press.text.length === 1 && (keys.includes(press.text) || keys.includes(press.text.toLowerCase()));
};

const hintNames: Readonly<Record<string, string>> = {
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	space: 'Space',
};

/** `move` and `type` stand for many keys at once. */
export type Hint = {
	readonly command: Command | 'move' | 'type';
	readonly label: string;
	/** The same in fewer words, for a narrow window. */
	readonly short?: string;
};

export const hint = (command: Hint['command'], label: string, short?: string): Hint =>
	short === undefined ? {command, label} : {command, label, short};

/** The same as a list, empty where the key does nothing. */
export const hintIf = (works: unknown, command: Hint['command'], label: string): readonly Hint[] =>
	works ? [hint(command, label)] : [];

/** The last keys of a screen. Help is Ctrl+G where letters are typed, and `?` as well elsewhere. */
export const lastHints = (help: 'help' | 'allKeys', label = 'help'): readonly Hint[] => [
	hint('back', 'back'),
	hint(help, label),
	hint('leave', 'leave'),
];

/** The keys of a choice between options. @param verb what Enter does @param last the other keys */
export const choiceHints = (verb: string, last: readonly Hint[]): readonly Hint[] => [
	hint('accept', verb),
	hint('move', 'choose'),
	...last,
];

/** A hint as the key's name and what it does. */
export const hintParts = (
	{command, label}: Hint,
	glyphs: Glyphs,
): {readonly key: string; readonly label: string} => {
	if (command === 'type') return {key: 'type', label};
	const key = command === 'move' ? glyphs.arrows : keymap[command][0];
	const arrows: Readonly<Record<string, string>> = glyphs.isAscii
		? {left: 'Left', right: 'Right', down: 'Down'}
		: {left: '←', right: '→', down: '↓'};
	const chord = key.startsWith('ctrl-') ? `Ctrl+${key.slice(5).toUpperCase()}` : undefined;
	return {key: hintNames[key] ?? arrows[key] ?? chord ?? key, label};
};

/** "Enter accept", computed from the table above. */
export const hintText = (hint: Hint, glyphs: Glyphs): string => {
	const {key, label} = hintParts(hint, glyphs);
	return `${key} ${label}`;
};
