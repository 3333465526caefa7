import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Metafile} from 'esbuild';
import * as z from 'zod/mini';
import {packageFolder} from './metafile.js';

const packageSchema = z.object({
	name: z.string(),
	version: z.string(),
	license: z.optional(z.string()),
	author: z.optional(z.union([z.string(), z.object({name: z.string()})])),
});

/** The MIT license, which a few packages name and forget to hold. */
const mitText = (holder: string): string => `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The dedication to the public domain that a few packages name and forget to hold (unlicense.org). */
const unlicenseText = `This is free and unencumbered software released into the public domain.

Anyone is free to copy, modify, publish, use, compile, sell, or distribute this software, either in source code form or
as a compiled binary, for any purpose, commercial or non-commercial, and by any means.

In jurisdictions that recognize copyright laws, the author or authors of this software dedicate any and all copyright
interest in the software to the public domain. We make this dedication for the benefit of the public at large and to the
detriment of our heirs and successors. We intend this dedication to be an overt act of relinquishment in perpetuity of
all present and future rights to this software under copyright law.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

type Entry = {readonly title: string; readonly text: string};

const readEntry = async (folder: string): Promise<Entry> => {
	const {name, version, license, author} = packageSchema.parse(
		JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
	);
	if (license === undefined) throw new Error(`${name} ${version} names no license; it cannot be bundled`);
	const files = (await readdir(folder))
		.filter(file => /^(?:licen[cs]e|copying|notice)/i.test(file))
		.toSorted();
	const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
	const title = `${name} ${version} (${license})`;
	if (texts.length > 0) return {title, text: texts.map(text => text.trim()).join('\n\n')};
	if (license === 'Unlicense') return {title, text: unlicenseText};
	const holder = typeof author === 'object' ? author.name : author;
	if (license !== 'MIT' || holder === undefined) throw new Error(`${title} holds no text of its license`);
	return {title, text: mitText(holder)};
};

const isCopyright = (line: string): boolean => /^Copyright (?:\(c\)|©|\d|[A-Z])/.test(line.trim());

/** What is alike in texts of one license: neither whose it is, nor its heading, nor how its lines are broken. */
const termsOf = ({text}: Entry): string =>
	text
		.split('\n')
		.filter(line => !isCopyright(line))
		.join(' ')
		.replaceAll(/[\s"“”*]+/g, ' ')
		.replace(/^[# ]*(?:The )?MIT License (?:\(MIT\) )?/i, '')
		.trim();

/** Packages under the same terms: each with whose it is, and the terms once. */
const together = (entries: readonly Entry[]): string => {
	const [{title, text} = {title: '', text: ''}, ...others] = entries;
	if (others.length === 0) return `${title}\n\n${text}`;
	const lines = text.split('\n');
	const owners = entries.map(({title, text}) => [title, ...text.split('\n').filter(isCopyright)].join('\n'));
	const terms = lines
		.filter(line => !isCopyright(line))
		.join('\n')
		.replaceAll(/\n{3,}/g, '\n\n');
	return [...owners, `Each of these ${entries.length} packages is under this license:`, terms.trim()].join(
		'\n\n',
	);
};

/**
 * The licenses of every package that the bundle was made from: packages sorted by name, those under the same terms together, each
 * with all its copyright lines. Rejects when a package names no license at all.
 *
 * @param root the folder that the metafile's paths are relative to
 */
export const collectLicenses = async (metafile: Metafile, root: string): Promise<string> => {
	const folders = new Set(Object.keys(metafile.inputs).flatMap(input => packageFolder(input) ?? []));
	const entries = await Promise.all([...folders].map(folder => readEntry(join(root, folder))));
	const unique = new Map(entries.map(entry => [entry.title, entry]));
	const sorted = [...unique.values()].toSorted(({title: one}, {title: other}) => (one < other ? -1 : 1));
	const head = 'zconn is made from its own sources and from these packages, bundled into its files.';
	const parts = [...Map.groupBy(sorted, termsOf).values()].map(together);
	return `${[head, ...parts].join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
};
