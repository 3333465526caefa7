import {
	type Decision,
	decide,
	defaultMinimum,
	earlinessOf,
	isBetterThanNone,
	leaseTime,
	shortWaitLimit,
	threshold,
	type Wish,
	waitLimit,
} from '../../connection/shared/protocol.js';
import type {SharedGrant} from '../../connection/shared/record.js';
import {grantChangedMeanwhile, notShared} from '../../connection/shared/refusals.js';
import type {Claim} from '../../connection/shared/transitions.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {AccessToken} from '../ports.js';
import {answer, answerOf, readRows} from './answer.js';
import {prepare, refreshHeld} from './refresh.js';
import {settleSpooled} from './settle.js';
import type {CachedToken, SharedWorld} from './world.js';

/** What a caller of the keeper wants. */
export type TokenSettings = {
	readonly minimumSeconds?: number | undefined;
	/** A new token whatever the old one is like. */
	readonly force?: boolean | undefined;
	/** A token that an API has just rejected: any other one will do. */
	readonly rejected?: string | undefined;
};

export type SharedKeeper = {
	readonly accessToken: (name: string, settings?: TokenSettings) => Promise<Result<AccessToken>>;
};

/** Milliseconds of the first pause between two looks at a row, and of the longest. */
const firstPause = 50;
const longestPause = 800;

/** Seconds that a cached token has to live to stand in while the store is away. */
const lastResort = 30;

type Call = {
	readonly name: string;
	readonly settings: TokenSettings;
	readonly cached: CachedToken | undefined;
};

/**
 * The door to access tokens of shared connections. One that is fresh enough is answered from this machine's cache: no database.
 * Otherwise the row is read; one machine takes the turn and asks the server, with no connection to the database held meanwhile;
 * the rest look at the row again until it is there. Without the store no server is ever asked.
 *
 * Refuses with exit 3 (needs reconnecting), 4 (could not tell, throttled, store away), 5 (not shared), 6 (keys, format).
 */
