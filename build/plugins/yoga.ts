import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';
import {packed} from './packed-data.js';
import {applyPatch, type Patch} from './patch.js';

const binaryHash = '7ba9c9483c8c38a468e9aef4a95ed72fad8a43594be8e5123eb3bdb6479edf5b';
const opening = 'var H;H="data:application/octet-stream;base64,';
const binaryName = 'zconn:yoga.wasm';

/** The base64 text of the WebAssembly binary inside yoga-layout's module; throws when it is another one. */
const base64In = (source: string): string => {
	const [, behind = ''] = source.split(opening);
	const base64 = behind.slice(0, behind.indexOf('"'));
	const hash = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
	if (hash !== binaryHash)
		throw new Error(`yoga-layout: the WebAssembly binary has changed (SHA-256 ${hash}); check how it starts`);
	return base64;
};

/**
 * Emscripten's own way for a program to start its WebAssembly itself. Synchronous, because the binary is small. The
 * stock way goes through `fetch`, for which Node first loads its whole HTTP client.
 */
const hook = `
	instantiateWasm(imports, onInstance) {
		const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
		onInstance(instance);
		return instance.exports;
	}
`;

const patchFor = (base64: string): Patch => ({
	package: 'yoga-layout',
	file: 'dist/binaries/yoga-wasm-base64-esm.js',
	prepend: `import bytes from '${binaryName}';\n`,
	replacements: [
		{find: `${opening}${base64}"`, replace: 'var H;H="data:application/octet-stream;base64,"'},
		{
			find: 'loadYoga = loadYoga || {};',
			replace: `loadYoga = loadYoga || {${hook}};`,
		},
		// The hook itself, so that a build of Emscripten without it is noticed.
		{
			find: 'if(h.instantiateWasm)try{return h.instantiateWasm(d,\na)}',
			replace: 'return h.instantiateWasm(d,a);try{}',
		},
	],
});

/** The patched module and the binary that was inside it. */
export const splitYoga = (source: string): {readonly contents: string; readonly binary: Uint8Array} => {
	const base64 = base64In(source);
	return {contents: applyPatch(source, patchFor(base64)), binary: Buffer.from(base64, 'base64')};
};

/** Hands Yoga's WebAssembly over as bytes, which stand in the bundle compressed, and starts it without `fetch`. Fails the build when Yoga has changed. */
export const yogaPlugin: Plugin = {
	name: 'yoga-without-fetch',
	setup: build => {
		let binary: Uint8Array | undefined;
		build.onStart(() => {
			binary = undefined;
		});
		build.onLoad(
			{filter: /[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/},
			async ({path}) => {
				const {contents, binary: found} = splitYoga(await readFile(path, 'utf8'));
				binary = found;
				return {contents, loader: 'js'};
			},
		);
		build.onResolve({filter: /^zconn:yoga\.wasm$/}, ({path}) => ({path, namespace: 'yoga'}));
		build.onLoad({filter: /.*/, namespace: 'yoga'}, () => ({
			contents: `export default ${packed(binary ?? Buffer.alloc(0))};`,
		}));
		build.onEnd(({errors}) =>
			errors.length > 0 || binary
				? {}
				: {errors: [{text: 'yoga-without-fetch: yoga-layout is not in the bundle, so it was not patched'}]},
		);
	},
};
