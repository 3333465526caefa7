import {type NewNames, planRename, withNewName, withOldNames} from '../../connection/changes/rename.js';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {present} from '../../connection/file/rows.js';
import {isShared} from '../../connection/shared/overlay.js';
import {sharedRename} from '../../connection/shared/refusals.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {moveSecrets} from '../file/secret-rows.js';
import type {Renamed} from '../ports.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock' | 'lock'>;

/** Every secret of a row: of the grant in use, of one that waits, and of those that are to be revoked. */
const secretsOf = (row: Connection): Partial<Connection> =>
	present(row, ['refreshToken', 'accessToken', 'incoming', 'outgoing']);

const isUnchanged = (one: Connection, other: Connection): boolean =>
	JSON.stringify(secretsOf(one)) === JSON.stringify(secretsOf(other));

/**
 * Gives a connection other names, with its secrets sealed for its new place. The same names again write nothing.
 *
 * @param plan the names, as the file stands by then @param finish the row as it is to be saved
 */
export const giveNames = async (
	world: Needs,
	linkName: string,
	plan: (file: ConnectionsFile) => Result<NewNames>,
	finish: (file: ConnectionsFile, row: Connection, old: Connection) => Connection,
): Promise<Result<Renamed>> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return one;
	const file = world.store.read();
	if (!file.ok) return file;
	const wanted = plan(file.value);
	if (!wanted.ok) return wanted;
	const {connection} = one.value;
	const {name} = connection;
	if (wanted.value.name === name && wanted.value.linkName === linkName) {
		return ok({...wanted.value, previous: {name, linkName}});
	}
	if (isShared(connection) && wanted.value.linkName !== linkName) return refused(sharedRename(linkName));
	const moved = await moveSecrets(world.secrets, connection, wanted.value.linkName);
	if (!moved.ok) return moved;
	const saved = await changeRow(
		world,
		linkName,
		(current, row) => {
			// The name may have been taken since.
			const names = plan(current);
			if (!names.ok) return names;
			const next = {...row, ...secretsOf(moved.value), ...names.value, updatedAt: nowIn(world)};
			return ok(withNewName(current, linkName, finish(current, next, row)));
		},
		{isStill: row => isUnchanged(row, connection)},
	);
	return saved.ok ? ok({...wanted.value, previous: {name, linkName}}) : saved;
};

/**
 * Gives a connection another name, and the link name that follows from it; that can be undone. Services keep theirs. While a
 * refresh runs under the old name it is waited for; the same names again write nothing. Refuses (exit 2) an unfit name, and one of
 * which the link name is taken, with a free one.
 */
export const renameConnection = (world: Needs, linkName: string, newName: string): Promise<Result<Renamed>> =>
	holdGrant(world, linkName, () =>
		giveNames(
			world,
			linkName,
			file => planRename(file, linkName, newName),
			(file, row, old) => withOldNames(file, old, row, row.updatedAt),
		),
	);
