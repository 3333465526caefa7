import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/contents.js';
import {withRow} from '../../connection/file/rows.js';
import {clientSecretOf, refreshTokenOf} from '../../connection/secrets/place.js';
import type {Secret, SecretPlace} from '../../connection/secrets/secret.js';
import {
	ofThisMachine,
	type SharedChange,
	type SharedRows,
	type SharedView,
	sharedChanges,
	viewOf,
	withSharedSecret,
} from '../../connection/shared/overlay.js';
import {factsOf, referenceTo, rowsOf, type SharedGrant} from '../../connection/shared/record.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {Clock, SecretStore, Store} from '../ports.js';
import type {SharedDoor} from './door.js';
import {type Replacement, replacement} from './moves/rebind.js';
import {sealGrant} from './moves/seal-grant.js';
import type {SharedAccess} from './open.js';

export type UpdateWorld = {
	readonly local: Store;
	readonly secrets: SecretStore;
	readonly door: SharedDoor;
	readonly clock: Clock;
	readonly pull: () => Promise<Result<SharedView>>;
	readonly view: () => SharedView | undefined;
};

type Change = (file: ConnectionsFile) => Result<ConnectionsFile>;
type Changed = Extract<SharedChange, {kind: 'changed'}>;

/** How often what a call found out is laid over a row that changes all the time. */
const rounds = 4;

/** The row as the store is to have it. What this machine has no say in stays as it is there. */
const newGrantOf = async (
	{secrets, clock}: UpdateWorld,
	access: SharedAccess,
	grant: SharedGrant,
	{row, service, isServiceChanged}: Changed,
): Promise<Result<Replacement>> => {
	const isSameService = 'shared' in row.refreshToken && !isServiceChanged;
	const facts = factsOf(row, service);
	const {store, name} = grant;
	const sealed = await sealGrant({
		secrets,
		sealer: access.sealer,
		row: {store, name, facts: isSameService ? {...facts, service: grant.facts.service} : facts},
		connection: row,
		service: isSameService ? {...service, clientSecret: referenceTo(grant)} : service,
		now: clock.now(),
	});
	return sealed.ok ? replacement(access, grant, sealed.value) : sealed;
};

/** Carries the changes out in the store; the first that is refused ends it. */
const writeShared = async (
	world: UpdateWorld,
	access: SharedAccess,
	before: SharedRows,
	changes: readonly SharedChange[],
): Promise<Result<SharedRows>> => {
	const {grants, machine, cache} = access;
	const rows = new Map(before);
	for (const change of changes) {
		const {name} = change;
		const grant = rows.get(name);
		// It is gone from the store, and the file alone still speaks of it.
		if (!grant) continue;
		if (change.kind === 'removed') {
			const removed = await grants.remove(name, {edition: grant.edition}, machine);
			if (!removed.ok) return removed;
			cache.forget(name);
			rows.delete(name);
			continue;
		}
		const next = await newGrantOf(world, access, grant, change);
		if (!next.ok) return next;
		const put = await grants.put({name, ...next.value, machine, what: 'change'});
		if (!put.ok) return put;
		// What it was read from is another row by now: an edit, a consent, a revoked grant.
		cache.forget(name);
		rows.set(name, put.value);
	}
	world.door.acted(rows);
	return ok(rows);
};

/** Secrets of the store that a change moves to where only this machine looks (a grant that is to be revoked), by their reference. */
type Moved = ReadonlyMap<string, Secret>;

const keyOf = (secret: Secret, field: SecretPlace['field']): string => JSON.stringify([field, secret]);

/** Brings such secrets here, before the store forgets them. */
const bringMoved = async (
	{secrets, door}: UpdateWorld,
	changes: readonly SharedChange[],
): Promise<Result<Moved>> => {
	const moved = new Map<string, Secret>();
	for (const change of changes) {
		if (change.kind === 'removed') continue;
		const {row} = change;
		const places = (row.outgoing ?? []).flatMap(({refreshToken, clientSecret, service}) => [
			{secret: refreshToken, place: refreshTokenOf(row.linkName)},
			{secret: clientSecret, place: clientSecretOf(service)},
		]);
		for (const {secret, place} of places) {
			if (!('shared' in secret) || moved.has(keyOf(secret, place.field))) continue;
			const opened = await door.openSecret(secret, place);
			if (!opened.ok) return opened;
			const sealed = await secrets.seal(opened.value, place);
			if (!sealed.ok) return sealed;
			moved.set(keyOf(secret, place.field), sealed.value);
		}
	}
	return ok(moved);
};

const withMoved = (row: Connection, moved: Moved): Partial<Connection> => {
	const own = ofThisMachine(row);
	const outgoing = own.outgoing?.map(old => ({
		...old,
		refreshToken: moved.get(keyOf(old.refreshToken, 'refreshToken')) ?? old.refreshToken,
		clientSecret: moved.get(keyOf(old.clientSecret, 'clientSecret')) ?? old.clientSecret,
	}));
	return outgoing ? {...own, outgoing} : own;
};

/** The file after a change whose shared part is in the store by now: references in the place of the secrets that went there. */
const afterwards = (
	file: ConnectionsFile,
	before: ConnectionsFile,
	changes: readonly SharedChange[],
	{rows, moved}: {readonly rows: SharedRows; readonly moved: Moved},
): ConnectionsFile => {
	let next = file;
	for (const {name} of changes) {
		const grant = rows.get(name);
		const row = file.connections[name];
		const there = grant && rowsOf(grant);
		if (!row || !there || !grant) continue;
		const connection = {...there.connection, ...withMoved(row, moved), service: row.service};
		const secretBefore = before.services[row.service]?.clientSecret;
		const isPrivate = secretBefore !== undefined && !('shared' in secretBefore);
		if (!isPrivate) next = withSharedSecret(next, row.service, referenceTo(grant));
		next = withRow(next, connection);
	}
	return next;
};

/** A change that concerns rows of the shared store: there first, then here. */
export const updateShared = async (
	world: UpdateWorld,
	change: Change,
	options: {readonly forgets?: boolean} | undefined,
): Promise<Result<{readonly file: ConnectionsFile; readonly view: SharedView}>> => {
	const {local, door, pull} = world;
	const known = world.view();
	const pulled = known ? ok(known) : await pull();
	if (!pulled.ok) return pulled;
	let view = pulled.value;
	const access = await door.open();
	if (!access.ok) return access;
	for (let round = 1; ; round++) {
		const file = local.read();
		if (!file.ok) return file;
		const before = view.merge(file.value);
		const next = change(before);
		if (!next.ok) return next;
		const changes = sharedChanges(before, next.value);
		const moved = await bringMoved(world, changes);
		if (!moved.ok) return moved;
		const rows = await writeShared(world, access.value, view.rows, changes);
		if (!rows.ok) {
			const isPersons = changes.some(one => one.kind === 'removed' || one.isMaterial);
			if (rows.refusal.id !== 'grant-changed-meanwhile') return rows;
			// The one who is told of it sees, and changes, the new version from here on.
			const again = await pull();
			if (isPersons || round === rounds) return rows;
			if (!again.ok) return again;
			view = again.value;
			continue;
		}
		const written = await local.update(current => {
			const merged = view.merge(current);
			const result = change(merged);
			if (!result.ok) return result;
			const done = afterwards(result.value, merged, changes, {rows: rows.value, moved: moved.value});
			return ok(view.strip(done, current));
		}, options);
		return written.ok ? ok({file: written.value, view: viewOf(rows.value, view.unusable)}) : written;
	}
};
