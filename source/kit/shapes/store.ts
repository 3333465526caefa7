import * as z from 'zod/mini';
import {storeConnection} from './connections.js';
import {count, flag, linkName, listOf, said, text, textOrNull, texts, time} from './parts.js';
import type {Shape} from './shape.js';

const id = text('of the store');
const address = text('where it is, without a password');
const key = text('printed once, and kept nowhere');

const init: Shape = {
	when: 'store init',
	schema: z.strictObject({
		store: z.strictObject({
			id,
			isNew: flag('whether its keys were made now'),
			connections: count('how many it has'),
			address,
		}),
		ZCONN_STORE_KEY: z.optional(key.check(said('for machines that refresh; printed once, kept nowhere'))),
		workers: z.optional(
			z
				.strictObject({ZCONN_STORE_KEY: key})
				.check(said('for machines that only read access tokens; printed once, kept nowhere')),
		),
	}),
	example: {
		store: {id: '5f0c…', isNew: false, connections: 3, address: 'postgres at db.example.com, zconn'},
	},
};

const status: Shape = {
	when: 'store status',
	schema: z.strictObject({
		store: z.strictObject({
			id,
			format: count('version of its schema'),
			address,
			keyIds: texts('the keys that its secrets are sealed with'),
			ownKeyIds: texts('the keys that this machine has'),
			opens: z.strictObject({
				accessTokens: flag('whether this machine can read access tokens'),
				refreshTokens: flag('whether it can refresh'),
			}),
			machine: text('the name of this machine in the store'),
		}),
		connections: z.array(storeConnection).check(said('by link name')),
	}),
	example: {
		store: {
			id: '5f0c…',
			format: 1,
			address: 'postgres at db.example.com, zconn',
			keyIds: ['a1', 'r1'],
			ownKeyIds: ['a1', 'r1'],
			opens: {accessTokens: true, refreshTokens: true},
			machine: 'build-07',
		},
		connections: [
			{
				linkName: 'bennett_books',
				health: 'ready',
				expiresAt: '2026-11-24T14:30:00.000Z',
				refreshedBy: 'build-07',
				refreshedAt: '2026-11-24T13:30:00.000Z',
				refreshing: null,
				tokensLeft: 9,
				revision: 12,
			},
		],
	},
};

const event = z.strictObject({
	at: time('when'),
	name: textOrNull('link name of the connection; null for the store itself'),
	machine: text('who'),
	what: text('what was done'),
	revision: z.nullable(z.int()).check(said('of the connection after it')),
});

const audit: Shape = {
	when: 'store audit',
	schema: z.strictObject({
		events: z.array(event).check(said('the newest first')),
	}),
	example: {
		events: [
			{
				at: '2026-11-24T13:30:00.000Z',
				name: 'bennett_books',
				machine: 'build-07',
				what: 'refreshed',
				revision: 12,
			},
		],
	},
};

const rekey: Shape = {
	when: 'store rekey',
	schema: z.strictObject({
		store: z.strictObject({
			resealed: count('connections that have the new key now'),
			bound: listOf('connections that an earlier zconn had not bound to their servers', {
				linkName,
				url: text('where its secrets may go from now on'),
			}),
			left: listOf('connections that still have the old one, and why', {
				linkName,
				error: text('id of the refusal'),
			}),
		}),
	}),
	example: {store: {resealed: 3, bound: [], left: []}},
};

export const store: readonly Shape[] = [init, status, audit, rekey];

export const log: Shape = {
	schema: z.strictObject({
		uses: listOf('the newest first', {
			at: time('when'),
			command: text('who: token, exec, api, proxy, mcp or library'),
			connection: linkName,
			method: textOrNull('of the call; null where a token was asked for'),
			path: textOrNull('of the call, without its query'),
			status: z.nullable(z.int()).check(said('of the answer')),
			refusal: textOrNull('id of the refusal, where no token was handed out or no call was made'),
		}),
		events: z.nullable(z.array(event)).check(said("the shared store's audit; null where no store is known")),
	}),
	example: {
		uses: [
			{
				at: '2026-11-24T13:31:07.000Z',
				command: 'api',
				connection: 'bennett_books',
				method: 'GET',
				path: '/books/v3/contacts',
				status: 200,
				refusal: null,
			},
		],
		events: null,
	},
};
