import type {Claim} from '../../connection/shared/changes.js';
import {placeIn} from '../../connection/shared/envelope.js';
import {
	type Decision,
	decide,
	isBetterThanNone,
	leaseTime,
	shortWaitLimit,
	type TokenNeed,
	waitLimit,
} from '../../connection/shared/protocol.js';
import type {SharedGrant} from '../../connection/shared/record.js';
import {grantChangedMeanwhile, notShared} from '../../connection/shared/refusals.js';
import {earlinessOf, standsIn} from '../../connection/shared/threshold.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {AccessToken, TokenKeeper} from '../ports.js';
import {answer, readRows} from './answer.js';
import {prepare, refreshHeld} from './refresh.js';
import {settleSpooled} from './settle.js';
import {answerOf, type Call, fromCache, secondsLeft} from './warm.js';
import type {SharedWorld} from './world.js';

/** Milliseconds of the first pause between two looks at a row, and of the longest. */
const firstPause = 50;
const longestPause = 800;

/** The store is away: the cached token while it lives. */
const withoutStore = (
	world: SharedWorld,
	{settings, cached}: Call,
	refusal: Refusal,
): Result<AccessToken> => {
	const isUsable =
		cached !== undefined &&
		!settings.force &&
		cached.accessToken !== settings.rejected &&
		standsIn(secondsLeft(world, cached), settings.minimumSeconds);
	return refusal.exitCode === 4 && isUsable ? ok(answerOf(cached)) : refused(refusal);
};

const needOf = ({sealer, machine}: SharedWorld, grant: SharedGrant, {settings}: Call): TokenNeed => {
	const {accessToken, now} = grant;
	const opened =
		settings.rejected && accessToken ? sealer.open(accessToken, placeIn(grant, 'access_token')) : undefined;
	const force = settings.force === true && settings.rejected === undefined;
	const isRejected = opened?.ok === true && opened.value === settings.rejected;
	return {
		minimumSeconds: settings.minimumSeconds,
		force,
		unwanted: force || isRejected ? accessToken : null,
		since: now,
		earliness: earlinessOf(machine),
		canRefresh: sealer.ids('r').length > 0,
	};
};

const makeDo = (
	world: SharedWorld,
	grant: SharedGrant,
	need: TokenNeed,
	refusal: Refusal,
): Result<AccessToken> => (isBetterThanNone(grant, need) ? answer(world, grant) : refused(refusal));

/** Takes the turn; undefined when another look at the row is due. A claim whose answer was lost is found in the row. */
const claim = async (world: SharedWorld, grant: SharedGrant): Promise<Result<Claim | undefined>> => {
	const {grants, machine} = world;
	const by = world.newClaim();
	const claimed = await grants.claim(grant, {by, machine, leaseTime});
	if (claimed.ok) return ok(claimed.value === 'passed' ? undefined : claimed.value);
	const read = await grants.read(grant.name);
	if (!read.ok) return claimed;
	if (read.value?.lease?.by !== by) return ok(undefined);
	const {name, leaseNumber, refreshNumber} = read.value;
	return ok({name, by, machine, leaseNumber, refreshNumber, isTakeover: grant.lease !== null});
};

const pause = (world: SharedWorld, round: number): Promise<void> =>
	world.sleep(Math.min(longestPause, firstPause * 2 ** round) * (0.5 + world.chance()));

/** What stands in the row, where that is what is needed. */
const better = async (
	world: SharedWorld,
	name: string,
	need: TokenNeed,
): Promise<Result<AccessToken> | undefined> => {
	const read = await world.grants.read(name);
	return read.ok && read.value && decide(read.value, need).kind === 'answer'
		? answer(world, read.value)
		: undefined;
};

/** @returns undefined when the row has to be looked at again */
const act = async (
	world: SharedWorld,
	grant: SharedGrant,
	need: TokenNeed,
	decision: Exclude<Decision, {kind: 'wait'}>,
): Promise<Result<AccessToken> | undefined> => {
	switch (decision.kind) {
		case 'answer':
			return answer(world, grant);
		case 'refuse':
			return refused(decision.refusal);
		case 'make-do':
			return makeDo(world, grant, need, decision.refusal);
		case 'claim': {
			const prepared = prepare(world, grant);
			if (!prepared.ok) return makeDo(world, grant, need, prepared.refusal);
			await world.warmUp();
			const held = await claim(world, grant);
			if (!held.ok) return makeDo(world, grant, need, held.refusal);
			if (!held.value) return undefined;
			const done = await refreshHeld(world, held.value, grant, prepared.value);
			switch (done.kind) {
				case 'again':
					return undefined;
				case 'token':
					return ok(done.token);
				case 'fenced':
					return (await better(world, grant.name, need)) ?? ok(done.token);
				case 'make-do':
					return makeDo(world, grant, need, done.refusal);
				case 'refuse':
					return refused(done.refusal);
			}
		}
	}
};

const ask = async (world: SharedWorld, call: Call): Promise<Result<AccessToken>> => {
	const {grants, cache} = world;
	const {name} = call;
	const spooled = await settleSpooled(world, name);
	if (!spooled.ok) return withoutStore(world, call, spooled.refusal);
	let need: TokenNeed | undefined;
	// What is waited for is another machine, from the first look on.
	let start = 0;
	for (let round = 0; ; round++) {
		const read = await grants.read(name);
		if (!read.ok) return withoutStore(world, call, read.refusal);
		const grant = read.value;
		if (!grant) {
			cache.forget(name);
			return refused(notShared(name, 'The shared store has none of that name.'));
		}
		const rows = readRows(grant);
		if (!rows.ok) return rows;
		if (!need) {
			need = needOf(world, grant, call);
			start = world.elapsed();
		}
		const decision = decide(grant, need);
		if (decision.kind !== 'wait') {
			const done = await act(world, grant, need, decision);
			if (done) return done;
		}
		const limit = isBetterThanNone(grant, need) ? shortWaitLimit : waitLimit;
		if (world.elapsed() - start > limit) {
			const why = decision.kind === 'wait' ? decision.refusal : grantChangedMeanwhile(name);
			return makeDo(world, grant, need, why);
		}
		await pause(world, round);
	}
};

/**
 * The door to access tokens of shared connections. One that is fresh enough is answered from this machine's cache: no database.
 * Otherwise the row is read; one machine takes the turn and asks the server, with no connection to the database held
 * during that time; the rest look at the row again until it is there. Without the store no server is ever asked.
 *
 * Refuses with exit 3 (needs reconnecting), 4 (could not tell, throttled, store away), 5 (not shared), 6 (keys, format).
 */
export const createSharedKeeper = (world: SharedWorld): TokenKeeper => {
	const inFlight = new Map<string, Promise<Result<AccessToken>>>();
	return {
		accessToken: (name, settings = {}) => {
			const call = {name, settings, cached: world.cache.read(name)};
			const cached = fromCache(world, call);
			if (cached) return Promise.resolve(ok(answerOf(cached)));
			const key = JSON.stringify([name, settings]);
			const running = inFlight.get(key) ?? ask(world, call).finally(() => inFlight.delete(key));
			inFlight.set(key, running);
			return running;
		},
	};
};
