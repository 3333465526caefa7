import fs from 'node:fs';
import path from 'node:path';
import {lifeOf, readOwnerName} from './lock-owner.js';

const timeOf = (folder: string): number | undefined => {
	try {
		return fs.statSync(folder, {throwIfNoEntry: false})?.mtimeMs;
	} catch {
		return undefined;
	}
};

/**
 * Whether the holder of a lock has to be waited for. Ask it again and again while you wait.
 *
 * A holder on this machine is over at once when its process is gone. One that runs but has not renewed its lock for `stale`
 * milliseconds, by our own watching, is stopped or hangs: it loses the lock, unless `waitsForRunning`. Of a holder elsewhere there
 * is only the time of its last renewal; a clock that was put back makes that lie in the future, so watching counts there too.
 */
export const createLockWatch = (lock: string, stale: number, waitsForRunning: boolean) => {
	const seen = new Map<string, {readonly time: number; readonly since: number}>();

	const isStill = (folder: string, time: number): boolean => {
		const now = performance.now();
		const known = seen.get(folder);
		if (known?.time === time) return now - known.since > stale;
		seen.set(folder, {time, since: now});
		return false;
	};

	const isOld = (folder: string): boolean => {
		const time = timeOf(folder);
		return time !== undefined && (isStill(folder, time) || time < Date.now() - stale);
	};

	return {
		isOver: (name: string): boolean => {
			const owner = readOwnerName(name);
			const entry = path.join(lock, name);
			if (!owner) return false;
			switch (lifeOf(owner)) {
				case 'dead':
					return true;
				case 'elsewhere':
					return isOld(entry);
				case 'runs':
				case 'stopped': {
					const time = timeOf(entry);
					return !waitsForRunning && time !== undefined && isStill(entry, time);
				}
			}
		},
		/** The same of a folder that bears no name. */
		isAbandoned: (): boolean => isOld(lock),
	};
};

export type LockWatch = ReturnType<typeof createLockWatch>;
