/** The file's raw content with some of its connections only. */
export type FirstPage = {readonly raw: unknown; readonly total: number};

const connectionsBegin = '\n\t"connections": {\n';
/** One tab: a part of the file ends. Two: a row begins. A line break within a JSON text is never part of a string. */
const partEnds = '\n\t}';
const rowBegins = '\n\t\t"';
/** Characters; a row has more than a dozen keys. */
const shortestRow = 100;

/** Where the rows between two places begin, and what they are called; undefined when a name is not plain. */
const findRows = (
	text: string,
	from: number,
	to: number,
): {readonly names: readonly string[]; readonly starts: readonly number[]} | undefined => {
	const names: string[] = [];
	const starts: number[] = [];
	for (let at = text.indexOf(rowBegins, from); at !== -1 && at < to; ) {
		const start = at + rowBegins.length;
		const end = text.indexOf('"', start);
		names.push(text.slice(start, end));
		starts.push(start - 1);
		// No row is shorter.
		at = text.indexOf(rowBegins, end + shortestRow);
	}
	return names.some(name => name.includes('\\')) ? undefined : {names, starts};
};

/**
 * The first connections by link name, cut out of a text as `printConnectionsFile` writes it, with everything else but the
 * other connections. Parsing ten megabytes takes longer than drawing the first frame; finding where rows begin does not.
 * Undefined for a text that anybody else has formatted, or that is not whole where it is looked at: then all has to be parsed.
 */
export const cutFirstPage = (text: string, count: number): FirstPage | undefined => {
	const begin = text.indexOf(connectionsBegin);
	const first = begin + connectionsBegin.length - 1;
	const end = begin === -1 ? -1 : text.indexOf(partEnds, first);
	const found = end === -1 ? undefined : findRows(text, first, end);
	if (!found) return undefined;
	const {names, starts} = found;
	const last = names.toSorted()[count - 1];
	const rows: string[] = [];
	names.forEach((name, index) => {
		if (last !== undefined && name > last) return;
		const next = starts[index + 1];
		const to = next === undefined ? end : next - rowBegins.length + 1;
		rows.push(text.slice(starts[index], to).replace(/,$/, ''));
	});
	try {
		const raw: unknown = JSON.parse(
			`${text.slice(0, first)}${rows.join(',\n')}\n\t}${text.slice(end + partEnds.length)}`,
		);
		return {raw, total: names.length};
	} catch {
		return undefined;
	}
};
