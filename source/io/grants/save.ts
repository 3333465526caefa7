import {add, freeName} from '../../connection/changes/add.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {noSuchService} from '../../connection/refusals.js';
import type {UnsealedConnection, UnsealedService} from '../../wizard/effects.js';
import {alreadyHere} from '../../zoho/flows/refusals.js';
import {mapped, ok, type Result, refused} from '../../zoho/refusal.js';
import {saveSealed} from '../secrets/save-sealed.js';
import type {World} from '../world.js';
import {holderOf} from './adopt.js';
import {borrowService, type OpenService, openService, sealConnection, sealService} from './seal.js';
import {saveIncoming} from './take-over.js';

type Kept = Pick<World, 'store' | 'secrets'>;

/** What is to be saved together: a connection, its service unless one that exists is reused, and the draft that is done. */
export type SaveRequest = {
	/** Undefined when an existing service is reused. */
	readonly service: UnsealedService | undefined;
	readonly connection: UnsealedConnection;
	readonly draftId: string;
	/** The refresh token existed before: another program may be saving it too, and only one is to hold it. */
	readonly isAdopted?: boolean | undefined;
};

type Names = {readonly connection: string; readonly service: string | undefined};

/** Names that are free in the file; sealing binds a secret to its place, so they are needed before. */
const namesIn = (file: ConnectionsFile, request: SaveRequest): Names => ({
	connection: freeName(request.connection.linkName, file.connections),
	service: request.service && freeName(request.service.linkName, file.services),
});

/** How often others may get in between before that is a fault of ours. */
const rounds = 20;

/** One try under names that are free now; undefined when another program has taken one since. */
const trySaving = async (
	{store, secrets}: Kept,
	request: SaveRequest,
	service: OpenService | undefined,
): Promise<Result<string | undefined>> => {
	const wanted = {...request, service};
	const before = store.read();
	if (!before.ok) return before;
	const {isAdopted = false} = request;
	const holder = isAdopted
		? await holderOf(secrets, before.value, request.connection.refreshToken)
		: undefined;
	if (holder !== undefined) return refused(alreadyHere(holder));
	const names = namesIn(before.value, wanted);
	const sealed =
		service && names.service ? await sealService(secrets, service, names.service) : ok(undefined);
	if (!sealed.ok) return sealed;
	const owner = sealed.value?.linkName ?? request.connection.service;
	const connection = await sealConnection(secrets, request.connection, names.connection, owner);
	if (!connection.ok) return connection;
	const saved = await store.update(file => {
		const now = namesIn(file, wanted);
		if (now.connection !== names.connection || now.service !== names.service) return ok(file);
		// What came since may hold the adopted token: it is looked at first.
		if (isAdopted && JSON.stringify(file.connections) !== JSON.stringify(before.value.connections))
			return ok(file);
		if (!sealed.value && !file.services[owner]) {
			return refused(noSuchService(owner, Object.keys(file.services)));
		}
		return ok(add(file, connection.value, sealed.value, request.draftId));
	});
	if (!saved.ok) return saved;
	return ok(saved.value.connections[names.connection] === connection.value ? names.connection : undefined);
};

/**
 * Saves service and connection in one write, and removes the draft. Nothing that exists is ever overwritten: a link name that
 * another program has taken since gets a number. A reused service is copied when the file is another one than its own.
 *
 * @param home the usual file @param target where to write: `home`, or that of another folder
 * @returns the link name under which the connection stands
 */
export const saveConnection = async (
	home: Kept,
	target: Kept,
	request: SaveRequest,
): Promise<Result<string>> => {
	const opened = request.service
		? await openService(home, request.service)
		: target.store === home.store
			? ok(undefined)
			: await borrowService(home, request.connection.service);
	if (!opened.ok) return opened;
	for (let round = 0; round < rounds; round++) {
		const saved = await saveSealed(() => trySaving(target, request, opened.value));
		if (!saved.ok) return saved;
		if (saved.value !== undefined) return ok(saved.value);
	}
	throw new Error('The names of a new connection were taken each time.');
};

export type SavedGrant = {readonly linkName: string; readonly store: World['store']};

/**
 * Saves a grant that Zoho has just issued: as a new connection, or beside the one that it is to replace.
 *
 * @param request.replaces the connection that is to get it @param request.otherFolder where the usual file could not be written
 */
export const saveGrant = async (
	world: Kept & Pick<World, 'clock' | 'keyedFileIn'>,
	request: SaveRequest & {
		readonly replaces?: string | undefined;
		readonly otherFolder?: string | undefined;
	},
): Promise<Result<SavedGrant>> => {
	const {replaces, otherFolder} = request;
	const target = otherFolder === undefined ? world : world.keyedFileIn(otherFolder);
	const saved =
		replaces !== undefined && otherFolder === undefined
			? await saveIncoming(world, replaces, request)
			: await saveConnection(world, target, request);
	return mapped(saved, linkName => ({linkName, store: target.store}));
};
