/**
 * A name that the outermost object of a JSON text gives twice; undefined where it gives none. Of two values one program takes the first
 * and another the last (RFC 8259 section 4), so neither is believed.
 *
 * @param json text that has been parsed without an error
 */
export const repeatedName = (json: string): string | undefined => {
	const names = new Set<string>();
	let depth = 0;
	for (const [found, text, colon] of json.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g)) {
		if (text === undefined) depth += '{['.includes(found) ? 1 : -1;
		if (depth !== 1 || text === undefined || colon === undefined) continue;
		const name: string = JSON.parse(text);
		if (names.has(name)) return name;
		names.add(name);
	}
	return undefined;
};
