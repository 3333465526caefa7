import type {Connection, Incoming} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {withoutUndo} from '../../connection/file/rows.js';
import {linkNameOf} from '../../connection/link-name.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {EffectContext, EffectOf, EffectWorld} from '../effects/world.js';
import {change, gone, iso, withoutDraft} from './change-row.js';
import {sealConnection} from './save.js';

/** The waiting grant as a row of its own, sealed for its new place. */
const apartRow = async (
	{secrets}: EffectWorld,
	row: Connection,
	incoming: Incoming,
	linkName: string,
	at: string,
): Promise<Result<Connection>> => {
	const from = {owner: 'connection', linkName: row.linkName} as const;
	const {service, at: _issued, ...grant} = incoming;
	const {outgoing: _old, incoming: _waiting, ...rest} = withoutUndo(row);
	const [refreshToken, accessToken] = await Promise.all([
		secrets.open(incoming.refreshToken, {...from, field: 'refreshToken'}),
		incoming.accessToken ? secrets.open(incoming.accessToken, {...from, field: 'accessToken'}) : ok(''),
	]);
	if (!refreshToken.ok) return refreshToken;
	if (!accessToken.ok) return accessToken;
	const open = {...rest, ...grant, refreshToken: refreshToken.value, accessToken: accessToken.value};
	const fresh = {
		...open,
		throttledUntil: null,
		refusal: null,
		doubt: null,
		verifiedAt: at,
		createdAt: at,
		updatedAt: at,
	};
	return sealConnection(secrets, fresh, linkName, service?.linkName ?? row.service);
};

const detach = (
	file: ConnectionsFile,
	from: string,
	row: Connection,
	incoming: Incoming,
): ConnectionsFile => {
	const old = file.connections[from];
	if (!old) return file;
	const {incoming: _moved, ...rest} = old;
	return {
		...file,
		services: incoming.service
			? {...file.services, [incoming.service.linkName]: incoming.service}
			: file.services,
		connections: {...file.connections, [from]: rest, [row.linkName]: row},
	};
};

export const saveApart = async (
	{world, dispatch, drafts}: EffectContext,
	{id, linkName, draftId}: EffectOf<'save-apart'>,
): Promise<void> => {
	await drafts.flush();
	const saved = await moveApart(world, linkName, draftId);
	if (saved.ok) drafts.finish(draftId);
	dispatch({
		type: 'saved-apart',
		id,
		linkName: saved.ok ? saved.value : linkName,
		refusal: saved.ok ? undefined : saved.refusal,
	});
};

const moveApart = async (world: EffectWorld, linkName: string, draftId: string): Promise<Result<string>> => {
	const read = world.store.read();
	if (!read.ok) return read;
	const row = read.value.connections[linkName];
	if (!row?.incoming) return refused(gone(linkName));
	const {incoming} = row;
	const name = linkNameOf(incoming.name, Object.keys(read.value.connections));
	const apart = await apartRow(world, row, incoming, name, iso(world));
	if (!apart.ok) return apart;
	const saved = await change(world.store, linkName, file =>
		Object.hasOwn(file.connections, name)
			? file
			: withoutDraft(detach(file, linkName, apart.value, incoming), draftId),
	);
	if (!saved.ok) return saved;
	// Somebody took the name meanwhile: another one is tried.
	return saved.value.connections[name] === apart.value ? ok(name) : moveApart(world, linkName, draftId);
};
