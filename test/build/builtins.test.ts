import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {test} from 'node:test';
import {prepareConnections} from '../../bench/programs.js';
import {builtinsPlugin} from '../../build/plugins/builtins.js';
import {distCli, ensureBuilt} from '../helpers/program.js';
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

test('the shipped bundle of Ink loads little of Node that is heavy', async () => {
	const code = await bundleText(`
		import {Box, renderToString, Text} from 'ink';
		renderToString(<Box borderStyle="round"><Text color="cyan">❯ Straße, 日本</Text></Box>);
		process.stdout.write(process.moduleLoadList.join('\\n'));
	`);
	const loaded = execFileSync(process.execPath, [temporaryFile('first.mjs', code)], {encoding: 'utf8'});
	const names = loaded.split('\n').map(name => name.replace('NativeModule ', ''));
	const heavy = ['internal/deps/undici/undici', 'child_process', 'internal/fs/promises'];
	assert.deepEqual(
		names.filter(name => heavy.includes(name) || name === 'worker_threads'),
		[],
	);
	assert.ok(names.includes('stream'));
});

/** Runs the built program into a pipe. @returns the modules of Node that it has loaded */
const loadedBy = (...args: readonly string[]): readonly string[] => {
	ensureBuilt();
	const list = temporaryFile('list', '');
	const spy = temporaryFile(
		'spy.cjs',
		"process.on('exit', () => require('fs').writeFileSync(process.env.SPY, process.moduleLoadList.join('\\n')));",
	);
	execFileSync(process.execPath, ['--require', spy, distCli, ...args], {
		env: {SPY: list, PATH: process.env.PATH, HOME: dirname(list), TMPDIR: dirname(list)},
	});
	return readFileSync(list, 'utf8')
		.split('\n')
		.map(name => name.replace('NativeModule ', ''));
};

/** What costs, and what a call that prints a line needs none of. */
const costly = [
	'stream',
	'net',
	'tty',
	'crypto',
	'child_process',
	'http',
	'perf_hooks',
	'internal/fs/promises',
];

test('a token that lives is printed without streams, network or cryptography', async () => {
	const folder = dirname(temporaryFile('any', ''));
	await prepareConnections(folder);
	const calls = [['--version'], ['--help'], ['token', 'bench', '--config-dir', folder]];
	for (const call of calls) {
		const loaded = loadedBy(...call);
		assert.ok(loaded.includes('fs'));
		assert.deepEqual(
			loaded.filter(name => costly.includes(name)),
			[],
			call.join(' '),
		);
	}
});

test('making a runtime and the id of a draft loads no cryptography, so that the first frame need not wait', async () => {
	const code = await bundle(`
		import {createRuntime} from './source/io/runtime.ts';
		const options = {configDirectory: '/nowhere', environment: {}, platform: 'linux', version: '0'};
		export const id = createRuntime(options).newId();
		process.getBuiltinModule('node:fs').writeSync(1, process.moduleLoadList.join('\\n'));
	`);
	const loaded = execFileSync(process.execPath, [temporaryFile('runtime.mjs', code)], {encoding: 'utf8'});
	const names = loaded.split('\n').map(name => name.replace('NativeModule ', ''));
	assert.ok(names.includes('fs'));
	assert.deepEqual(
		names.filter(name => costly.includes(name)),
		[],
	);
});
