import type {SecretPlace} from './secret.js';

export const refreshTokenOf = (linkName: string): SecretPlace => ({
	owner: 'connection',
	linkName,
	field: 'refreshToken',
});

export const accessTokenOf = (linkName: string): SecretPlace => ({
	owner: 'connection',
	linkName,
	field: 'accessToken',
});

/** Of a draft, which goes by its id. */
export const draftSecretOf = (id: string): SecretPlace => ({
	owner: 'draft',
	linkName: id,
	field: 'clientSecret',
});

/** @param linkName of the service */
export const clientSecretOf = (linkName: string): SecretPlace => ({
	owner: 'service',
	linkName,
	field: 'clientSecret',
});
