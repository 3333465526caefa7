import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fillSections} from './documents/fill.js';
import {manual, manualPath} from './documents/manual.js';
import {documents, sections} from './documents/sections.js';

const root = join(import.meta.dirname, '..');

const make = async (document: string, write: (before: string) => string): Promise<void> => {
	const path = join(root, document);
	const before = await readFile(path, 'utf8');
	const now = write(before);
	if (now !== before) await writeFile(path, now);
	console.log(`${document}: ${now === before ? 'as it was' : 'made again'}`);
};

for (const document of documents) await make(document, before => fillSections(before, sections));
await make(manualPath, manual);
