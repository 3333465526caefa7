import fs from 'node:fs';

const remove = (folder: string): boolean => {
	try {
		fs.rmdirSync(folder);
		return true;
	} catch {
		return false;
	}
};

const timeOf = (folder: string): number | undefined => {
	try {
		return fs.statSync(folder, {throwIfNoEntry: false})?.mtimeMs;
	} catch {
		return undefined;
	}
};

/**
 * Whether the lock's holder is dead: it has not renewed it for `stale` milliseconds, by the clock or by our own watching. A clock
 * that was put back makes a lock of the future, which the clock alone would wait for.
 */
const createWatch = (folder: string, stale: number): (() => boolean) => {
	let seen: {readonly time: number; readonly since: number} | undefined;
	return () => {
		const time = timeOf(folder);
		if (time === undefined) return false;
		const now = performance.now();
		if (seen?.time !== time) seen = {time, since: now};
		return time < Date.now() - stale || now - seen.since > stale;
	};
};

/**
 * Takes the lock of a dead holder away; true when that was done. Of many who wait only one does it, behind a guard of its own and
 * after another look: else the second would take away what the first has just made, and both would hold the lock.
 *
 * To be called again and again while the lock is waited for.
 */
export const createTakeover = (file: string, stale: number): (() => boolean) => {
	const guard = `${file}.takeover`;
	const isDead = createWatch(file, stale);
	const isGuardDead = createWatch(guard, stale);
	return () => {
		if (!isDead()) return false;
		try {
			fs.mkdirSync(guard);
		} catch {
			// Somebody is at it; or was killed within those few microseconds.
			if (isGuardDead()) remove(guard);
			return false;
		}
		const isTaken = isDead() && remove(file);
		remove(guard);
		return isTaken;
	};
};
