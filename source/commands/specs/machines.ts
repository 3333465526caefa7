import {type CommandSpec, connectionName, jsonOption} from '../../kit/spec.js';

const environmentNote =
	'ZCONN_STORE (or ZCONN_STORE_FILE) names the database, postgres://…; ZCONN_STORE_KEY (or ZCONN_STORE_KEY_FILE) holds its keys. See docs/machines.md.';

/** What many machines share, and what was used. */
export const machinesSpecs: readonly CommandSpec[] = [
	{
		name: 'share',
		summary: 'move a connection into the shared store, for many machines',
		arguments: [connectionName],
		options: [jsonOption],
		ignoresStore: true,
		notes: [
			'Its secrets leave the file here, and its backup. No token is minted. All machines with ZCONN_STORE and ZCONN_STORE_KEY can use it from then on.',
			environmentNote,
		],
		examples: ['zconn share zoho'],
	},
	{
		name: 'unshare',
		summary: 'take a connection back from the shared store to this machine',
		arguments: [connectionName],
		options: [jsonOption],
		ignoresStore: true,
		notes: ['All other machines lose it. Its refresh token stays valid.', environmentNote],
		examples: ['zconn unshare zoho'],
	},
	{
		name: 'store',
		summary: 'the shared store for many machines: set it up, look at it, change its keys',
		arguments: [
			{
				name: 'ACTION',
				summary: 'init, status, audit or rekey',
				values: ['init', 'status', 'audit', 'rekey'],
			},
			{name: 'NAME', summary: 'audit: of one connection only', isOptional: true},
		],
		options: [
			{flags: '--print-sql', summary: 'init: print the SQL for the database administrator, and do nothing'},
			{flags: '--limit <N>', summary: 'audit: how many entries (50)'},
			jsonOption,
		],
		ignoresStore: true,
		notes: [
			'init creates the schema and makes two keys, which are printed once: one opens access tokens, for workers; both together are for machines that refresh. rekey seals every row again with the first keys of ZCONN_STORE_KEY; the old ones come after them until it is done.',
			environmentNote,
		],
		examples: ['zconn store init', 'zconn store status', 'zconn store audit zoho --limit 10'],
	},
	{
		name: 'keep',
		summary: 'refresh connections ahead of time, for machines that only read tokens',
		arguments: [
			{name: 'NAME', summary: 'link names; without one, all of them', isOptional: true, isList: true},
		],
		options: [
			{flags: '--all', summary: 'every connection, as without a name'},
			{flags: '--once', summary: 'one round, for cron'},
			{
				flags: '--notify <COMMAND>',
				summary: 'a command for a shell, or the https address of a webhook: notified when a person is needed',
			},
			jsonOption,
		],
		ignoresStore: true,
		notes: [
			'Runs until it is stopped. One line for each new token and each failure; --json prints one object per line. Connections of this machine alone are kept as well.',
			'--notify (or ZCONN_NOTIFY, for the address of a webhook that is secret) reports when a connection needs reconnecting, has used 18 of its 20 grants, or has nearly spent its budget of new tokens: once for each, until it is over or becomes worse, also across runs. The command finds ZCONN_EVENT, ZCONN_CONNECTION, ZCONN_REASON, ZCONN_WHY and ZCONN_FIX in its environment and one JSON object on stdin; a webhook gets the same object, whose "text" chats show. When it fails, stderr says so, and it is tried again after ten minutes.',
		],
		examples: [
			'zconn keep',
			'zconn keep zoho --once',
			'zconn keep --notify \'mail -s "$ZCONN_REASON" ops@example.com\'',
		],
	},
	{
		name: 'log',
		summary: 'who asked for a token or made a call, when, and how it ended; no secrets',
		arguments: [{name: 'NAME', summary: 'of one connection only', isOptional: true}],
		options: [{flags: '--limit <N>', summary: 'how many entries (50)'}, jsonOption],
		ignoresStore: true,
		notes: [
			'token, exec, api, proxy, mcp and the library write it: time, command, connection, method and path without query, and the status or the id of the refusal. It is kept small, in use.log in the config folder. ZCONN_LOG=off turns it off.',
			'Where a shared store is known (ZCONN_STORE), its audit is shown too: which machine did what.',
		],
		examples: ['zconn log', 'zconn log zoho --limit 10', 'zconn log --json'],
	},
];
