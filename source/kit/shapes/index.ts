import * as z from 'zod/mini';
import {connected, keep, list, moved, proxy, refresh, services, show, test, token} from './connections.js';
import {doctor, imported, secrets} from './machine.js';
import {error, texts} from './parts.js';
import {scopes} from './scopes.js';
import type {Shape} from './shape.js';
import {sheet} from './sheet.js';
import {log, store} from './store.js';

/** What each command prints with `--json`, by its name. */
export const shapes: Readonly<Record<string, readonly Shape[]>> = {
	new: [connected],
	edit: [connected],
	reconnect: [connected],
	list: [list],
	show: [show],
	services: [services],
	token: [token],
	proxy: [proxy],
	refresh: [refresh],
	test: [test],
	sheet: [sheet],
	import: [imported],
	share: [moved],
	unshare: [moved],
	store,
	keep: [keep],
	log: [log],
	scopes,
	secrets: [secrets],
	doctor: [doctor],
};

/** What a refusal is on stderr, of every command that was asked for JSON. */
export const failure: Shape = {
	schema: z.strictObject({
		error,
		notes: z.optional(texts('what was noticed before it, left out where there was nothing')),
	}),
	example: {
		error: {
			id: 'no-such-connection',
			message: 'There is no connection "boks". Did you mean books?',
			nextStep: '"zconn list" shows the names.',
		},
	},
};
