import {detach, waitingRow} from '../../connection/changes/take-over.js';
import {withoutDraft} from '../../connection/file/rows.js';
import {linkNameOf, standsFor} from '../../connection/link-name.js';
import {changedMeanwhile, noSuchConnection} from '../../connection/refusals.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {moveSecrets} from '../file/secret-rows.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock'>;

/**
 * The new grant becomes a connection of its own; the old one stays as it was.
 *
 * @returns the link name of the new one
 */
export const saveApart = async (
	world: Needs,
	request: {readonly linkName: string; readonly draftId: string},
): Promise<Result<string>> => {
	const {linkName, draftId} = request;
	const read = world.store.read();
	if (!read.ok) return read;
	const row = read.value.connections[linkName];
	if (!row) return refused(noSuchConnection(linkName, Object.keys(read.value.connections), world.store.path));
	if (!row.incoming) return refused(changedMeanwhile(linkName));
	const {services, connections} = read.value;
	const about = standsFor({services}, {service: row.service, dataCenter: row.incoming.dataCenter});
	const name = linkNameOf(row.incoming.name, Object.keys(connections), about);
	const apart = await moveSecrets(world.secrets, waitingRow(row, row.incoming, nowIn(world)), name);
	if (!apart.ok) return apart;
	const saved = await changeRow(world, linkName, file =>
		ok(file.connections[name] ? file : withoutDraft(detach(file, linkName, apart.value), draftId)),
	);
	if (!saved.ok) return saved;
	// Another program has taken the name since: another one is tried.
	return saved.value.connections[name] === apart.value ? ok(name) : saveApart(world, request);
};
