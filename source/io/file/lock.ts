import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {type Result, refused} from '../../zoho/refusal.js';
import type {Lease, Lock} from '../ports.js';
import type {LockOptions} from './lock-hold.js';

/**
 * Mutual exclusion between processes, and before that a queue within this one, so that fifty callers do not poll against each other.
 *
 * A lock is a folder with one entry, which names its holder: process, start time, machine and a random id. A takeover
 * removes that entry, by its name; so a holder that was stopped can neither harm the next one nor believe that it still
 * holds the lock: `lease.isOurs` tells, and `lease.place` gives a file its place through the entry, which fails once the
 * entry is gone.
 *
 * `hold(file, work)`: `file` is the lock's own path, never the protected file. Refuses `locked` after the limit, `lock-in-the-way`, `lock-of-another-user`,
 * or what forbids making the lock (all exit 6). Released on every path.
 */
export const createLock = (options: LockOptions = {}): Lock => {
	const {limit = 15_000, stale = 10_000} = options;
	const patience = {...options, limit, stale};
	const queues = new Map<string, Promise<unknown>>();

	/** Waits for the turn within this process; false when the limit passes first. */
	const turn = async (before: Promise<unknown> | undefined, deadline: number): Promise<boolean> => {
		if (!before) return true;
		const gaveUp = new AbortController();
		const isMine = await Promise.race([
			before.then(() => true),
			delay(Math.max(0, deadline - performance.now()), false, {signal: gaveUp.signal}).catch(() => false),
		]);
		gaveUp.abort();
		return isMine;
	};

	const hold = async <T>(place: string, work: (lease: Lease) => Promise<T>): Promise<Result<T>> => {
		const file = path.resolve(place);
		const deadline = performance.now() + limit;
		const before = queues.get(file);
		const {promise: mine, resolve: leave} = Promise.withResolvers<void>();
		// A caller that gives up still passes the turn on only after the one before it.
		const tail = Promise.all([before, mine]);
		queues.set(file, tail);
		try {
			if (await turn(before, deadline)) {
				const {holdNow} = await import('./lock-hold.js');
				return await holdNow(file, work, patience, deadline);
			}
			return refused((await import('./lock-refusals.js')).locked(file, limit, undefined));
		} finally {
			leave();
			if (queues.get(file) === tail) queues.delete(file);
		}
	};

	return {hold};
};
