import type {Glyphs} from '../lines/glyphs.js';
import {cut, type Line, line, type Style, span, widthOf} from '../lines/line.js';
import {rowMark} from '../lines/rows.js';

const gap = 2;

/** The columns of a list, leftmost first. What is needed least goes first when the window is narrow. */
export type Column = {
	/** 0 stays whatever happens; of the others the highest goes first. */
	readonly rank: number;
	/** Not cut below so many columns; 0 is never cut, but left out. */
	readonly least: number;
};

/**
 * Widths for the cells of a list, 0 for a column that is left out. The first column shrinks to its least width, then columns
 * are cut or go by rank, then the first one takes what is left.
 */
export const fitColumns = (
	columns: readonly Column[],
	rows: readonly (readonly string[])[],
	room: number,
): readonly number[] => {
	const natural = columns.map((_column, index) => Math.max(0, ...rows.map(row => widthOf(row[index] ?? ''))));
	const [first = 0] = natural;
	const least = Math.min(first, columns[0]?.least ?? 0);
	const widths = [...natural];
	const total = (): number =>
		widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.filter(Boolean).length - 1);
	const shrinkFirst = (to: number): void => {
		widths[0] = Math.max(to, Math.min(first, (widths[0] ?? 0) - Math.max(0, total() - room)));
	};
	shrinkFirst(least);
	const leaving = columns
		.map(({rank}, index) => ({rank, index}))
		.filter(({rank}) => rank > 0)
		.toSorted((one, other) => other.rank - one.rank);
	for (const {index} of leaving) {
		if (total() <= room) break;
		// Cut, as long as what is left of it says something.
		const cutTo = (natural[index] ?? 0) - (total() - room);
		const keeps = columns[index]?.least ?? 0;
		widths[index] = keeps > 0 && cutTo >= keeps ? cutTo : 0;
		if (widths[index] > 0) break;
		widths[0] = first;
		shrinkFirst(least);
	}
	shrinkFirst(4);
	return widths;
};

/** A cell in its column, with the gap to the next one. */
export const cellText = (text: string, width: number, isLast: boolean, ellipsis: string): string => {
	if (width === 0) return '';
	const shown = cut(text, width, ellipsis);
	return isLast ? shown : shown + ' '.repeat(Math.max(0, width - widthOf(shown)) + gap);
};

/** A row of a list: its mark, then its cells, of which the second one and the others may look otherwise than the first. */
export const columnsRow = (
	cells: readonly string[],
	widths: readonly number[],
	look: {readonly isHighlighted: boolean; readonly second?: Style | undefined; readonly others?: Style},
	glyphs: Glyphs,
): Line => {
	const {isHighlighted} = look;
	const last = widths.findLastIndex(width => width > 0);
	const [first = '', second = '', ...others] = cells.map((cell, index) =>
		cellText(cell, widths[index] ?? 0, index === last, glyphs.more),
	);
	return line(
		rowMark(isHighlighted ? 'here' : undefined, glyphs),
		span(first, isHighlighted ? 'match' : 'plain'),
		span(second, look.second),
		span(others.join('').trimEnd(), look.others),
	);
};
