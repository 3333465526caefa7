/** So many rows are read out at once; of more, the first few. */
const most = 7;
const firstFew = 5;

const rowText = (text: string, index: number): string => `  ${index + 1}. ${text}`;

export const allNumbered = (rows: readonly string[]): readonly string[] => rows.map(rowText);

/**
 * Rows with their numbers, a long list cut short.
 *
 * @param keep indexes that are named in any case
 * @param more what is said behind "and 6 more"
 */
export const numbered = (
	rows: readonly string[],
	{keep = [], more = ', 0 for all'}: {readonly keep?: readonly number[]; readonly more?: string} = {},
): readonly string[] => {
	if (rows.length <= most) return allNumbered(rows);
	const shown = rows.flatMap((text, index) =>
		index < firstFew || keep.includes(index) ? [rowText(text, index)] : [],
	);
	return [...shown, `  and ${rows.length - shown.length} more${more}`];
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

/** Whether a line can only be meant as numbers. */
export const looksNumbered = (line: string): boolean => /^\d[\d\s,-]*$/.test(line.trim());
