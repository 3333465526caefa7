import * as z from 'zod/mini';
import {text} from '../file/parts.js';

const plainSchema = z.object({plain: text});

/** `sealed`: nonce, tag and ciphertext in base64. `key`: the id of the key, so that a value of an older one is told apart. */
const sealedSchema = z.object({sealed: text, key: text});

/** A secret that the shared store keeps: the name of its row, and which of the grants that were put there it is of. */
const referenceSchema = z.object({shared: text, grant: z.number()});

/**
 * A secret as it stands in the file: as it is, sealed, or kept elsewhere. Only the `SecretStore` port opens one; whatever moves a secret about
 * without opening it leaves it in its place.
 */
export const secretSchema = z.union([plainSchema, sealedSchema, referenceSchema]);

export type Secret = z.infer<typeof secretSchema>;
export type SealedSecret = z.infer<typeof sealedSchema>;
export type SecretReference = z.infer<typeof referenceSchema>;

/**
 * Where a secret stands in the file; binds a sealed value to its place, so that two cannot be swapped. Every generation of a
 * connection's tokens (in use, waiting, replaced) has the same place: one takes over from another without being opened.
 */
export type SecretPlace = {
	readonly owner: 'service' | 'connection' | 'draft';
	readonly linkName: string;
	readonly field: 'clientSecret' | 'refreshToken' | 'accessToken';
};
