import {counted} from '../../zoho/text.js';

/** So many rows are read out at once; of more, the first few. */
const most = 7;
const firstFew = 5;

const rowText = (text: string, index: number): string => `  ${index + 1}. ${text}`;

export const allNumbered = (rows: readonly string[]): readonly string[] => rows.map(rowText);

/** The first rows with their numbers, how many there are none for, and what brings them. Of thousands only these are put into words. */
export const firstNumbered = <T>(
	rows: readonly T[],
	textOf: (row: T) => string,
	count: number,
	more: string,
): readonly string[] => [
	...allNumbered(rows.slice(0, count).map(textOf)),
	...(rows.length > count ? [`  and ${rows.length - count} more${more}`] : []),
];

/**
 * Rows with their numbers, a long list cut short.
 *
 * @param keep indexes that are named in any case
 */
export const numbered = (rows: readonly string[], keep: readonly number[] = []): readonly string[] => {
	if (rows.length <= most) return allNumbered(rows);
	const shown = rows.flatMap((text, index) =>
		index < firstFew || keep.includes(index) ? [rowText(text, index)] : [],
	);
	return [...shown, `  0 reads ${rows.length - shown.length} more, or type a name`];
};

/** The indexes that a line names ("1 3-5", "2, 4"); undefined where it is no numbers, or one of them is no row. */
export const readNumbers = (line: string, count: number): readonly number[] | undefined => {
	const parts = line.trim().split(/[\s,]+/);
	const found = parts.flatMap(part => {
		const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
		if (from === '' || Number(from) < 1 || Number(to) > count || Number(from) > Number(to)) return [-1];
		return Array.from({length: Number(to) - Number(from) + 1}, (_none, index) => Number(from) - 1 + index);
	});
	return found.includes(-1) ? undefined : [...new Set(found)];
};

/** The index of the one row that a line names; undefined where it names several, or none. */
export const readNumber = (line: string, count: number): number | undefined => {
	const [index, ...more] = readNumbers(line, count) ?? [];
	return more.length === 0 ? index : undefined;
};

/** Whether a line can only be meant as numbers. */
export const looksNumbered = (line: string): boolean => /^\d[\d\s,-]*$/.test(line.trim());

/** "10 minutes". */
export const minutesText = (milliseconds: number): string =>
	counted(Math.max(1, Math.round(milliseconds / 60_000)), 'minute');
