import {createCipheriv, createDecipheriv, randomBytes} from 'node:crypto';
import type {KeyedPolicy} from '../../connection/secrets/policy.js';
import type {SealedSecret, SecretPlace} from '../../connection/secrets/secret.js';

/** Bytes of a key of AES-256. */
export const keySize = 32;
/** What NIST SP 800-38D recommends for GCM; random, and so good for four thousand million values with one key. */
const nonceSize = 12;
const tagSize = 16;
/** The form of a sealed value. Bound to each, so that another form can never be read as this one. */
const sealFormat = 1;

/** Seals and opens with one key; nothing is asked of anybody. */
export type Sealer = {
	/** The id of the key. */
	readonly key: string;
	readonly seal: (secret: string, place: SecretPlace) => SealedSecret;
	/** Undefined for what was changed, stands in another place than it was sealed for, or was sealed with another key. */
	readonly open: (secret: SealedSecret, place: SecretPlace) => string | undefined;
	/** What a policy remembers, to tell a wrong key from a damaged secret. */
	readonly check: () => string;
	readonly isRight: (policy: Pick<KeyedPolicy, 'check'>) => boolean;
};

const boundTo = ({owner, linkName, field}: SecretPlace): Buffer =>
	Buffer.from(JSON.stringify(['zoho-connections', sealFormat, owner, linkName, field]));

const checkText = 'zoho-connections';
const checkBinding = Buffer.from(JSON.stringify([checkText, sealFormat, 'check']));

const encrypt = (key: Uint8Array, text: string, binding: Buffer): string => {
	const nonce = randomBytes(nonceSize);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(binding);
	const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
};

const decrypt = (key: Uint8Array, sealed: string, binding: Buffer): string | undefined => {
	const bytes = Buffer.from(sealed, 'base64');
	if (bytes.length < nonceSize + tagSize) return undefined;
	const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceSize), {
		authTagLength: tagSize,
	})
		.setAAD(binding)
		.setAuthTag(bytes.subarray(nonceSize, nonceSize + tagSize));
	try {
		return Buffer.concat([decipher.update(bytes.subarray(nonceSize + tagSize)), decipher.final()]).toString(
			'utf8',
		);
	} catch {
		// The tag does not fit; there is no more to know.
		return undefined;
	}
};

/** AES-256-GCM (NIST SP 800-38D), a fresh nonce each time, the place as additional data. @param id of the key */
export const createSealer = (bytes: Uint8Array, id: string): Sealer => ({
	key: id,
	seal: (secret, place) => ({sealed: encrypt(bytes, secret, boundTo(place)), key: id}),
	open: ({sealed, key}, place) => (key === id ? decrypt(bytes, sealed, boundTo(place)) : undefined),
	check: () => encrypt(bytes, checkText, checkBinding),
	isRight: ({check}) => decrypt(bytes, check, checkBinding) === checkText,
});

/** An id that no other key has; it names the key and tells nothing of it. */
export const newKeyId = (): string => randomBytes(9).toString('base64url');
export const newKey = (): Uint8Array => randomBytes(keySize);
