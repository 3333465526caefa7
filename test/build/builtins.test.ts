import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {builtinsPlugin} from '../../build/plugins/builtins.js';
import {bundleText, temporaryFile} from './bundled.js';

const bundle = (contents: string): Promise<string> => bundleText(contents, [builtinsPlugin]);

test('imports of every form reach the modules of Node', async () => {
	const code = await bundle(`
		import fs, {readFileSync} from 'node:fs';
		import * as path from 'node:path';
		import process, {env} from 'node:process';
		import {readFile} from 'fs/promises';
		const events = require('events');
		export const found = [fs.readFileSync === readFileSync, path.sep, process === globalThis.process,
			env === process.env, typeof readFile, events.once.name];
	`);
	const {found}: {found: readonly unknown[]} = await import(temporaryFile('found.mjs', code));
	assert.deepEqual(found, [true, '/', true, true, 'function', 'once']);
	assert.doesNotMatch(code, /from ?"node:/);
});

test('only the names in use are read', async () => {
	const code = await bundle("import {readFileSync} from 'node:fs';\nexport const read = readFileSync;");
	assert.doesNotMatch(code, /promises|ReadStream/);
	assert.ok(code.length < 200, code);
});

test('a name that Node does not have fails the build', async () => {
	await assert.rejects(
		bundle("import {noSuchName} from 'node:fs';\nnoSuchName();"),
		/No matching export.*noSuchName/s,
	);
});

test('a dynamic import is left to Node', async () => {
	assert.match(await bundle("export const load = () => import('node:http');"), /import\("node:http"\)/);
});

test('the shipped bundle of Ink loads little of Node for its first frame', async () => {
	const code = await bundleText(`
		import {Box, renderToString, Text} from 'ink';
		renderToString(<Box borderStyle="round"><Text color="cyan">❯ Straße, 日本</Text></Box>);
		process.stdout.write(process.moduleLoadList.join('\\n'));
	`);
	const loaded = execFileSync(process.execPath, [temporaryFile('first.mjs', code)], {encoding: 'utf8'});
	const names = loaded.split('\n').map(name => name.replace('NativeModule ', ''));
	const heavy = [
		'internal/deps/undici/undici',
		'perf_hooks',
		'child_process',
		'internal/fs/promises',
		'assert',
	];
	assert.deepEqual(
		names.filter(name => heavy.includes(name) || name === 'worker_threads'),
		[],
	);
	assert.ok(names.includes('stream'));
});
