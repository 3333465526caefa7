import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Metafile} from 'esbuild';
import {checkBudgets, checkDoor} from '../../build/budget.js';
import {chunksReachedBy, joinMetafiles, packageFolder} from '../../build/metafile.js';
import {fillHelp} from '../../build/plugins/own-facts.js';

type Output = Metafile['outputs'][string];

const output = (
	bytes: number,
	inputs: readonly string[],
	imports: Output['imports'],
	entryPoint?: string,
): Output => ({
	bytes,
	inputs: Object.fromEntries(inputs.map(input => [input, {bytesInOutput: 1}])),
	imports,
	exports: [],
	...(entryPoint === undefined ? {} : {entryPoint}),
});

/** door ⇢ token → shared → deep; token ⇢ wizard → ink. Dotted arrows are dynamic. */
const metafile: Metafile = {
	inputs: {},
	outputs: {
		'dist/cli.js': output(100, ['cli.ts'], [{path: 'dist/token.js', kind: 'dynamic-import'}], 'cli.ts'),
		'dist/token.js': output(
			1000,
			['token.ts'],
			[
				{path: 'dist/shared.js', kind: 'import-statement'},
				{path: 'dist/wizard.js', kind: 'dynamic-import'},
				{path: 'node:fs', kind: 'import-statement', external: true},
			],
			'token.ts',
		),
		'dist/shared.js': output(
			2000,
			['node_modules/zod/index.js'],
			[
				{path: 'dist/deep.js', kind: 'import-statement'},
				{path: 'dist/token.js', kind: 'import-statement'},
			],
		),
		'dist/deep.js': output(3000, ['node_modules/a/node_modules/@b/c/index.js'], []),
		'dist/wizard.js': output(9000, ['node_modules/ink/build/index.js'], [], 'wizard.ts'),
	},
};

test('follows static imports only, in circles too, and leaves Node out', () => {
	assert.deepEqual(chunksReachedBy(metafile, 'token.ts'), [
		'dist/token.js',
		'dist/shared.js',
		'dist/deep.js',
	]);
	assert.deepEqual(chunksReachedBy(metafile, 'dist/cli.js'), ['dist/cli.js']);
	assert.throws(() => chunksReachedBy(metafile, 'gone.ts'), /0 outputs/);
});

test('a chunk that grows over its budget, or loads what it must not, is named', () => {
	const entry = 'token.ts';
	assert.deepEqual(
		checkBudgets(metafile, [{entry, files: 3, bytes: 6000, without: ['ink', 'to', 'source/']}]),
		[],
	);
	const [files, size, unwelcome] = checkBudgets(metafile, [
		{entry, files: 2, bytes: 5999, without: ['@b/c', 'ink', 'node_modules/zod/']},
	]);
	assert.match(files ?? '', /opens 3 files at once .*allowed are 2/);
	assert.match(size ?? '', /loads 6000 bytes at once, allowed are 5999/);
	assert.match(unwelcome ?? '', /loads @b\/c, node_modules\/zod\/index\.js at once/);
});

test('files that bundles make for each other are joined; one without a maker is missed', () => {
	const open = (path: string): Metafile => ({
		inputs: {},
		outputs: {
			'dist/door.js': output(
				1,
				[],
				[
					{path, kind: 'dynamic-import', external: true},
					{path: 'node:fs', kind: 'import-statement', external: true},
				],
			),
		},
	});
	const behind: Metafile = {
		inputs: {},
		outputs: {'dist/chunks/main.js': output(2, ['main.ts'], [], 'main.ts')},
	};
	const {outputs} = joinMetafiles([open('./chunks/main.js'), behind]);
	assert.deepEqual(outputs['dist/door.js']?.imports, [
		{path: 'dist/chunks/main.js', kind: 'dynamic-import'},
		{path: 'node:fs', kind: 'import-statement', external: true},
	]);
	assert.throws(
		() => joinMetafiles([open('./chunks/gone.js'), behind]),
		/opens \.\/chunks\/gone\.js, which no/,
	);
});

test('a door that imports a chunk at once is refused', () => {
	assert.deepEqual(checkDoor(metafile, 'cli.ts'), []);
	assert.match(checkDoor(metafile, 'token.ts')[0] ?? '', /must stand alone/);
});

test('finds the package of a source', () => {
	assert.equal(packageFolder('node_modules/a/node_modules/@b/c/d/e.js'), 'node_modules/a/node_modules/@b/c');
	assert.equal(packageFolder('node_modules/a/e.js'), 'node_modules/a');
	assert.equal(packageFolder('source/e.js'), undefined);
});

test('the prepared help goes into its place, or the build fails', () => {
	const place = 'export const preparedHelp: string | undefined = undefined;';
	assert.match(fillHelp(place, 'Usage: zconn $& `x`\n'), /= "Usage: zconn \$& `x`\\n";$/);
	assert.throws(() => fillHelp('export const preparedHelp = undefined;', 'Usage: '), /expected one line/);
	assert.throws(() => fillHelp(place, 'Error'), /looks wrong/);
});
