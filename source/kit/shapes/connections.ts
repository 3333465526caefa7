import * as z from 'zod/mini';
import {
	account,
	calls,
	connection,
	count,
	error,
	flag,
	health,
	healthOrNull,
	linkName,
	listOf,
	nullOr,
	organization,
	said,
	service,
	text,
	textOrNull,
	time,
	timeOrNull,
} from './parts.js';
import type {Shape} from './shape.js';

const books = {
	linkName: 'bennett_books',
	name: 'Bennett Books',
	service: 'zoho',
	serviceName: 'Zoho',
	dataCenter: 'us',
	apiDomain: 'https://www.zohoapis.com',
	scopes: ['AaaServer.profile.READ', 'ZohoBooks.settings.READ'],
	scopesRequested: ['AaaServer.profile.READ', 'ZohoBooks.settings.READ'],
	shared: false,
	health: 'ready',
	healthReason: 'access token expires at 14:30 UTC',
	expiresAt: '2026-11-24T14:30:00.000Z',
	account: {id: '60012345678', email: 'noah@example.com', name: 'Noah Bennett'},
	organization: {id: '700100003', name: 'Bennett Coffee Roasters', product: 'Zoho Books'},
	verifiedAt: '2026-11-24T13:31:07.000Z',
	createdAt: '2026-11-20T09:12:44.000Z',
	updatedAt: '2026-11-20T09:12:44.000Z',
};

const zoho = {
	linkName: 'zoho',
	name: 'Zoho',
	authenticationType: 'oauth2',
	parameterType: 'header',
	grantType: 'authorization-code',
	clientType: null,
	soid: null,
	dataCenter: 'us',
	sameCredentials: true,
	enabledDataCenters: ['us', 'eu'],
	clientId: '1000.AB12CD34EF56GH78IJ90KL12MN34OP',
	authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent',
	accessTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	refreshTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	scopes: ['AaaServer.profile.READ', 'ZohoBooks.settings.READ'],
	scopeDelimiter: 'comma',
	clientAuth: null,
	issuer: null,
	revocationUrl: null,
	userinfoUrl: null,
	allowedHosts: [],
	createdAt: '2026-11-20T09:12:44.000Z',
	updatedAt: '2026-11-20T09:12:44.000Z',
};

export const list: Shape = {
	schema: z.strictObject({
		connections: z
			.array(
				z.extend(connection, {
					refreshedBy: textOrNull('the machine that refreshed it last; null for one that is kept here'),
				}),
			)
			.check(said('by link name')),
	}),
	example: {connections: [{...books, refreshedBy: null}]},
};

export const show: Shape = {
	schema: z.strictObject({
		connection: z.extend(connection, {
			grantsUsed: z
				.nullable(z.int())
				.check(said('refresh tokens that this machine holds for the same user and client; Zoho keeps 20')),
			serviceDetails: service.check(said('its service')),
		}),
		secrets: z.optional(
			z
				.strictObject({
					clientSecret: text('of the service'),
					refreshToken: text('of the connection'),
					accessToken: textOrNull('of the connection'),
				})
				.check(said('only with --reveal, to a person who agreed')),
		),
	}),
	example: {connection: {...books, grantsUsed: 2, serviceDetails: zoho}},
};

export const services: Shape = {
	schema: z.strictObject({
		services: z
			.array(
				z.extend(service, {
					connections: z.array(z.string()).check(said('link names of the connections that use it')),
				}),
			)
			.check(said('by link name; without their secrets')),
	}),
	example: {services: [{...zoho, connections: ['bennett_books']}]},
};

/** `new`, `edit` and `reconnect`. */
export const connected: Shape = {
	schema: z.strictObject({connection: z.strictObject({linkName})}),
	example: {connection: {linkName: 'bennett_books'}},
};

