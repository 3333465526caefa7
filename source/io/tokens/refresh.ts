import {explainRevoked, isRevoked} from '../../connection/changes/revoked.js';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {isSameGrant, proven} from '../../connection/file/rows.js';
import {recentMints, throttleFor, waitsForBusy} from '../../connection/mint-budget.js';
import {problemOf} from '../../connection/problem.js';
import {changedMeanwhile} from '../../connection/refusals.js';
import {accessTokenOf, refreshTokenOf} from '../../connection/secrets/place.js';
import type {Secret} from '../../connection/secrets/secret.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {explainThrottle, explainUnreadable} from '../../zoho/tokens/refusals.js';
import type {TokenReading, Tokens} from '../../zoho/tokens/response.js';
import {noteOnGrant} from '../grants/change-row.js';
import type {AccessToken, Lease} from '../ports.js';
import {saveSealed} from '../secrets/save-sealed.js';
import type {World} from '../world.js';
import {answer, makeDo, unsaved} from './answer.js';
import {blockedUntil, isFresh, type TokenNeed} from './freshness.js';
import {askForNewToken} from './new-token.js';
import {grantInUse, isSameToken, openGrant} from './open-grant.js';
import {believe, explainReply, otherHostOf} from './reply.js';
import {tokenUrlOf} from './url.js';

/** What a refresh needs; the accounts are loaded when the first one is due. */
export type Needs = Pick<World, 'store' | 'secrets' | 'clock' | 'accounts' | 'dataCenters'>;

/** Between the look at the file and the request another program took the lock over, or replaced the grant (exit 4). */
const refreshOvertaken = (linkName: string): Refusal => ({
	id: 'refresh-overtaken',
	what: `Another program changed ${linkName} before a new token was asked for.`,
	why: 'This process was stopped for a while, or the grant was replaced. Nothing was sent.',
	next: 'Run the command again.',
	exitCode: 4,
});

const iso = (at: number): string => new Date(at).toISOString();

/** Remembers a failure. That it cannot be saved changes nothing about the answer. */
const mark = async (world: Needs, used: Connection, change: Partial<Connection>): Promise<void> => {
	await noteOnGrant(world, used, current => ({...current, ...change}));
};

const doubt = async (
	world: Needs,
	connection: Connection,
	need: TokenNeed,
	refusal: Refusal,
): Promise<Result<AccessToken>> => {
	await mark(world, connection, {doubt: problemOf(refusal, iso(world.clock.now()))});
	return makeDo(world, connection, need, refusal);
};

const sealTokens = async (
	{secrets}: Needs,
	linkName: string,
	tokens: Tokens,
): Promise<Result<{readonly accessToken: Secret; readonly refreshToken: Secret | undefined}>> => {
	const accessToken = await secrets.seal(tokens.accessToken, accessTokenOf(linkName));
	if (!accessToken.ok) return accessToken;
	if (!tokens.refreshToken) return ok({accessToken: accessToken.value, refreshToken: undefined});
	const rotated = await secrets.seal(tokens.refreshToken, refreshTokenOf(linkName));
	return rotated.ok ? ok({accessToken: accessToken.value, refreshToken: rotated.value}) : rotated;
};

/** The row as it stands now, when its grant is still the one that was used and only its seal is another. */
const resealed = async ({secrets, store}: Needs, used: Connection): Promise<Connection | undefined> => {
	const one = store.readOne(used.linkName);
	if (!one.ok || isSameGrant(one.value.connection, used)) return undefined;
	const {connection} = one.value;
	return (await isSameToken(secrets, used.linkName, used, connection)) ? connection : undefined;
};

const save = async (world: Needs, used: Connection, tokens: Tokens): Promise<Result<true>> => {
	const sealed = await sealTokens(world, used.linkName, tokens);
	if (!sealed.ok) return sealed;
	const {accessToken, refreshToken} = sealed.value;
	const now = world.clock.now();
	const at = iso(now);
	return noteOnGrant(world, used, current => ({
		...current,
		accessToken,
		accessTokenExpiresAt: iso(tokens.expiresAt),
		refreshToken: refreshToken ?? current.refreshToken,
		apiDomain: tokens.apiDomain ?? current.apiDomain,
		...(refreshToken ? {rotates: true} : {}),
		scopesGranted: tokens.scopes ? [...tokens.scopes] : current.scopesGranted,
		refreshedAt: [...recentMints(current, now), at],
		...proven(at),
	}));
};

