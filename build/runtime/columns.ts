/** The cells of one column, a line each. */
export type Column = {
	readonly cells: string;
	/** Whether each cell begins with a digit: how many pieces it has in common with the cell above, which are left out. */
	readonly isShort: boolean;
};

/** A value of JSON, out of which its lists of rows were taken. */
export type InColumns = {
	/** The value, with the number of rows in the place of each list. */
	readonly whole: unknown;
	/** By the name under which the lists stand in the value: all their rows in order, column by column. */
	readonly lists: Readonly<Record<string, readonly Column[]>>;
};

/** What stands in the place of a list. */
export type Place = {readonly $rows: number};

/** The parts of a path or a scope. */
export const piecesIn = (cell: string): readonly string[] => cell.split(/(?=[./])/);

const cellsOf = ({cells, isShort}: Column): readonly string[] => {
	const lines = cells.split('\n');
	if (!isShort) return lines;
	let above: readonly string[] = [];
	return lines.map(line => {
		above = [...above.slice(0, Number(line.charAt(0))), ...piecesIn(line.slice(1))];
		return above.join('');
	});
};

/** Empty cells at the end of a row are not written. */
const rowsOf = (columns: readonly Column[]): readonly string[] => {
	const [first = [], ...others] = columns.map(cellsOf);
	return first.map((cell, index) =>
		[cell, ...others.map(column => column[index])].join('\t').replace(/\t+$/, ''),
	);
};

const isPlace = (value: object): value is Place => '$rows' in value;

/** The value as it was. */
export const inRows = ({whole, lists}: InColumns): unknown => {
	const waiting = new Map(Object.entries(lists).map(([key, columns]) => [key, rowsOf(columns).values()]));
	const fill = (value: unknown, key: string): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map(item => fill(item, key));
		if (isPlace(value)) return waiting.get(key)?.take(value.$rows).toArray();
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner, name)]));
	};
	return fill(whole, '');
};
