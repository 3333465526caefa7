import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, relative} from 'node:path';
import {type TestContext, test} from 'node:test';
import {bundleProgram, quickStartPlugins} from '../../build/bundle.js';
import {temporaryDirectory} from '../helpers/temporary.js';

/** Bundles a small program, and loads the file that opens another one late. */
const load = async (t: TestContext) => {
	const root = temporaryDirectory(t);
	const write = (path: string, text: string | Uint8Array): void => {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		writeFileSync(join(root, path), text);
	};
	write('cli.ts', "void import('./main.js');");
	write(
		'main.ts',
		"import {late, type Late} from './late.js';\nexport const call = (): Late => late();\nexport const other = (): number => 1;",
	);
	write(
		'late.ts',
		'globalThis.opened = (globalThis.opened ?? 0) + 1;\nexport type Late = number;\nexport const late = (): Late => 42;',
	);
	const {files, metafile} = await bundleProgram({
		root,
		entry: 'cli.ts',
		hot: [{name: 'late.ts'}, {name: 'main.ts', late: ['late.ts']}],
		whole: [],
		outputFolder: 'dist',
		// What they change is not in it.
		without: new Set([...quickStartPlugins.map(({name}) => name), 'text-width']),
	});
	for (const {path, contents} of files) write(relative(root, path), contents);
	write('dist/package.json', '{"type": "commonjs"}');
	return {main: createRequire(join(root, 'x.js'))('./dist/chunks/main.js'), metafile};
};

const opened = (): unknown => Reflect.get(globalThis, 'opened');

test('what a hot file opens late is opened with its first use, once', async t => {
	const {main, metafile} = await load(t);
	assert.equal(main.other(), 1);
	assert.equal(opened(), undefined);
	assert.equal(main.call(), 42);
	assert.equal(main.call(), 42);
	assert.equal(opened(), 1);
	assert.ok(!Object.keys(metafile.outputs['dist/chunks/main.js']?.inputs ?? {}).includes('late.ts'));
});
