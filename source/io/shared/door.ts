import type {SecretPlace, SecretReference} from '../../connection/secrets/secret.js';
import type {SharedFacts} from '../../connection/shared/record.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {AccessToken, TokenKeeper} from '../ports.js';
import {knowsStore} from './knows-store.js';
import type {SharedAccess, SharedOptions} from './open.js';

/** The shared store of a runtime. Making it costs nothing; everything is loaded and opened when it is first wanted. */
export const createSharedDoor = (options: SharedOptions) => {
	let opened: Promise<Result<SharedAccess>> | undefined;
	const seen = new Map<string, SharedFacts>();
	/** @param wanted what is asked for, for the words of a refusal */
	const open = (wanted?: string): Promise<Result<SharedAccess>> => {
		opened ??= import('./open.js').then(({openShared}) => openShared(options, wanted));
		return opened;
	};
	return {
		isKnown: knowsStore(options.environment),
		open,
		accessToken: async (
			...[name, settings]: Parameters<TokenKeeper['accessToken']>
		): Promise<Result<AccessToken>> => {
			const {warmToken} = await import('./warm.js');
			const warm = opened ? undefined : warmToken(options, name, settings);
			if (warm) return ok(warm);
			const access = await open(name);
			return access.ok ? access.value.keeper.accessToken(name, settings) : access;
		},
		/** What a reference stands for. */
		openSecret: async ({shared}: SecretReference, {field}: SecretPlace): Promise<Result<string>> => {
			const access = await open(shared);
			return access.ok ? access.value.openSecret(shared, field, seen) : access;
		},
		/** Tells which rows are acted on from now on: a secret is opened for their servers only. */
		acted: (rows: ReadonlyMap<string, {readonly facts: SharedFacts}>): void => {
			for (const [name, {facts}] of rows) seen.set(name, facts);
		},
		close: async (): Promise<void> => {
			const access = await opened;
			if (access?.ok) await access.value.close();
		},
	};
};

export type SharedDoor = ReturnType<typeof createSharedDoor>;
