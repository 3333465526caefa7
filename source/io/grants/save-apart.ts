import {detach, waitingRow} from '../../connection/changes/take-over.js';
import {withoutDraft} from '../../connection/file/rows.js';
import {freeNameOf, linkNameOf, standsFor} from '../../connection/link-name.js';
import {changedMeanwhile, noSuchConnection} from '../../connection/refusals.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {moveSecrets} from '../file/secret-rows.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock'>;

/**
 * The new grant becomes a connection of its own; the old one stays as it was.
 *
 * @returns name and link name of the new one: those of the old one are taken
 */
export const saveApart = async (
	world: Needs,
	request: {readonly linkName: string; readonly draftId: string},
): Promise<Result<{readonly name: string; readonly linkName: string}>> => {
	const {linkName, draftId} = request;
	const read = world.store.read();
	if (!read.ok) return read;
	const row = read.value.connections[linkName];
	if (!row) return refused(noSuchConnection(linkName, Object.keys(read.value.connections), world.store.path));
	if (!row.incoming) return refused(changedMeanwhile(linkName));
	const {services, connections} = read.value;
	const taken = Object.keys(connections);
	const about = standsFor({services}, {service: row.service, dataCenter: row.incoming.dataCenter});
	const shown = freeNameOf(row.incoming.name, taken);
	const name = linkNameOf(shown, taken, about);
	const waiting = {...waitingRow(row, row.incoming, nowIn(world)), name: shown};
	const apart = await moveSecrets(world.secrets, waiting, name);
	if (!apart.ok) return apart;
	const saved = await changeRow(world, linkName, file =>
		ok(file.connections[name] ? file : withoutDraft(detach(file, linkName, apart.value), draftId)),
	);
	if (!saved.ok) return saved;
	// Another program has taken the name since: another one is tried.
	return saved.value.connections[name] === apart.value
		? ok({name: shown, linkName: name})
		: saveApart(world, request);
};
