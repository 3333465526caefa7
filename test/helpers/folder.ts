import {existsSync, utimesSync, watch} from 'node:fs';
import {join} from 'node:path';
import {lockName} from '../../source/io/file/folder.js';
import {createWaiter} from './listeners.js';

/**
 * Waits for what only the files of a folder tell; looked at whenever something in it changes.
 *
 * @throws Error with the complaint when it has not come about in time.
 */
export const waitForFolder = async (
	folder: string,
	isTrue: () => boolean,
	complaint: string,
	timeout = 20_000,
): Promise<void> => {
	const waiter = createWaiter();
	const watcher = watch(folder, waiter.notify);
	try {
		await waiter.until(
			() => isTrue() || undefined,
			timeout,
			() => complaint,
		);
	} finally {
		watcher.close();
	}
};

/** The lock of the dead is taken over when it is stale; a test need not wait for that. */
export const ageLock = (folder: string): void => {
	const lock = join(folder, lockName);
	const old = new Date(Date.now() - 60_000);
	if (existsSync(lock)) utimesSync(lock, old, old);
};
