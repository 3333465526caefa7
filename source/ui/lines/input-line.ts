import type {Glyphs} from './glyphs.js';
import {cut, graphemesOf, type Line, span, widthOf} from './line.js';

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

/** A label and an editable text on one line. Shared by text fields, filters and the paste field. */
export const inputLine = (options: {
	readonly label: string;
	readonly text: string;
	readonly placeholder: string;
	readonly cursor: number | undefined;
	readonly isMasked: boolean;
	readonly columns: number;
	readonly glyphs: Glyphs;
}): {readonly line: Line; readonly column: number} => {
	const {label, text, placeholder, isMasked, columns, glyphs} = options;
	const spans = [span(glyphs.focus, 'accent'), span(label, 'title'), span(': ', 'title')];
	const used = spans.reduce((sum, part) => sum + widthOf(part.text), 0);
	const shown = isMasked ? glyphs.mask.repeat(graphemesOf(text).length) : text;
	const length = graphemesOf(text).length;
	const part = visiblePart(shown, Math.min(options.cursor ?? length, length), columns - used);
	const hint = cut(placeholder, Math.max(0, columns - used), glyphs.more);
	return {
		line: {spans, input: {text: part.text, placeholder: hint, isMasked, cursor: part.column}},
		column: used + part.column,
	};
};
