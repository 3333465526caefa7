import * as z from 'zod/mini';

/**
 * A secret as it stands in the file. Each secret is an object of its own, so that another form (sealed) can be
 * added beside `plain` without moving a field. Only the `SecretStore` port opens one.
 */
export const secretSchema = z.object({plain: z.string()});

export type Secret = z.infer<typeof secretSchema>;

/** Where a secret stands in the file; binds a sealed value to its place, so that two cannot be swapped. */
export type SecretPlace = {
	readonly owner: 'service' | 'connection' | 'draft';
	readonly linkName: string;
	readonly field: 'clientSecret' | 'refreshToken' | 'accessToken';
};
