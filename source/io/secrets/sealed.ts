import {randomBytes} from 'node:crypto';
import type {KeyedPolicy} from '../../connection/secrets/policy.js';
import type {SealedSecret, SecretPlace} from '../../connection/secrets/secret.js';
import {decrypt, encrypt, keySize, nonceSize, tagSize} from './aes-gcm.js';

/** The form of a sealed value. Bound to each, so that another form can never be read as this one. */
const sealFormat = 1;

const boundTo = ({owner, linkName, field}: SecretPlace): string =>
	JSON.stringify(['zoho-connections', sealFormat, owner, linkName, field]);

const checkText = 'zoho-connections';
const checkBinding = JSON.stringify([checkText, sealFormat, 'check']);

const seal = (key: Uint8Array, text: string, binding: string): string => {
	const {nonce, tag, content} = encrypt(key, text, binding);
	return Buffer.concat([nonce, tag, content]).toString('base64');
};

const open = (key: Uint8Array, sealed: string, binding: string): string | undefined => {
	const bytes = Buffer.from(sealed, 'base64');
	const start = nonceSize + tagSize;
	const tag = bytes.subarray(nonceSize, start);
	return decrypt(key, {nonce: bytes.subarray(0, nonceSize), tag, content: bytes.subarray(start)}, binding);
};

/** Seals and opens with one key; nothing is asked of anybody. @param id of the key */
export const createSealer = (bytes: Uint8Array, id: string) => ({
	/** The id of the key. */
	key: id,
	seal: (secret: string, place: SecretPlace): SealedSecret => ({
		sealed: seal(bytes, secret, boundTo(place)),
		key: id,
	}),
	/** Undefined for what was changed, stands in another place than it was sealed for, or was sealed with another key. */
	open: ({sealed, key}: SealedSecret, place: SecretPlace): string | undefined =>
		key === id ? open(bytes, sealed, boundTo(place)) : undefined,
	/** What a policy remembers, to tell a wrong key from a damaged secret. */
	check: (): string => seal(bytes, checkText, checkBinding),
	isRight: ({check}: Pick<KeyedPolicy, 'check'>): boolean => open(bytes, check, checkBinding) === checkText,
});

export type Sealer = ReturnType<typeof createSealer>;

/** An id that no other key has; it names the key and tells nothing of it. */
export const newKeyId = (): string => randomBytes(9).toString('base64url');
export const newKey = (): Uint8Array => randomBytes(keySize);
