import type {Glyphs} from './glyphs.js';
import {
	behind,
	blank,
	cutLine,
	hanging,
	type Line,
	line,
	rowWidth,
	type Span,
	type Style,
	span,
	widthOf,
	widthOfSpans,
	wrap,
} from './line.js';

/** What rows are drawn for: the marks of a terminal, and how many columns it has. */
export type Look = {readonly glyphs: Glyphs; readonly columns: number};

/** Nothing of head, form and pane is right of this: a longer row would wrap as soon as the window narrows. */
export const rightEdge = 78;

/** Columns that head, form and pane may take in a window of so many. */
export const formColumns = (columns: number): number => Math.min(columns, rightEdge);

/** Where the value of a row begins: 26 columns, as in Sigma's own form; fewer in a narrow window. */
export const valueColumn = (columns: number): number => (columns < 60 ? 20 : 26);

/** A blank row that gives way in a low window. */
export const gap: Line = {spans: [], isGap: true};

/** A row with something at its right edge; without that where there is no room for both. */
export const withRight = (row: Line, right: readonly Span[], columns: number): Line => {
	const width = widthOfSpans(right);
	const room = formColumns(columns) - rowWidth(row) - width;
	return room < 2 ? row : {...row, after: [...(row.after ?? []), span(' '.repeat(room)), ...right]};
};

/** The same, but what stands at the right is worth more than the end of the row. */
export const withKeptRight = (row: Line, right: readonly Span[], columns: number, ellipsis = '…'): Line => {
	const width = widthOfSpans(right);
	return withRight(cutLine(row, Math.max(1, formColumns(columns) - width - 2), ellipsis), right, columns);
};

const marks = {
	good: ['done', 'good'],
	warn: ['warning', 'warn'],
	bad: ['error', 'bad'],
	ahead: ['ahead', 'muted'],
	here: ['highlight', 'accent'],
} as const;
export type Mark = keyof typeof marks;

/** A mark in its color, and a blank. */
export const markSpan = (mark: Mark, glyphs: Glyphs, indent = ''): Span => {
	const [glyph, style] = marks[mark];
	return span(`${indent}${glyphs[glyph].trimEnd()} `, style);
};

/** The same in the four columns before a row. */
export const rowMark = (mark: Mark | undefined, glyphs: Glyphs): Span =>
	mark ? markSpan(mark, glyphs, '  ') : span('    ');

/** The mark of what is under way: it turns with the seconds of a clock in milliseconds. */
export const turningMark = ({now, glyphs}: {readonly now: number; readonly glyphs: Glyphs}): Span => {
	const turns = glyphs.isAscii ? '-\\|/' : '◐◓◑◒';
	return span(turns.charAt(Math.floor(now / 1000) % 4), 'accent');
};

/**
 * A row of three parts, of what is to be copied or clicked: mark and label · value · what became of it, at the right.
 *
 * @param task.style of a label that is no name of a field @param task.at where the value begins; `valueColumn` when left out
 */
export const taskRow = (
	task: {
		readonly label: string;
		readonly style?: Style | undefined;
		readonly value: string;
		readonly state: readonly Span[];
		readonly at?: number;
	},
	{isHere, isDone}: {readonly isHere: boolean; readonly isDone: boolean},
	{glyphs, columns}: Look,
): Line => {
	const {label, value, style = 'plain', state, at = valueColumn(columns)} = task;
	const mark = rowMark(isHere ? 'here' : isDone ? 'good' : undefined, glyphs);
	const before = widthOf(mark.text) + widthOf(label);
	const row = line(
		mark,
		span(label, isHere ? 'title' : isDone ? 'muted' : style),
		span(' '.repeat(Math.max(label === '' ? 0 : 2, at - before))),
		span(value, isHere ? 'match' : 'plain'),
	);
	// The states stand below each other, four columns from the edge where the window has them.
	const edge = columns >= rightEdge ? formColumns(columns) - 4 : formColumns(columns);
	return state.length === 0
		? cutLine(row, formColumns(columns), glyphs.more)
		: withKeptRight(row, state, edge, glyphs.more);
};

/** A row of the form: `  Label  value`, or `❯ Label  value` with the focus. */
export const formRow = (
	label: string,
	value: readonly Span[],
	look: {readonly isFocused?: boolean; readonly isAhead?: boolean},
	{glyphs, columns}: Look,
): Line => {
	const style: Style = look.isFocused ? 'title' : look.isAhead ? 'muted' : 'plain';
	const mark = look.isFocused ? span(glyphs.focus, 'accent') : span('  ');
	const used = 2 + widthOf(label);
	const room = Math.max(2, valueColumn(columns) - used);
	const row =
		value.length === 0
			? line(mark, span(label, style))
			: line(mark, span(label, style), span(' '.repeat(room)), ...value);
	return cutLine(row, formColumns(columns), glyphs.more);
};

