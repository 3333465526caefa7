import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as esbuild from 'esbuild';
import {inOwnFolder} from '../../build/folder.js';
import {sharedIn} from '../../build/lenders.js';
import {tidied} from '../../build/split.js';
import {originalPosition} from './maps.js';

const root = '/nowhere';

const sources: Readonly<Record<string, string>> = {
	'one.ts': `import {both} from './again.ts';
import {a, b} from 'other';
export const one = () => [both(), a, b, import('./late.ts')];`,
	'two.ts': `import {both} from './again.ts';
export const two = () => [both(), \`
\`, import('./sub/late.ts')];`,
	'both.ts':
		"import {a} from 'other';\nimport {c} from 'third';\nexport const both = () => [a, c, 'of both'];",
	'again.ts': "export {both} from './both.ts';",
	'three.ts': "import {both} from './both.ts';\nexport const three = () => both();",
	'late.ts': "export const late = 'late';",
	'sub/late.ts': "export const later = 'later';",
};

/** Each import of a package is a module of its own, as where something is taken from another file. */
const standIns: esbuild.Plugin = {
	name: 'stand-ins',
	setup: build => {
		build.onResolve({filter: /^\w+$/}, ({path, importer, namespace}) =>
			namespace === 'stand-in'
				? {path: `./${path}.js`, external: true, sideEffects: false}
				: {path: `${path} in ${importer}`, namespace: 'stand-in', pluginData: path, sideEffects: false},
		);
		build.onLoad({filter: /.*/, namespace: 'stand-in'}, ({pluginData}) => ({
			contents: ['a', 'b', 'c'].map(name => `export {${name}} from '${pluginData}';`).join('\n'),
		}));
		build.onResolve({filter: /^\.|\/(?:one|two|three)\.ts$/}, ({path, importer}) => ({
			path: new URL(path, `file:///${importer}`).pathname.slice(1),
			namespace: 'source',
			sideEffects: false,
		}));
		build.onLoad({filter: /.*/, namespace: 'source'}, ({path}) => ({
			contents: sources[path] ?? '',
			loader: 'ts',
		}));
	},
};

const split = () =>
	esbuild.build({
		absWorkingDir: root,
		entryPoints: {one: './one.ts', two: './two.ts', three: './three.ts'},
		outdir: 'dist',
		outExtension: {'.js': '.mjs'},
		...({bundle: true, splitting: true, minify: true, format: 'esm', write: false, metafile: true} as const),
		sourcemap: 'external',
		plugins: [standIns],
	});

test('a split build loses empty files, doubled imports and hashes, and keeps what it does and where it came from', async () => {
	const built = await split();
	assert.ok(
		Object.entries(built.metafile.outputs).some(([path, {bytes}]) => path.endsWith('.mjs') && bytes === 0),
	);
	const {outputFiles, metafile} = tidied(built, root);
	const scripts = outputFiles.filter(({path}) => !path.endsWith('.map'));
	assert.deepEqual(scripts.map(({path}) => path).toSorted(), [
		'/nowhere/dist/1.mjs',
		'/nowhere/dist/late-2.mjs',
		'/nowhere/dist/late.mjs',
		'/nowhere/dist/one.mjs',
		'/nowhere/dist/three.mjs',
		'/nowhere/dist/two.mjs',
	]);
	assert.deepEqual(
		Object.keys(metafile.outputs).toSorted(),
		scripts.map(({path}) => path.slice(root.length + 1)).toSorted(),
	);
	for (const {path, text} of scripts) {
		const from = [...text.matchAll(/from"([^"]+)"/g)].map(([, file]) => file);
		assert.equal(new Set(from).size, from.length, text);
		assert.doesNotMatch(text, /-[A-Z0-9]{8}/);
		const output = metafile.outputs[path.slice(root.length + 1)];
		assert.equal(output?.bytes, text.length);
		for (const {path: target, external} of output.imports)
			assert.ok(external ? target.startsWith('./') : metafile.outputs[target], target);
	}
	const code = scripts.find(({path}) => path.endsWith('/1.mjs'))?.text ?? '';
	const map = outputFiles.find(({path}) => path.endsWith('/1.mjs.map'))?.text ?? '';
	assert.equal(originalPosition(code, map, 'of both').source, 'source:both.ts');
});

test('what many files load and what is small is shared, if all that it imports is at hand', () => {
	const source = (size: number, readers: readonly string[], imports: readonly string[] = []) => ({
		size,
		readers,
		imports,
	});
	const all = Array.from({length: 20}, (_, index) => `entry${index}`);
	const some = all.slice(0, 2);
	const graph = {
		'kit/small.ts': source(100, some, ['kit/types.ts', 'builtin-imported:fs in kit/small.ts']),
		'kit/types.ts': source(0, some),
		'kit/of-one.ts': source(100, ['entry0']),
		'kit/big.ts': source(5000, some),
		'kit/needed.ts': source(5000, all),
		'kit/slow.ts': source(100, some, ['builtin-imported:http in kit/slow.ts']),
		'kit/on-slow.ts': source(100, some, ['kit/slow.ts']),
		'kit/on-big.ts': source(100, some, ['kit/big.ts']),
		'kit/on-held.ts': source(100, some, ['held.ts', 'kit/needed.ts']),
		'kit/lent.ts': source(100, some),
		'ui/small.ts': source(100, some),
		'held.ts': source(9000, all),
	};
	const list = Object.entries(graph);
	const metafile: esbuild.Metafile = {
		inputs: Object.fromEntries(
			list.map(([path, {size, imports}]) => [
				path,
				{bytes: size, imports: imports.map(path => ({path, kind: 'import-statement'}))},
			]),
		),
		outputs: Object.fromEntries(
			all.map(entryPoint => [
				`${entryPoint}.mjs`,
				{
					...{bytes: 1, imports: [], exports: [], entryPoint},
					inputs: Object.fromEntries(
						list.flatMap(([path, {size, readers}]) =>
							size > 0 && readers.includes(entryPoint)
								? [[path, {bytesInOutput: size / readers.length}]]
								: [],
						),
					),
				},
			]),
		),
	};
	const shared = sharedIn(metafile, ['kit/'], path => path === 'kit/lent.ts', new Set(['held.ts']));
	assert.deepEqual(shared, ['kit/needed.ts', 'kit/on-held.ts', 'kit/small.ts']);
});

test('the folder of a program is called by what is in it, and the doors know it', () => {
	const files = [
		{name: 'cli.js', text: 'require("./chunks/main.js")'},
		{name: 'chunks/main.js', text: 'import("./late.mjs")'},
		{name: 'chunks/late.mjs', text: 'late'},
	];
	const namesOf = (changed: typeof files) => inOwnFolder(changed).map(({name}) => name);
	const [door, main, late] = inOwnFolder(files);
	const folder = /^require\("\.\/([0-9a-f]{6})\/main\.js"\)$/.exec(door?.text ?? '')?.[1];
	assert.ok(folder);
	assert.deepEqual(
		[main, late],
		[
			{name: `${folder}/main.js`, text: 'import("./late.mjs")'},
			{name: `${folder}/late.mjs`, text: 'late'},
		],
	);
	assert.deepEqual(namesOf(files.toReversed()).toReversed(), namesOf(files));
	const map = {name: 'chunks/main.js.map', text: '{}'};
	assert.equal(namesOf([...files, map])[1], `${folder}/main.js`);
	const other = files.map(file => (file.text === 'late' ? {...file, text: 'later'} : file));
	assert.notEqual(namesOf(other)[1], `${folder}/main.js`);
});
