import {watch} from 'node:fs';
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
