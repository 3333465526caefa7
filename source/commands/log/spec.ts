import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const logSpec: CommandSpec = {
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
};
