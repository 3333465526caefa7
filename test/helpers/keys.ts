/** What a terminal sends for a key, as xterm has it. */
const SEQUENCES = {
	enter: '\r',
	esc: '\x1b',
	tab: '\t',
	'shift-tab': '\x1b[Z',
	space: ' ',
	backspace: '\x7f',
	delete: '\x1b[3~',
	insert: '\x1b[2~',
	'page-up': '\x1b[5~',
	'page-down': '\x1b[6~',
	'alt-left': '\x1b[1;3D',
	'alt-right': '\x1b[1;3C',
	'ctrl-left': '\x1b[1;5D',
	'ctrl-right': '\x1b[1;5C',
	'alt-backspace': '\x1b\x7f',
	'alt-enter': '\x1b\r',
} as const;

/** The final byte of keys that have two forms: `CSI` normally, `SS3` while the program asked for application cursor keys. */
const CURSOR_KEYS = {up: 'A', down: 'B', right: 'C', left: 'D', home: 'H', end: 'F'} as const;

type Letter =
	| ('a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l' | 'm')
	| ('n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z');

/** The name of a key, as tests write it. */
export type Key = keyof typeof SEQUENCES | keyof typeof CURSOR_KEYS | `ctrl-${Letter}` | `alt-${Letter}`;

const isSequence = (key: Key): key is keyof typeof SEQUENCES => Object.hasOwn(SEQUENCES, key);
const isCursorKey = (key: Key): key is keyof typeof CURSOR_KEYS => Object.hasOwn(CURSOR_KEYS, key);

/**
 * The bytes of one key press.
 *
 * @param applicationCursorKeys Whether the program switched DECCKM on (`CSI ? 1 h`).
 */
export const keySequence = (key: Key, applicationCursorKeys = false): string => {
	if (isSequence(key)) return SEQUENCES[key];
	if (isCursorKey(key)) return `\x1b${applicationCursorKeys ? 'O' : '['}${CURSOR_KEYS[key]}`;
	const letter = key.slice(-1);
	return key.startsWith('alt-') ? `\x1b${letter}` : String.fromCharCode(letter.charCodeAt(0) - 96);
};

/**
 * What a terminal sends for a paste: line ends become carriage returns, escape characters are taken out, and the
 * whole is put between marks when the program asked for that (bracketed paste, `CSI ? 2004 h`).
 */
export const pasteSequence = (text: string, isBracketed: boolean): string => {
	const safe = text.replaceAll(/\r?\n/g, '\r').replaceAll('\x1b', '');
	return isBracketed ? `\x1b[200~${safe}\x1b[201~` : safe;
};

/** Cuts text into pieces of the given lengths; what is left over is the last piece. */
export const cut = (text: string, sizes: readonly number[]): readonly string[] => {
	const pieces: string[] = [];
	let rest = text;
	for (const size of sizes) {
		pieces.push(rest.slice(0, size));
		rest = rest.slice(size);
	}
	return [...pieces, rest].filter(piece => piece !== '');
};
