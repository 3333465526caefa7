import path from 'node:path';
import type {Result} from '../../zoho/refusal.js';
import type {World} from '../world.js';

/** The lock to hold while using or ending the grant of a connection. @param folder the store's */
export const refreshLockFile = (folder: string, linkName: string): string =>
	path.join(folder, `refresh-${linkName}.lock`);

/**
 * Does the work while no other caller uses the grant of a connection. Refuses `no-such-connection` (exit 5) before it
 * makes a lock, because the input may be no name at all and would lead out of the folder; `locked` (exit 6).
 */
export const holdGrant = async <T>(
	{store, lock}: Pick<World, 'store' | 'lock'>,
	linkName: string,
	work: () => Promise<Result<T>>,
): Promise<Result<T>> => {
	const one = store.readOne(linkName);
	if (!one.ok) return one;
	const held = await lock.hold(refreshLockFile(store.folder, linkName), work);
	return held.ok ? held.value : held;
};
