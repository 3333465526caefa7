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

/** Whether name and service are still those that were shown: what another program changed since is not overwritten. */
const isStill =
	({name, service}: SeenVersion) =>
	(row: Connection, file: ConnectionsFile): boolean =>
		row.name === name &&
		row.service === service.linkName &&
		file.services[row.service]?.updatedAt === service.updatedAt;

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
