import type {Connection} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {accessTokenOf} from '../../connection/secrets/place.js';
import {parseSafeUrl} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {Tokens} from '../../zoho/tokens/response.js';
import type {AccessToken, SecretStore} from '../ports.js';
import type {World} from '../world.js';
import {isBetterThanNone, type TokenNeed} from './freshness.js';

/** Hands out the token that stands in the file. */
export const answer = async (secrets: SecretStore, connection: Connection): Promise<Result<AccessToken>> => {
	const {linkName, accessToken, accessTokenExpiresAt, apiDomain} = connection;
	if (!accessToken || !accessTokenExpiresAt) throw new Error('There is no access token to answer.');
	const opened = await secrets.open(accessToken, accessTokenOf(linkName));
	if (!opened.ok) return opened;
	return ok({accessToken: opened.value, expiresAt: accessTokenExpiresAt, apiDomain, connection});
};

/** No new token can be had now: the old one where that will do, else why. */
export const makeDo = async (
	world: Pick<World, 'secrets' | 'clock'>,
	connection: Connection,
	need: TokenNeed,
	why: Refusal,
): Promise<Result<AccessToken>> =>
	isBetterThanNone(connection, need, world.clock.now()) ? answer(world.secrets, connection) : refused(why);

/** There is no refresh token that could bring another one (exit 3). */
const tokenOver = ({connection, service}: ConnectionWithService, isOver: boolean): Refusal => {
	const host = parseSafeUrl(service.accessTokenUrl)?.host ?? 'Its server';
	return {
		id: 'token-not-renewable',
		what: isOver
			? `The access token of ${connection.linkName} is over.`
			: `There is no new access token for ${connection.linkName}.`,
		why: `${host} gave no refresh token with it, so only a new consent brings another one.`,
		next: `Run: zconn reconnect ${connection.linkName}`,
		exitCode: 3,
	};
};

/** The token of a grant that nothing can renew: as it is, to its very end, unless another one is wanted. */
export const answerUnrenewed = async (
	{secrets, clock}: Pick<World, 'secrets' | 'clock'>,
	one: ConnectionWithService,
	{force}: TokenNeed,
): Promise<Result<AccessToken>> => {
	const {connection} = one;
	const {accessToken, accessTokenExpiresAt} = connection;
	const isOver =
		connection.refusal !== null || !accessToken || Date.parse(accessTokenExpiresAt ?? '') <= clock.now();
	return force || isOver ? refused(tokenOver(one, isOver)) : answer(secrets, connection);
};

/**
 * A token that Zoho gave, and that could not be saved: the caller gets it all the same. The grant is as it was, unless the
 * server gave another refresh token with it (Zoho does not), which then is lost.
 */
export const unsaved = (used: Connection, tokens: Tokens, why: Refusal): AccessToken => {
	const isRotated = tokens.refreshToken !== undefined;
	return {
		accessToken: tokens.accessToken,
		expiresAt: new Date(tokens.expiresAt).toISOString(),
		apiDomain: tokens.apiDomain ?? used.apiDomain,
		connection: used,
		unsaved: isRotated
			? {
					...why,
					why: `${why.why} The server gave a new refresh token with it, which is lost.`,
					next: `${why.next} Then run: zconn reconnect ${used.linkName}`,
				}
			: why,
	};
};
