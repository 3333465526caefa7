import {anyOf, fits, number, type Of, text} from '../file/parts.js';

const plain = {plain: text};

/** `sealed`: nonce, tag and ciphertext in base64. `key`: the id of the key, so that a value of an older one is told apart. */
const sealed = {sealed: text, key: text};

/** A secret that the shared store keeps: the name of its row, and which of the grants that were put there it is of. */
const reference = {shared: text, grant: number};

/**
 * A secret as it stands in the file: as it is, sealed, or kept elsewhere. Only the `SecretStore` port opens one; whatever moves a secret about
 * without opening it leaves it in its place.
 */
export const secret = anyOf(fits(plain), fits(sealed), fits(reference));

export type SealedSecret = Of<typeof sealed>;
export type SecretReference = Of<typeof reference>;
export type Secret = Of<typeof plain> | SealedSecret | SecretReference;

/**
 * Where a secret stands in the file; binds a sealed value to its place, so that two cannot be swapped. Every generation of a
 * connection's tokens (in use, waiting, replaced) has the same place: one takes over from another without being opened.
 */
export type SecretPlace = {
	readonly owner: 'service' | 'connection' | 'draft';
	readonly linkName: string;
	readonly field: 'clientSecret' | 'refreshToken' | 'accessToken';
};
