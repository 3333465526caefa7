import {putIncoming, takeOver} from '../../connection/changes/take-over.js';
import {withUndo} from '../../connection/changes/undo.js';
import type {Connection, Incoming} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {EffectContext, EffectOf, EffectWorld} from '../effects/world.js';
import {sealedAnew} from '../secrets/sealed-anew.js';
import {change, iso, withoutDraft} from './change-row.js';
import {sealConnection, sealedService} from './save.js';

/**
 * Keeps the grant that Zoho has just issued beside the one in use: on disk before anything else is tried, and nothing that
 * works is touched.
 */
export const saveIncoming = (
	world: EffectWorld,
	linkName: string,
	grant: Pick<EffectOf<'save-connection'>, 'service' | 'connection'>,
): Promise<Result<string>> => sealedAnew(() => trySavingIncoming(world, linkName, grant));

const trySavingIncoming = async (
	world: EffectWorld,
	linkName: string,
	{service, connection}: Pick<EffectOf<'save-connection'>, 'service' | 'connection'>,
): Promise<Result<string>> => {
	const {store, secrets} = world;
	const sealed = service ? await sealedService(world, service) : ok(null);
	if (!sealed.ok) return sealed;
	const row = await sealConnection(secrets, connection, linkName, connection.service);
	if (!row.ok) return row;
	const saved = await change(store, linkName, file =>
		putIncoming(file, linkName, incomingOf(row.value, sealed.value, iso(world))),
	);
	return saved.ok ? ok(linkName) : saved;
};

const incomingOf = (row: Connection, service: Incoming['service'], at: string): Incoming => ({
	name: row.name,
	dataCenter: row.dataCenter,
	apiDomain: row.apiDomain,
	scopesRequested: row.scopesRequested,
	scopesGranted: row.scopesGranted,
	refreshToken: row.refreshToken,
	accessToken: row.accessToken,
	accessTokenExpiresAt: row.accessTokenExpiresAt,
	refreshedAt: row.refreshedAt,
	account: row.account,
	organization: row.organization,
	service,
	at,
});

/** Servers other than Zoho's may hand out the refresh token that is in use already: revoking that would end both. */
const isSameGrant = async ({secrets}: EffectWorld, row: Connection | undefined): Promise<boolean> => {
	if (!row?.incoming) return false;
	const place = {owner: 'connection', linkName: row.linkName, field: 'refreshToken'} as const;
	const [old, now] = await Promise.all([
		secrets.open(row.refreshToken, place),
		secrets.open(row.incoming.refreshToken, place),
	]);
	return old.ok && now.ok && old.value === now.value;
};

export const takeOverGrant = async (
	{world, dispatch, drafts}: EffectContext,
	{id, linkName, draftId}: EffectOf<'take-over'>,
): Promise<void> => {
	const {store} = world;
	await drafts.flush();
	const before = store.read();
	const at = iso(world);
	const isSame = before.ok && (await isSameGrant(world, before.value.connections[linkName]));
	const saved = await change(store, linkName, file =>
		withoutDraft(withUndo(file, takeOver(file, linkName, at, isSame), linkName, at), draftId),
	);
	if (saved.ok) drafts.finish(draftId);
	dispatch({type: 'taken-over', id, refusal: saved.ok ? undefined : saved.refusal});
};

/** Changes what needs no consent, in one write; a draft of it is over. */
export const applyEdit = async (
	{world, dispatch, drafts}: EffectContext,
	{id, linkName, name, service, draftId}: EffectOf<'apply-edit'>,
): Promise<void> => {
	await drafts.flush();
	const sealed = service ? await sealedService(world, service) : ok(undefined);
	const at = iso(world);
	const saved = sealed.ok
		? await change(world.store, linkName, file =>
				withoutDraft(withUndo(file, withEdit(file, linkName, name, sealed.value, at), linkName, at), draftId),
			)
		: sealed;
	if (saved.ok) drafts.finish(draftId);
	dispatch({type: 'edit-applied', id, refusal: saved.ok ? undefined : saved.refusal});
};

const withEdit = (
	file: ConnectionsFile,
	linkName: string,
	name: string,
	service: Incoming['service'] | undefined,
	at: string,
): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row) return file;
	const next = {...row, name, service: service?.linkName ?? row.service, updatedAt: at};
	return {
		...file,
		services: service ? {...file.services, [service.linkName]: service} : file.services,
		connections: {...file.connections, [linkName]: next},
	};
};
