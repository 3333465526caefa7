import {revealOption} from '../../kit/ask/reveal.js';
import {type CommandSpec, connectionName, jsonErrors, jsonOption} from '../../kit/spec.js';
import {connectionNames} from '../../kit/targets.js';
import {extensionIds} from '../../zoho/extensions/ids.js';

/** What takes connections to other places. */
export const movingSpecs: readonly CommandSpec[] = [
	{
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
	},
	{
		name: 'export',
		summary: 'connections and their services as one text, without secrets unless asked for',
		arguments: [connectionNames],
		options: [
			{
				flags: '--with-secrets',
				summary:
					'with secrets, encrypted with a passphrase (age format); asked for, or ZCONN_EXPORT_PASSPHRASE',
			},
			jsonErrors,
		],
		notes: ['Without NAME: all of them. The text goes to stdout; the age tool opens an encrypted one too.'],
		examples: [
			'zconn export > connections.json',
			'zconn export zoho --with-secrets > zoho.age',
			'age --decrypt zoho.age',
		],
	},
	{
		name: 'import',
		summary: 'bring in what "export" wrote; nothing is overwritten without confirmation',
		arguments: [{name: 'FILE', summary: 'the export, - for stdin'}],
		options: [
			{flags: '--dry-run', summary: 'only show what would happen'},
			{flags: '--yes', summary: 'overwrite without asking'},
			jsonOption,
		],
		notes: [
			'With secrets, connections are ready at once. Without, each becomes a draft: "zconn" then asks for the Client Secret and the consent. A service of another client never takes the place of one that is here.',
		],
		examples: ['zconn import zoho.age --dry-run', 'zconn import zoho.age', 'zconn import connections.json'],
	},
];
