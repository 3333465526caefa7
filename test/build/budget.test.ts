import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Metafile} from 'esbuild';
import {checkBudgets, checkDoor} from '../../build/budget.js';
import {chunksReachedBy, packageFolder} from '../../build/metafile.js';
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
	assert.deepEqual(checkBudgets(metafile, [{entry, bytes: 6000, without: ['ink']}]), []);
	const [size, welcome] = checkBudgets(metafile, [{entry, bytes: 5999, without: ['@b/c', 'ink']}]);
	assert.match(size ?? '', /loads 6000 bytes at once .*allowed are 5999/);
	assert.match(welcome ?? '', /loads @b\/c at once/);
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
