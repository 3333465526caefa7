import {explainRevoked, isRevoked} from '../../connection/changes/revoked.js';
import type {Connection} from '../../connection/connection.js';
import {refreshTokenOf} from '../../connection/secrets/place.js';
import {defaultMinimum} from '../../connection/shared/threshold.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {AccessToken, TokenKeeper} from '../ports.js';
import type {SharedDoor} from '../shared/door.js';
import type {World} from '../world.js';
import {answer, answerUnrenewed, makeDo} from './answer.js';
import {isFresh, type TokenNeed} from './freshness.js';
import type {Needs} from './refresh.js';
import {refreshLockFile} from './refresh-lock.js';

/** How often a refresh that was overtaken is started over. */
const rounds = 3;

type KeeperNeeds = Needs &
	Pick<World, 'lock'> & {
		/** The door to the connections of the shared store. */
		readonly shared?: Pick<SharedDoor, 'isKnown' | 'accessToken'> | undefined;
	};

/**
 * The one door to access tokens. One that is fresh enough is answered from the file: no network, no lock. Otherwise one
 * refresh for all who ask, in this process and in others: lock, read again, ask, merge, save.
 *
 * Zoho's budget (ten new tokens in ten minutes) is counted here, and a throttle is remembered, so that both are answered
 * without asking. Where no new token can be had, the old one stands in as long as it lives, unless more was wanted.
 *
 * Refuses with exit 3 (needs reconnecting), 4 (could not tell, throttled), 5 (no such connection), 6 (files).
 */
export const createTokenKeeper = (options: KeeperNeeds): TokenKeeper => {
	const {store, secrets, lock, clock, shared} = options;
	const inFlight = new Map<string, Promise<Result<AccessToken>>>();

	const refreshOnce = async (before: Connection, need: TokenNeed): Promise<Result<AccessToken>> => {
		const {linkName, refreshToken} = before;
		// The key comes first: a person who types, a keychain and scrypt take their time, and other programs should not
		// wait for ours.
		const opened =
			'plain' in refreshToken ? ok('') : await secrets.open(refreshToken, refreshTokenOf(linkName));
		if (!opened.ok) return opened;
		const file = refreshLockFile(store.folder, linkName);
		for (let round = 1; ; round++) {
			const held = await lock.hold(file, async lease => {
				const {refreshUnlessDone} = await import('./refresh.js');
				return refreshUnlessDone(options, before, need, lease);
			});
			if (!held.ok) return makeDo(options, before, need, held.refusal);
			const {value} = held;
			if (value.ok || value.refusal.id !== 'refresh-overtaken' || round === rounds) return value;
		}
	};

	return {
		accessToken: async (linkName, settings = {}) => {
			const need = {
				minimumSeconds: settings.minimumSeconds ?? defaultMinimum,
				force: settings.force ?? false,
			};
			const one = store.readOne(linkName);
			// What is not kept here may be in the shared store, and needs no row here.
			if (!one.ok && one.refusal.id === 'no-such-connection' && shared?.isKnown) {
				return shared.accessToken(linkName, settings);
			}
			if (!one.ok) return one;
			const {connection} = one.value;
			if (shared && 'shared' in connection.refreshToken) {
				return shared.accessToken(connection.refreshToken.shared, settings);
			}
			if (isRevoked(connection)) return refused(explainRevoked(connection));
			if (!need.force && isFresh(connection, need.minimumSeconds, clock.now())) {
				return answer(secrets, connection);
			}
			if (connection.noRefreshToken) return answerUnrenewed(options, one.value, need);
			const key = JSON.stringify([linkName, need]);
			const running = inFlight.get(key) ?? refreshOnce(connection, need).finally(() => inFlight.delete(key));
			inFlight.set(key, running);
			return running;
		},
	};
};