const keep = async (world: Needs, used: Connection, tokens: Tokens): Promise<Result<AccessToken>> => {
	const saved = await saveSealed(async () => {
		const done = await save(world, used, tokens);
		// Another program changed how secrets are stored while Zoho was asked: the grant is the same, and so are the
		// tokens it brought.
		const current = await resealed(world, used);
		return current && done.ok ? save(world, current, tokens) : done;
	});
	if (!saved.ok) return ok(unsaved(used, tokens, saved.refusal));
	const one = world.store.readOne(used.linkName);
	if (!one.ok) return one;
	const {connection} = one.value;
	// Another grant, that has no token yet, stands there by now.
	return connection.accessToken
		? answer(world.secrets, connection)
		: refused(changedMeanwhile(used.linkName));
};

const judge = async (
	world: Needs,
	one: ConnectionWithService,
	{table, reading}: {readonly table: readonly DataCenter[]; readonly reading: TokenReading},
	need: TokenNeed,
): Promise<Result<AccessToken>> => {
	const {connection} = one;
	const {linkName} = connection;
	const now = world.clock.now();
	const otherHost = otherHostOf(one);
	switch (reading.kind) {
		case 'tokens':
			return keep(world, connection, reading.tokens);
		case 'throttled': {
			const until = now + throttleFor(connection.dataCenter, reading.retryAfter);
			const {isBusy} = reading;
			const refusal = explainThrottle({until, connection: linkName, otherHost, isBusy});
			const why = isBusy ? problemOf(refusal, iso(now)) : null;
			await mark(world, connection, {throttledUntil: iso(until), doubt: why});
			return makeDo(world, connection, need, refusal);
		}
		case 'unreadable': {
			const {reason, status} = reading;
			const refusal = explainUnreadable({reason, status, connection: linkName, otherHost});
			return doubt(world, connection, need, refusal);
		}
		case 'error': {
			const refusal = explainReply(one, table, reading);
			if (refusal.exitCode !== 3) return doubt(world, connection, need, refusal);
			await mark(world, connection, {refusal: problemOf(refusal, iso(now)), doubt: null});
			return refused(refusal);
		}
	}
};

/**
 * One request for a new access token, and what follows from its answer: merged and saved, or marked.
 * Only a definite refusal marks the connection as refused; nothing is ever deleted. A reply without refresh token, API
 * domain or scopes leaves the old ones.
 */
const refresh = async (
	world: Needs,
	one: ConnectionWithService,
	need: TokenNeed,
	lease: Lease,
): Promise<Result<AccessToken>> => {
	const {connection} = one;
	const table = world.dataCenters();
	if (!table.ok) return table;
	const tokenUrl = tokenUrlOf(one, table.value);
	if (!tokenUrl.ok) return tokenUrl;
	// A new token that cannot be kept would use up the budget at each call, and a rotated refresh token would be lost.
	const writable = await world.store.checkWritable();
	if (!writable.ok) return makeDo(world, connection, need, writable.refusal);
	const grant = await openGrant(world.secrets, connection.linkName, grantInUse(one));
	if (!grant.ok) return grant;
	const accounts = await world.accounts();
	// Nothing may come between this look and the request: a server that rotates takes a second use of one refresh token for theft.
	const now = world.store.readOne(connection.linkName);
	if (!now.ok) return now;
	if (!lease.isOurs() || !isSameGrant(now.value.connection, connection))
		return refused(refreshOvertaken(connection.linkName));
	const reading = await askForNewToken(accounts, one, {tokenUrl: tokenUrl.value, ...grant.value});
	if (!reading.ok) return doubt(world, connection, need, reading.refusal);
	const believed = believe(one, table.value, grant.value.refreshToken, reading.value);
	return judge(world, one, {table: table.value, reading: believed}, need);
};

/**
 * Called under the lock: reads again, because another program may have done it in between; answers a used-up budget and a
 * remembered throttle from here; otherwise refreshes.
 *
 * @param before the connection as it was before the wait
 */
export const refreshUnlessDone = async (
	world: Needs,
	before: Connection,
	need: TokenNeed,
	lease: Lease,
): Promise<Result<AccessToken>> => {
	const one = world.store.readOne(before.linkName);
	if (!one.ok) return one;
	const {connection} = one.value;
	if (isRevoked(connection)) return refused(explainRevoked(connection));
	const now = world.clock.now();
	const isNew = JSON.stringify(connection.accessToken) !== JSON.stringify(before.accessToken);
	if ((isNew || !need.force) && isFresh(connection, need.minimumSeconds, now)) {
		return answer(world.secrets, connection);
	}
	const until = blockedUntil(connection, now);
	return until === undefined
		? refresh(world, one.value, need, lease)
		: makeDo(
				world,
				connection,
				need,
				explainThrottle({
					until,
					connection: before.linkName,
					otherHost: otherHostOf(one.value),
					isBusy: waitsForBusy(connection, now),
				}),
			);
};
