import {incomingOf, putIncoming, takeOver} from '../../connection/changes/take-over.js';
import {withUndo} from '../../connection/changes/undo.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {withoutDraft} from '../../connection/file/rows.js';
import type {UnsealedConnection, UnsealedService} from '../../wizard/effects.js';
import {ok, type Result} from '../../zoho/refusal.js';
import {saveSealed} from '../secrets/save-sealed.js';
import {isSameToken} from '../tokens/open-grant.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';
import {sealConnection, sealedService} from './seal.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock'>;

/**
 * Keeps the grant that Zoho has just issued beside the one in use: on disk before anything else is tried, and nothing that
 * works is touched.
 *
 * @returns the link name under which it stands
 */
export const saveIncoming = (
	world: Needs,
	linkName: string,
	{
		service,
		connection,
	}: {readonly service: UnsealedService | undefined; readonly connection: UnsealedConnection},
): Promise<Result<string>> =>
	saveSealed(async () => {
		const sealed = await sealedService(world, service);
		if (!sealed.ok) return sealed;
		const row = await sealConnection(world.secrets, connection, linkName, connection.service);
		if (!row.ok) return row;
		const incoming = incomingOf(row.value, sealed.value ?? null, nowIn(world));
		const saved = await changeRow(world, linkName, file => ok(putIncoming(file, linkName, incoming)));
		return saved.ok ? ok(linkName) : saved;
	});

/** The proven grant takes the old one's place, in one write with the end of the draft; it can be undone. */
export const takeOverGrant = async (
	world: Needs,
	{linkName, draftId}: {readonly linkName: string; readonly draftId: string},
): Promise<Result<ConnectionsFile>> => {
	const before = world.store.read();
	const at = nowIn(world);
	const row = before.ok ? before.value.connections[linkName] : undefined;
	// Servers other than Zoho's may hand out the refresh token that is in use already: revoking that would end both.
	const isSame =
		row?.incoming !== undefined && (await isSameToken(world.secrets, linkName, row, row.incoming));
	return changeRow(world, linkName, file =>
		ok(withoutDraft(withUndo(file, takeOver(file, linkName, at, isSame), linkName, at), draftId)),
	);
};
