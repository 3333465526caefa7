import type {Connection} from '../../source/connection/connection.js';
import {bare} from '../../source/connection/file/contents.js';
import {type ConnectionsFile, emptyFile} from '../../source/connection/file/format.js';
import type {Secret} from '../../source/connection/secrets/secret.js';
import type {Service} from '../../source/connection/service.js';

export const sampleNow = Date.parse('2026-11-24T12:00:00.000Z');

const at = (minutes: number): string => new Date(sampleNow + minutes * 60_000).toISOString();

export const sampleService = (change: Partial<Service> = {}): Service => ({
	linkName: 'suite',
	name: 'Suite',
	authenticationType: 'oauth2',
	parameterType: 'header',
	grantType: 'authorization-code',
	dataCenter: 'us',
	sameCredentials: true,
	enabledDataCenters: ['us'],
	clientId: '1000.SAMPLESAMPLESAMPLESAMPLESAMPLE',
	clientSecret: {plain: 'sample-client-secret'},
	authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent',
	accessTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	refreshTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	scopes: ['ZohoBooks.contacts.READ'],
	scopeDelimiter: 'comma',
	createdAt: at(-100),
	updatedAt: at(-100),
	...change,
});

export const sampleConnection = (change: Partial<Connection> = {}): Connection => ({
	linkName: 'acme',
	name: 'Acme',
	service: 'suite',
	dataCenter: 'us',
	apiDomain: 'https://www.zohoapis.com',
	scopesRequested: ['ZohoBooks.contacts.READ'],
	scopesGranted: ['ZohoBooks.contacts.READ'],
	refreshToken: {plain: 'sample-refresh-token'},
	accessToken: {plain: 'sample-access-token'},
	accessTokenExpiresAt: at(47),
	refreshedAt: [at(-13)],
	throttledUntil: null,
	account: {id: '60012345678', email: 'pat@example.com', name: 'Pat Example'},
	organization: {id: '77', name: 'Acme', product: 'books'},
	refusal: null,
	doubt: null,
	verifiedAt: at(-13),
	createdAt: at(-100),
	updatedAt: at(-13),
	...change,
});

export const sampleFile = (): ConnectionsFile => ({
	...emptyFile,
	services: bare({suite: sampleService()}),
	connections: bare({acme: sampleConnection()}),
});

/** A secret that stands as it is; throws for a sealed one, and where there is none. */
export const plainOf = (secret: Secret | null | undefined): string => {
	if (!secret || !('plain' in secret)) throw new Error('There is no plain secret.');
	return secret.plain;
};
