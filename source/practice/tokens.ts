import type {AccessToken, Code, RefreshToken} from './state.js';
import {newToken, type Site, type World} from './world.js';

/** Zoho's limits (zoho.com/accounts/protocol/oauth, token limits; CRM token-validity; Kaizen #43). */
export const limits = {
	windowMilliseconds: 10 * 60 * 1000,
	mintsPerWindow: 10,
	activeAccessTokens: 10,
	refreshTokensPerPersonAndClient: 20,
	codesPerWindow: 10,
	enhanceTokenSeconds: 600,
} as const;

export type TokenError =
	| 'invalid_client'
	| 'invalid_client_secret'
	| 'invalid_code'
	| 'invalid_redirect_uri'
	| 'invalid_scope'
	| 'missing_org_info'
	| 'authorization_pending'
	| 'slow_down'
	| 'access_denied'
	| 'expired'
	| 'other_dc';

/** The result of a token request, before it is written as HTTP. */
export type TokenReply =
	| {
			readonly kind: 'minted';
			readonly grant: 'code' | 'refresh' | 'client';
			readonly accessToken: AccessToken;
			readonly refreshToken?: RefreshToken | undefined;
	  }
	| {readonly kind: 'enhanced'; readonly token: string}
	| {readonly kind: 'refused'; readonly error: TokenError; readonly userLocation?: string}
	| {readonly kind: 'throttled'}
	| {readonly kind: 'bad-request'};

export const refused = (error: TokenError): TokenReply => ({kind: 'refused', error});

export type Grant = Pick<Code, 'clientId' | 'personId' | 'dataCenter' | 'organizationId'> & {
	readonly scopes: readonly string[];
};

/** Which grants are meant: all of a person, of a client, of both together, or (with neither) everybody's. */
export type Whose = {readonly personId?: string | undefined; readonly clientId?: string | undefined};

export const isOf =
	({personId, clientId}: Whose) =>
	(grant: Pick<Grant, 'personId' | 'clientId'>): boolean =>
		(personId ?? grant.personId) === grant.personId && (clientId ?? grant.clientId) === grant.clientId;

const grantOf = ({clientId, personId, dataCenter, organizationId, scopes}: Grant) => ({
	clientId,
	personId,
	dataCenter,
	organizationId,
	scopes: [...scopes],
});

const isSameParent = (token: AccessToken, other: AccessToken): boolean =>
	token.refreshToken === other.refreshToken &&
	(token.refreshToken !== undefined ||
		(token.clientId === other.clientId && token.personId === other.personId));

/**
 * Mints an access token. When its refresh token (or, without one, the person and client) has more than ten valid ones,
 * the oldest is ended silently.
 */
export const mintAccessToken = (
	world: World,
	grant: Grant,
	refreshToken: string | undefined,
): AccessToken => {
	const {state} = world;
	const now = world.now();
	const minted: AccessToken = {
		...grantOf(grant),
		token: newToken(world),
		refreshToken,
		issuedAt: now,
		expiresAt: now + state.faults['access-token-ttl-seconds'] * 1000,
	};
	state.accessTokens = [...state.accessTokens.filter(token => token.expiresAt > now), minted];
	const siblings = state.accessTokens.filter(token => isSameParent(token, minted));
	const evicted = new Set(siblings.slice(0, -limits.activeAccessTokens));
	state.accessTokens = state.accessTokens.filter(token => !evicted.has(token));
	return minted;
};

/** Ends refresh tokens and every access token minted from them. */
export const endRefreshTokens = (world: World, isEnded: (token: RefreshToken) => boolean): void => {
	const {state} = world;
	const ended = new Set(state.refreshTokens.filter(isEnded).map(({token}) => token));
	state.refreshTokens = state.refreshTokens.filter(({token}) => !ended.has(token));
	state.enhanceTokens = state.enhanceTokens.filter(({refreshToken}) => !ended.has(refreshToken));
	state.accessTokens = state.accessTokens.filter(
		({refreshToken}) => refreshToken === undefined || !ended.has(refreshToken),
	);
};

