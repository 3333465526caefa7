import {withEdit} from '../../connection/changes/edit.js';
import {withUndo} from '../../connection/changes/undo.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {withoutDraft} from '../../connection/file/rows.js';
import type {UnsealedService} from '../../wizard/effects.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';
import {sealedService} from './seal.js';

/** Changes what needs no consent, in one write; a draft of it is over. It can be undone. */
export const editConnection = async (
	world: Pick<World, 'store' | 'secrets' | 'clock'>,
	request: {
		readonly linkName: string;
		readonly name: string;
		readonly service: UnsealedService | undefined;
		readonly draftId: string;
	},
): Promise<Result<ConnectionsFile>> => {
	const {linkName, name, draftId} = request;
	const service = await sealedService(world, request.service);
	if (!service.ok) return service;
	const at = nowIn(world);
	return changeRow(world, linkName, file => {
		const edited = withEdit(file, linkName, {name, service: service.value, at});
		return ok(withoutDraft(withUndo(file, edited, linkName, at), draftId));
	});
};
