/** Terminal escape sequences: CSI, OSC (and its kin, up to BEL or ST), two-character ones; 7-bit and 8-bit forms (ECMA-48). */
const escapeSequences =
	/(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B[\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)?|\u001B[ -/]*[0-~]/gu;

/** Letters without their accents, as far as Unicode takes them apart. Its tables are slow to load, and most texts need none of them. */
export const withoutAccents = (text: string): string =>
	/^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');

const tags = /<[a-z!/?][^<>]*>/giu;

/** Removes terminal escape sequences, whole. */
export const withoutEscapes = (text: string): string => text.replace(escapeSequences, '');

/**
 * A text from outside, fit to be shown: no escape sequences, no control, zero-width or bidirectional characters, no
 * markup, every run of white space one space, at most `max` characters (a cut one ends in `…`).
 *
 * Tags are removed for the reader's sake only; code that writes HTML still has to escape.
 */
export const cleanText = (text: string, max: number): string => {
	// A hostile text may be megabytes long; nothing beyond a generous multiple can reach the result.
	const plain = withoutEscapes(text.slice(0, max * 20 + 2000))
		.replace(tags, ' ')
		.replace(/[\s\p{Z}]+/gu, ' ')
		// Controls, zero-width and bidirectional characters, lone surrogates, private use, fillers: nothing anybody can see.
		.replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
		.trim();
	const characters = [...plain];
	if (characters.length <= max) return plain;
	return max < 1 ? '' : `${characters.slice(0, max - 1).join('')}…`;
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a text is as JSON, behind the byte order mark that some editors put in front; undefined where it is none. */
export const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
	} catch {
		return undefined;
	}
};

/** "1 scope", "3 scopes". */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A name without what people write differently: blanks, dots, capitals. */
export const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A label within a sentence: its first letter small. */
export const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Whether two texts are equal, in a time that depends on their lengths only. */
export const equalInConstantTime = (left: string, right: string): boolean => {
	const length = Math.max(left.length, right.length);
	let difference = left.length ^ right.length;
	for (let index = 0; index < length; index++) {
		// `charCodeAt` past the end is NaN, which `^` reads as 0; the lengths were compared before.
		difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
	}
	return difference === 0;
};

/** Takes characters off both ends while they match, whole ones. Not with `+$`, which is slow on long runs. */
export const trimWhile = (text: string, character: RegExp): string => {
	const characters = [...text];
	const from = characters.findIndex(one => !character.test(one));
	return from < 0
		? ''
		: characters.slice(from, characters.findLastIndex(one => !character.test(one)) + 1).join('');
};
