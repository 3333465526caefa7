import {type Patch, patchPlugin} from './patch.js';

const gone = (find: string) => ({find, replace: ''});

/**
 * What packages bring along and this program never uses: undici's mocks, caches, interceptors, WebSocket, EventSource and second
 * parser (together half of it), age's recipients with keys, and the validator with which a server of the Model Context Protocol checks forms, which ours does not show.
 */
export const unusedPatches: readonly Patch[] = [
	{
		package: 'undici',
		file: 'index.js',
		isOptional: true,
		replacements: [
			...[
				"const MockClient = require('./lib/mock/mock-client')",
				"const { MockCallHistory, MockCallHistoryLog } = require('./lib/mock/mock-call-history')",
				"const MockAgent = require('./lib/mock/mock-agent')",
				"const MockPool = require('./lib/mock/mock-pool')",
				"const SnapshotAgent = require('./lib/mock/snapshot-agent')",
				"const mockErrors = require('./lib/mock/mock-errors')",
				"const RetryAgent = require('./lib/dispatcher/retry-agent')",
				"const RetryHandler = require('./lib/handler/retry-handler')",
				"const RedirectHandler = require('./lib/handler/redirect-handler')",
				"const H2CClient = require('./lib/dispatcher/h2c-client')",
				"const SqliteCacheStore = require('./lib/cache/sqlite-cache-store')",
				'module.exports.cacheStores.SqliteCacheStore = SqliteCacheStore',
				'module.exports.RetryAgent = RetryAgent',
				'module.exports.RetryHandler = RetryHandler',
				'module.exports.RedirectHandler = RedirectHandler',
				'module.exports.H2CClient = H2CClient',
				'module.exports.MockClient = MockClient',
				'module.exports.MockCallHistory = MockCallHistory\n',
				'module.exports.MockCallHistoryLog = MockCallHistoryLog',
				'module.exports.MockPool = MockPool',
				'module.exports.MockAgent = MockAgent',
				'module.exports.SnapshotAgent = SnapshotAgent',
				'module.exports.mockErrors = mockErrors',
				"  redirect: require('./lib/interceptor/redirect'),",
				"  responseError: require('./lib/interceptor/response-error'),",
				"  retry: require('./lib/interceptor/retry'),",
				"  dump: require('./lib/interceptor/dump'),",
				"  dns: require('./lib/interceptor/dns'),",
				"  cache: require('./lib/interceptor/cache'),",
				"  decompress: require('./lib/interceptor/decompress'),",
				"  deduplicate: require('./lib/interceptor/deduplicate')",
				"  MemoryCacheStore: require('./lib/cache/memory-cache-store')",
				"const { CacheStorage } = require('./lib/web/cache/cachestorage')",
				'module.exports.caches = new CacheStorage(kConstruct)',
				"const { CloseEvent, ErrorEvent, MessageEvent } = require('./lib/web/websocket/events')",
				"const { WebSocket, ping } = require('./lib/web/websocket/websocket')",
				'module.exports.WebSocket = WebSocket\n',
				'module.exports.CloseEvent = CloseEvent',
				'module.exports.ErrorEvent = ErrorEvent',
				'module.exports.MessageEvent = MessageEvent',
				'module.exports.ping = ping',
				"module.exports.WebSocketStream = require('./lib/web/websocket/stream/websocketstream').WebSocketStream",
				"module.exports.WebSocketError = require('./lib/web/websocket/stream/websocketerror').WebSocketError",
				"const { EventSource } = require('./lib/web/eventsource/eventsource')",
				'module.exports.EventSource = EventSource',
			].map(gone),
		],
	},
	{
		package: 'undici',
		file: 'lib/dispatcher/client-h1.js',
		isOptional: true,
		// As Node itself builds it: with the parser that is used, and without the experimental one (Milo) beside it.
		replacements: [{find: "typeof esbuildDetection === 'undefined'", replace: 'false', times: 2}],
	},
	{
		package: 'age-encryption',
		file: 'dist/index.js',
		isOptional: true,
		// Exports are encrypted with a passphrase; recipients with keys of curves and lattices are of no use here.
		replacements: [
			{
				find: 'import { HybridIdentity, HybridRecipient } from "./recipients.js";',
				replace: 'const HybridIdentity = undefined, HybridRecipient = undefined;',
			},
			{
				find: 'import { X25519Identity, X25519Recipient } from "./recipients.js";',
				replace: 'const X25519Identity = undefined, X25519Recipient = undefined;',
			},
			{
				find: 'import { TagRecipient, HybridTagRecipient } from "./recipients.js";',
				replace: 'const TagRecipient = undefined, HybridTagRecipient = undefined;',
			},
			gone(
				'export { generateIdentity, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "./recipients.js";',
			),
			gone('export * as webauthn from "./webauthn.js";'),
		],
	},
	{
		package: '@modelcontextprotocol/sdk',
		file: 'dist/esm/server/index.js',
		isOptional: true,
		replacements: [
			gone("import { AjvJsonSchemaValidator } from '../validation/ajv-provider.js';"),
			{find: 'new AjvJsonSchemaValidator()', replace: 'undefined'},
		],
	},
];

export const withoutUnusedPlugin = patchPlugin('without-unused', unusedPatches);
