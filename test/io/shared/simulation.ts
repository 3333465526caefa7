import {placeIn} from '../../../source/connection/shared/envelope.js';
import {factsOf, type SharedGrant} from '../../../source/connection/shared/record.js';
import {storeUnreachable} from '../../../source/connection/shared/refusals.js';
import type {TokenKeeper} from '../../../source/io/ports.js';
import {createSharedKeeper} from '../../../source/io/shared/keeper.js';
import type {SharedGrants} from '../../../source/io/shared/ports.js';
import {createSharedSealer, newSpelledKey, type SharedSealer} from '../../../source/io/shared/sealing.js';
import type {Spooled} from '../../../source/io/shared/spool.js';
import type {CachedToken} from '../../../source/io/shared/token-cache.js';
import type {SharedWorld} from '../../../source/io/shared/world.js';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';
import {readTokenResponse, type TokenReading} from '../../../source/zoho/tokens/response.js';
import {sampleConnection, sampleService} from '../../connection/samples.js';
import {createMemoryGrants} from './memory-grants.js';

/** A clock that moves only when everything waits for it. */
export const createVirtualTime = (start = Date.parse('2026-11-24T12:00:00.000Z')) => {
	let now = start;
	let count = 0;
	const timers: {readonly at: number; readonly order: number; readonly wake: () => void}[] = [];
	const settleDown = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
	return {
		now: () => now,
		sleep: (milliseconds: number): Promise<void> =>
			new Promise(wake => {
				timers.push({at: now + Math.max(0, milliseconds), order: count++, wake});
			}),
		/** Lets everything happen that is due until then, in order; a moment when nothing waits any more. */
		run: async (until = Number.POSITIVE_INFINITY): Promise<void> => {
			for (;;) {
				await settleDown();
				timers.sort((one, other) => one.at - other.at || one.order - other.order);
				const [next] = timers;
				if (!next || next.at > until) break;
				now = next.at;
				timers.shift();
				next.wake();
				while (timers[0]?.at === now) timers.shift()?.wake();
			}
			if (Number.isFinite(until)) now = Math.max(now, until);
		},
	};
};

export type VirtualTime = ReturnType<typeof createVirtualTime>;

/** What a server does with one request. */
export type Weather = 'fine' | 'broken' | 'throttled' | 'cut' | 'slow';

/** A token endpoint: what it gave, and what it saw. */
export const createServer = (
	time: VirtualTime,
	{
		rotates = false,
		life = 3600,
		weather = () => 'fine',
	}: {
		readonly rotates?: boolean;
		readonly life?: number;
		readonly weather?: () => Weather;
	} = {},
) => {
	let count = 0;
	let current = 'refresh-token-0';
	const mints: number[] = [];
	const requests: {readonly at: number; end: number}[] = [];
	const refusals: string[] = [];
	const secrets = new Set([current, 'sample-client-secret']);
	const say = (body: unknown, status = 200): Result<TokenReading> =>
		ok(readTokenResponse({body: JSON.stringify(body), status, isZoho: true, now: time.now()}));
	return {
		mints,
		requests,
		refusals,
		/** Everything that may stand nowhere in clear. */
		secrets,
		current: () => current,
		/** A consent: the grant is another one from now on. */
		consent: (): string => {
			current = `refresh-token-${++count}-consent`;
			secrets.add(current);
			return current;
		},
		refresh: async (refreshToken: string): Promise<Result<TokenReading>> => {
			const request = {at: time.now(), end: Number.POSITIVE_INFINITY};
			requests.push(request);
			const sky = weather();
			await time.sleep(sky === 'slow' ? 9000 : 150);
			const answered = (): Result<TokenReading> => {
				if (sky === 'broken') return say('<h1>500</h1>', 500);
				if (sky === 'throttled') return say({error: 'Access Denied', status: 'failure'});
				if (refreshToken !== current) {
					refusals.push(refreshToken);
					return say({error: 'invalid_code'});
				}
				const accessToken = `access-token-${++count}`;
				if (rotates) current = `refresh-token-${count}`;
				secrets.add(accessToken).add(current);
				mints.push(time.now());
				return say({
					access_token: accessToken,
					expires_in: life,
					...(rotates ? {refresh_token: current} : {}),
				});
			};
			const answer = answered();
			await time.sleep(150);
			request.end = time.now();
			return sky === 'cut'
				? refused({...storeUnreachable('The answer was cut off.'), id: 'network-failed'})
				: answer;
		},
	};
};

export type Server = ReturnType<typeof createServer>;

const needed = <T>(result: Result<T>): T => {
	if (!result.ok) throw new Error(result.refusal.what);
	return result.value;
};

export const testKeys = `${newSpelledKey('a')},${newSpelledKey('r')}`;
export const testSealer: SharedSealer = needed(createSharedSealer(testKeys));

export const openField = (row: SharedGrant, field: 'access_token' | 'refresh_token'): string => {
	const sealed = field === 'access_token' ? row.accessToken : row.refreshToken;
	return needed(testSealer.open(sealed ?? '', placeIn(row, field)));
};

