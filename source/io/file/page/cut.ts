import type {ConnectionsFile} from '../../../connection/file/contents.js';
import {currentFileOf} from '../../../connection/file/parsing.js';
import type {Cut, Range} from '../../../connection/file/places.js';
import {parseJson} from '../../../zoho/text.js';

/** The rows of a part of the file, by name. */
type Part = {readonly inside: Range; readonly rows: ReadonlyMap<string, Range>};

/** One tab: a part of the file ends. Two: a row begins, or ends. A line break within a JSON text is never part of a string. */
const partEnds = '\n\t}';
const rowBegins = '\n\t\t"';
const rowEnds = '\n\t\t}';
const between = `${rowEnds},${rowBegins}`;

/**
 * Where the rows of a part begin and end in a file as `printConnectionsFile` writes it; undefined when a name is not plain or stands
 * there twice, or something else stands around the rows. Splitting a text of one byte a character is several times quicker than looking
 * for each row.
 */
export const findPart = (bytes: Buffer, name: 'services' | 'connections'): Part | undefined => {
	const begins = `\n\t"${name}": {\n`;
	const begin = bytes.indexOf(begins);
	const from = begin + begins.length - 1;
	const to = begin === -1 ? -1 : bytes.indexOf(partEnds, from);
	if (to === -1) return undefined;
	const text = bytes.toString('latin1', from, to);
	if (!text.startsWith(rowBegins) || !text.endsWith(rowEnds)) return undefined;
	const rows = new Map<string, Range>();
	let start = from + rowBegins.length;
	for (const row of text.slice(rowBegins.length, -rowEnds.length).split(between)) {
		const rowName = row.slice(0, row.indexOf('"'));
		if (rowName.includes('\\') || rows.has(rowName)) return undefined;
		rows.set(rowName, [start - 1, start + row.length + rowEnds.length]);
		start += row.length + between.length;
	}
	return {inside: [from, to], rows};
};

/** What stands around some parts of a file of so many bytes, with the rows that are wanted of each. */
export const cutOf = (
	size: number,
	parts: ReadonlyArray<{readonly part: Part; readonly names: Iterable<string>}>,
): Cut => {
	const edges = [0, ...parts.flatMap(({part}) => part.inside), size];
	return {
		gaps: [...parts, undefined].map((_part, index) => [edges[2 * index] ?? 0, edges[2 * index + 1] ?? 0]),
		rows: parts.map(({part, names}) =>
			[...names].flatMap(name => {
				const range = part.rows.get(name);
				return range ? [range] : [];
			}),
		),
	};
};

/** The content of a cut; undefined when it does not fit together, or a row of it is not right. */
export const readCut = ({gaps, rows}: Cut, read: (range: Range) => string): ConnectionsFile | undefined => {
	const text = gaps.map((gap, index) => read(gap) + (rows[index] ?? []).map(read).join(',')).join('');
	return currentFileOf(parseJson(text));
};
