/**
 * A name that an object of a JSON text gives twice; undefined where none does. Of two values one program takes the first
 * and another the last (RFC 8259 section 4), so neither is believed.
 *
 * @param json text that has been parsed without an error @param deepest 1 looks at the outermost object alone
 */
export const repeatedName = (json: string, deepest: number): string | undefined => {
	const around: Set<string>[] = [];
	for (const [found, text, colon] of json.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g)) {
		if ('{['.includes(found)) around.push(new Set());
		else if (text === undefined) around.pop();
		const names = around.at(-1);
		if (!names || around.length > deepest || text === undefined || colon === undefined) continue;
		const name: string = text.includes('\\') ? JSON.parse(text) : text.slice(1, -1);
		if (names.has(name)) return name;
		names.add(name);
	}
	return undefined;
};
