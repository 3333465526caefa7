import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, relative} from 'node:path';
import {before, test} from 'node:test';
import {type Bundle, bundleProgram, quickStartPlugins} from '../../build/bundle.js';
import {chunksReachedBy} from '../../build/metafile.js';
import {legible} from '../../build/plugins/taken.js';
import {temporaryDirectory} from '../helpers/temporary.js';

/** Two hot files with a part in common, of which one takes from the other as well, and two that are not hot. A counter tells copies apart. */
const sources: Readonly<Record<string, string>> = {
	'cli.ts': "void import('./one.js'); void import('./draw.js'); void import('./plain.js');",
	'counter.ts': 'let count = 0;\nexport const next = () => ++count;\nexport default () => count;',
	'table.json': '{"rows": [1, 2], "class": "a word that is no name"}',
	'shown.ts': "let shown = 0;\nexport const show = () => 'shown ' + ++shown;",
	'large.ts': `export const little = () => 'little';\nexport const large = () => ${JSON.stringify('large '.repeat(20))};`,
	'one.ts': `import count, {next} from './counter.js';
import {little} from './large.js';
import {show} from './shown.js';
import table from './table.json';
export const ofOne = () => [next(), count(), show(), little(), table.rows];
export const openTwo = () => import('./two.js');`,
	'two.ts': `import {next} from './counter.js';
import {little} from './large.js';
import {ofOne} from './one.js';
import {show} from './shown.js';
export const two = () => [next(), show(), little(), ofOne().length];
export const rest = () => Promise.all([import('./draw.js'), import('./plain.js')]);`,
	'draw.ts': `import {next} from './counter.js';
import {large} from './large.js';
import {show} from './shown.js';
export const draw = () => [next(), show(), large().length];`,
	'plain.ts':
		"import {next} from './counter.js';\nimport table from './table.json';\nexport const plain = () => [next(), table.rows];",
};

let root: string;
let bundle: Bundle;

const write = (path: string, text: string | Uint8Array): void => {
	mkdirSync(dirname(join(root, path)), {recursive: true});
	writeFileSync(join(root, path), text);
};

before(async () => {
	root = temporaryDirectory();
	for (const [path, text] of Object.entries(sources)) write(path, text);
	bundle = await bundleProgram({
		root,
		entry: 'cli.ts',
		hot: [
			{name: 'common', commonTo: ['one.ts', 'two.ts']},
			{name: 'one.ts', takesFrom: ['common']},
			{name: 'two.ts', takesFrom: ['common', 'one.ts']},
		],
		lending: [{name: 'common', to: ['draw.ts']}, {name: 'one.ts'}],
		whole: [],
		outputFolder: 'dist',
		// What they change is not in it.
		without: new Set([...quickStartPlugins.map(({name}) => name), 'text-width']),
	});
	for (const {path, contents} of bundle.files) write(relative(root, path), contents);
	write('dist/package.json', '{"type": "commonjs"}');
});

const textOf = (name: string): string =>
	bundle.files.find(({path}) => path.endsWith(`/chunks/${name}`))?.text ?? '';

const homesOf = (source: string): readonly string[] =>
	Object.entries(bundle.metafile.outputs)
		.filter(([, {inputs}]) => (inputs[source]?.bytesInOutput ?? 0) > 0)
		.map(([path]) => path.replace('dist/chunks/', ''));

test('what hot files have in common is in one file, and what one of them has the other takes', () => {
	assert.deepEqual(homesOf('shown.ts'), ['common.js']);
	assert.deepEqual(chunksReachedBy(bundle.metafile, 'two.ts'), [
		'dist/chunks/two.js',
		'dist/chunks/common.js',
	]);
});

test('it runs, and each source that is in one file only is there once', async () => {
	const {ofOne, openTwo} = createRequire(join(root, 'x.js'))('./dist/chunks/one.js');
	assert.deepEqual(ofOne(), [1, 1, 'shown 1', 'little', [1, 2]]);
	const {two, rest} = await openTwo();
	assert.deepEqual(two(), [2, 'shown 2', 'little', 5]);
	const [{draw}, {plain}] = await rest();
	assert.deepEqual(draw(), [1, 'shown 4', 120]);
	assert.deepEqual(plain(), [2, [1, 2]]);
});

test('what is read by others than those that a file is meant for has a copy beside it', () => {
	for (const source of ['counter.ts', 'table.json'])
		assert.equal(homesOf(source).filter(path => path.endsWith('.mjs')).length, 1, source);
});

test('a source of which a hot file has a part only is not taken from there', () => {
	assert.doesNotMatch(textOf('common.js'), /large large/);
	assert.match(textOf('draw.mjs'), /large large/);
});

test('an ES module finds every name that a file gives, also those of what is no plain name', async () => {
	const start = '"use strict";var a=()=>"}",b=2;';
	const rows = [
		['module.exports={one:a,limit:300,two:b,none:void 0};\n', ['one', 'limit', 'two', 'none']],
		['module.exports={most:2e5,one:a,two:b};', ['most', 'one', 'two']],
		['module.exports={text:"a, b}",one:a};', ['text', 'one']],
		['module.exports={one:a,two:b};', ['one', 'two']],
	] as const;
	for (const [index, [end, names]] of rows.entries()) {
		write(`dist/names${index}.js`, legible(start + end, names));
		const path = join(root, `dist/names${index}.js`);
		const found = Object.keys(await import(path));
		assert.deepEqual(
			names.filter(name => !found.includes(name)),
			[],
			end,
		);
		assert.deepEqual(Object.keys(createRequire(path)(path)).toSorted(), names.toSorted());
	}
});
