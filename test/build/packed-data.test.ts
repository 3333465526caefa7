import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import * as z from 'zod/mini';
import {packedModule} from '../../build/plugins/packed-data.js';
import {parser} from '../../build/plugins/undici.js';

test('a table that is packed is what it was, with every character', async () => {
	const table = {
		columns: 'a, b',
		rows: ['GET /é/{id}\t0\tD', "it's \\ and `this`\n", '日本 😀'],
		none: null,
	};
	const code = packedModule(JSON.stringify(table, undefined, '\t'));
	const module = z.object({default: z.unknown()});
	const made = z.parse(module, await import(`data:text/javascript,${encodeURIComponent(code)}`));
	assert.deepEqual(made.default, table);
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
