import type {ConnectionWithService} from '../../connection/file/format.js';
import {throttleFor} from '../../connection/mint-budget.js';
import type {Claim, Outcome} from '../../connection/shared/changes.js';
import {placeIn} from '../../connection/shared/envelope.js';
import type {SharedGrant} from '../../connection/shared/record.js';
import {storeKeyMissing} from '../../connection/shared/refusals.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {explainThrottle, explainUnreadable} from '../../zoho/tokens/refusals.js';
import type {TokenReading, Tokens} from '../../zoho/tokens/response.js';
import type {AccessToken} from '../ports.js';
import type {OpenGrant} from '../tokens/open-grant.js';
import {otherHostOf} from '../tokens/reply.js';
import {readRows} from './answer.js';
import {settle} from './settle.js';
import {answerOf} from './warm.js';
import type {SharedWorld} from './world.js';

/** What is needed for the request; everything that can fail is tried before the turn is taken. */
export type Prepared = {
	readonly one: ConnectionWithService;
	readonly tokenUrl: string;
	readonly open: OpenGrant;
};

export const prepare = (world: SharedWorld, grant: SharedGrant): Result<Prepared> => {
	const {refreshToken, clientSecret} = grant;
	const rows = readRows(grant);
	if (!rows.ok) return rows;
	if (refreshToken === null || clientSecret === null) {
		return refused(storeKeyMissing('refresh tokens', 'The user in ZCONN_STORE may read access tokens only.'));
	}
	const tokenUrl = world.tokenUrl(rows.value);
	if (!tokenUrl.ok) return tokenUrl;
	const token = world.sealer.open(refreshToken, placeIn(grant, 'refresh_token'));
	if (!token.ok) return token;
	const secret = world.sealer.open(clientSecret, placeIn(grant, 'client_secret'));
	if (!secret.ok) return secret;
	const open = {
		refreshToken: token.value,
		clientId: rows.value.service.clientId,
		clientSecret: secret.value,
		clientAuth: rows.value.service.clientAuth,
	};
	return ok({one: rows.value, tokenUrl: tokenUrl.value, open});
};

/** How a call ended that held the turn. `again`: the row may hold what it needs; look once more. */
export type Held =
	| {readonly kind: 'again'}
	| {readonly kind: 'token'; readonly token: AccessToken}
	/** Another machine has the say by now; what stands in the row is better, if anything does. */
	| {readonly kind: 'fenced'; readonly token: AccessToken}
	/** The old token where it will do, else this. */
	| {readonly kind: 'make-do'; readonly refusal: Refusal}
	| {readonly kind: 'refuse'; readonly refusal: Refusal};

/** Refusals of the network layer after which the server has certainly not seen the request. */
const unsent = new Set(['network-dns', 'network-refused', 'network-tls', 'network-proxy']);

const keep = async (
	world: SharedWorld,
	claim: Claim,
	grant: SharedGrant,
	{one, tokens}: {readonly one: ConnectionWithService; readonly tokens: Tokens},
): Promise<Held> => {
	const {sealer} = world;
	const {name} = claim;
	const sealed = sealer.seal(tokens.accessToken, placeIn(grant, 'access_token'));
	const rotated =
		tokens.refreshToken === undefined
			? ok(null)
			: sealer.seal(tokens.refreshToken, placeIn(grant, 'refresh_token'));
	if (!sealed.ok) return {kind: 'refuse', refusal: sealed.refusal};
	if (!rotated.ok) return {kind: 'refuse', refusal: rotated.refusal};
	const life = Math.max(1, Math.floor((tokens.expiresAt - tokens.issuedAt) / 1000));
	const outcome: Outcome = {
		kind: 'tokens',
		accessToken: sealed.value,
		life,
		refreshToken: rotated.value,
		facts: {
			...(tokens.apiDomain === undefined ? {} : {apiDomain: tokens.apiDomain}),
			...(tokens.scopes === undefined ? {} : {scopesGranted: [...tokens.scopes]}),
			...(rotated.value === null ? {} : {rotates: true}),
		},
	};
	const done = await settle(world, claim, outcome);
	const connection = {
		...one.connection,
		...outcome.facts,
		accessTokenExpiresAt: new Date(tokens.expiresAt).toISOString(),
		refusal: null,
		doubt: null,
	};
	const fresh = {accessToken: tokens.accessToken, connection, life, expiresAt: tokens.expiresAt};
	const token = answerOf(fresh);
	// It is good, and this call is served; others find out for themselves.
	if (!done.ok) return {kind: 'token', token: {...token, unsaved: done.refusal}};
	if (done.value === 'fenced') return {kind: 'fenced', token};
	world.cache.write(name, fresh);
	return {kind: 'token', token};
};

/** A failure that says nothing about the grant. */
const doubt = async (
	world: SharedWorld,
	claim: Claim,
	refusal: Refusal,
	isMinted: boolean,
): Promise<Held> => {
	const problem = {id: refusal.id, reason: refusal.what};
	await settle(world, claim, {kind: 'doubt', problem, isMinted});
	return {kind: 'make-do', refusal};
};

const judge = async (
	world: SharedWorld,
	claim: Claim,
	grant: SharedGrant,
	{one, reading}: {readonly one: ConnectionWithService; readonly reading: TokenReading},
): Promise<Held> => {
	const {name} = claim;
	const otherHost = otherHostOf(one);
	switch (reading.kind) {
		case 'tokens':
			return keep(world, claim, grant, {one, tokens: reading.tokens});
		case 'throttled': {
			const wait = throttleFor(one.connection.dataCenter, reading.retryAfter);
			const {isBusy} = reading;
			const until = world.clock.now() + wait;
			const refusal = explainThrottle({until, connection: name, otherHost, isBusy});
			const problem = isBusy ? {id: refusal.id, reason: refusal.what} : null;
			await settle(world, claim, {kind: 'throttled', wait, problem});
			return {kind: 'make-do', refusal};
		}
		case 'unreadable': {
			const {reason, status} = reading;
			return doubt(world, claim, explainUnreadable({reason, status, connection: name, otherHost}), true);
		}
		case 'error': {
			const refusal = world.explain(one, reading);
			if (refusal.exitCode !== 3) return doubt(world, claim, refusal, false);
			if (claim.isTakeover) {
				// The machine before may hold a newer refresh token, and be about to write it.
				const problem = {...refusal, id: 'refused-after-takeover', exitCode: 4} as const;
				return doubt(world, claim, problem, false);
			}
			const problem = {id: refusal.id, reason: refusal.what};
			const done = await settle(world, claim, {kind: 'refused', problem, isMinted: false});
			return done.ok && done.value === 'kept' ? {kind: 'refuse', refusal} : {kind: 'again'};
		}
	}
};

/** One request for a new access token by the machine that has the turn, and what follows from its answer. */
export const refreshHeld = async (
	world: SharedWorld,
	claim: Claim,
	grant: SharedGrant,
	{one, tokenUrl, open}: Prepared,
): Promise<Held> => {
	const reading = await world.refresh(one, {tokenUrl, ...open});
	return reading.ok
		? judge(world, claim, grant, {one, reading: reading.value})
		: doubt(world, claim, reading.refusal, !unsent.has(reading.refusal.id));
};
