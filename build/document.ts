import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fillSections} from './documents/fill.js';
import {documents, sections} from './documents/sections.js';

const root = join(import.meta.dirname, '..');

for (const document of documents) {
	const path = join(root, document);
	const before = await readFile(path, 'utf8');
	const now = fillSections(before, sections);
	if (now !== before) await writeFile(path, now);
	console.log(`${document}: ${now === before ? 'as it was' : 'made anew'}`);
}
