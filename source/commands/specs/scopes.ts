import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const scopesSpec: CommandSpec = {
	name: 'scopes',
	summary: "search Zoho's scopes; works offline",
	arguments: [
		{
			name: 'WORDS',
			summary: 'words in any order: product, group, operation, description',
			isOptional: true,
			isList: true,
		},
	],
	options: [
		{
			flags: '--service <NAME>',
			summary: 'only of this product: books, ZohoBooks, "Zoho Books"',
			isRepeatable: true,
		},
		{flags: '--operation <NAME>', summary: 'only READ, CREATE, UPDATE, DELETE, ALL …', isRepeatable: true},
		{flags: '--all', summary: 'also those that only third parties name; without words: the whole catalogue'},
		{flags: '--explain <SCOPE>', summary: 'what one scope allows, where it is from, which call shows it'},
		{
			flags: '--for <CALL>',
			summary: 'which scopes a call needs: "POST /books/v3/invoices", an address, or a curl line',
		},
		jsonOption,
	],
	examples: [
		'zconn scopes books contacts read',
		'zconn scopes --service crm --operation read',
		'zconn scopes --explain ZohoCreator.meta.application.READ',
		"zconn scopes --for 'POST /books/v3/invoices'",
		'zconn scopes --all --json',
	],
	ignoresStore: true,
};
