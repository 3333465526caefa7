import type {Plugin} from 'esbuild';

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

export const undiciPlugin: Plugin = {
	name: 'undici-in-part',
	setup: build => {
		build.onLoad({filter: /[\\/]node_modules[\\/]undici[\\/]index\.js$/}, () => ({
			contents: door,
			loader: 'js',
		}));
	},
};
