import {setTimeout as delay} from 'node:timers/promises';
import type {ConnectionsFile} from '../../../connection/file/contents.js';
import type {ConnectionWithService} from '../../../connection/file/format.js';
import {withRow, withService} from '../../../connection/file/rows.js';
import {clientSecretOf, refreshTokenOf} from '../../../connection/secrets/place.js';
import type {SecretPlace} from '../../../connection/secrets/secret.js';
import {placeIn, type SealedField} from '../../../connection/shared/envelope.js';
import {isShared, ofThisMachine, withSharedSecret} from '../../../connection/shared/overlay.js';
import {factsOf, referenceTo, rowsOf, type SharedGrant} from '../../../connection/shared/record.js';
import {
	nothingToShare,
	notShared,
	sharedNameTaken,
	storeDamaged,
	storeKeyMissing,
} from '../../../connection/shared/refusals.js';
import {mapped, ok, type Result, refused} from '../../../zoho/refusal.js';
import type {Clock, Lock, SecretStore, Store} from '../../ports.js';
import {holdGrant} from '../../tokens/refresh-lock.js';
import {readRows} from '../answer.js';
import {readStoreFacts} from '../engines/admin.js';
import type {SharedAccess} from '../open.js';
import {sealGrant} from './seal-grant.js';

export type MoveWorld = {
	/** The file of this machine, without what is laid over it. */
	readonly local: Store;
	readonly secrets: SecretStore;
	/** Held while a grant is used or moved. */
	readonly lock: Lock;
	readonly clock: Clock;
	readonly access: SharedAccess;
};

export type Moved = {readonly name: string; readonly linkName: string; readonly isNew: boolean};

/** Whether the row of the store holds the very grant that this machine has. */
const isSameGrant = async (
	{secrets, access}: MoveWorld,
	{connection}: ConnectionWithService,
	grant: SharedGrant,
): Promise<Result<boolean>> => {
	const {name, refreshToken} = grant;
	const here = await secrets.open(connection.refreshToken, refreshTokenOf(name));
	if (!here.ok) return here;
	if (refreshToken === null)
		return refused(storeKeyMissing('refresh tokens', 'This machine may not read them.'));
	const there = access.sealer.open(refreshToken, placeIn(grant, 'refresh_token'));
	return mapped(there, token => token === here.value);
};

/** The file with a reference in the place of each secret that the store keeps by now. */
const withPointer = (file: ConnectionsFile, grant: SharedGrant): ConnectionsFile => {
	const row = file.connections[grant.name];
	const there = rowsOf(grant);
	if (!row || !there) return file;
	const reference = referenceTo(grant);
	const next = withRow(file, {...row, refreshToken: reference, accessToken: row.accessToken && reference});
	const isPrivate = Object.values(next.connections).some(
		other => other.service === row.service && !isShared(other),
	);
	const isWaiting = (row.outgoing ?? []).length > 0 || row.incoming !== undefined;
	return isPrivate || isWaiting ? next : withSharedSecret(next, row.service, reference);
};

/** Puts it into the store, or finds what an earlier call that was killed has put there. */
const putOrFind = async (
	world: MoveWorld,
	one: ConnectionWithService,
	store: string,
): Promise<Result<SharedGrant>> => {
	const {secrets, clock, access} = world;
	const {grants, sealer, machine} = access;
	const name = one.connection.linkName;
	const there = await grants.read(name);
	if (!there.ok) return there;
	if (there.value) {
		const isSame = await isSameGrant(world, one, there.value);
		if (!isSame.ok) return isSame;
		return isSame.value ? ok(there.value) : refused(sharedNameTaken(name));
	}
	const row = {store, name, facts: factsOf(one.connection, one.service)};
	const grant = await sealGrant({...one, secrets, sealer, row, now: clock.now()});
	return grant.ok
		? grants.put({name, grant: grant.value, expected: 'absent', machine, what: 'share'})
		: grant;
};

