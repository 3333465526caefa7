import {revealOption} from '../../kit/ask/reveal.js';
import {type CommandSpec, connectionName, jsonOption} from '../../kit/spec.js';

export const showSpec: CommandSpec = {
	name: 'show',
	summary: 'everything known of a connection, without secrets',
	arguments: [connectionName],
	options: [revealOption('Client Secret and tokens'), jsonOption],
	examples: ['zconn show zoho', 'zconn show zoho --json', 'zconn show zoho --reveal'],
};
