import {ok, type Result, refused} from '../../zoho/refusal.js';

const armorHead = '-----BEGIN AGE ENCRYPTED FILE-----';
const binaryHead = 'age-encryption.org/v1';

/** Whether a file is encrypted in the age format, armored or not. Format: https://age-encryption.org/v1 */
export const isAge = (bytes: Uint8Array): boolean => {
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).trimStart();
	return head.startsWith(armorHead) || head.startsWith(binaryHead);
};

/** The header of a file: lines of text, armored or not, up to the one that begins with three dashes. */
const headerOf = (bytes: Uint8Array): string => {
	const text = new TextDecoder('latin1').decode(bytes);
	const armored = text.trimStart().startsWith(armorHead) ? text.split(armorHead)[1] : undefined;
	const whole =
		armored === undefined ? text : Buffer.from(armored.slice(0, 8192), 'base64').toString('latin1');
	return whole.slice(0, Math.max(0, whole.indexOf('\n---')));
};

/** Whether only a key opens it: no recipient in its header is a passphrase (scrypt). */
export const isForKeys = (bytes: Uint8Array): boolean => {
	const recipients = [...headerOf(bytes).matchAll(/^-> (\S+)/gm)].map(([, kind]) => kind);
	return recipients.length > 0 && !recipients.includes('scrypt');
};

/**
 * Encrypts with a passphrase (scrypt), armored, so that the `age` tool opens it: `age --decrypt`. Takes about a second.
 *
 * @param workFactor Of scrypt, as a power of two: 18 is the default of the `age` tool. Less is for tests.
 */
export const encryptAge = async (text: string, passphrase: string, workFactor = 18): Promise<string> => {
	const {armor, Encrypter} = await import('age-encryption');
	const encrypter = new Encrypter();
	encrypter.setPassphrase(passphrase);
	encrypter.setScryptWorkFactor(workFactor);
	return `${armor.encode(await encrypter.encrypt(text)).trimEnd()}\n`;
};

/** Refuses `import-passphrase-wrong` (exit 2); a damaged file cannot be told from a wrong passphrase. */
export const decryptAge = async (bytes: Uint8Array, passphrase: string): Promise<Result<string>> => {
	const {armor, Decrypter} = await import('age-encryption');
	const decrypter = new Decrypter();
	try {
		decrypter.addPassphrase(passphrase);
		const text = new TextDecoder('latin1').decode(bytes);
		const binary = text.trimStart().startsWith(armorHead) ? armor.decode(text) : bytes;
		return ok(await decrypter.decrypt(binary, 'text'));
	} catch {
		return refused({
			id: 'import-passphrase-wrong',
			what: 'The file could not be opened.',
			why: 'The passphrase is not that of the file, or the file is damaged. Nothing was imported.',
			next: 'Try again with the passphrase that was given at the export.',
			exitCode: 2,
		});
	}
};