const moveThere = async (world: MoveWorld, linkName: string): Promise<Result<Moved>> => {
	const {local, access} = world;
	// Once more, under the lock.
	const one = local.readOne(linkName);
	if (!one.ok) return one;
	const {name} = one.value.connection;
	if (isShared(one.value.connection)) return ok({name, linkName, isNew: false});
	if (one.value.connection.noRefreshToken) return refused(nothingToShare(linkName));
	const facts = await readStoreFacts(access.database);
	if (!facts.ok) return facts;
	for (const kind of ['a', 'r'] as const) {
		const [id] = access.sealer.ids(kind);
		if (id === undefined || !facts.value.keyIds.includes(id)) {
			const why = 'The keys in ZCONN_STORE_KEY are not the ones this store was set up with.';
			return refused(storeKeyMissing(kind === 'a' ? 'access tokens' : 'refresh tokens', why));
		}
	}
	const put = await putOrFind(world, one.value, facts.value.id);
	if (!put.ok) return put;
	// Read back and opened, before the secrets here are forgotten.
	const back = await access.grants.read(linkName);
	if (!back.ok) return back;
	const isSame = back.value ? await isSameGrant(world, one.value, back.value) : ok(false);
	if (!isSame.ok) return isSame;
	const grant = back.value;
	if (!isSame.value || !grant) return refused(storeDamaged(linkName));
	const written = await local.update(file => ok(withPointer(file, grant)), {forgets: true});
	return written.ok ? ok({name, linkName, isNew: true}) : written;
};

/**
 * Moves a connection into the store: put there, read back and opened, and only then forgotten here, in the backup too. No token is
 * minted. Killed in between, it is in both places; the next call compares the two and finishes.
 */
export const share = (world: MoveWorld, linkName: string): Promise<Result<Moved>> =>
	holdGrant({store: world.local, lock: world.lock}, linkName, () => moveThere(world, linkName));

/** The row of the store with its secrets sealed as this file keeps its own. */
const openHere = async (
	{secrets, access}: MoveWorld,
	grant: SharedGrant,
	service: string,
): Promise<Result<ConnectionWithService>> => {
	const rows = readRows(grant);
	if (!rows.ok) return rows;
	const {name, refreshToken, clientSecret} = grant;
	if (refreshToken === null || clientSecret === null) {
		return refused(storeKeyMissing('refresh tokens', 'This machine may not read them.'));
	}
	const bring = async (sealed: string, field: SealedField, place: SecretPlace) => {
		const opened = access.sealer.open(sealed, placeIn(grant, field));
		if (!opened.ok) return opened;
		return secrets.seal(opened.value, place);
	};
	const token = await bring(refreshToken, 'refresh_token', refreshTokenOf(name));
	if (!token.ok) return token;
	const secret = await bring(clientSecret, 'client_secret', clientSecretOf(service));
	if (!secret.ok) return secret;
	return ok({
		// Its access token is left behind: the machine that asks next gets a new one.
		connection: {
			...rows.value.connection,
			service,
			refreshToken: token.value,
			accessToken: null,
			accessTokenExpiresAt: null,
		},
		service: {...rows.value.service, linkName: service, clientSecret: secret.value},
	});
};

/** How often it is tried again when another machine refreshes at that moment, and the milliseconds between. */
const rounds = 5;
const pause = 1000;

const moveHere = async (world: MoveWorld, linkName: string, round = 1): Promise<Result<Moved>> => {
	const {local, access} = world;
	const there = await access.grants.read(linkName);
	if (!there.ok) return there;
	const here = local.readOne(linkName);
	const isPrivate = here.ok && !isShared(here.value.connection);
	if (!there.value) {
		if (isPrivate) return ok({name: here.value.connection.name, linkName, isNew: false});
		return refused(notShared(linkName, 'The shared store has none of that name.'));
	}
	// In a later round it is what this call has just written.
	if (isPrivate && round === 1) {
		const isSame = await isSameGrant(world, here.value, there.value);
		if (!isSame.ok) return isSame;
		if (!isSame.value) return refused(sharedNameTaken(linkName));
	}
	const grant = there.value;
	const rows = readRows(grant);
	if (!rows.ok) return rows;
	const service = here.ok ? here.value.service.linkName : rows.value.service.linkName;
	const brought = await openHere(world, grant, service);
	if (!brought.ok) return brought;
	const written = await local.update(file => {
		const before = file.services[service];
		const isOwn = before !== undefined && !('shared' in before.clientSecret);
		const own = ofThisMachine(file.connections[linkName]);
		const row = {...brought.value.connection, ...own};
		return ok(withRow(isOwn ? file : withService(file, brought.value.service), row));
	});
	if (!written.ok) return written;
	// What was refreshed in between may hold a newer refresh token: then nothing is removed, and that one is taken.
	const removed = await access.grants.remove(linkName, {revision: grant.revision}, access.machine);
	if (!removed.ok) {
		if (removed.refusal.id !== 'grant-changed-meanwhile' || round === rounds) return removed;
		await delay(pause);
		return moveHere(world, linkName, round + 1);
	}
	access.cache.forget(linkName);
	return ok({name: rows.value.connection.name, linkName, isNew: true});
};

/** Takes a connection back: written here first, then removed there, unless it changed in between. */
export const unshare = (world: MoveWorld, linkName: string): Promise<Result<Moved>> =>
	moveHere(world, linkName);