/** Puts one connection into the store. @param life seconds that its access token lives on; it is over unless given */
export const shareSample = async (
	grants: SharedGrants,
	store: string,
	refreshToken: string,
	life?: number,
): Promise<void> => {
	const row = {store, name: 'acme', facts: factsOf(sampleConnection(), sampleService())};
	needed(
		await grants.put({
			name: 'acme',
			expected: 'absent',
			machine: 'laptop',
			what: 'share',
			grant: {
				facts: row.facts,
				refreshToken: needed(testSealer.seal(refreshToken, placeIn(row, 'refresh_token'))),
				clientSecret: needed(testSealer.seal('sample-client-secret', placeIn(row, 'client_secret'))),
				access:
					life === undefined
						? null
						: {life, sealed: needed(testSealer.seal('access-token-0', placeIn(row, 'access_token')))},
				mintAges: [],
				refusal: null,
			},
		}),
	);
};

export type Machine = {
	readonly keeper: TokenKeeper;
	readonly cache: Map<string, CachedToken>;
	readonly spool: Map<string, Spooled>;
};

let claims = 0;

/** One machine of the fleet: a keeper with a cache and a spool of its own. */
export const createMachine = (
	name: string,
	grants: SharedGrants,
	{
		time,
		server,
		refresh = server.refresh,
		sealer = testSealer,
		change = world => world,
	}: {
		readonly time: VirtualTime;
		readonly server: Server;
		readonly refresh?: (refreshToken: string) => Promise<Result<TokenReading>>;
		readonly sealer?: SharedSealer;
		readonly change?: (world: SharedWorld) => SharedWorld;
	},
): Machine => {
	const cache = new Map<string, CachedToken>();
	const spool = new Map<string, Spooled>();
	const world: SharedWorld = {
		grants,
		sealer,
		cache: {
			read: key => cache.get(key),
			write: (key, token) => cache.set(key, token),
			forget: key => cache.delete(key),
		},
		spool: {
			read: key => spool.get(key),
			write: (key, spooled) => {
				spool.set(key, spooled);
				return true;
			},
			forget: key => spool.delete(key),
		},
		machine: name,
		newClaim: () => `${name}/${++claims}`,
		clock: {now: time.now},
		elapsed: time.now,
		sleep: time.sleep,
		chance: () => 0.5,
		warmUp: async () => undefined,
		refresh: (_one, {refreshToken}) => refresh(refreshToken),
		tokenUrl: () => ok('https://accounts.zoho.com/oauth/v2/token'),
		explain: (_one, {code}) => ({
			id: 'invalid-code',
			what: `Zoho refused the refresh token (${code}).`,
			why: 'It was revoked.',
			next: 'Run: zconn reconnect acme',
			exitCode: 3,
		}),
	};
	return {keeper: createSharedKeeper(change(world)), cache, spool};
};

/** A store in memory with one connection, a server, and as many machines as are wanted. */
export const createFleet = async (
	options: Parameters<typeof createServer>[1] & {readonly sharedLife?: number} = {},
) => {
	const time = createVirtualTime();
	const server = createServer(time, options);
	const grants = createMemoryGrants({now: time.now});
	await shareSample(grants, 'memory', server.current(), options.sharedLife);
	const row = (): SharedGrant => {
		const found = grants.rows.get('acme');
		if (!found) throw new Error('The row is gone.');
		return found;
	};
	return {time, server, grants, row, machine: (name: string) => createMachine(name, grants, {time, server})};
};

/** Counts what is asked of a store. */
export const counting = (grants: SharedGrants, onStatement: () => void): SharedGrants => ({
	...grants,
	read: name => {
		onStatement();
		return grants.read(name);
	},
	claim: (...request) => {
		onStatement();
		return grants.claim(...request);
	},
	settle: (...request) => {
		onStatement();
		return grants.settle(...request);
	},
});

/** 24 hours of machines that ask for a token which was new when it was shared, each every so many seconds. */
export const aDay = async (machines: number, everySeconds: number) => {
	const fleet = await createFleet({sharedLife: 3600});
	const {time, server} = fleet;
	const told = {statements: 0, answers: 0, failures: 0, leastLife: Number.POSITIVE_INFINITY};
	const grants = counting(fleet.grants, () => {
		told.statements++;
	});
	const end = time.now() + 24 * 3600 * 1000;
	const live = async (index: number): Promise<void> => {
		const {keeper} = createMachine(`m${index}`, grants, fleet);
		await time.sleep((index / machines) * everySeconds * 1000);
		while (time.now() < end) {
			const result = await keeper.accessToken('acme');
			if (result.ok) {
				told.answers++;
				told.leastLife = Math.min(told.leastLife, (Date.parse(result.value.expiresAt) - time.now()) / 1000);
			} else told.failures++;
			await time.sleep(everySeconds * 1000);
		}
	};
	const lives = Promise.all(Array.from({length: machines}, (_, index) => live(index)));
	await time.run();
	await lives;
	return {...told, mints: server.mints.length};
};