/** Mints a refresh token. The 21st of a person and client ends the oldest one, even when it is in use. */
export const mintRefreshToken = (world: World, grant: Grant): RefreshToken => {
	const minted: RefreshToken = {
		...grantOf(grant),
		token: newToken(world),
		issuedAt: world.now(),
		mints: [],
	};
	world.state.refreshTokens.push(minted);
	const own = world.state.refreshTokens.filter(isOf({clientId: grant.clientId, personId: grant.personId}));
	const evicted = new Set(own.slice(0, -limits.refreshTokensPerPersonAndClient));
	if (evicted.size > 0) endRefreshTokens(world, token => evicted.has(token));
	return minted;
};

/**
 * Mints an access token from a refresh token: ten within any ten minutes, then no more until the oldest of them
 * is ten minutes ago. The refresh token stays as it is.
 */
export const refresh = (
	world: World,
	asked: {readonly clientId: string; readonly dataCenter: string; readonly token: string | undefined},
): TokenReply => {
	const found = world.state.refreshTokens.find(
		({token, clientId, dataCenter}) =>
			token === asked.token && clientId === asked.clientId && dataCenter === asked.dataCenter,
	);
	if (found === undefined) return refused('invalid_code');
	found.mints = found.mints.filter(time => time > world.now() - limits.windowMilliseconds);
	if (found.mints.length >= limits.mintsPerWindow) return {kind: 'throttled'};
	found.mints.push(world.now());
	const accessToken = mintAccessToken(world, found, found.token);
	return {kind: 'minted', grant: 'refresh', accessToken};
};

/** Whether a client without a grant has had ten tokens in ten minutes. The ten newest are kept, so they can be counted. */
export const isClientSpent = (world: World, clientId: string): boolean =>
	world.state.accessTokens.filter(
		token =>
			token.clientId === clientId &&
			token.refreshToken === undefined &&
			token.issuedAt > world.now() - limits.windowMilliseconds,
	).length >= limits.mintsPerWindow;

export const findAccessToken = (
	{world, dataCenter}: Site,
	value: string | undefined,
): AccessToken | undefined =>
	world.state.accessTokens.find(
		token => token.token === value && token.dataCenter === dataCenter && token.expiresAt > world.now(),
	);

/**
 * Revokes a token at its own data center; a refresh token takes its access tokens along
 * (zoho.com/accounts/protocol/oauth/revoke-refresh-token.html).
 *
 * @param only the client that must own it and the kind it must be, where the endpoint asks for that
 * @returns whether there was such a token
 */
export const revoke = (
	{world, dataCenter}: Site,
	value: string,
	only?: {readonly clientId: string; readonly kind: 'refresh_token' | 'access_token'},
): boolean => {
	const {state} = world;
	const isMeant = (token: RefreshToken | AccessToken, kind: string): boolean =>
		token.token === value &&
		token.dataCenter === dataCenter &&
		(only === undefined || (only.clientId === token.clientId && only.kind === kind));
	const isRefresh = state.refreshTokens.some(token => isMeant(token, 'refresh_token'));
	const isAccess = state.accessTokens.some(
		token => isMeant(token, 'access_token') && token.expiresAt > world.now(),
	);
	if (!isRefresh && !isAccess) return false;
	if (isRefresh) endRefreshTokens(world, token => token.token === value);
	else state.accessTokens = state.accessTokens.filter(({token}) => token !== value);
	return true;
};

/**
 * Ends all tokens and unspent codes of a person, a client, or both. What people consented to is remembered
 * unless `forgets` says otherwise: after a password change it is, after *Remove* under Connected Apps it is not.
 */
export const endTokens = (world: World, whose: Whose, forgets: 'forgets' | 'remembers'): void => {
	const {state} = world;
	const isMeant = isOf(whose);
	endRefreshTokens(world, isMeant);
	state.accessTokens = state.accessTokens.filter(token => !isMeant(token));
	for (const code of state.codes) code.isUsed ||= isMeant(code);
	if (forgets === 'forgets') state.consents = state.consents.filter(consent => !isMeant(consent));
};
