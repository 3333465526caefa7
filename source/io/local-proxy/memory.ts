import fs from 'node:fs';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {defaultMinimum} from '../../connection/shared/threshold.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {AccessToken, TokenKeeper} from '../ports.js';
import {isFresh} from '../tokens/freshness.js';
import type {World} from '../world.js';

/** A write puts another file in its place, so that one look at the name shows it. */
const signatureOf = (file: string): string => {
	const stat = fs.statSync(file, {bigint: true, throwIfNoEntry: false});
	return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}` : '';
};

/**
 * Rows and tokens as long as the file is the one that they were read from and the token lives: a call then reads and opens nothing,
 * and what another program changes counts from the next call on.
 */
export const createMemory = ({store, tokenKeeper, clock}: Pick<World, 'store' | 'tokenKeeper' | 'clock'>) => {
	let signature: string | undefined;
	const rows = new Map<string, Result<ConnectionWithService>>();
	const tokens = new Map<string, AccessToken>();
	const look = (): void => {
		const now = signatureOf(store.path);
		if (now === signature) return;
		signature = now;
		rows.clear();
		tokens.clear();
	};
	return {
		readOne: (linkName: string): Result<ConnectionWithService> => {
			look();
			const row = rows.get(linkName) ?? store.readOne(linkName);
			if (row.ok) rows.set(linkName, row);
			return row;
		},
		accessToken: async (...[linkName, settings]: Parameters<TokenKeeper['accessToken']>) => {
			look();
			const kept = settings ? undefined : tokens.get(linkName);
			if (kept && isFresh(kept.connection, defaultMinimum, clock.now())) return ok(kept);
			const before = signature;
			const token = await tokenKeeper.accessToken(linkName, settings);
			look();
			if (token.ok && signature === before) tokens.set(linkName, token.value);
			return token;
		},
	};
};

export type Memory = ReturnType<typeof createMemory>;
