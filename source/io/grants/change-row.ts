import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {isSameGrant, withRow} from '../../connection/file/rows.js';
import {changedMeanwhile, noSuchConnection} from '../../connection/refusals.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {World} from '../world.js';

type Store = Pick<World, 'store'>;

export const nowIn = ({clock}: Pick<World, 'clock'>): string => new Date(clock.now()).toISOString();

/**
 * The only way to change a connection: as it stands by then, and where it is still there. Refuses `no-such-connection` (exit 5), and
 * `connection-changed` (exit 4) where it is no longer what the change was meant for; what `change` refuses is passed through.
 *
 * @param change returns the very same file to write nothing
 * @param settings.isStill whether the row is still the one that is meant @param settings.forgets as the store has it
 */
export const changeRow = (
	{store}: Store,
	linkName: string,
	change: (file: ConnectionsFile, row: Connection) => Result<ConnectionsFile>,
	settings: {
		readonly isStill?: (row: Connection, file: ConnectionsFile) => boolean;
		readonly forgets?: boolean;
	} = {},
): Promise<Result<ConnectionsFile>> =>
	store.update(
		file => {
			const row = file.connections[linkName];
			if (!row) return refused(noSuchConnection(linkName, Object.keys(file.connections), store.path));
			if (settings.isStill?.(row, file) === false) return refused(changedMeanwhile(linkName));
			return change(file, row);
		},
		{forgets: settings.forgets ?? false},
	);

/** A row that holds the grant which was used. */
export const withGrantOf =
	(used: Connection) =>
	(row: Connection): boolean =>
		isSameGrant(row, used);

/**
 * Notes what became known of a grant. Where another consent has replaced it since, or the connection is gone, there is nothing to
 * note, and that is no failure.
 *
 * @param note returns the very same row to write nothing
 */
export const noteOnGrant = async (
	world: Store,
	used: Connection,
	note: (current: Connection) => Connection,
): Promise<Result<true>> => {
	const noted = await changeRow(
		world,
		used.linkName,
		(file, row) => {
			const next = note(row);
			return ok(next === row ? file : withRow(file, next));
		},
		{isStill: withGrantOf(used)},
	);
	const isMoot = !noted.ok && ['no-such-connection', 'connection-changed'].includes(noted.refusal.id);
	return noted.ok || isMoot ? ok(true) : noted;
};