export const test: Shape = {
	schema: z.strictObject({
		connections: listOf('one for each that was named, in that order', {
			linkName,
			health: healthOrNull,
			expiresAt: timeOrNull('when the access token ends; null after a failure'),
			calls,
			account,
			organization,
			error,
		}),
	}),
	example: {
		connections: [
			{
				linkName: 'bennett_books',
				health: 'ready',
				expiresAt: '2026-11-24T14:30:00.000Z',
				calls: [{product: 'Zoho Books', scope: 'ZohoBooks.settings.READ', verdict: 'works'}],
				account: books.account,
				organization: books.organization,
				error: null,
			},
		],
	},
};

export const refresh: Shape = {
	schema: z.strictObject({
		connections: listOf('one for each that was named, in that order', {
			linkName,
			health: healthOrNull,
			expiresAt: timeOrNull('when the new access token ends; null after a failure'),
			budget: nullOr("null after a failure, and for a server that is not Zoho's", {
				left: count('new access tokens that Zoho still issues'),
				until: timeOrNull('when it issues more; null while none is used'),
			}),
			error,
		}),
	}),
	example: {
		connections: [
			{
				linkName: 'coffee_desk',
				health: 'needs reconnecting',
				expiresAt: null,
				budget: null,
				error: {
					id: 'grant-revoked',
					message: 'Zoho no longer knows the grant. It was revoked, or pushed out by newer ones.',
					nextStep: 'Consent again: zconn reconnect coffee_desk',
				},
			},
		],
	},
};

export const token: Shape = {
	schema: z.strictObject({
		token: z.strictObject({
			accessToken: text('valid for at least --min-ttl seconds'),
			expiresAt: time('when it ends'),
			apiDomain: textOrNull('origin of the API'),
			header: text('the whole header for a request'),
		}),
	}),
	example: {
		token: {
			accessToken: '1000.8cb99d…',
			expiresAt: '2026-11-24T14:30:00.000Z',
			apiDomain: 'https://www.zohoapis.com',
			header: 'Authorization: Zoho-oauthtoken 1000.8cb99d…',
		},
	},
};

/** `share` and `unshare`. */
export const moved: Shape = {
	schema: z.strictObject({
		connection: z.strictObject({
			linkName,
			name: text('as it was named'),
			isNew: flag('whether it was moved now; false where it was there already'),
		}),
	}),
	example: {connection: {name: 'Bennett Books', linkName: 'bennett_books', isNew: true}},
};

export const keep: Shape = {
	isLines: true,
	schema: z.strictObject({
		kept: z.strictObject({
			linkName,
			outcome: z.enum(['fresh', 'refreshed', 'refused']).check(said('what this round did')),
			expiresAt: z.optional(time('when the access token ends; absent after a failure')),
			error: z.optional(error.check(said('absent where it worked'))),
		}),
	}),
	example: {kept: {linkName: 'bennett_books', outcome: 'refreshed', expiresAt: '2026-11-24T14:30:00.000Z'}},
};

export const storeConnection = z.strictObject({
	linkName,
	health,
	expiresAt: timeOrNull('when the access token ends'),
	refreshedBy: textOrNull('the machine that refreshed it last'),
	refreshedAt: timeOrNull('when'),
	refreshing: textOrNull('the machine that refreshes it now'),
	tokensLeft: z.nullable(z.int()).check(said('new access tokens that Zoho still issues')),
	revision: count('goes up with every change'),
});

/** The door of `zconn proxy`, once, when it opens; not with a command. */
export const proxy: Shape = {
	schema: z.strictObject({
		proxy: z.strictObject({
			url: text('the address of the door'),
			key: text('the key, for this run alone: "Authorization: Bearer KEY" or "x-zconn-key: KEY"'),
			connections: listOf('as they were named', {
				linkName,
				url: text('what the path of an API is put behind'),
			}),
		}),
	}),
	example: {
		proxy: {
			url: 'http://127.0.0.1:8795',
			key: '5tVv…',
			connections: [{linkName: 'bennett_books', url: 'http://127.0.0.1:8795/bennett_books'}],
		},
	},
};
