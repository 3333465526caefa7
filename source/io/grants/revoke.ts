import {asRevoked, isRevoked, revocable} from '../../connection/changes/revoked.js';
import {giveUpIncoming, settleOutgoing} from '../../connection/changes/take-over.js';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {withoutKind} from '../../connection/file/rows.js';
import {problemOf} from '../../connection/problem.js';
import {accessTokenOf} from '../../connection/secrets/place.js';
import {isZohos} from '../../connection/whose.js';
import type {Effect} from '../../wizard/effects.js';
import {type DataCenter, findDataCenter, parseSafeUrl} from '../../zoho/data-center.js';
import {mapped, ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {Revoked} from '../ports.js';
import {grantInUse, type KeptGrant, openGrant} from '../tokens/open-grant.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import {unknownDataCenter} from '../tokens/url.js';
import type {World} from '../world.js';
import {changeRow, noteOnGrant, nowIn} from './change-row.js';
import {explainNotEnded, explainNotRevoked, noRevokeEndpoint} from './refusals.js';
import {openClientSecret} from './seal.js';

type Telling = Pick<World, 'secrets' | 'accounts' | 'dataCenters'>;
type Needs = Telling & Pick<World, 'store' | 'clock' | 'tokenKeeper' | 'lock'>;

/** Where the grant of a connection lives; undefined for a server that is not Zoho's, or an unknown one. */
export const dataCenterOf = (
	{dataCenters}: Pick<World, 'dataCenters'>,
	{dataCenter}: Pick<Connection, 'dataCenter'>,
): DataCenter | undefined => {
	const table = dataCenters();
	return table.ok ? findDataCenter(table.value, dataCenter ?? undefined) : undefined;
};

/**
 * Ends a grant at the accounts server that issued it (RFC 7009). No secret leaves for a data center that is not in the table.
 *
 * @param linkName of the connection that keeps it
 */
const tellZoho = async (
	world: Telling,
	linkName: string,
	grant: KeptGrant & Pick<Connection, 'dataCenter'>,
): Promise<Result<true>> => {
	const table = world.dataCenters();
	if (!table.ok) return table;
	if (grant.dataCenter === null) return refused(noRevokeEndpoint);
	const dataCenter = findDataCenter(table.value, grant.dataCenter);
	if (!dataCenter) return refused(unknownDataCenter(grant.dataCenter, linkName));
	const open = await openGrant(world.secrets, linkName, grant);
	if (!open.ok) return open;
	const {refreshToken: token, ...client} = open.value;
	return (await world.accounts()).revoke({accounts: dataCenter.accounts, ...client, token});
};

/** What a client asks for itself has no grant to end: its access token, as long as that lives. */
const endToken = async (
	world: Telling & Pick<World, 'clock'>,
	one: ConnectionWithService,
): Promise<Result<true>> => {
	const {connection} = one;
	const {linkName, accessToken, accessTokenExpiresAt} = connection;
	const dataCenter = dataCenterOf(world, connection);
	if (!accessToken || !dataCenter || Date.parse(accessTokenExpiresAt ?? '') <= world.clock.now())
		return ok(true);
	const token = await world.secrets.open(accessToken, accessTokenOf(linkName));
	if (!token.ok) return token;
	const open = await openGrant(world.secrets, linkName, grantInUse(one));
	if (!open.ok) return open;
	const {refreshToken: _none, ...client} = open.value;
	const asked = {accounts: dataCenter.accounts, ...client, token: token.value, kind: 'access_token'} as const;
	return (await world.accounts()).revoke(asked);
};

/** Ends the grant in use: at Zoho, or where the service says (RFC 7009). */
const tellServer = async (
	world: Telling & Pick<World, 'clock'>,
	one: ConnectionWithService,
): Promise<Result<true>> => {
	const {connection, service} = one;
	if (connection.clientCredentials) return endToken(world, one);
	if (isZohos(connection))
		return tellZoho(world, connection.linkName, {...grantInUse(one), dataCenter: connection.dataCenter});
	const {revocationUrl} = service;
	if (revocationUrl === undefined || !parseSafeUrl(revocationUrl)) return refused(noRevokeEndpoint);
	const open = await openGrant(world.secrets, connection.linkName, grantInUse(one));
	if (!open.ok) return open;
	const {refreshToken, ...client} = open.value;
	const accounts = await world.accounts();
	if (!connection.noRefreshToken)
		return accounts.revokeAt({...client, revocationUrl, token: refreshToken, kind: 'refresh_token'});
	if (!connection.accessToken) return refused(noRevokeEndpoint);
	const token = await world.secrets.open(connection.accessToken, accessTokenOf(connection.linkName));
	if (!token.ok) return token;
	return accounts.revokeAt({...client, revocationUrl, token: token.value, kind: 'access_token'});
};

export const revokeUnsaved = async (
	world: Pick<World, 'store' | 'secrets' | 'accounts'>,
	unsaved: Omit<Extract<Effect, {type: 'revoke-unsaved'}>, 'type' | 'id'>,
): Promise<Result<true>> => {
	const {token, kind = 'refresh_token', clientId, clientAuth, dataCenter, revocationUrl} = unsaved;
	if (!dataCenter && revocationUrl === undefined) return refused(noRevokeEndpoint);
	const opened = await openClientSecret(world, unsaved.clientSecret);
	if (!opened.ok) return opened;
	const client = {clientId, clientSecret: opened.value};
	const accounts = await world.accounts();
	if (dataCenter) return accounts.revoke({accounts: dataCenter.accounts, ...client, token});
	return revocationUrl === undefined
		? refused(noRevokeEndpoint)
		: accounts.revokeAt({...client, clientAuth, revocationUrl, token, kind});
};

/** How many were revoked, and why the first of the others was not. */
export type OutgoingRevoked = {readonly revoked: number; readonly refusal: Refusal | undefined};

/**
 * Tells Zoho about every grant of a connection that was replaced. What was revoked leaves the file; what could not be is
 * remembered with its reason, so that it can be tried again.
 */
export const revokeOutgoing = async (
	world: Telling & Pick<World, 'store' | 'clock'>,
	linkName: string,
): Promise<OutgoingRevoked> => {
	const read = world.store.read();
	if (!read.ok) return {revoked: 0, refusal: read.refusal};
	let revoked = 0;
	let refusal: Refusal | undefined;
	for (const old of read.value.connections[linkName]?.outgoing ?? []) {
		const result = await tellZoho(world, linkName, old);
		const problem = result.ok ? null : problemOf(result.refusal, nowIn(world));
		const settled = await changeRow(world, linkName, file =>
			ok(settleOutgoing(file, linkName, old, problem)),
		);
		if (result.ok) revoked++;
		refusal ??= result.ok ? (settled.ok ? undefined : settled.refusal) : result.refusal;
	}
	return {revoked, refusal};
};

/** A grant that waits and is not wanted is revoked, and whatever else is to be; the one in use stays. */
export const giveUpGrant = async (
	world: Telling & Pick<World, 'store' | 'clock'>,
	linkName: string,
): Promise<OutgoingRevoked> => {
	const given = await changeRow(world, linkName, file => ok(giveUpIncoming(file, linkName, nowIn(world))));
	return given.ok ? revokeOutgoing(world, linkName) : {revoked: 0, refusal: given.refusal};
};

/** Of another server than Zoho's, the grant that another user gave by mistake; it is that user's only one, so nothing else ends with it. */
export const giveUpElsewhere = async (
	world: Telling & Pick<World, 'store' | 'clock'>,
	linkName: string,
): Promise<OutgoingRevoked> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return {revoked: 0, refusal: one.refusal};
	const {incoming, ...row} = one.value.connection;
	if (!incoming || isZohos(incoming)) return giveUpGrant(world, linkName);
	const service = incoming.service ?? one.value.service;
	const told = await tellServer(world, {
		service,
		// What the grant in use is without says nothing of this one.
		connection: {...withoutKind(row), ...incoming, linkName, service: service.linkName},
	});
	const given = await giveUpGrant(world, linkName);
	return told.ok
		? {...given, revoked: given.revoked + 1}
		: {...given, refusal: given.refusal ?? told.refusal};
};

