import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** What is needed of a node:test context: somewhere to hang a clean-up on. */
export type HasAfter = {readonly after: (cleanUp: () => void | Promise<void>) => void};

const directories = new Set<string>();

const remove = (directory: string): void => {
	directories.delete(directory);
	rmSync(directory, {recursive: true, force: true, maxRetries: 3});
};

process.on('exit', () => {
	for (const directory of directories) remove(directory);
});

/**
 * An empty folder, only for this user.
 *
 * @param t The test whose end removes it; without one it stays until the process ends.
 */
export const temporaryDirectory = (t?: HasAfter): string => {
	const directory = mkdtempSync(path.join(tmpdir(), 'zconn-test-'));
	directories.add(directory);
	t?.after(() => remove(directory));
	return directory;
};

/** Removes a folder made by {@link temporaryDirectory} before its time. */
export const removeTemporaryDirectory = remove;

const handedOut = new Set<number>();

const portNobodyUses = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			server.close(() => resolve(port));
		});
	});

/** A TCP port of 127.0.0.1 that was free a moment ago; never the same one twice in a process. */
export const freePort = async (): Promise<number> => {
	for (;;) {
		const port = await portNobodyUses();
		if (handedOut.has(port)) continue;
		handedOut.add(port);
		return port;
	}
};
