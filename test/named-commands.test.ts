import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {commands} from '../source/commands/registry.js';

const folder = join(import.meta.dirname, '../source');

test('no text of the program tells anybody to run a command that does not exist', () => {
	// "zconn needs …" is a sentence about the program, and no command.
	const known = new Set([...commands.map(({name}) => name), 'needs']);
	const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/.test(name));
	const named = files.flatMap(file =>
		[
			...readFileSync(join(folder, file), 'utf8').matchAll(/(?:[:;] |["'`])zconn ([a-z]+) ?(?=["'`$A-Z-])/g),
		].map(([, name = '']) => ({file, name})),
	);
	assert.ok(named.length > 15);
	for (const {file, name} of named) assert.ok(known.has(name), `${file} names zconn ${name}`);
});