/** Ends at Zoho what was replaced, or issued and never taken over. The grant in use is left alone. */
export const endReplaced = (world: Needs, linkName: string): Promise<Result<{readonly revoked: number}>> =>
	holdGrant(world, linkName, async () => {
		const {revoked, refusal} = await giveUpGrant(world, linkName);
		return refusal ? refused(explainNotEnded(linkName, refusal)) : ok({revoked});
	});

const mark = async (
	world: Needs,
	{connection}: ConnectionWithService,
	how: Revoked['how'],
): Promise<Result<Revoked>> => {
	const marked = await noteOnGrant(world, connection, current => asRevoked(current, nowIn(world)));
	return mapped(marked, () => ({name: connection.name, what: revocable(connection), how}));
};

/** Under the lock, so that no refresh puts back a token that has just been ended. */
const revokeNow = async (world: Needs, linkName: string): Promise<Result<Revoked>> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return one;
	const {connection} = one.value;
	const isOnlyOne = !connection.incoming && !connection.outgoing;
	if (isRevoked(connection) && isOnlyOne)
		return ok({name: connection.name, what: revocable(connection), how: 'was-over'});
	// What is revoked and cannot be noted would look alive.
	const writable = await world.store.checkWritable();
	if (!writable.ok) return writable;
	// Grants that were replaced, or never taken over, first: what fails leaves the connection as it is.
	const {refusal} = await giveUpGrant(world, linkName);
	if (refusal) return refused(refusal);
	const told = await tellServer(world, one.value);
	return told.ok ? mark(world, one.value, 'revoked') : told;
};

/**
 * Ends the grant at Zoho (RFC 7009) and marks the connection; the plain reason where that failed. Zoho answers a grant that is
 * over already like one that it declines to revoke, so then the token endpoint is asked once which it is.
 */
export const revokePlainly = async (world: Needs, linkName: string): Promise<Result<Revoked>> => {
	const result = await holdGrant(world, linkName, () => revokeNow(world, linkName));
	if (result.ok || result.refusal.id !== 'revoke-declined') return result;
	const one = world.store.readOne(linkName);
	// A client that asks for itself would get a new token, which says nothing of the old one.
	if (!one.ok || one.value.connection.clientCredentials) return one.ok ? result : one;
	const asked = await world.tokenKeeper.accessToken(linkName, {force: true});
	if (asked.ok || asked.refusal.id !== 'invalid-code') return result;
	return mark(world, one.value, 'was-over');
};

/** Revokes and keeps the connection, whether that worked (marked: needs reconnecting) or not (as it was, exit 4). */
export const revokeConnection = async (world: Needs, linkName: string): Promise<Result<Revoked>> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return one;
	const result = await revokePlainly(world, linkName);
	if (result.ok) return result;
	const {connection} = one.value;
	return refused(
		explainNotRevoked({connection, dataCenter: dataCenterOf(world, connection)}, result.refusal),
	);
};
