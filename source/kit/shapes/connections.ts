import * as z from 'zod/mini';
import {
	account,
	calls,
	connection,
	count,
	countOrNull,
	error,
	flag,
	health,
	healthOrNull,
	linkName,
	listOf,
	nullOr,
	oneOf,
	organization,
	said,
	service,
	text,
	textOrNull,
	texts,
	time,
	timeOrNull,
} from './parts.js';
import type {Shape} from './shape.js';

export const list: Shape = {
	schema: z.strictObject({
		connections: listOf('by link name', {
			...connection,
			refreshedBy: textOrNull('the machine that refreshed it last; null for one that is kept here'),
		}),
	}),
};

export const show: Shape = {
	schema: z.strictObject({
		connection: z.strictObject({
			...connection,
			grantsUsed: countOrNull(
				'refresh tokens that this machine holds for the same user and client; Zoho keeps 20',
				2,
			),
			serviceDetails: z.strictObject(service).check(said('its service')),
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
};

export const services: Shape = {
	schema: z.strictObject({
		services: listOf('by link name; without their secrets', {
			...service,
			connections: texts('link names of the connections that use it', ['bennett_books']),
		}),
	}),
};

/** `new`, `edit` and `reconnect`. */
export const connected: Shape = {
	schema: z.strictObject({connection: z.strictObject({linkName})}),
};

export const test: Shape = {
	schema: z.strictObject({
		connections: listOf('one for each that was named, in that order', {
			linkName,
			health: healthOrNull,
			expiresAt: timeOrNull('when the access token ends; null after a failure', 'over'),
			calls,
			account,
			organization,
			error,
		}),
	}),
};

export const refresh: Shape = {
	schema: z.strictObject({
		connections: listOf('one for each that was named, in that order', {
			linkName,
			health: healthOrNull,
			expiresAt: timeOrNull('when the new access token ends; null after a failure', 'over'),
			budget: nullOr("null after a failure, and for a server that is not Zoho's", {
				left: count('new access tokens that Zoho still issues', 9),
				until: timeOrNull('when it issues more; null while none is used', 'over'),
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
			accessToken: text('valid for at least --min-ttl seconds', '1000.8cb99d…'),
			expiresAt: time('when it ends', 'over'),
			apiDomain: textOrNull('origin of the API', 'https://www.zohoapis.com'),
			header: text('the whole header for a request', 'Authorization: Zoho-oauthtoken 1000.8cb99d…'),
		}),
	}),
};

/** `share` and `unshare`. */
export const moved: Shape = {
	schema: z.strictObject({
		connection: z.strictObject({
			name: text('as it was named', 'Bennett Books'),
			linkName,
			isNew: flag('whether it was moved now; false where it was there already', true),
		}),
	}),
};

export const keep: Shape = {
	isLines: true,
	schema: z.strictObject({
		kept: z.strictObject({
			linkName,
			outcome: oneOf('what this round did', ['fresh', 'refreshed', 'refused'], 'refreshed'),
			expiresAt: z.optional(time('when the access token ends; absent after a failure', 'over')),
			error: z.optional(error.check(said('absent where it worked', undefined))),
		}),
	}),
};

export const storeConnection = {
	linkName,
	health,
	expiresAt: timeOrNull('when the access token ends', 'over'),
	refreshedBy: textOrNull('the machine that refreshed it last', 'build-07'),
	refreshedAt: timeOrNull('when', 'refreshed'),
	refreshing: textOrNull('the machine that refreshes it now'),
	tokensLeft: countOrNull('new access tokens that Zoho still issues', 9),
	revision: count('goes up with every change', 12),
};

/** The door of `zconn proxy`, once, when it opens; not with a command. */
export const proxy: Shape = {
	schema: z.strictObject({
		proxy: z.strictObject({
			url: text('the address of the door', 'http://127.0.0.1:8795'),
			key: text('the key, for this run alone: "Authorization: Bearer KEY" or "x-zconn-key: KEY"', '5tVv…'),
			connections: listOf('as they were named', {
				linkName,
				url: text('what the path of an API is put behind', 'http://127.0.0.1:8795/bennett_books'),
			}),
		}),
	}),
};
