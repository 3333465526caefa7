import {type CommandSpec, connectionName, jsonOption} from '../../kit/spec.js';

export const tokenSpec: CommandSpec = {
	name: 'token',
	summary: 'print a living access token, refreshing only when needed',
	arguments: [connectionName],
	options: [
		{flags: '--min-ttl <SECONDS>', summary: 'refresh unless it lives at least that long (300)'},
		{flags: '--force', summary: 'a new access token even when the old one lives'},
		{flags: '--header', summary: 'print the whole Authorization header'},
		jsonOption,
	],
	examples: [
		'zconn token zoho',
		'curl -H "$(zconn token zoho --header)" https://www.zohoapis.com/books/v3/organizations',
	],
	ignoresStore: true,
};
