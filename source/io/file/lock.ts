import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {Lock} from '../ports.js';
import {codeOf} from '../system/error-code.js';
import {createTakeover} from './lock-takeover.js';
import {explainUnwritableFile} from './refusals.js';

const locked = (file: string, limit: number) =>
	refused({
		id: 'locked',
		what: `Another zconn holds the lock: ${file}`,
		why: `It was waited for ${Math.round(limit / 1000)} seconds; a lock whose program died is taken over by itself.`,
		next: `Let the other program finish, then try again. If none runs, remove "${file}".`,
		exitCode: 6,
	});

export type LockOptions = {
	/** Milliseconds to wait for the lock before refusing. Default 15 seconds. */
	readonly limit?: number | undefined;
	/** Milliseconds after which a lock that nobody renews is taken over. Default 10 seconds. */
	readonly stale?: number | undefined;
};

/**
 * Mutual exclusion between processes (a folder made by `mkdir` and kept fresh by proper-lockfile, taken over when stale) and,
 * before that, a queue within this one, so that fifty callers do not poll against each other.
 *
 * `hold(file, work)`: `file` is the lock's own path, never the protected file. Refuses `locked` after the limit, or what
 * forbids making the lock (both exit 6). Released on every path; a lock lost to a long sleep of the machine crashes nothing.
 * proper-lockfile is loaded on first use.
 */
export const createLock = ({limit = 15_000, stale = 10_000}: LockOptions = {}): Lock => {
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

	const acquire = async (file: string, deadline: number): Promise<Result<() => Promise<void>>> => {
		// The default export, as for undici: bundled, a CommonJS module has no other name.
		const {default: lockfile} = await import('proper-lockfile');
		const takeOver = createTakeover(file, stale);
		for (;;) {
			try {
				return ok(
					await lockfile.lock(file, {
						lockfilePath: file,
						realpath: false,
						// It takes a dead lock away in two steps, and two who do so at once both get it: that is done below.
						stale: Number.POSITIVE_INFINITY,
						update: stale / 2,
						// The protected work is written so that losing the lock is no harm; crashing would be.
						onCompromised: () => undefined,
					}),
				);
			} catch (error) {
				if (codeOf(error) !== 'ELOCKED') return refused(explainUnwritableFile(file, error));
				if (takeOver()) continue;
				if (performance.now() >= deadline) return locked(file, limit);
				await delay(20 + Math.random() * 60);
			}
		}
	};

	const holdNow = async <T>(file: string, work: () => Promise<T>, deadline: number): Promise<Result<T>> => {
		try {
			fs.mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		} catch (error) {
			return refused(explainUnwritableFile(file, error));
		}
		const release = await acquire(file, deadline);
		if (!release.ok) return release;
		try {
			return ok(await work());
		} finally {
			// It fails only when the lock was lost meanwhile, and then there is nothing to release.
			await release.value().catch(() => undefined);
		}
	};

	const hold = async <T>(name: string, work: () => Promise<T>): Promise<Result<T>> => {
		const file = path.resolve(name);
		const deadline = performance.now() + limit;
		const before = queues.get(file);
		let leave = (): void => undefined;
		const mine = new Promise<void>(resolve => {
			leave = resolve;
		});
		// Whoever gives up still passes the turn on only after the one before it.
		const tail = Promise.all([before, mine]);
		queues.set(file, tail);
		try {
			return (await turn(before, deadline)) ? await holdNow(file, work, deadline) : locked(file, limit);
		} finally {
			leave();
			if (queues.get(file) === tail) queues.delete(file);
		}
	};

	return {hold};
};
