import {incomingOf, putIncoming, takeOver} from '../../connection/changes/take-over.js';
import {withUndo} from '../../connection/changes/undo.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {withoutDraft, withRow} from '../../connection/file/rows.js';
import {changedMeanwhile} from '../../connection/refusals.js';
import type {SeenVersion, UnsealedConnection, UnsealedService} from '../../wizard/effects.js';
import {mapped, ok, type Result, refused} from '../../zoho/refusal.js';
import {saveSealed} from '../secrets/save-sealed.js';
import {isSameToken} from '../tokens/open-grant.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';
import {nameAfterConsent} from './edit.js';
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
	grant: {readonly service: UnsealedService | undefined; readonly connection: UnsealedConnection},
): Promise<Result<string>> =>
	saveSealed(async () => {
		const {service, connection} = grant;
		const sealed = await sealedService(world, service);
		if (!sealed.ok) return sealed;
		const row = await sealConnection(world.secrets, connection, linkName, connection.service);
		if (!row.ok) return row;
		const incoming = incomingOf(row.value, sealed.value ?? null, nowIn(world));
		const saved = await changeRow(world, linkName, file => ok(putIncoming(file, linkName, incoming)));
		return mapped(saved, () => linkName);
	});

/**
 * The proven grant takes the old one's place, in one write with the end of the draft; it can be undone. Refuses `connection-changed`
 * (exit 4) where another program changed the same in the meantime; the new grant then waits on.
 */
export const takeOverGrant = async (
	world: Needs,
	request: {readonly linkName: string; readonly draftId: string; readonly seen: SeenVersion},
): Promise<Result<ConnectionsFile>> => {
	const {linkName, draftId, seen} = request;
	const before = world.store.read();
	const at = nowIn(world);
	const row = before.ok ? before.value.connections[linkName] : undefined;
	// Servers other than Zoho's may hand out the refresh token that is in use already: revoking that would end both.
	const isSame =
		row?.incoming !== undefined && (await isSameToken(world.secrets, linkName, row, row.incoming));
	return changeRow(world, linkName, (file, current) => {
		const {incoming} = current;
		const name = incoming && nameAfterConsent(seen, incoming.name, current, file);
		if (incoming && name === undefined) return refused(changedMeanwhile(linkName));
		const named = incoming && name ? withRow(file, {...current, incoming: {...incoming, name}}) : file;
		return ok(withoutDraft(withUndo(file, takeOver(named, linkName, at, isSame), linkName, at), draftId));
	});
};
