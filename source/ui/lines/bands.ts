import type {Hint} from './keys.js';
import {blank, type Line, type Span} from './line.js';
import {rightEdge} from './rows.js';

/** Rows of which the frame shows as many as it has room for, and says how many there are above and below. */
export type BandList = {
	readonly count: number;
	/** The row that stays in sight; -1 where none is highlighted. */
	readonly highlight: number;
	readonly row: (index: number) => Line;
	/** Rows that it asks for at most; 9 when left out. */
	readonly most?: number;
	/** Rows for which blank rows and titles give way; 4 when left out. */
	readonly least?: number;
	/** The same in a low window; 3 when left out. */
	readonly leastInLow?: number;
	/** Whether it takes as many rows as it asks for when it has fewer, so that what is below it holds still. */
	readonly isPadded?: boolean;
	/** Whether the end of a row is worth more than how many are hidden: a table. */
	readonly isTable?: boolean;
	/** Rows above the first one, which were scrolled past. */
	readonly passed?: number;
	/** What the rows above are, in `↑ 3 more`. */
	readonly above?: string;
};

/** A list of things, each of which is drawn when it is in sight. */
export const listOf = <T>(
	items: readonly T[],
	highlight: number,
	draw: (item: T, isHighlighted: boolean) => Line,
): BandList => ({
	count: items.length,
	highlight,
	row: index => {
		const item = items[index];
		return item === undefined ? blank : draw(item, index === highlight);
	},
});

/** The same of rows that are drawn already. */
export const listOfRows = (rows: readonly Line[], highlight = 0): BandList =>
	listOf(rows, highlight, row => row);

/** What belongs to the focused field, below the form. What is left out first stands last. */
export type Pane = {
	readonly top?: readonly Line[];
	readonly list?: BandList;
	/** Below the list, always in sight. */
	readonly rows?: readonly Line[];
	readonly example?: readonly Line[];
	readonly why?: readonly Line[];
	/** Whether it appears while the form stands already: the blank row above it and the note's row go first, so that nothing moves. */
	readonly isAppearing?: boolean;
};

/**
 * A screen as its five bands, from top to bottom: head and rail · title and instruction · form · pane · note and keys. A view
 * counts no rows and leaves nothing out for want of room: `fitBands` does. Rows are made with `rows.ts`: `formRow`, `taskRow`, `buttonRow`,
 * `optionRows`, `toneLines`; a blank row that may give way is its `gap`.
 *
 * @example
 * const bands: Bands = {
 *   head: [productLine('Home', '2 connections', glyphs, columns)],
 *   title: line(span('Remove Bennett Books?', 'title')),
 *   instruction: textLines('This revokes its grant at Zoho and deletes it here.', columns),
 *   form: [field.line],
 *   cursor: {line: 0, column: field.column},
 *   note: problem ? toneLines(problem, 'bad', input) : [],
 *   keys: [{command: 'accept', label: 'remove'}, {command: 'back', label: 'back'}],
 * };
 * return fitBands(bands, size, glyphs);
 */
export type Bands = {
	readonly head: readonly Line[];
	readonly title?: Line;
	/** What stands at the right of the title, or of the focused row where the title has given way. */
	readonly counter?: readonly Span[];
	/** What to do now, where to click: at most two rows, and the first one always in sight. */
	readonly instruction?: readonly Line[];
	/** The same for fewer rows; where it is left out, its first sentences. */
	readonly short?: string | undefined;
	/** One row a field. */
	readonly form?: readonly Line[];
	/** The row of the form that has the focus. */
	readonly focus?: number;
	/** Rows that the focused field takes; 1 when left out. */
	readonly focusRows?: number;
	/** Whether the form is no list of fields, and stays whole in a low window. */
	readonly isWhole?: boolean;
	readonly pane?: Pane;
	/** Errors, warnings, notices: the row above the keys. Longer ones take rows of the pane; they never push. */
	readonly note?: readonly Line[];
	/** Enter first, then the keys of this screen, Esc, help, Ctrl+C. */
	readonly keys: readonly Hint[];
	/** Beside everything else, where {@link hasSide}. */
	readonly side?: readonly Line[];
	/** Where the terminal's cursor belongs: a row of the form. */
	readonly cursor?: {readonly line: number; readonly column: number};
};

/** A form that is no list of fields and ends in what has the focus. @param column of the cursor in its last row */
export const endingForm = (
	form: readonly Line[],
	column?: number,
): Pick<Bands, 'form' | 'focus' | 'isWhole' | 'cursor'> => {
	const focus = form.length - 1;
	return {form, focus, isWhole: true, ...(column === undefined ? {} : {cursor: {line: focus, column}})};
};

export type BandsSize = {readonly rows: number; readonly columns: number};

const sideFrom: BandsSize = {rows: 20, columns: 110};

/** Whether a window of this size has a side panel. */
export const hasSide = ({rows, columns}: BandsSize): boolean =>
	columns >= sideFrom.columns && rows >= sideFrom.rows;

/** Where the side panel's text begins: three columns, the bar, two columns beside the form. */
export const sideColumn = rightEdge + 6;
