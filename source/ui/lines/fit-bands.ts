import {asciiLine} from './ascii.js';
import {type BandList, type Bands, type BandsSize, hasSide, sideColumn} from './bands.js';
import {keyLine} from './bars.js';
import {
	formRows,
	hasPane,
	heightOf,
	keptRows,
	type Level,
	leastOf,
	rowsOfList,
	rowsWithNote,
	type Step,
	stepOf,
} from './giving-way.js';
import type {Glyphs} from './glyphs.js';
import {blank, cutLine, type Frame, type Line, rowWidth, span} from './line.js';
import {formColumns, textLines, withKeptRight, withRight} from './rows.js';

/** The rows of a list around its highlight; how many are hidden stands at the right of its first and its last one. */
const listRows = (list: BandList, room: number, columns: number): readonly Line[] => {
	const size = Math.min(list.count, Math.max(0, room));
	const from = Math.min(Math.max(0, list.highlight - Math.floor(size / 2)), list.count - size);
	const below = list.count - from - size;
	const above = from + (list.passed ?? 0);
	return Array.from({length: size}, (_none, index) => {
		const row = cutLine(list.row(from + index), formColumns(columns));
		const isFirst = index === 0 && above > 0;
		if (!isFirst && !(index === size - 1 && below > 0)) return row;
		const text = isFirst ? `↑ ${above} ${list.above ?? 'more'}` : `↓ ${below} more`;
		// What became of a row is worth more than the count; the end of a long text is not.
		const place = row.after || list.isTable ? withRight : withKeptRight;
		return place(row, [span(text, 'muted')], columns);
	});
};

/** Without so many of its blank rows, the last ones first: a long note takes them before it takes rows of the list. */
const withoutGaps = (rows: readonly Line[], count: number): readonly Line[] => {
	const gaps = rows.flatMap(({isGap}, index) => (isGap ? [index] : []));
	const leaving = new Set(gaps.slice(Math.max(0, gaps.length - Math.max(0, count))));
	return rows.filter((_row, index) => !leaving.has(index));
};

/** The pane in exactly so many rows. */
const drawPane = (bands: Bands, level: Level, room: number, columns: number): readonly Line[] => {
	const {pane = {}} = bands;
	const top = keptRows(pane.top, level);
	const listed = rowsOfList(pane.list, leastOf(bands, false));
	const kept = keptRows(pane.rows, level);
	const rows = withoutGaps(kept, top.length + kept.length + listed - room);
	let left = room - top.length - rows.length - listed;
	const comforts = [keptRows(pane.example, level), keptRows(pane.why, level)].flatMap(part => {
		if (part.length > left) return [];
		left -= part.length;
		return part;
	});
	// What a low window has no room for goes from the end; the highlighted row is worth more than what is said about it.
	const size = Math.max(1, listed + left);
	const found = pane.list ? listRows(pane.list, size, columns) : [];
	const list = pane.list?.isPadded
		? [...found, ...blanks(Math.min(size, pane.list.most ?? 9) - found.length)]
		: found;
	const all = [...top, ...list, ...rows, ...comforts].slice(0, Math.max(0, room));
	return [...all, ...blanks(room - all.length)];
};

const blanks = (count: number): readonly Line[] => Array.from({length: Math.max(0, count)}, () => blank);

const withCounter = (row: Line, {counter}: Bands, columns: number): Line =>
	counter ? withRight(row, counter, columns) : row;

/** As many sentences from the beginning of some rows as so many rows hold. */
const firstSentences = (lines: readonly Line[], rows: number, columns: number): readonly Line[] => {
	const text = lines.map(({spans}) => spans.map(one => one.text).join('')).join(' ');
	const ends = [...text.matchAll(/[.?!](?= )/g)].map(({index}) => index + 1).reverse();
	const style = lines[0]?.spans[0]?.style;
	const shown = ends.map(end => textLines(text.slice(0, end), columns, style));
	return shown.find(({length}) => length <= rows) ?? [];
};

/** The instruction in so many rows, and never half a sentence of it. */
const instructionIn = ({instruction = [], short}: Bands, rows: number, columns: number): readonly Line[] => {
	if (instruction.length <= rows) return instruction;
	const brief = short === undefined ? [] : textLines(short, columns);
	if (brief.length > 0 && brief.length <= rows) return brief;
	const sentences = firstSentences(instruction, rows, columns);
	return sentences.length > 0 ? sentences : instruction.slice(0, rows);
};

