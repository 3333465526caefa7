import {randomBytes} from 'node:crypto';
import {setTimeout as delay} from 'node:timers/promises';
import {requestLimit} from '../../connection/shared/protocol.js';
import {storeNotSet} from '../../connection/shared/refusals.js';
import type {StoreAddress} from '../../connection/shared/store-address.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {Accounts, Clock, Environment, TokenKeeper} from '../ports.js';
import {askForNewToken} from '../tokens/new-token.js';
import {believe, explainReply} from '../tokens/reply.js';
import {tokenUrlOf} from '../tokens/url.js';
import {createDatabase, type Database} from './engines/database.js';
import {createPostgresGrants} from './engines/postgres.js';
import {createSharedKeeper} from './keeper.js';
import type {SharedGrants} from './ports.js';
import {createSharedSealer, type SharedSealer} from './sealing.js';
import {noKeys, readStoreAddress, readStoreKeys} from './settings.js';
import {createSpool} from './spool.js';
import {createTokenCache, type TokenCache} from './token-cache.js';
import {believing, type SecretOpener, secretOpener} from './trust.js';
import {machineName} from './warm.js';
import type {SharedWorld} from './world.js';

export type SharedOptions = {
	readonly folder: string;
	readonly environment: Environment;
	readonly clock: Clock;
	readonly accounts: () => Promise<Accounts>;
	readonly dataCenters: () => Result<readonly DataCenter[]>;
};

export type SharedAccess = {
	readonly address: StoreAddress;
	readonly database: Database;
	readonly grants: SharedGrants;
	readonly sealer: SharedSealer;
	readonly cache: TokenCache;
	readonly keeper: TokenKeeper;
	/** The name of this machine, for the audit. */
	readonly machine: string;
	readonly openSecret: SecretOpener;
	readonly close: () => Promise<void>;
};

const timedOut = {
	id: 'network-timeout',
	what: 'The server did not answer in time.',
	why: `A machine that refreshes for all of them waits ${requestLimit / 1000} seconds, and no longer.`,
	next: 'Try again in a minute.',
	exitCode: 4,
} as const;

/** One request within its limit, and no second one: another machine may have its turn by then. */
const refreshOnce =
	({accounts, dataCenters}: SharedOptions): SharedWorld['refresh'] =>
	async (one, request) => {
		const table = dataCenters();
		if (!table.ok) return table;
		const asked = await accounts();
		const signal = AbortSignal.timeout(requestLimit);
		const reading = await askForNewToken(asked, one, request, {isOnce: true, signal});
		if (!reading.ok) return signal.aborted ? refused(timedOut) : reading;
		return ok(believe(one, table.value, request.refreshToken, reading.value));
	};

type Parts = Omit<SharedAccess, 'keeper' | 'close' | 'database' | 'openSecret'>;

const worldOf = (options: SharedOptions, parts: Parts): SharedWorld => {
	const {folder, clock, dataCenters} = options;
	const {sealer, address, machine} = parts;
	return {
		...parts,
		spool: createSpool({folder, from: address.described, sealer, clock}),
		newClaim: () => `${machine}/${process.pid}/${randomBytes(6).toString('base64url')}`,
		clock,
		elapsed: () => performance.now(),
		sleep: delay,
		chance: Math.random,
		warmUp: options.accounts,
		refresh: refreshOnce(options),
		tokenUrl: one => {
			const table = dataCenters();
			return table.ok ? tokenUrlOf(one, table.value) : table;
		},
		explain: (one, error) => {
			const table = dataCenters();
			return explainReply(one, table.ok ? table.value : [], error);
		},
	};
};

/**
 * Opens the store that the environment names; nothing is asked of it yet. Refuses `store-unreachable` (exit 4) for an address that
 * is none, `store-key-missing` (exit 6).
 *
 * @param wanted what is asked for, for the words of a refusal
 */
export const openShared = (options: SharedOptions, wanted = 'What you ask for'): Result<SharedAccess> => {
	const {folder, environment, clock} = options;
	const address = readStoreAddress(environment);
	if (!address.ok) return address;
	if (!address.value) return refused(storeNotSet(wanted));
	const keys = readStoreKeys(environment);
	if (!keys.ok) return keys;
	if (!keys.value) return refused(noKeys);
	const sealer = createSharedSealer(keys.value);
	if (!sealer.ok) return sealer;
	const database = createDatabase(address.value, environment);
	const parts = {
		address: address.value,
		grants: believing(createPostgresGrants(database, sealer.value.ids('r').length > 0), options.dataCenters),
		sealer: sealer.value,
		cache: createTokenCache({folder, from: address.value.described, sealer: sealer.value, clock}),
		machine: machineName(),
	};
	const keeper = createSharedKeeper(worldOf(options, parts));
	return ok({
		...parts,
		database,
		keeper,
		openSecret: secretOpener(parts),
		close: database.close,
	});
};
