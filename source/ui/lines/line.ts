import stringWidth from 'string-width';
import {visibleRow} from '../../zoho/terminal-text.js';

/** What a piece of text means; `theme.ts` says how it looks. */
export type Style =
	| 'plain'
	| 'match'
	| 'muted'
	| 'title'
	| 'accent'
	| 'good'
	| 'bad'
	| 'warn'
	/** The button that has the focus: nothing else is inverse. */
	| 'button'
	/** Dark on light in every theme: a QR code. */
	| 'qr';
export type Span = {readonly text: string; readonly style: Style};

/** The editable part of a line, drawn by the text field. */
export type InputSpan = {
	readonly text: string;
	readonly placeholder: string;
	readonly isMasked: boolean;
	/** Column of the cursor within the shown text. */
	readonly cursor: number;
};

/** One row of the screen. */
export type Line = {
	readonly spans: readonly Span[];
	readonly input?: InputSpan;
	/** Behind the editable part. */
	readonly after?: readonly Span[];
	/** Blank, and the first thing to give way in a low window. */
	readonly isGap?: boolean;
};

/** A screen as it is drawn: rows that fit the window. */
export type Frame = {
	readonly lines: readonly Line[];
	/** Where the terminal's cursor belongs; undefined hides it. */
	readonly cursor: {readonly x: number; readonly y: number} | undefined;
};

/** Letters, and the marks of our own screens: one column each, as everything else here would be measured. */
const oneColumnEach = /^[\x20-\x7E·…–—‘’“”•●○◉◯❯▸✔✖→←↑↓│⇄◐◓◑◒]*$/;

export const span = (text: string, style: Style = 'plain'): Span => ({
	text: oneColumnEach.test(text) ? text : visibleRow(text),
	style,
});
export const line = (...spans: readonly (Span | string)[]): Line => ({
	spans: spans.map(part => (typeof part === 'string' ? span(part) : part)),
});
export const blank: Line = {spans: []};

/** Columns that a text takes. */
export const widthOf = (text: string): number => (oneColumnEach.test(text) ? text.length : stringWidth(text));

export const widthOfSpans = (spans: readonly Span[]): number =>
	spans.reduce((sum, part) => sum + widthOf(part.text), 0);

/** Columns of a whole row, with its text field and what is behind that. */
export const rowWidth = ({spans, input, after = []}: Line): number =>
	widthOfSpans([...spans, ...after]) + (input ? widthOf(input.text || input.placeholder) : 0);

let segmenter: Intl.Segmenter | undefined;

/** Splits a text into what a person sees as characters. */
export const graphemesOf = (text: string): readonly string[] => {
	if (/^[\x20-\x7E]*$/.test(text)) return text.split('');
	segmenter ??= new Intl.Segmenter();
	return Array.from(segmenter.segment(text), part => part.segment);
};

/** Cuts a text to a number of columns, with an ellipsis where something is missing. */
export const cut = (text: string, columns: number, ellipsis = '…'): string => {
	if (columns <= 0) return '';
	if (widthOf(text) <= columns) return text;
	// Where not even the ellipsis fits, nothing but its beginning does.
	if (widthOf(ellipsis) > columns) return ellipsis.slice(0, columns);
	let kept = '';
	let used = widthOf(ellipsis);
	for (const grapheme of graphemesOf(text)) {
		used += widthOf(grapheme);
		if (used > columns) break;
		kept += grapheme;
	}
	return `${kept}${ellipsis}`;
};

/** Cuts a line to a number of columns. */
export const cutLine = (row: Line, columns: number, ellipsis = '…'): Line => {
	if (rowWidth(row) <= columns) return row;
	const spans = cutSpans(row.spans, columns, ellipsis);
	if (!row.after) return {...row, spans};
	const used = rowWidth({...row, spans, after: []});
	return {...row, spans, after: cutSpans(row.after, columns - used, ellipsis)};
};

const cutSpans = (parts: readonly Span[], columns: number, ellipsis: string): readonly Span[] => {
	let left = columns;
	const spans: Span[] = [];
	for (const part of parts) {
		if (left <= 0) break;
		const text = cut(part.text, left, ellipsis);
		spans.push({...part, text});
		left -= widthOf(text);
	}
	return spans;
};

/** Pieces of at most so many columns: behind a slash, a comma or the like where one is not in the first third of a piece. */
const splitLongWord = (word: string, columns: number): readonly string[] => {
	const pieces: string[] = [];
	let piece = '';
	for (const grapheme of graphemesOf(word)) {
		if (piece !== '' && widthOf(piece) + widthOf(grapheme) > columns) {
			const [kept = piece] = /^.*[/\\?&,;](?=[^/])/.exec(piece + grapheme) ?? [];
			const at = kept.length * 3 < piece.length ? piece.length : kept.length;
			pieces.push(piece.slice(0, at));
			piece = piece.slice(at);
		}
		piece += grapheme;
	}
	return [...pieces, piece];
};

/** Breaks a text into rows of at most `columns`, between words where it can. @param isWhole what is longer than a row stays in one piece */
export const wrap = (text: string, columns: number, isWhole = false): readonly string[] => {
	const width = Math.max(1, columns);
	// What is plain as a whole is so in each of its parts.
	const widthIn = oneColumnEach.test(text) ? ({length}: string): number => length : widthOf;
	const pieces = text
		.split(/\s+/)
		.flatMap(word => (!isWhole && widthIn(word) > width ? splitLongWord(word, width) : word));
	const rows: string[] = [];
	let row = '';
	for (const piece of pieces.filter(part => part !== '')) {
		const joined = row === '' ? piece : `${row} ${piece}`;
		if (row !== '' && widthIn(joined) > width) {
			rows.push(row);
			row = piece;
		} else row = joined;
	}
	return row === '' ? rows : [...rows, row];
};

/** Rows of a text behind something, below which all but the first one have the same room. */
export const behind = (
	before: readonly Span[],
	rows: readonly string[],
	style: Style = 'plain',
): readonly Line[] => {
	const room = span(' '.repeat(widthOfSpans(before)));
	return rows.map((row, index) => line(...(index === 0 ? before : [room]), span(row, style)));
};

/** The same of a text that is wrapped. @param columns of both */
export const hanging = (
	before: readonly Span[],
	text: string,
	columns: number,
	style?: Style,
): readonly Line[] => behind(before, wrap(text, columns - widthOfSpans(before)), style);
