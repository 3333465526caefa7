/** Loaded at its first use: a token that stands in the file as it is needs none of it. */
export const crypto = () => process.getBuiltinModule('node:crypto');

/** Bytes of a key of AES-256. */
export const keySize = 32;
/** What NIST SP 800-38D recommends for GCM; random, and so good for four thousand million values with one key. */
export const nonceSize = 12;
export const tagSize = 16;

type Sealed = {readonly nonce: Uint8Array; readonly tag: Uint8Array; readonly content: Uint8Array};

/** AES-256-GCM (NIST SP 800-38D) with a fresh nonce. @param binding additional data, without which it does not open */
export const encrypt = (key: Uint8Array, text: string, binding: string) => {
	const nonce = crypto().randomBytes(nonceSize);
	const cipher = crypto().createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(binding));
	const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return {nonce, tag: cipher.getAuthTag(), content};
};

/** Undefined for what was changed or cut short, is bound to something else, or was sealed with another key. */
export const decrypt = (
	key: Uint8Array,
	{nonce, tag, content}: Sealed,
	binding: string,
): string | undefined => {
	try {
		const decipher = crypto().createDecipheriv('aes-256-gcm', key, nonce, {authTagLength: tagSize});
		decipher.setAAD(Buffer.from(binding)).setAuthTag(tag);
		return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
	} catch {
		// The tag does not fit; there is no more to know.
		return undefined;
	}
};
