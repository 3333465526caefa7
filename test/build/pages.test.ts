import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import {test} from 'node:test';
import {commands} from '../../source/commands/registry.js';
import {homeLetters} from '../../source/ui/home/letters.js';
import {keymap} from '../../source/ui/lines/keys.js';
import {root} from './bundled.js';

const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const pages: ReadonlyMap<string, string> = new Map(
	[
		...readdirSync(root).filter(name => name.endsWith('.md')),
		...readdirSync(join(root, 'docs'), {recursive: true, encoding: 'utf8'})
			.filter(name => name.endsWith('.md'))
			.map(name => posix.join('docs', name.replaceAll('\\', '/'))),
	].map(name => [name, read(name)]),
);

const textOf = (name: string): string => {
	const text = pages.get(name);
	assert.ok(text !== undefined, `there is no page ${name}`);
	return text;
};

const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '');

/** Where a heading can be linked to, as GitHub makes it of its text: small, signs gone, a hyphen for each blank. */
const anchorsOf = (text: string): ReadonlySet<string> =>
	new Set(
		[...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
			heading
				.toLowerCase()
				.replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
				.replaceAll(' ', '-'),
		),
	);

type Link = {readonly from: string; readonly to: string; readonly anchor: string};

const links: readonly Link[] = [...pages].flatMap(([from, text]) =>
	[...withoutCode(text).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]+))?\)/g)]
		.filter(([, target = '']) => !URL.canParse(target))
		.map(([, target = '', anchor = '']) => ({
			from,
			to: target === '' ? from : posix.join(posix.dirname(from), target),
			anchor,
		})),
);

const images = readdirSync(join(root, 'docs/images')).map(name => `docs/images/${name}`);
const tasks = [...pages.keys()].filter(name => /^docs\/tasks\/(?!README)/.test(name));

test('each link within the pages leads to a heading that is there', () => {
	const within = links.filter(({anchor}) => anchor !== '');
	assert.ok(within.length > 30);
	for (const {from, to, anchor} of within)
		assert.ok(anchorsOf(textOf(to)).has(anchor), `${from} links to ${to}#${anchor}`);
});

test('each picture is shown somewhere', () => {
	const shown = new Set(links.map(({to}) => to));
	assert.deepEqual(
		images.filter(name => !shown.has(name)),
		[],
	);
});

test('each task has a page that shows a frame, and says what to do and what can go wrong', () => {
	const index = links.filter(({from}) => from === 'docs/tasks/README.md').map(({to}) => to);
	assert.ok(tasks.length > 10);
	for (const name of tasks) {
		const text = textOf(name);
		assert.ok(index.includes(name), `docs/tasks/README.md does not name ${name}`);
		assert.match(text, /^!\[[^\]]+\]\(\.\.\/images\/[a-z]+\.svg\)$/m, name);
		assert.match(text, /\bzconn\b/, name);
		assert.match(text, /^## What can go wrong\n[\s\S]*\(\.\.\/troubleshooting\.md#/m, name);
		const lines = text.trimEnd().split('\n').length;
		assert.ok(lines >= 20 && lines <= 60, `${name} has ${lines} lines`);
	}
});

test('each command has a page that tells when to use it', () => {
	const text = [...tasks, 'docs/practice.md', 'docs/machines.md', 'docs/programs.md', 'docs/agents.md']
		.map(textOf)
		.join('\n');
	for (const {name} of commands) assert.match(text, new RegExp(`\\bzconn ${name}\\b`), name);
});

test('each letter of Home stands in its table, and the page that its row links to has it as well', () => {
	const rows = textOf('docs/tasks/home.md')
		.split('\n')
		.filter(line => line.startsWith('| '));
	// These are explained in the table alone.
	const alone = ['filter', 'allKeys', 'share'];
	for (const [command] of homeLetters) {
		const [key] = keymap[command];
		const row = rows.find(line => line.split(' | ')[0]?.includes(`\`${key}\``));
		assert.ok(row, `docs/tasks/home.md has no row for ${key}`);
		if (alone.includes(command)) continue;
		const [, page = ''] = /\]\(([a-z]+\.md)/.exec(row) ?? [];
		assert.ok(textOf(`docs/tasks/${page}`).includes(`\`${key}\``), `${page} does not name the key ${key}`);
	}
});
