import {withEdit} from '../../connection/changes/edit.js';
import {withUndo} from '../../connection/changes/undo.js';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {withoutDraft} from '../../connection/file/rows.js';
import type {SeenVersion, UnsealedService} from '../../wizard/effects.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';
import {sealedService} from './seal.js';

/** Whether the service is still the one that was shown: what another program changed since is not overwritten. */
const isStillService = ({service}: SeenVersion, row: Connection, file: ConnectionsFile): boolean =>
	row.service === service.linkName && file.services[row.service]?.updatedAt === service.updatedAt;

const isStill =
	(seen: SeenVersion) =>
	(row: Connection, file: ConnectionsFile): boolean =>
		row.name === seen.name && isStillService(seen, row, file);

/**
 * After a consent, which takes minutes: the name that another program gave since is kept where this one gave none. Undefined where both
 * gave one, or where the service is another by now.
 *
 * @param name as it is to be saved
 */
export const nameAfterConsent = (
	seen: SeenVersion,
	name: string,
	row: Connection,
	file: ConnectionsFile,
): string | undefined => {
	if (!isStillService(seen, row, file)) return undefined;
	if (name === seen.name) return row.name;
	return row.name === seen.name || row.name === name ? name : undefined;
};

/** Changes what needs no consent, in one write; a draft of it is over. It can be undone. */
export const editConnection = async (
	world: Pick<World, 'store' | 'secrets' | 'clock'>,
	request: {
		readonly linkName: string;
		readonly name: string;
		readonly service: UnsealedService | undefined;
		/** What the change was made from. */
		readonly seen: SeenVersion;
		readonly draftId: string;
	},
): Promise<Result<ConnectionsFile>> => {
	const {linkName, name, draftId, seen} = request;
	const service = await sealedService(world, request.service);
	if (!service.ok) return service;
	const at = nowIn(world);
	return changeRow(
		world,
		linkName,
		file => {
			const edited = withEdit(file, linkName, {name, service: service.value, at});
			return ok(withoutDraft(withUndo(file, edited, linkName, at), draftId));
		},
		{isStill: isStill(seen)},
	);
};
