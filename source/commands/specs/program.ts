import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** What needs no connection. */
export const programSpecs: readonly CommandSpec[] = [
	{
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
			{
				flags: '--all',
				summary: 'also those that only third parties name; without words: the whole catalogue',
			},
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
	},
	{
		name: 'secrets',
		summary: 'how client secrets and tokens are kept: sealed, or as plain text',
		arguments: [
			{
				name: 'WAY',
				summary: 'keychain, key, passphrase or plain; without it the way in use is shown',
				isOptional: true,
				values: ['keychain', 'key', 'passphrase', 'plain'],
			},
		],
		options: [jsonOption],
		notes: [
			'keychain: sealed with a key in the keychain of this system (macOS, Windows, Secret Service). key: sealed with 32 random bytes from the file that ZCONN_KEY_FILE names, or that ZCONN_KEY_COMMAND prints; a file that is not there is made. passphrase: sealed with a key that a passphrase makes; it is asked for, or taken from ZCONN_PASSPHRASE, or printed by ZCONN_PASSPHRASE_COMMAND. plain: the mode of the file protects them.',
			'A change seals everything again in one write; if the old or the new key is not available, the file stays as it is. ZCONN_NEW_PASSPHRASE gives a new passphrase without a question.',
		],
		examples: ['zconn secrets', 'zconn secrets keychain'],
		ignoresStore: true,
	},
	{
		name: 'doctor',
		summary: 'check everything that a connection needs, and say how to fix what is wrong',
		arguments: [],
		options: [jsonOption],
		notes: [
			'Terminal, callback ports, accounts servers, proxy, certificates, clock, files, connections. Nothing is changed; no token is asked for. "!" is worth knowing; of what is wrong ("✖") the worst decides the exit code.',
		],
		examples: ['zconn doctor', 'zconn doctor --json'],
		ignoresStore: true,
	},
	{
		name: 'practice',
		summary: 'the same program against a Zoho on this machine',
		arguments: [{name: 'COMMAND', summary: 'any command, with its options', isOptional: true, isList: true}],
		options: [
			{flags: '--serve', summary: 'only serve it, and print its addresses'},
			{flags: '--reset', summary: 'forget everything practiced and start over'},
		],
		examples: ['zconn practice', 'zconn practice token zoho', 'zconn practice --serve'],
		passesThrough: true,
		ignoresStore: true,
	},
	{
		name: 'completion',
		summary: 'print the script that lets a shell complete commands, flags and connections',
		arguments: [{name: 'SHELL', summary: shells.join(', '), values: shells}],
		options: [],
		examples: [
			'source <(zconn completion bash)',
			'source <(zconn completion zsh)',
			'zconn completion fish | source',
			'zconn completion powershell | Out-String | Invoke-Expression',
		],
		ignoresStore: true,
	},
];
