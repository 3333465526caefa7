import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {before, test} from 'node:test';
import vm from 'node:vm';
import * as esbuild from 'esbuild';
import {checkDoor} from '../../build/budget.js';
import {type Bundle, bundleProgram} from '../../build/bundle.js';
import {collectLicenses} from '../../build/licenses.js';
import {bytesOf, chunksReachedBy, packagesIn} from '../../build/metafile.js';
import {outsidePlugin} from '../../build/plugins/outside.js';
import {root, temporaryFile} from './bundled.js';

let ours: Bundle;
let door: string;

const textOf = ({files}: Bundle, name: string): string => {
	const found = files.find(({path}) => path.endsWith(name));
	assert.ok(found, name);
	return found.text;
};

before(async () => {
	ours = await bundleProgram({
		root,
		entry: 'bench/peer-door.ts',
		hot: [],
		whole: [{name: 'bench/peer-select.tsx'}],
		outputFolder: 'bundle',
	});
	// The real door; what lies behind it is no matter here.
	const main = join(root, 'source/program/main.ts');
	const {outputFiles} = await esbuild.build({
		entryPoints: [join(root, 'cli.tsx')],
		bundle: true,
		format: 'cjs',
		minify: true,
		target: 'node12.20',
		write: false,
		plugins: [outsidePlugin('./chunks', new Map([['program-main', {source: main, isCommon: true}]]), false)],
	});
	door = outputFiles.map(({text}) => text).join('');
});

/** Runs the door with another Node's version in its `process`. */
const enter = async (version: string) => {
	const outcome = {stderr: '', imported: 0};
	const fake = {
		versions: {node: version},
		exitCode: undefined,
		argv: ['node', 'zconn'],
		umask: () => 0o022,
		stderr: {
			write: (text: string) => {
				outcome.stderr += text;
			},
		},
		getBuiltinModule: () => ({}),
	};
	// The call is all that matters.
	const require = () => {
		outcome.imported++;
		return {main: () => new Promise(() => {})};
	};
	vm.runInNewContext(door, {process: fake, require, module: {}});
	await new Promise(setImmediate);
	return {...outcome, exitCode: fake.exitCode};
};

test('the door loads nothing at once, and the chunk behind it is found in the metafile', () => {
	assert.deepEqual(chunksReachedBy(ours.metafile, 'bench/peer-door.ts'), ['bundle/peer-door.js']);
	assert.deepEqual(checkDoor(ours.metafile, 'bench/peer-door.ts'), []);
	assert.deepEqual(
		ours.metafile.outputs['bundle/peer-door.js']?.imports.map(({path, kind}) => ({path, kind})),
		[{path: 'bundle/chunks/bench-peer-select.mjs', kind: 'dynamic-import'}],
	);
	const chunks = chunksReachedBy(ours.metafile, 'bench/peer-select.tsx');
	assert.ok(packagesIn(ours.metafile, chunks).includes('ink'));
	assert.ok(bytesOf(ours.metafile, chunks) > 300_000);
	assert.ok(textOf(ours, 'bundle/peer-door.js').startsWith('#!/usr/bin/env node\n'));
});

test('development code, the data URL and a made require are not in the bundle', () => {
	const text = textOf(ours, 'chunks/bench-peer-select.mjs');
	assert.doesNotMatch(text, /react-devtools|createRequire|NODE_ENV|base64,AGFzbQ/);
});

test('the door needs no syntax that an old Node lacks', async () => {
	const lowered = await esbuild.transform(door, {target: 'node12.20', minify: true});
	const kept = await esbuild.transform(door, {target: 'esnext', minify: true});
	assert.equal(lowered.code, kept.code);
	assert.doesNotMatch(door, /\bimport\b|\bexport\b|^await /m);
});

for (const version of ['12.22.12', '14.21.3', '16.20.2', '18.20.8', '20.20.2', '22.18.0'])
	test(`the door tells Node ${version} that it is too old`, async () => {
		const {stderr, exitCode, imported} = await enter(version);
		assert.match(stderr, new RegExp(`^zconn needs Node 22\\.19 or newer; this is v${version}\\b.*\n$`));
		assert.equal(exitCode, 2);
		assert.equal(imported, 0);
	});

for (const version of ['22.19.0', '23.0.0', '24.11.1', '100.0.0'])
	test(`the door lets Node ${version} in`, async () => {
		const {stderr, exitCode, imported} = await enter(version);
		assert.deepEqual({stderr, exitCode, imported}, {stderr: '', exitCode: undefined, imported: 1});
	});

/** An old Node somewhere on the path, if this machine has one. */
const oldNode = (process.env.PATH ?? '')
	.split(delimiter)
	.map(folder => join(folder, 'node'))
	.filter(existsSync)
	.find(
		node =>
			Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], {encoding: 'utf8'})) < 22,
	);

test('a real old Node prints the sentence', {skip: oldNode === undefined && 'no old Node here'}, () => {
	const {status, stderr} = spawnSync(oldNode ?? '', [temporaryFile('cli.cjs', door)], {encoding: 'utf8'});
	assert.equal(status, 2);
	assert.match(stderr, /^zconn needs Node 22\.19 or newer; this is v\d+\.\d+\.\d+/);
});

test('every bundled package has its license text', async () => {
	const text = await collectLicenses(ours.metafile, root);
	for (const name of packagesIn(ours.metafile, Object.keys(ours.metafile.outputs)))
		assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
	assert.match(text, /^yoga-layout .*\nCopyright \(c\) Meta/m);
	const titles = text.match(/^\S+ \d+\.\d+\.\d+ \(.*\)$/gm) ?? [];
	assert.equal(new Set(titles).size, titles.length);
});

test('a package that names no license cannot be bundled', async () => {
	const folder = dirname(temporaryFile('any', ''));
	const metafile = {inputs: {'node_modules/p/index.js': {bytes: 1, imports: []}}, outputs: {}};
	const write = (facts: Record<string, string>) => {
		mkdirSync(join(folder, 'node_modules/p'), {recursive: true});
		writeFileSync(join(folder, 'node_modules/p/package.json'), JSON.stringify(facts));
	};
	write({name: 'p', version: '1.0.0'});
	await assert.rejects(collectLicenses(metafile, folder), /names no license/);
	write({name: 'p', version: '1.0.0', license: 'Apache-2.0', author: 'Somebody'});
	await assert.rejects(collectLicenses(metafile, folder), /holds no text/);
	write({name: 'p', version: '1.0.0', license: 'MIT', author: 'Somebody'});
	assert.match(await collectLicenses(metafile, folder), /p 1\.0\.0 \(MIT\)\n\nCopyright \(c\) Somebody/);
});
