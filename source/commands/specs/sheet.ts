import {revealOption} from '../../kit/ask/reveal.js';
import {type CommandSpec, connectionName, jsonOption} from '../../kit/spec.js';
import {extensionIds} from '../../zoho/extensions/ids.js';

export const sheetSpec: CommandSpec = {
	name: 'sheet',
	summary: "the values for Sigma's form, in its order, and the plugin-manifest.json snippet",
	arguments: [connectionName],
	options: [
		{
			flags: '--extension <PRODUCT>',
			summary: 'product of the extension: books, crm, desk … (its manifest and its way of calling)',
			values: extensionIds,
		},
		revealOption('the Client Secret'),
		jsonOption,
	],
	notes: [
		'Sigma makes a connection of its own with them; what is saved here is not changed. No network is needed.',
	],
	examples: [
		'zconn sheet zoho',
		'zconn sheet zoho --extension desk',
		'zconn sheet zoho --json',
		'zconn sheet zoho --reveal',
	],
};
