import {type CommandSpec, connectionName, jsonOption} from '../spec.js';

export const showSpec: CommandSpec = {
	name: 'show',
	summary: 'everything known of a connection, without secrets',
	arguments: [connectionName],
	options: [jsonOption],
	examples: ['zconn show zoho', 'zconn show zoho --json'],
	load: () => import('../show.js'),
};
