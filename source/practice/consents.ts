import {isCovered} from '../zoho/scopes/scope.js';
import type {Client, Code, Consent} from './state.js';
import {
	type Grant,
	isOf,
	limits,
	mintAccessToken,
	mintRefreshToken,
	refused,
	type TokenReply,
} from './tokens.js';
import {newToken, sha256Base64Url, type World} from './world.js';

/** What a client asked for at `/oauth/v2/auth`, checked. */
export type AuthRequest = {
	readonly client: Client;
	readonly redirectUri: string;
	readonly scopes: readonly string[];
	readonly isOffline: boolean;
	readonly asksEveryTime: boolean;
	readonly state: string | undefined;
	readonly challenge: Code['challenge'];
	/** Pins the grant to one organization: `<service>.<organization id>`. */
	readonly soid: string | undefined;
};

const findConsent = (world: World, clientId: string, personId: string): Consent | undefined =>
	world.state.consents.find(isOf({clientId, personId}));

/** Without `prompt=consent` a person is asked only once for the same scopes. */
export const needsConsent = (world: World, request: AuthRequest, personId: string): boolean => {
	const consent = findConsent(world, request.client.id, personId);
	return (
		request.asksEveryTime ||
		consent === undefined ||
		!request.scopes.every(scope => isCovered(scope, consent.scopes))
	);
};

/** Remembers what a person has consented to. */
export const remember = (world: World, grant: Omit<Grant, 'dataCenter'>): void => {
	const consent = findConsent(world, grant.clientId, grant.personId);
	if (consent === undefined) {
		const {clientId, personId, organizationId, scopes} = grant;
		world.state.consents.push({clientId, personId, organizationId, scopes: [...scopes], since: world.now()});
	} else {
		consent.organizationId = grant.organizationId;
		consent.scopes = [...new Set([...consent.scopes, ...grant.scopes])];
	}
};

export type Acceptance = {
	readonly personId: string;
	readonly dataCenter: string;
	/** The organization the person chose; undefined when they were not asked. */
	readonly organizationId: string | undefined;
	/** Taken when nothing was chosen now or before. */
	readonly defaultOrganizationId: string;
};

const grantedScopes = (world: World, scopes: readonly string[]): readonly string[] =>
	world.state.faults['drop-scope'] && scopes.length > 1 ? scopes.slice(0, -1) : scopes;

const dropOldCodes = (world: World): void => {
	const horizon = world.now() - limits.windowMilliseconds;
	world.state.codes = world.state.codes.filter(
		code => code.issuedAt > horizon || code.expiresAt > world.now(),
	);
};

/**
 * Issues a code for an accepted request, or none when this person and client have had ten in ten minutes.
 * A refresh token will come of it only for `access_type=offline`, and then only at the first consent or with
 * `prompt=consent` (zoho.com/accounts/protocol/oauth/web-apps/authorization.html).
 */
export const accept = (world: World, request: AuthRequest, by: Acceptance): Code | undefined => {
	const {state} = world;
	const now = world.now();
	const clientId = request.client.id;
	const recent = state.codes
		.filter(isOf({clientId, personId: by.personId}))
		.filter(({issuedAt}) => issuedAt > now - limits.windowMilliseconds);
	if (recent.length >= limits.codesPerWindow) return undefined;
	const earlier = findConsent(world, clientId, by.personId);
	const code: Code = {
		code: newToken(world),
		clientId,
		personId: by.personId,
		dataCenter: by.dataCenter,
		organizationId: by.organizationId ?? earlier?.organizationId ?? by.defaultOrganizationId,
		scopes: [...grantedScopes(world, request.scopes)],
		redirectUri: request.redirectUri,
		issuesRefreshToken: request.isOffline && (earlier === undefined || request.asksEveryTime),
		challenge: request.challenge,
		issuedAt: now,
		expiresAt: now + state.faults['code-ttl-seconds'] * 1000,
		isUsed: false,
	};
	dropOldCodes(world);
	remember(world, {...code, scopes: request.scopes});
	state.codes.push(code);
	return code;
};

const isProven = (code: Code, verifier: string | undefined): boolean => {
	if (code.challenge === undefined) return true;
	if (verifier === undefined || !/^[A-Za-z0-9._~-]{43,128}$/u.test(verifier)) return false;
	const {method, value} = code.challenge;
	return value === (method === 'plain' ? verifier : sha256Base64Url(verifier));
};

/**
 * Redeems a code: once, in time, at its own data center, by its own client, with the redirect URI it was issued
 * for, and (when a challenge was sent, RFC 7636 section 4.6) with the verifier.
 */
export const exchange = (
	world: World,
	asked: {
		readonly clientId: string;
		readonly dataCenter: string;
		readonly code: string | undefined;
		readonly redirectUri: string | undefined;
		readonly verifier: string | undefined;
	},
): TokenReply => {
	const code = world.state.codes.find(
		({code: value, clientId, dataCenter}) =>
			value === asked.code && clientId === asked.clientId && dataCenter === asked.dataCenter,
	);
	if (code === undefined || code.isUsed || code.expiresAt <= world.now()) return refused('invalid_code');
	if (code.redirectUri !== asked.redirectUri) return refused('invalid_redirect_uri');
	if (!isProven(code, asked.verifier)) return refused('invalid_code');
	code.isUsed = true;
	const refreshToken = code.issuesRefreshToken ? mintRefreshToken(world, code) : undefined;
	const accessToken = mintAccessToken(world, code, refreshToken?.token);
	return {kind: 'minted', grant: 'code', accessToken, refreshToken};
};

/**
 * Widens a refresh token by further scopes, once per enhance token (incremental authorization).
 *
 * @returns false when the enhance token is unknown, spent or over
 */
export const widen = (world: World, enhanceToken: string, scopes: readonly string[]): boolean => {
	const {state} = world;
	const enhance = state.enhanceTokens.find(({token}) => token === enhanceToken);
	const refreshToken = state.refreshTokens.find(({token}) => token === enhance?.refreshToken);
	if (enhance === undefined || refreshToken === undefined || enhance.expiresAt <= world.now()) return false;
	state.enhanceTokens = state.enhanceTokens.filter(other => other !== enhance);
	refreshToken.scopes = [...new Set([...refreshToken.scopes, ...scopes])];
	remember(world, refreshToken);
	return true;
};
