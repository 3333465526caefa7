import {isRevoked} from '../../connection/changes/revoked.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {ConnectionActions, Removed} from '../ports.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import {isSameGrant} from './change.js';
import {changedMeanwhile, explainNotRemoved} from './refusals.js';
import {createRevoking, dataCenterOf, type RevokeWorld} from './revoke.js';

/**
 * Revokes, then deletes the connection, from the backup as well. Where revoking failed nothing is deleted: a grant that lives
 * on and that nobody holds could not be ended from here any more. The service stays.
 */
export const createRemoveAction = (world: RevokeWorld): ConnectionActions['remove'] => {
	const {store} = world;
	const revoking = createRevoking(world);

	return async (linkName, {keepGrant = false} = {}) => {
		const one = store.readOne(linkName);
		if (!one.ok) return one;
		const {connection, service} = one.value;
		let grant: Removed['grant'] = isRevoked(connection) ? 'was-over' : 'kept';
		if (!keepGrant) {
			const revoked = await revoking(linkName);
			if (!revoked.ok) {
				return refused(explainNotRemoved(linkName, revoked.refusal, dataCenterOf(world, connection)));
			}
			grant = revoked.value.how;
		}
		const remove = () =>
			store.update(
				file => {
					const {[linkName]: current, ...connections} = file.connections;
					if (!current || !isSameGrant(current, connection)) return refused(changedMeanwhile(linkName));
					return ok({...file, connections});
				},
				{forgets: true},
			);
		const saved = await holdGrant(world, linkName, remove);
		if (!saved.ok) return saved;
		const isServiceUnused = !Object.values(saved.value.connections).some(
			other => other.service === service.linkName,
		);
		const removed: Result<Removed> = ok({
			name: connection.name,
			grant,
			dataCenter: dataCenterOf(world, connection) ?? null,
			service: {linkName: service.linkName, name: service.name, isUnused: isServiceUnused},
		});
		return removed;
	};
};
