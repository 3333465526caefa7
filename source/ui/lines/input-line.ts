import type {Glyphs} from './glyphs.js';
import {cut, graphemesOf, type Line, type Span, span, widthOf, widthOfSpans} from './line.js';
import {formColumns, valueColumn, withRight} from './rows.js';

/** The part of a long text that is shown so that the cursor stays in sight. */
const visiblePart = (
	text: string,
	cursor: number,
	columns: number,
): {readonly text: string; readonly column: number} => {
	const characters = graphemesOf(text);
	const before = characters.slice(0, cursor);
	let from = cursor;
	let column = 0;
	// One column stays free for the cursor after the last character.
	while (from > 0 && column + widthOf(before[from - 1] ?? '') < columns) {
		from--;
		column += widthOf(before[from] ?? '');
	}
	let shown = before.slice(from).join('');
	for (const character of characters.slice(cursor)) {
		if (widthOf(shown) + widthOf(character) >= columns) break;
		shown += character;
	}
	return {text: shown, column};
};

/** A text that is edited in the row of its field. */
export type EditedText = {
	readonly text: string;
	/** What stands dim in its place while it is empty. */
	readonly placeholder?: string;
	/** In characters; undefined is the end. */
	readonly cursor: number | undefined;
	readonly isMasked?: boolean;
	/** Whether it begins right behind the label: a search, which has the row for itself. */
	readonly isSearch?: boolean;
	/** Behind the text, at the right. */
	readonly right?: readonly Span[];
};

/**
 * A label and an editable text as a row of the form; the text alone, two columns in, where it stands below its label.
 *
 * @returns the row, and the column of the cursor in it
 */
export const inputRow = (
	label: string,
	edited: EditedText & {readonly isBelow?: boolean},
	{glyphs, columns}: {readonly glyphs: Glyphs; readonly columns: number},
): {readonly line: Line; readonly column: number} => {
	const {text, placeholder = '', cursor, isMasked = false, isSearch, isBelow, right = []} = edited;
	const width = widthOf(label) + 2;
	const room = isSearch ? 2 : Math.max(2, valueColumn(columns) - width);
	const spans = isBelow
		? [span('  ')]
		: [span(glyphs.focus, 'accent'), span(label, 'title'), span(' '.repeat(room))];
	const used = isBelow ? 2 : width + room;
	const rightWidth = widthOfSpans(right);
	const left = formColumns(columns) - used;
	// The text is worth more than what is said about it.
	const isBeside = right.length > 0 && widthOf(text) + rightWidth + 3 <= left;
	const shown = isMasked ? glyphs.mask.repeat(graphemesOf(text).length) : text;
	const length = graphemesOf(text).length;
	const part = visiblePart(shown, Math.min(cursor ?? length, length), left);
	const hint = cut(placeholder, Math.max(0, left - (isBeside ? rightWidth + 3 : 0)), glyphs.more);
	const row = {spans, input: {text: part.text, placeholder: hint, isMasked, cursor: part.column}};
	return {line: isBeside ? withRight(row, right, columns) : row, column: used + part.column};
};
