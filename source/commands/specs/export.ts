import {type CommandSpec, jsonOption} from '../../kit/spec.js';
import {connectionNames} from '../../kit/targets.js';

export const exportSpec: CommandSpec = {
	name: 'export',
	summary: 'connections and their services as one text, without secrets unless asked for',
	arguments: [connectionNames],
	options: [
		{
			flags: '--with-secrets',
			summary:
				'with secrets, encrypted with a passphrase (age format); asked for, or ZCONN_EXPORT_PASSPHRASE',
		},
		{flags: '--json', summary: 'print errors as one JSON object on stderr'},
	],
	notes: ['Without NAME: all of them. The text goes to stdout; the age tool opens an encrypted one too.'],
	examples: [
		'zconn export > connections.json',
		'zconn export zoho --with-secrets > zoho.age',
		'age --decrypt zoho.age',
	],
};

export const importSpec: CommandSpec = {
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
};
