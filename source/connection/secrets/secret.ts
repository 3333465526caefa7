import * as z from 'zod/mini';

const plainSchema = z.object({plain: z.string()});

/** `sealed`: nonce, tag and ciphertext in base64. `key`: the id of the key, so that a value of an older one is told apart. */
const sealedSchema = z.object({sealed: z.string(), key: z.string()});

/**
 * A secret as it stands in the file: as it is, or sealed. Only the `SecretStore` port opens one; whatever moves a secret about
 * without opening it leaves it in its place.
 */
export const secretSchema = z.union([plainSchema, sealedSchema]);

export type Secret = z.infer<typeof secretSchema>;
export type SealedSecret = z.infer<typeof sealedSchema>;

/**
 * Where a secret stands in the file; binds a sealed value to its place, so that two cannot be swapped. Every generation of a
 * connection's tokens (in use, waiting, replaced) has the same place: one takes over from another without being opened.
 */
export type SecretPlace = {
	readonly owner: 'service' | 'connection' | 'draft';
	readonly linkName: string;
	readonly field: 'clientSecret' | 'refreshToken' | 'accessToken';
};
