import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {rowOf} from '../../connection/file/rows.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {Store} from '../ports.js';

/** Whether two rows hold the same grant. */
export const isSameGrant = (one: Connection, other: Connection): boolean =>
	JSON.stringify(one.refreshToken) === JSON.stringify(other.refreshToken);

/**
 * Changes the row as it stands now; not when another consent has replaced its grant, or removed it, since `used` was read.
 * `change` returns the very same row to write nothing.
 */
export const changeConnection = (
	store: Store,
	used: Connection,
	change: (current: Connection) => Connection,
): Promise<Result<ConnectionsFile>> =>
	store.update(file => {
		const {linkName} = used;
		const current = rowOf(file, linkName);
		if (!current || !isSameGrant(current, used)) return ok(file);
		const next = change(current);
		return next === current ? ok(file) : ok({...file, connections: {...file.connections, [linkName]: next}});
	});
