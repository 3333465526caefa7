import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {Lease} from '../ports.js';
import {makeFolder} from '../system/make-folder.js';
import {lifeOf, newOwnerName, readOwnerName} from './lock-owner.js';
import {
	claim,
	giveUp,
	giveUpEmpty,
	isOfOther,
	leaseOf,
	lookAt,
	renew,
	type Seen,
	takeAway,
} from './lock-place.js';
import {inTheWay, leftByOther, locked} from './lock-refusals.js';
import {createLockWatch, type LockWatch} from './lock-watch.js';
import {explainUnwritableFile} from './refusals.js';

export type LockOptions = {
	/** Milliseconds to wait for the lock before refusing. Default 15 seconds. */
	readonly limit?: number | undefined;
	/** Milliseconds after which a lock that is not renewed is taken over. Default 10 seconds. */
	readonly stale?: number | undefined;
	/** For work that must not be done twice: a holder that only stands still keeps its lock as long as its process is there. */
	readonly waitsForRunning?: boolean | undefined;
	/** Called once while the lock is waited for, after a second. @param words for a person */
	readonly onWait?: ((words: string) => void) | undefined;
};

/** How to wait for a lock, and how long one that is not renewed is kept; in milliseconds. */
export type Patience = LockOptions & {readonly limit: number; readonly stale: number};

/** Milliseconds after which a person wants to know why nothing happens. */
const silence = 1000;

const waitingFor = (holder: string | undefined): string => {
	const owner = readOwnerName(holder ?? '');
	if (!owner) return 'Waiting for another zconn to finish …';
	const life = lifeOf(owner);
	if (life === 'elsewhere') return 'Waiting for a zconn on another machine or in another container …';
	return `Waiting for another zconn (process ${owner.pid}${life === 'stopped' ? ', which is stopped' : ''}) to finish …`;
};

/** Takes away what need not be waited for; whether there was anything. */
const clear = (file: string, seen: Seen, watch: LockWatch): boolean => {
	if (seen.kind === 'held')
		return seen.holders.map(name => watch.isOver(name) && takeAway(file, name)).includes(true);
	if (seen.kind !== 'empty' || !watch.isAbandoned()) return false;
	giveUpEmpty(file);
	return true;
};

/** One look, and one try where it is free. */
const tryNow = (file: string, name: string, watch: LockWatch): 'ours' | 'again' | Refusal | Seen => {
	try {
		const seen = lookAt(file);
		if (seen.kind === 'in-the-way') return inTheWay(file, seen.what);
		if (seen.kind === 'free' && claim(file, name)) return 'ours';
		if (!clear(file, seen, watch)) return seen;
		return claim(file, name) ? 'ours' : 'again';
	} catch (error) {
		return isOfOther(file) ? leftByOther(file) : explainUnwritableFile(file, error);
	}
};

/** Waits until the lock is ours. @param deadline by `performance.now` */
const acquire = async (
	file: string,
	name: string,
	patience: Patience,
	deadline: number,
): Promise<Result<true>> => {
	const {limit, stale, waitsForRunning = false, onWait} = patience;
	const watch = createLockWatch(file, stale, waitsForRunning);
	let tellAt: number | undefined = performance.now() + silence;
	for (;;) {
		const seen = tryNow(file, name, watch);
		if (seen === 'ours') return ok(true);
		if (seen === 'again') continue;
		if ('id' in seen) return refused(seen);
		const [holder] = seen.kind === 'held' ? seen.holders : [];
		const now = performance.now();
		if (now >= deadline) return refused(locked(file, limit, holder));
		if (tellAt !== undefined && now >= tellAt) {
			onWait?.(waitingFor(holder));
			tellAt = undefined;
		}
		await delay(20 + Math.random() * 60);
	}
};

/** Does the work under the lock. @param deadline by `performance.now` */
export const holdNow = async <T>(
	file: string,
	work: (lease: Lease) => Promise<T>,
	patience: Patience,
	deadline: number,
): Promise<Result<T>> => {
	try {
		makeFolder(path.dirname(file));
	} catch (error) {
		return refused(explainUnwritableFile(file, error));
	}
	const name = newOwnerName();
	const got = await acquire(file, name, patience, deadline);
	if (!got.ok) return got;
	const renewal = setInterval(() => renew(file, name), patience.stale / 2).unref();
	try {
		return ok(await work(leaseOf(file, name)));
	} finally {
		clearInterval(renewal);
		giveUp(file, name);
	}
};
