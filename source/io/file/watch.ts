import fs from 'node:fs';

/** Milliseconds within which changes count as one: a write is a new file, a backup and a rename. */
const settleTime = 60;

const signatureOf = (folder: string, name: string): string => {
	const stat = fs.statSync(`${folder}/${name}`, {throwIfNoEntry: false});
	return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : '';
};

const safely = <T>(work: () => T): T | undefined => {
	try {
		return work();
	} catch {
		// It is looked at with every key all the same.
		return undefined;
	}
};

/**
 * Follows one file, also when it is replaced by another of the same name.
 *
 * @param onChange called after the file has become another one than it was when the watch began, or at the last call
 */
export const watchFile = (folder: string, name: string, onChange: () => void) => {
	let known = safely(() => signatureOf(folder, name));
	let timer: NodeJS.Timeout | undefined;
	const look = (): void => {
		timer = undefined;
		const now = safely(() => signatureOf(folder, name));
		if (now === undefined || now === known) return;
		known = now;
		onChange();
	};
	const watcher = safely(() =>
		fs.watch(folder, {persistent: false}, (_event, changed) => {
			if (changed === null || changed === name) timer ??= setTimeout(look, settleTime);
		}),
	);
	watcher?.on('error', () => watcher.close());
	return {
		/** Looks now: for places where the system tells of no changes (network drives). */
		look,
		close: (): void => {
			clearTimeout(timer);
			watcher?.close();
		},
	};
};
