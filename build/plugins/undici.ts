import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';
import {packed} from './packed-data.js';

/**
 * The door of undici with what this program uses: an agent for proxies, with its requests, and `fetch`. The package's own door
 * opens everything, which is three times as much.
 */
const door = `
const Dispatcher = require('./lib/dispatcher/dispatcher');
Object.assign(Dispatcher.prototype, {request: require('./lib/api/api-request'), connect: require('./lib/api/api-connect')});
module.exports = {
	EnvHttpProxyAgent: require('./lib/dispatcher/env-http-proxy-agent'),
	fetch: require('./lib/web/fetch').fetch,
};
`;

/** The parser: WebAssembly that the package holds as base64, which hardly compresses. Throws when it is not there. */
export const parser = (source: string): string => {
	const [, base64] = /const wasmBase64 = '([A-Za-z0-9+/=]+)'/.exec(source) ?? [];
	if (base64 === undefined) throw new Error('undici: llhttp-wasm.js has another shape');
	return `module.exports = ${packed(Buffer.from(base64, 'base64'))};`;
};

export const undiciPlugin: Plugin = {
	name: 'undici-in-part',
	setup: build => {
		build.onLoad({filter: /[\\/]undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/}, async ({path}) => ({
			contents: parser(await readFile(path, 'utf8')),
			loader: 'js',
		}));
		build.onLoad({filter: /[\\/]node_modules[\\/]undici[\\/]index\.js$/}, () => ({
			contents: door,
			loader: 'js',
		}));
	},
};