export const createSharedKeeper = (world: SharedWorld): SharedKeeper => {
	const {grants, sealer, cache, clock, machine} = world;
	const earliness = earlinessOf(machine);
	const canRefresh = sealer.ids('r').length > 0;
	const inFlight = new Map<string, Promise<Result<AccessToken>>>();

	const secondsLeft = ({expiresAt}: CachedToken): number => (expiresAt - clock.now()) / 1000;

	const fromCache = ({settings, cached}: Call): CachedToken | undefined => {
		if (!cached || settings.force || cached.accessToken === settings.rejected) return undefined;
		const minimumSeconds = settings.minimumSeconds ?? defaultMinimum;
		return secondsLeft(cached) >= threshold({minimumSeconds, earliness}, cached.life) ? cached : undefined;
	};

	/** The store is away: the cached token while it lives. */
	const withoutStore = ({settings, cached}: Call, refusal: Refusal): Result<AccessToken> => {
		const minimumSeconds = settings.minimumSeconds ?? defaultMinimum;
		const isUsable =
			cached !== undefined &&
			!settings.force &&
			cached.accessToken !== settings.rejected &&
			minimumSeconds <= defaultMinimum &&
			secondsLeft(cached) > lastResort;
		return refusal.exitCode === 4 && isUsable ? ok(answerOf(cached)) : refused(refusal);
	};

	const wishOf = (grant: SharedGrant, {settings}: Call): Wish => {
		const {name, store, accessToken, now} = grant;
		const place = {store, name, field: 'access_token'} as const;
		const opened = settings.rejected && accessToken ? sealer.open(accessToken, place) : undefined;
		const isRejected = opened?.ok === true && opened.value === settings.rejected;
		return {
			minimumSeconds: settings.minimumSeconds ?? defaultMinimum,
			force: settings.force === true && settings.rejected === undefined,
			unwanted:
				settings.rejected === undefined
					? settings.force
						? accessToken
						: null
					: isRejected
						? accessToken
						: null,
			since: now,
			earliness,
			canRefresh,
		};
	};

	const makeDo = (grant: SharedGrant, wish: Wish, refusal: Refusal): Result<AccessToken> =>
		isBetterThanNone(grant, wish) ? answer(world, grant) : refused(refusal);

	/** Takes the turn; undefined when another look at the row is due. A claim whose answer was lost is found in the row. */
	const claim = async (grant: SharedGrant): Promise<Result<Claim | undefined>> => {
		const by = world.newClaim();
		const claimed = await grants.claim(grant, {by, machine, leaseTime});
		if (claimed.ok) return ok(claimed.value === 'passed' ? undefined : claimed.value);
		const read = await grants.read(grant.name);
		if (!read.ok) return claimed;
		if (read.value?.lease?.by !== by) return ok(undefined);
		const {name, leaseNumber, refreshNumber} = read.value;
		return ok({name, by, machine, leaseNumber, refreshNumber, isTakeover: grant.lease !== null});
	};

	const pause = (round: number): Promise<void> =>
		world.sleep(Math.min(longestPause, firstPause * 2 ** round) * (0.5 + world.chance()));

	/** What stands in the row, where that is what was wished for. */
	const better = async (name: string, wish: Wish): Promise<Result<AccessToken> | undefined> => {
		const read = await grants.read(name);
		return read.ok && read.value && decide(read.value, wish).kind === 'answer'
			? answer(world, read.value)
			: undefined;
	};

	/** @returns undefined when the row has to be looked at again */
	const act = async (
		grant: SharedGrant,
		wish: Wish,
		decision: Exclude<Decision, {kind: 'wait'}>,
	): Promise<Result<AccessToken> | undefined> => {
		switch (decision.kind) {
			case 'answer':
				return answer(world, grant);
			case 'refuse':
				return refused(decision.refusal);
			case 'make-do':
				return makeDo(grant, wish, decision.refusal);
			case 'claim': {
				const prepared = prepare(world, grant);
				if (!prepared.ok) return makeDo(grant, wish, prepared.refusal);
				const held = await claim(grant);
				if (!held.ok) return makeDo(grant, wish, held.refusal);
				if (!held.value) return undefined;
				const done = await refreshHeld(world, held.value, grant, prepared.value);
				switch (done.kind) {
					case 'again':
						return undefined;
					case 'token':
						return ok(done.token);
					case 'fenced':
						return (await better(grant.name, wish)) ?? ok(done.token);
					case 'make-do':
						return makeDo(grant, wish, done.refusal);
					case 'refuse':
						return refused(done.refusal);
				}
			}
		}
	};

	const ask = async (call: Call): Promise<Result<AccessToken>> => {
		const {name} = call;
		const start = world.elapsed();
		const spooled = await settleSpooled(world, name);
		if (!spooled.ok) return withoutStore(call, spooled.refusal);
		let wish: Wish | undefined;
		for (let round = 0; ; round++) {
			const read = await grants.read(name);
			if (!read.ok) return withoutStore(call, read.refusal);
			const grant = read.value;
			if (!grant) {
				cache.forget(name);
				return refused(notShared(name, 'The shared store has none of that name.'));
			}
			const rows = readRows(grant);
			if (!rows.ok) return rows;
			wish ??= wishOf(grant, call);
			const decision = decide(grant, wish);
			if (decision.kind !== 'wait') {
				const done = await act(grant, wish, decision);
				if (done) return done;
			}
			const limit = isBetterThanNone(grant, wish) ? shortWaitLimit : waitLimit;
			if (world.elapsed() - start > limit) {
				const why = decision.kind === 'wait' ? decision.refusal : grantChangedMeanwhile(name);
				return makeDo(grant, wish, why);
			}
			await pause(round);
		}
	};

	return {
		accessToken: (name, settings = {}) => {
			const call = {name, settings, cached: cache.read(name)};
			const cached = fromCache(call);
			if (cached) return Promise.resolve(ok(answerOf(cached)));
			const key = JSON.stringify([name, settings]);
			const running = inFlight.get(key) ?? ask(call).finally(() => inFlight.delete(key));
			inFlight.set(key, running);
			return running;
		},
	};
};
