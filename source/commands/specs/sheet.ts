import {revealOption} from '../../kit/ask/reveal.js';
import {type CommandSpec, connectionName, jsonOption} from '../../kit/spec.js';
import {extensionIds} from '../../zoho/extensions/ids.js';

export const sheetSpec: CommandSpec = {
	name: 'sheet',
	summary: 'the way into Sigma: clicks, values, plugin-manifest.json',
	arguments: [connectionName],
	options: [
		{
			flags: '--extension <PRODUCT>',
			summary: 'product of the extension: books, crm, desk … (its manifest and its way of calling)',
			values: extensionIds,
			isOpen: true,
		},
		revealOption('the Client Secret'),
		jsonOption,
	],
	notes: [
		'On a terminal it leads through the steps one by one, copies each value, and remembers what is done; elsewhere (or with --no-input) it prints them all.',
		'Sigma makes a connection of its own with them; the one that is saved here is not changed.',
	],
	examples: [
		'zconn sheet zoho',
		'zconn sheet zoho --extension desk',
		'zconn sheet zoho --json',
		'zconn sheet zoho --reveal',
	],
};
