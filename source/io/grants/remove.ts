import {isRevoked, revocable} from '../../connection/changes/revoked.js';
import {someRows} from '../../connection/file/contents.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {Removed} from '../ports.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import {changeRow, withGrantOf} from './change-row.js';
import {explainNotRemoved} from './refusals.js';
import {dataCenterOf, revokePlainly} from './revoke.js';

/**
 * Revokes, then deletes the connection, from the backup as well. If revoking fails (exit 4), nothing is deleted: a grant
 * that stays alive without a holder could no longer be ended from here. The service stays.
 */
export const removeConnection = async (
	world: Parameters<typeof revokePlainly>[0],
	linkName: string,
	{keepGrant = false}: {readonly keepGrant?: boolean} = {},
): Promise<Result<Removed>> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return one;
	const {connection, service} = one.value;
	const dataCenter = dataCenterOf(world, connection);
	let grant: Removed['grant'] = isRevoked(connection) ? 'was-over' : 'kept';
	if (!keepGrant) {
		const revoked = await revokePlainly(world, linkName);
		if (!revoked.ok) return refused(explainNotRemoved({connection, dataCenter}, revoked.refusal));
		grant = revoked.value.how;
	}
	const saved = await holdGrant(world, linkName, () =>
		changeRow(
			world,
			linkName,
			file => ok({...file, connections: someRows(file.connections, (_row, name) => name !== linkName)}),
			{isStill: withGrantOf(connection), forgets: true},
		),
	);
	if (!saved.ok) return saved;
	const isUnused = !Object.values(saved.value.connections).some(other => other.service === service.linkName);
	return ok({
		name: connection.name,
		what: revocable(connection),
		grant,
		dataCenter: dataCenter ?? null,
		service: {linkName: service.linkName, name: service.name, isUnused},
	});
};
