import {earlinessOf, threshold} from '../../connection/shared/threshold.js';
import type {AccessToken, Clock, Environment, TokenKeeper} from '../ports.js';
import {createSharedSealer} from './sealing.js';
import {readStoreAddress, readStoreKeys} from './settings.js';
import {type CachedToken, createTokenCache} from './token-cache.js';
import type {SharedWorld} from './world.js';

export type TokenSettings = NonNullable<Parameters<TokenKeeper['accessToken']>[1]>;

/** One question, and what the cache has. */
export type Call = {
	readonly name: string;
	readonly settings: TokenSettings;
	readonly cached: CachedToken | undefined;
};

export const answerOf = ({accessToken, connection, expiresAt}: CachedToken): AccessToken => ({
	accessToken,
	expiresAt: new Date(expiresAt).toISOString(),
	apiDomain: connection.apiDomain,
	connection,
});

export const secondsLeft = ({clock}: Pick<SharedWorld, 'clock'>, {expiresAt}: CachedToken): number =>
	(expiresAt - clock.now()) / 1000;

/** The cached token, where it is fresh enough for this machine not to ask anything. */
export const fromCache = (
	world: Pick<SharedWorld, 'clock' | 'machine'>,
	{settings, cached}: Call,
): CachedToken | undefined => {
	if (!cached || settings.force || cached.accessToken === settings.rejected) return undefined;
	const {minimumSeconds} = settings;
	const earliness = earlinessOf(world.machine);
	return secondsLeft(world, cached) >= threshold({minimumSeconds, earliness}, cached.life)
		? cached
		: undefined;
};

export const machineName = (): string => process.getBuiltinModule('node:os').hostname() || 'unknown';

/**
 * The whole way of a call whose token is cached: address, key, one file. It loads nothing that speaks to a database, for it is what
 * scripts do in loops. Undefined where more is needed, also to say what is wrong.
 */
export const warmToken = (
	options: {readonly folder: string; readonly environment: Environment; readonly clock: Clock},
	name: string,
	settings: TokenSettings = {},
): AccessToken | undefined => {
	const {folder, environment, clock} = options;
	const address = readStoreAddress(environment);
	const keys = readStoreKeys(environment);
	if (!address.ok || !address.value || !keys.ok || !keys.value) return undefined;
	const sealer = createSharedSealer(keys.value);
	if (!sealer.ok) return undefined;
	const cache = createTokenCache({folder, from: address.value.described, sealer: sealer.value, clock});
	const call = {name, settings, cached: cache.read(name)};
	const token = fromCache({clock, machine: machineName()}, call);
	return token && answerOf(token);
};
