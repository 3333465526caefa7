import {revealOption} from '../../kit/ask/reveal.js';
import {type CommandSpec, connectionName, jsonOption} from '../../kit/spec.js';

/** What is saved. */
export const savedSpecs: readonly CommandSpec[] = [
	{
		name: 'list',
		summary: 'what is saved: no secrets, no network',
		arguments: [],
		options: [jsonOption],
		examples: ['zconn list', 'zconn list --json'],
	},
	{
		name: 'show',
		summary: 'everything known of a connection, without secrets',
		arguments: [connectionName],
		options: [revealOption('Client Secret and tokens'), jsonOption],
		examples: ['zconn show zoho', 'zconn show zoho --json', 'zconn show zoho --reveal'],
	},
	{
		name: 'services',
		summary: 'the services that are saved, and how many connections use them',
		arguments: [],
		options: [jsonOption],
		notes: ['A new connection uses one of them with "zconn new --service NAME", or by its Client ID.'],
		examples: ['zconn services', 'zconn services --json'],
	},
];