/** The one button of a screen: inverse with the focus, bold without. */
export const buttonRow = (
	label: string,
	look: {readonly hasFocus: boolean; readonly beside?: string},
	{glyphs, columns}: Look,
): Line => {
	const {hasFocus, beside} = look;
	const text = glyphs.isAscii ? `[ ${label} ]` : ` ${label} `;
	const button = hasFocus
		? [span(glyphs.focus, 'accent'), span(text, 'button')]
		: [span('  '), span(glyphs.isAscii ? text : label, 'title')];
	const row = line(...button);
	const whole = beside ? line(...button, span('  '), span(beside, 'muted')) : row;
	return cutLine(rowWidth(whole) <= formColumns(columns) ? whole : row, formColumns(columns), glyphs.more);
};

/** Options to go on below each other, the first one the likeliest: the one with the focus is the button. A long one goes on below. */
export const optionRows = (
	labels: readonly string[],
	highlight: number,
	{glyphs, columns}: Look,
	beside?: string,
): readonly Line[] =>
	labels.flatMap((label, index) => {
		const isHere = index === highlight;
		const [first = '', ...others] = wrap(label, formColumns(columns) - 6);
		return [
			isHere
				? buttonRow(first, {hasFocus: true, ...(beside ? {beside} : {})}, {glyphs, columns})
				: line(span('    '), span(first, index === 0 ? 'title' : 'plain')),
			...others.map(text => line(span('    '), span(text))),
		];
	});

/** A sentence behind a mark that has the color: errors bold, warnings and good news plain. */
export const marked = (mark: Span, text: string, columns: number, style: Style = 'plain'): readonly Line[] =>
	hanging([mark], text, formColumns(columns), style);

/** A sentence as its tone wants it: `✖ ` red and the sentence bold, `! ` yellow or `✔ ` green and the sentence plain. */
export const toneLines = (
	text: string,
	tone: 'good' | 'warn' | 'bad' | 'plain',
	{columns, glyphs}: Look,
): readonly Line[] =>
	tone === 'plain'
		? textLines(text, columns)
		: marked(markSpan(tone, glyphs), text, columns, tone === 'bad' ? 'title' : 'plain');

/** A wrapped text beside a dim word: `Why      Zoho documents the comma.` Dim as well, unless it says where to go. */
export const besideLabel = (
	label: 'Where' | 'Example' | 'Why' | 'Note',
	text: string,
	columns: number,
): readonly Line[] => {
	const own = columns < 60 ? '' : label.padEnd(9);
	const style = label === 'Where' ? 'plain' : 'muted';
	return hanging([span('  '), span(own, 'muted')], text, formColumns(columns), style);
};

/**
 * A fact beside its label where there is room for a line worth reading, else below it; a command that it ends with is in its color.
 *
 * @param at where the value begins
 */
export const factRows = (
	fact: {
		readonly label: string;
		readonly value: string;
		readonly style?: Style;
		readonly mark?: Span | undefined;
		readonly command?: string | undefined;
		/** Whether a path or an address that is longer than its row stays in one piece, for the terminal to break. */
		readonly isWhole?: boolean;
	},
	columns: number,
	at: number,
): readonly Line[] => {
	const {label, value, style = 'plain', mark, command, isWhole} = fact;
	const room = mark ? widthOf(mark.text) : 0;
	const between = value.endsWith(':') ? ' ' : '  ';
	const whole = at + room + widthOf(command === undefined ? value : `${value}${between}${command}`);
	const isBelow = columns < 50 && columns < whole;
	const from = isBelow ? 4 : at;
	const own = span((isBelow ? '' : `  ${label}`).padEnd(from), 'muted');
	const text = wrap(value, formColumns(columns) - from - room, isWhole);
	const rows = behind(mark ? [own, mark] : [own], text, style);
	const last = rows.at(-1) ?? blank;
	const beside = line(...last.spans, span(between), span(command ?? '', 'accent'));
	const hasRoom = rowWidth(beside) <= formColumns(columns);
	const below = line(span(' '.repeat(from + room)), span(command ?? '', 'accent'));
	const drawn = command === undefined ? rows : hasRoom ? [...rows.slice(0, -1), beside] : [...rows, below];
	return isBelow && label !== '' ? [line(span(`  ${label}`, 'muted')), ...drawn] : drawn;
};

/** A text as wrapped rows: an instruction, or what stands below a title. */
export const textLines = (text: string, columns: number, style: Style = 'plain'): readonly Line[] =>
	wrap(text, formColumns(columns)).map(row => line(span(row, style)));

/** At most so many rows of a text; an ellipsis where there are more. */
export const firstRows = (
	rows: readonly Line[],
	room: number,
	{columns, glyphs: {more}}: Look,
): readonly Line[] => {
	const last = rows[room - 1];
	if (rows.length <= room || !last) return rows.slice(0, Math.max(0, room));
	const left = formColumns(columns) - widthOf(more) - 1;
	const {text = '', style} = last.spans.at(-1) ?? {};
	// Between words, where there are any.
	const kept = rowWidth(last) > left ? text.replace(/\s+\S+\s*$/, '') : text;
	const short = cutLine(line(...last.spans.slice(0, -1), span(kept, style)), left, '');
	return [...rows.slice(0, room - 1), {...short, spans: [...short.spans, span(` ${more}`)]}];
};
