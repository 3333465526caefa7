import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const secretsSpec: CommandSpec = {
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
};
