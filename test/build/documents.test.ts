import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {fillSections, sectionNames} from '../../build/documents/fill.js';
import {documents, sections} from '../../build/documents/sections.js';
import {commands} from '../../source/commands/registry.js';
import {exitCodes} from '../../source/kit/output/exit-codes.js';
import {helpText} from '../../source/program/parser.js';
import {fields} from '../../source/wizard/steps/index.js';
import {root} from './bundled.js';

const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const pages = [
	...readdirSync(root).filter(name => name.endsWith('.md')),
	...readdirSync(join(root, 'docs'), {recursive: true, encoding: 'utf8'})
		.filter(name => name.endsWith('.md'))
		.map(name => join('docs', name)),
];

for (const document of documents)
	test(`${document} says what the sources say`, () => {
		const text = read(document);
		assert.ok(sectionNames(text).length > 0);
		assert.equal(text, fillSections(text, sections), 'run "npm run docs"');
	});

test('each generated section has a place', () => {
	const used = new Set(documents.flatMap(document => sectionNames(read(document))));
	assert.deepEqual([...used].toSorted(), Object.keys(sections).toSorted());
});

test('a section without an end, or of nothing that is known, is a fault', () => {
	assert.throws(() => fillSections('<!-- generated: a -->\nold', {a: () => 'new'}), /has no end/);
	assert.throws(
		() => fillSections('<!-- generated: b -->\n<!-- end of b -->', {a: () => 'new'}),
		/is called b/,
	);
	assert.equal(
		fillSections('x\n<!-- generated: a -->\nold\n<!-- end of a -->\ny', {a: () => '$&'}),
		'x\n<!-- generated: a -->\n$&\n<!-- end of a -->\ny',
	);
});

test('each link to a file leads somewhere', () => {
	for (const page of pages) {
		for (const [, target = ''] of read(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
			if (/^https?:/.test(target)) continue;
			assert.ok(existsSync(join(root, dirname(page), target)), `${page} links to ${target}`);
		}
	}
});

test('the pages name no command that does not exist', () => {
	const known = new Set([...commands.map(({name}) => name), 'help']);
	for (const page of pages) {
		for (const [code] of read(page).matchAll(/```sh\n[\s\S]*?```|`[^`\n]+`/g)) {
			for (const [, name = ''] of code.matchAll(/\bzconn (?:practice )?([a-z]+)/g))
				assert.ok(known.has(name), `${page} names zconn ${name}`);
		}
	}
});

test('each question of the wizard has its flag in "zconn new"', () => {
	const {options = []} = commands.find(({name}) => name === 'new') ?? {};
	const flags = new Set(options.map(option => option.flags.split(' ')[0]));
	for (const {key, flag} of fields)
		for (const [name] of flag.matchAll(/--[a-z-]+/g)) assert.ok(flags.has(name), `${key}: ${name}`);
});

test('--help fits into 80 columns and names each exit code', () => {
	const help = helpText();
	for (const line of help.split('\n')) assert.ok(line.length <= 80, line);
	for (const {code, meaning} of exitCodes)
		assert.ok(help.replaceAll(/\s+/g, ' ').includes(` ${code} ${meaning}`), meaning);
});

test('the decisions are numbered one after the other, and each says its number', () => {
	const names = readdirSync(join(root, 'docs/decisions')).toSorted();
	assert.ok(names.length > 5);
	for (const [index, name] of names.entries()) {
		assert.ok(name.startsWith(`${String(index + 1).padStart(4, '0')}-`), name);
		assert.ok(read(join('docs/decisions', name)).startsWith(`# ${index + 1}. `), name);
	}
});