const drawAbove = (bands: Bands, {level, instruction}: Step, columns: number): readonly Line[] => {
	const rows = Math.min(instruction, level.instruction);
	const shown = instructionIn(bands, rows, columns);
	const title = level.title && bands.title ? [withCounter(bands.title, bands, columns)] : [];
	const outer = level.outer ? [blank] : [];
	return [
		...bands.head,
		...outer,
		...title,
		...shown,
		...blanks(rows - shown.length),
		...(title.length + rows > 0 ? outer : []),
		...(level.air ? [blank] : []),
	];
};

const drawForm = (bands: Bands, level: Level, columns: number): readonly Line[] => {
	const focused = bands.form?.[bands.focus ?? 0];
	const hasTitle = level.title && bands.title !== undefined;
	return formRows(bands, level).map(row =>
		row === focused && !hasTitle ? withCounter(row, bands, columns) : row,
	);
};

/** Rows with the side panel beside them, from the title on, or from the head; what it has no room for is counted. */
const besideSide = (
	rows: readonly Line[],
	{head, title, side = []}: Bands,
	isAiry: boolean,
): readonly Line[] => {
	const from = head.length + Number(isAiry && title !== undefined);
	const room = rows.length - from;
	const hidden = side.length - room;
	const shown =
		hidden > 0 ? [...side.slice(0, room - 1), {spans: [span(`↓ ${hidden + 1} more`, 'muted')]}] : side;
	return rows.map((row, index) => {
		if (index < from) return row;
		const fill = ' '.repeat(Math.max(0, sideColumn - 3 - rowWidth(row)));
		const text = shown[index - from]?.spans ?? [];
		return {...row, after: [...(row.after ?? []), span(fill), span('│  ', 'muted'), ...text]};
	});
};

/**
 * Fits a screen into a window: never taller than its rows less one (Ink repaints cleanly only then), every row cut to the columns.
 * What gives way, the first thing first: why, example, blank rows, the second row of the instruction, the note's row while it is
 * empty, the title, the rows of the form without the focus.
 *
 * @param others the frames of the same step with the focus elsewhere: as they are measured too, the form, the note and the keys stay
 * where they are when the focus moves
 */
export const fitBands = (
	bands: Bands,
	size: BandsSize,
	glyphs: Glyphs,
	others: readonly Bands[] = [],
): Frame => {
	const own = (row: Line): Line => (glyphs.isAscii ? asciiLine(row) : row);
	const limit = Math.max(3, size.rows - 1);
	const columns = formColumns(size.columns);
	const step = stepOf(bands, others, limit);
	const {level} = step;
	const {note = []} = bands;
	const above = drawAbove(bands, step, columns);
	const form = drawForm(bands, level, columns);
	const between = level.outer && level.between && form.length > 0 && hasPane(bands) ? [blank] : [];
	const top = [...above, ...form, ...between];
	const noteRows = Math.max(note.length, Number(level.note));
	const least = rowsWithNote(bands, step, noteRows);
	const height = Math.max(heightOf(bands, others, step, limit), Math.min(limit, least));
	const pane = drawPane(bands, level, height - top.length - noteRows - 1, columns);
	const rows = [...top, ...pane, ...note, ...blanks(noteRows - note.length)].map(own);
	const joined = hasSide(size) && bands.side ? besideSide(rows, bands, level.outer) : rows;
	const whole = [...joined, keyLine(bands.keys, glyphs, size.columns)];
	// When even that does not fit, the end counts: the focus, the errors, the keys.
	const hidden = Math.max(0, whole.length - limit);
	const lines = whole.slice(hidden).map(row => cutLine(own(row), size.columns, glyphs.more));
	const cursor = cursorOf(bands, level, above.length - hidden);
	const isInSight = cursor !== undefined && cursor.y >= 0 && cursor.y < lines.length;
	return {lines, cursor: isInSight ? {...cursor, x: Math.min(cursor.x, size.columns - 1)} : undefined};
};

/** Where the cursor is in the frame, whose form begins at this row. */
const cursorOf = (
	bands: Bands,
	level: Level,
	from: number,
): {readonly x: number; readonly y: number} | undefined => {
	const {cursor, form = []} = bands;
	const row = cursor && form[cursor.line];
	const line = row ? formRows(bands, level).indexOf(row) : -1;
	return cursor && line >= 0 ? {x: cursor.column, y: from + line} : undefined;
};
