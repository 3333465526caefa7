import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import * as esbuild from 'esbuild';
import * as z from 'zod/mini';
import {inColumns, packedModule} from '../../build/plugins/packed-data.js';
import {parser} from '../../build/plugins/undici.js';
import {inRows} from '../../build/runtime/columns.js';

test('a table that is packed is what it was, with every character', async () => {
	const table = {
		columns: 'a, b',
		rows: ['GET /é/{id}\t0\tD', "it's \\ and `this`\n", '日本 😀'],
		none: null,
		lists: [['a\t', 'b'], ['one'], [], ['a', 1]],
		services: [{scopes: ['a.b.READ\t0 1', 'a.b.c\t\tlast', 'a', '']}, {scopes: ['a.b', 'a.b.d', '9x']}],
	};
	const {outputFiles} = await esbuild.build({
		stdin: {contents: packedModule(JSON.stringify(table, undefined, '\t')), resolveDir: import.meta.dirname},
		bundle: true,
		format: 'esm',
		write: false,
	});
	const code = outputFiles.map(({text}) => text).join('');
	const module = z.object({default: z.unknown()});
	const made = z.parse(module, await import(`data:text/javascript,${encodeURIComponent(code)}`));
	assert.deepEqual(made.default, table);
});

test('a column of paths says of each only what the one above does not have, however deep', () => {
	const deep = `/a${'/b'.repeat(12)}`;
	const value = {calls: [`GET\t${deep}`, `PUT\t${deep}/c`, `GET\t${deep}`, 'GET\t/a/b.c', 'GET\t/A/b']};
	const {lists} = inColumns(value);
	assert.deepEqual(
		lists.calls?.map(({cells}) => cells),
		['GET\nPUT\nGET\nGET\nGET', `0${deep}\n9/b/b/b/b/c\n9/b/b/b/b\n2.c\n0/A/b`],
	);
	assert.deepEqual(inRows(inColumns(value)), value);
});

test('a table that would not come out as it was fails the build', () => {
	assert.throws(() => packedModule('{"rows": {"$rows": 2}}'), /cannot be put into columns/);
});

test('the parser of undici is the one that the package has; another shape of its file fails the build', () => {
	const require = createRequire(import.meta.url);
	const file = require.resolve('undici/lib/llhttp/llhttp-wasm.js');
	const source = readFileSync(file, 'utf8');
	const module = {exports: Buffer.from('')};
	new Function('module', parser(source))(module);
	assert.ok(module.exports.equals(require(file)));
	assert.throws(() => parser(source.replace('wasmBase64', 'wasm')), /another shape/);
});
