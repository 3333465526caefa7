import type {SecretPlace} from '../../connection/secrets/secret.js';
import {andDoctor, type Refusal} from '../../zoho/refusal.js';

/** What was sealed would not fit the file any more (exit 4). */
export const secretsChanged: Refusal = {
	id: 'secrets-changed',
	what: 'Another program changed how secrets are kept at the same moment.',
	why: 'Nothing was written, so that no secret in the file is less protected than the others.',
	next: 'Run the command again.',
	exitCode: 4,
};

/** Sealed rows under no policy, or under that of another key (exit 6). @param file its path */
export const secretsMixed = (file: string): Refusal => ({
	id: 'secrets-mixed',
	what: `Secrets in the file are sealed with a key that it does not name: ${file}`,
	why: 'Its entry "secrets" was removed or changed by hand. Nothing was written, so that no new secret is stored in plain text beside them.',
	next: 'Take the entry back from connections.json.backup, or remove the sealed connections.',
	exitCode: 6,
});

/** A sealed value that its key does not open in its place (exit 6). */
export const secretDamaged = ({owner, linkName, field}: SecretPlace): Refusal => ({
	id: 'secret-damaged',
	what: `A sealed secret does not open: ${field} of ${owner} "${linkName}".`,
	why: 'It was changed, moved from another place, or sealed with another key. The file was left exactly as it is.',
	next:
		owner === 'connection'
			? `If the file was edited by hand, take back connections.json.backup; else run: zconn reconnect ${linkName}`
			: 'If the file was edited by hand, take back connections.json.backup; else type the secret again with "zconn edit".',
	exitCode: 6,
});

/** @param detail the system's own word, cleaned */
export const keychainUnavailable = (why: string, detail?: string): Refusal => ({
	id: 'keychain-unavailable',
	what: 'The keychain of this system cannot be used.',
	why,
	next: andDoctor(
		'Unlock it in a desktop session, then try again. Where there is none, secrets can be kept with "zconn secrets passphrase" (before that a sealed file needs its keychain once more).',
		'checks this session',
	),
	exitCode: 6,
	...(detail ? {detail} : {}),
});

export const keychainKeyMissing: Refusal = {
	id: 'keychain-key-missing',
	what: 'The key of this file is not in the keychain.',
	why: 'The file was sealed by another user or on another machine, the keychain is locked, or the key was removed from it. The file was left exactly as it is.',
	next: 'Unlock the keychain, or use the machine that sealed the file. If the key is lost, move connections.json away and connect again.',
	exitCode: 6,
};

export const keyMissing: Refusal = {
	id: 'key-missing',
	what: 'The secrets are sealed with a key, and there is none.',
	why: 'Neither ZCONN_KEY_FILE nor ZCONN_KEY_COMMAND is set, or the file is not there.',
	next: 'Name the file in ZCONN_KEY_FILE, or a command that prints the key in ZCONN_KEY_COMMAND.',
	exitCode: 6,
};

export const keyUnfit = (source: string): Refusal => ({
	id: 'key-unfit',
	what: 'This is not a key.',
	why: `It came from ${source}. A key is 32 bytes: as they are (in a file), in base64, or as 64 hexadecimal digits.`,
	next: 'Make one with "openssl rand -base64 32", or let "zconn secrets key" write one to the file that ZCONN_KEY_FILE names.',
	exitCode: 6,
});

export const keyWrong = (source: string): Refusal => ({
	id: 'key-wrong',
	what: 'This is another key.',
	why: `It came from ${source}. The file was left exactly as it is.`,
	next: 'Give the key that "zconn secrets key" was run with. Without it, move connections.json away and connect again.',
	exitCode: 6,
});

export const keyCommandFailed = (why: string): Refusal => ({
	id: 'key-command-failed',
	what: 'The command in ZCONN_KEY_COMMAND gave no key.',
	why,
	next: 'Run it by itself; its first line on stdout has to be the key.',
	exitCode: 6,
});

export const passphraseMissing: Refusal = {
	id: 'passphrase-missing',
	what: 'The secrets are sealed with a passphrase, and there is none.',
	why: 'There is no terminal to ask on, or --no-input forbids it.',
	next: 'Give it in ZCONN_PASSPHRASE, or name a command that prints it in ZCONN_PASSPHRASE_COMMAND.',
	exitCode: 6,
};

export const passphraseWrong = (source: string): Refusal => ({
	id: 'passphrase-wrong',
	what: 'The passphrase is wrong.',
	why: `It came from ${source}. The file was left exactly as it is.`,
	next: 'Give the one that was chosen with "zconn secrets passphrase". It cannot be recovered; if it is lost, move connections.json away and connect again.',
	exitCode: 6,
});

export const passphraseCommandFailed = (why: string): Refusal => ({
	id: 'passphrase-command-failed',
	what: 'The command in ZCONN_PASSPHRASE_COMMAND gave no passphrase.',
	why,
	next: 'Run it by itself; its first line on stdout has to be the passphrase.',
	exitCode: 6,
});

export const passphraseUnfit = (why: string): Refusal => ({
	id: 'passphrase-unfit',
	what: 'The passphrase cannot be used.',
	why: `${why} Nothing was changed.`,
	next: 'Run the command again with another one.',
	exitCode: 2,
});

/** A question that was answered with Ctrl+C. */
export const leftQuestion: Refusal = {
	id: 'canceled',
	what: 'It was left.',
	why: 'Ctrl+C was pressed. Nothing was changed.',
	next: 'Run the command again.',
	exitCode: 130,
};
