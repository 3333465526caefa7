import {asRevoked, isRevoked} from '../../connection/changes/revoked.js';
import {giveUpIncoming} from '../../connection/changes/take-over.js';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {
	Accounts,
	Clock,
	ConnectionActions,
	Lock,
	Revoked,
	SecretStore,
	Store,
	TokenKeeper,
} from '../ports.js';
import {grantInUse} from '../tokens/open-grant.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import {changeConnection} from './change.js';
import {revokeOutgoing} from './outgoing.js';
import {explainNotRevoked, noRevokeEndpoint} from './refusals.js';
import {revokeGrant} from './revoke-grant.js';

export type RevokeWorld = {
	readonly store: Store;
	readonly secrets: SecretStore;
	readonly clock: Clock;
	readonly tokenKeeper: TokenKeeper;
	/** The one under which tokens are refreshed. */
	readonly lock: Lock;
	readonly accounts: () => Promise<Accounts>;
	readonly dataCenters: () => Result<readonly DataCenter[]>;
};

/** Where the grant of a connection lives; undefined for a server that is not Zoho's, or an unknown one. */
export const dataCenterOf = (
	{dataCenters}: RevokeWorld,
	{dataCenter}: Connection,
): DataCenter | undefined => {
	const table = dataCenters();
	return table.ok ? findDataCenter(table.value, dataCenter ?? undefined) : undefined;
};

const tellZoho = async (world: RevokeWorld, one: ConnectionWithService): Promise<Result<true>> => {
	const {linkName, dataCenter} = one.connection;
	if (dataCenter === null) return refused(noRevokeEndpoint(linkName));
	return revokeGrant(world, linkName, {...grantInUse(one), dataCenter});
};

const mark = async (
	{store, clock}: RevokeWorld,
	connection: Connection,
	how: Revoked['how'],
): Promise<Result<Revoked>> => {
	const at = new Date(clock.now()).toISOString();
	const marked = await changeConnection(store, connection, current => asRevoked(current, at));
	return marked.ok ? ok({name: connection.name, how}) : marked;
};

/** Under the lock, so that no refresh puts back a token that has just been ended. */
const revokeNow = async (world: RevokeWorld, linkName: string): Promise<Result<Revoked>> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return one;
	const {connection} = one.value;
	const isOnlyOne = !connection.incoming && !connection.outgoing;
	if (isRevoked(connection) && isOnlyOne) return ok({name: connection.name, how: 'was-over'});
	// What is revoked and cannot be noted would look alive.
	const writable = await world.store.checkWritable();
	if (!writable.ok) return writable;
	// Grants that were replaced, or never taken over, first: what fails leaves the connection as it is.
	await world.store.update(file =>
		ok(giveUpIncoming(file, linkName, new Date(world.clock.now()).toISOString())),
	);
	const {refusal} = await revokeOutgoing(world, linkName);
	if (refusal) return refused(refusal);
	const told = await tellZoho(world, one.value);
	return told.ok ? mark(world, connection, 'revoked') : told;
};

/**
 * Ends the grant at Zoho (RFC 7009) and marks the connection; the plain reason where that failed. Zoho answers a grant that is
 * over already like one that it declines to revoke, so then the token endpoint is asked once which it is.
 */
export const createRevoking =
	(world: RevokeWorld) =>
	async (linkName: string): Promise<Result<Revoked>> => {
		const {store, tokenKeeper} = world;
		const result = await holdGrant(world, linkName, () => revokeNow(world, linkName));
		if (result.ok || result.refusal.id !== 'revoke-declined') return result;
		const one = store.readOne(linkName);
		if (!one.ok) return one;
		const asked = await tokenKeeper.accessToken(linkName, {force: true});
		if (asked.ok || asked.refusal.id !== 'invalid-code') return result;
		return mark(world, one.value.connection, 'was-over');
	};

/** Revokes and keeps the connection, whether that worked (marked: needs reconnecting) or not (as it was, the reason told). */
export const createRevokeAction = (world: RevokeWorld): ConnectionActions['revoke'] => {
	const revoking = createRevoking(world);
	return async linkName => {
		const one = world.store.readOne(linkName);
		if (!one.ok) return one;
		const result = await revoking(linkName);
		return result.ok
			? result
			: refused(explainNotRevoked(linkName, result.refusal, dataCenterOf(world, one.value.connection)));
	};
};
