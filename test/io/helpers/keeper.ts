import type {TestContext} from 'node:test';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import type {Accounts, Lease, Lock, SecretStore, Store} from '../../../source/io/ports.js';
import {createTokenKeeper} from '../../../source/io/tokens/keeper.js';
import {builtInDataCenters, type DataCenter} from '../../../source/zoho/data-center.js';
import {ok, type Refusal, type Result} from '../../../source/zoho/refusal.js';
import {readTokenResponse, type TokenReading} from '../../../source/zoho/tokens/response.js';
import {epoch, fileWith, temporaryFolder} from './files.js';
import {createPlainSecrets} from './plain-secrets.js';
import {unusedAccounts} from './unused-accounts.js';

type RefreshRequest = Parameters<Accounts['refresh']>[0];
type ClientRequest = Parameters<Accounts['clientCredentials']>[0];

export const offline: Refusal = {
	id: 'network-dns',
	what: 'The name could not be looked up.',
	why: 'Offline.',
	next: 'Check the connection.',
	exitCode: 4,
};

/** A lock that is never taken over. */
export const unlost: Lease = {
	isOurs: () => true,
	place: () => {
		throw new Error('No file was expected.');
	},
};

/** A server that is not Zoho's asks to be left alone for two minutes. */
export const pleaseWait = {};
/** A server that is overloaded, for two minutes too. */
export const overloaded = {status: 'overloaded'};

const forbidden = (name: string) => (): never => {
	throw new Error(`${name} was not expected.`);
};

/**
 * Accounts that answer refreshes and client credentials with the given bodies (a refusal: nothing came back), the last one again
 * and again.
 */
export const scriptedAccounts = (
	replies: readonly (Record<string, unknown> | string | Refusal)[],
	now: () => number = () => epoch,
) => {
	const requests: RefreshRequest[] = [];
	const clientRequests: ClientRequest[] = [];
	const answer = async (isZoho: boolean | undefined): Promise<Result<TokenReading>> => {
		const count = requests.length + clientRequests.length;
		await new Promise(resolve => setImmediate(resolve));
		const reply = replies[Math.min(count, replies.length) - 1];
		if (reply === offline) return {ok: false, refusal: offline};
		const body = typeof reply === 'string' ? reply : JSON.stringify(reply);
		const asksToWait =
			reply === pleaseWait || reply === overloaded
				? {status: reply === pleaseWait ? 429 : 503, retryAfterHeader: '120'}
				: {status: 200};
		return ok(readTokenResponse({body, now: now(), isZoho, ...asksToWait}));
	};
	const accounts: Accounts = {
		...unusedAccounts(forbidden),
		refresh: request => {
			requests.push(request);
			return answer(request.isZoho);
		},
		clientCredentials: request => {
			clientRequests.push(request);
			return answer(true);
		},
	};
	return {accounts, requests, clientRequests};
};

export const newToken = {access_token: 'new-access-token', expires_in: 3600, token_type: 'Bearer'};

/** A keeper over a real file; the clock stands until `pass`. */
export const keeperWith = async (
	t: TestContext,
	file: ConnectionsFile = fileWith(),
	replies: readonly (Record<string, unknown> | string | Refusal)[] = [newToken],
	options: {
		readonly dataCenters?: () => Result<readonly DataCenter[]>;
		readonly lock?: Lock;
		readonly secrets?: SecretStore;
		readonly change?: (store: Store) => Store;
	} = {},
) => {
	let now = epoch;
	const lock = createLock();
	const real = createStore({folder: temporaryFolder(t), lock});
	const saved = await real.update(() => ok(file));
	if (!saved.ok) throw new Error(saved.refusal.what);
	const {accounts, requests, clientRequests} = scriptedAccounts(replies, () => now);
	/** Another of the same folder, as every process has its own. */
	const another = (ownLock: Lock = createLock()) =>
		createTokenKeeper({
			store: options.change?.(real) ?? real,
			secrets: options.secrets ?? createPlainSecrets(),
			clock: {now: () => now},
			accounts: async () => accounts,
			dataCenters: options.dataCenters ?? (() => ok(builtInDataCenters)),
			lock: ownLock,
		});
	const keeper = another(options.lock ?? lock);
	const row = () => {
		const one = real.readOne('books');
		if (!one.ok) throw new Error(one.refusal.what);
		return one.value.connection;
	};
	return {
		keeper,
		store: real,
		requests,
		clientRequests,
		another,
		row,
		pass: (seconds: number): void => {
			now += seconds * 1000;
		},
	};
};
