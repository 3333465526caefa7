import {readFile} from 'node:fs/promises';
import {brotliCompressSync, constants} from 'node:zlib';
import type {Plugin} from 'esbuild';

/** Bytes of JSON above which packing is worth the milliseconds of unpacking. */
const threshold = 100_000;

/** What was packed before, by its bytes in base64: a build looks at a source several times, and to compress well takes a second. */
const known = new Map<string, string>();

/** An expression for bytes, which stand in it compressed. */
export const packed = (bytes: Uint8Array): string => {
	const key = Buffer.from(bytes).toString('base64');
	const expression = known.get(key) ?? pack(bytes);
	known.set(key, expression);
	return expression;
};

const pack = (bytes: Uint8Array): string => {
	const small = brotliCompressSync(bytes, {
		params: {
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
			[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
		},
	});
	return `process.getBuiltinModule('node:zlib').brotliDecompressSync(Buffer.from('${small.toString('base64')}', 'base64'))`;
};

/** A module with the value of a JSON text, which is compressed in it: a fifth less than the package's own compression makes of it. */
export const packedModule = (json: string): string =>
	`export default JSON.parse(${packed(Buffer.from(JSON.stringify(JSON.parse(json))))}.toString());`;

/** Packs the large tables (of scopes, of calls), which are loaded when one is searched. */
export const packedDataPlugin: Plugin = {
	name: 'packed-data',
	setup: build => {
		build.onLoad({filter: /[\\/]source[\\/].*\.json$/}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			return text.length < threshold ? undefined : {contents: packedModule(text), loader: 'js'};
		});
	},
};
