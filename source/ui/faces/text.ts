import {textOf} from '../../wizard/select.js';
import {isCommand} from '../keymap.js';
import type {Glyphs} from '../view/glyphs.js';
import {cut, graphemesOf, type Line, span, widthOf} from '../view/line.js';
import {editLine} from '../view/line-editor.js';
import {type FieldFace, typed} from './face.js';

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

/** A line of text; a secret is masked until it is revealed. */
export const textFace: FieldFace = field => {
	const isSecret = field.kind === 'secret';
	return {
		draw: input => {
			const {text, placeholder} = textOf(input.state, field.key);
			const drawn = inputLine({
				label: field.label,
				text,
				placeholder,
				cursor: input.local.cursor,
				isMasked: isSecret && !input.local.isRevealed,
				columns: input.columns,
				glyphs: input.glyphs,
			});
			return {lines: [drawn.line], focus: 0, cursor: {line: 0, column: drawn.column}};
		},
		press: (press, input) => {
			if (isSecret && isCommand(press, 'reveal')) return {local: {isRevealed: !input.local.isRevealed}};
			const {text} = textOf(input.state, field.key);
			const before = {text, cursor: input.local.cursor ?? graphemesOf(text).length};
			const after = editLine(before, press);
			if (!after) return undefined;
			const events = after.text === text ? [] : [typed(field.key, after.text)];
			return {local: {cursor: after.cursor}, events};
		},
		hints: input => [
			{command: 'accept', label: 'accept'},
			...(isSecret ? [{command: 'reveal', label: input.local.isRevealed ? 'hide' : 'show'} as const] : []),
		],
	};
};
