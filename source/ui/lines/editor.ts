import {isCommand, type Press} from './keys.js';
import {graphemesOf} from './line.js';

/** A line that is being edited. The cursor counts whole characters (graphemes), 0 before the first. */
export type EditedLine = {readonly text: string; readonly cursor: number};

/** What a paste leaves in a single line: no control characters, no line breaks, no invisible marks. */
export const cleanPaste = (text: string): string =>
	text
		.split(/[\r\n]+/)
		.map(part => part.trim())
		.filter(part => part !== '')
		.join(' ')
		.replace(/[\p{Cc}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu, '')
		.trim();

const wordStart = (characters: readonly string[], from: number): number => {
	let index = from;
	while (index > 0 && characters[index - 1]?.trim() === '') index--;
	while (index > 0 && characters[index - 1]?.trim() !== '') index--;
	return index;
};

const wordEnd = (characters: readonly string[], from: number): number => {
	let index = from;
	while (index < characters.length && characters[index]?.trim() === '') index++;
	while (index < characters.length && characters[index]?.trim() !== '') index++;
	return index;
};

const insert = (edited: EditedLine, addition: string): EditedLine => {
	const characters = graphemesOf(edited.text);
	const head = characters.slice(0, edited.cursor).join('') + addition;
	return {text: head + characters.slice(edited.cursor).join(''), cursor: graphemesOf(head).length};
};

const remove = (characters: readonly string[], from: number, to: number): EditedLine => ({
	text: [...characters.slice(0, from), ...characters.slice(to)].join(''),
	cursor: from,
});

/**
 * One key on a line, whose cursor is at its end where it has none. Undefined when the key means nothing to a line, so that it can mean something else. Chords that
 * are not editing keys never insert their letter; an emoji or a combined letter is deleted whole.
 */
export const editLine = (text: string, at: number | undefined, press: Press): EditedLine | undefined => {
	const characters = graphemesOf(text);
	const cursor = Math.min(Math.max(0, at ?? characters.length), characters.length);
	const edited: EditedLine = {text, cursor};
	if (press.name === 'paste') return insert(edited, cleanPaste(press.text));
	if (press.name === 'text' || press.name === 'space') return insert(edited, press.text);
	if (isCommand(press, 'left')) return {...edited, cursor: Math.max(0, cursor - 1)};
	if (isCommand(press, 'right')) return {...edited, cursor: Math.min(characters.length, cursor + 1)};
	if (isCommand(press, 'wordLeft')) return {...edited, cursor: wordStart(characters, cursor)};
	if (isCommand(press, 'wordRight')) return {...edited, cursor: wordEnd(characters, cursor)};
	if (isCommand(press, 'lineStart')) return {...edited, cursor: 0};
	if (isCommand(press, 'lineEnd')) return {...edited, cursor: characters.length};
	if (isCommand(press, 'deleteBefore')) return remove(characters, Math.max(0, cursor - 1), cursor);
	if (isCommand(press, 'deleteAfter')) return remove(characters, cursor, cursor + 1);
	if (isCommand(press, 'deleteToStart')) return remove(characters, 0, cursor);
	if (isCommand(press, 'deleteToEnd')) return remove(characters, cursor, characters.length);
	if (isCommand(press, 'deleteWord')) return remove(characters, wordStart(characters, cursor), cursor);
	return undefined;
};

/** So many characters in one piece are no typing: a paste from a terminal that does not mark them. */
const pasteLength = 16;

/**
 * One key on a field that holds one value. A paste replaces what stands there when that is not read (`isUnread`: masked, or refused),
 * when it has not been touched since the focus came, and when all of it was pasted: the second paste is meant instead of the first.
 *
 * @param at undefined: at the end, and not touched
 * @returns the same; undefined when the key means nothing to a line
 */
export const editField = (
	text: string,
	at: number | undefined,
	press: Press,
	isUnread = false,
): {readonly text: string; readonly cursor: number | undefined} | undefined => {
	const isPaste = press.name === 'paste';
	// Its pieces may come apart: only the first one replaces.
	const isLong = press.name === 'text' && press.text.length >= pasteLength;
	const replaces = isPaste ? isUnread || at === undefined : isLong && at === undefined;
	const after = replaces ? editLine('', 0, press) : editLine(text, at, press);
	return after && isPaste && (replaces || text === '') ? {...after, cursor: undefined} : after;
};
