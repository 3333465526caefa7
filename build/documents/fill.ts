/** Text made from the sources, by the name that the marks in a document give it. */
export type Sections = Readonly<Record<string, () => string>>;

const marked = /<!-- generated: ([a-z-]+) -->\n[\s\S]*?<!-- end of \1 -->/g;

/** The names of the places in a document that are made from the sources. */
export const sectionNames = (document: string): readonly string[] =>
	[...document.matchAll(marked)].map(([, name = '']) => name);

/**
 * The document with the text between its marks generated again. Throws when a mark has no other half, or names nothing
 * that is known.
 */
export const fillSections = (document: string, sections: Sections): string => {
	const openings = document.match(/<!-- generated: /g) ?? [];
	if (openings.length !== sectionNames(document).length) throw new Error('A generated section has no end.');
	return document.replace(marked, (_all, name: string) => {
		const make = sections[name];
		if (make === undefined) throw new Error(`No generated section is called ${name}.`);
		return `<!-- generated: ${name} -->\n${make()}\n<!-- end of ${name} -->`;
	});
};
