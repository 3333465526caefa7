import * as z from 'zod/mini';
import {storeConnection} from './connections.js';
import {count, countOrNull, flag, linkName, listOf, said, text, textOrNull, texts, time} from './parts.js';
import type {Shape} from './shape.js';

const id = text('of the store', '5f0c…');
const address = text('where it is, without a password', 'postgres at db.example.com, zconn');
const key = text('printed once, and kept nowhere');

const init: Shape = {
	when: 'store init',
	schema: z.strictObject({
		store: z.strictObject({
			id,
			isNew: flag('whether its keys were made now', false),
			connections: count('how many it has', 3),
			address,
		}),
		ZCONN_STORE_KEY: z.optional(key.check(said('for machines that refresh; printed once, kept nowhere'))),
		workers: z.optional(
			z
				.strictObject({ZCONN_STORE_KEY: key})
				.check(said('for machines that only read access tokens; printed once, kept nowhere')),
		),
	}),
};

const status: Shape = {
	when: 'store status',
	schema: z.strictObject({
		store: z.strictObject({
			id,
			format: count('version of its schema', 1),
			address,
			keyIds: texts('the keys that its secrets are sealed with', ['a1', 'r1']),
			ownKeyIds: texts('the keys that this machine has', ['a1', 'r1']),
			opens: z.strictObject({
				accessTokens: flag('whether this machine can read access tokens', true),
				refreshTokens: flag('whether it can refresh', true),
			}),
			machine: text('the name of this machine in the store', 'build-07'),
		}),
		connections: listOf('by link name', storeConnection),
	}),
};

const event = {
	at: time('when', 'refreshed'),
	name: textOrNull('link name of the connection; null for the store itself', 'bennett_books'),
	machine: text('who', 'build-07'),
	what: text('what was done', 'refreshed'),
	revision: countOrNull('of the connection after it', 12),
};

const audit: Shape = {
	when: 'store audit',
	schema: z.strictObject({events: listOf('the newest first', event)}),
};

const rekey: Shape = {
	when: 'store rekey',
	schema: z.strictObject({
		store: z.strictObject({
			resealed: count('connections that have the new key now', 3),
			bound: listOf(
				'connections that an earlier zconn had not bound to their servers',
				{linkName, url: text('where its secrets may go from now on')},
				[],
			),
			left: listOf(
				'connections that still have the old one, and why',
				{linkName, error: text('id of the refusal')},
				[],
			),
		}),
	}),
};

export const store: readonly Shape[] = [init, status, audit, rekey];

export const log: Shape = {
	schema: z.strictObject({
		uses: listOf('the newest first', {
			at: time('when', 'proven'),
			command: text('who: token, exec, api, proxy, mcp or library', 'api'),
			connection: linkName,
			method: textOrNull('of the call; null where a token was asked for', 'GET'),
			path: textOrNull('of the call, without its query', '/books/v3/contacts'),
			status: countOrNull('of the answer', 200),
			refusal: textOrNull('id of the refusal, where no token was handed out or no call was made'),
		}),
		events: z
			.nullable(z.array(z.strictObject(event)))
			.check(said("the shared store's audit; null where no store is known", null)),
	}),
};
