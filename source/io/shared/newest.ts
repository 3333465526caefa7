import type {ConnectionsFile} from '../../connection/file/format.js';
import {mapped, ok, type Result} from '../../zoho/refusal.js';
import type {SharedDoor} from './door.js';
import type {OverlayStore} from './overlay.js';

/** A connection as it is now, and who changed it in the shared store last. */
export type Newest = {
	readonly file: ConnectionsFile;
	/** `at`: ISO 8601, by the clock of the store. */
	readonly change: {readonly by: string; readonly at: string} | undefined;
};

/** So many of the newest events are looked through: refreshes stand between the changes of people. */
const looked = 20;

/** Reads the rows of the shared store once more, and its audit. What of it cannot be had is left out. */
export const newest = async (
	world: {
		readonly shared: Pick<SharedDoor, 'isKnown' | 'open'>;
		readonly overlay: Pick<OverlayStore, 'read' | 'pull'>;
	},
	linkName: string,
): Promise<Result<Newest>> => {
	const {shared, overlay} = world;
	if (!shared.isKnown) return mapped(overlay.read(), file => ({file, change: undefined}));
	await overlay.pull();
	const file = overlay.read();
	if (!file.ok) return file;
	const access = await shared.open(linkName);
	const {readEvents} = await import('./engines/admin.js');
	const events = access.ok
		? await readEvents(access.value.database, {name: linkName, limit: looked})
		: access;
	const last = events.ok ? events.value.find(({what}) => what === 'change' || what === 'remove') : undefined;
	return ok({file: file.value, change: last && {by: last.machine, at: last.at}});
};
