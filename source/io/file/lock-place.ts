import fs from 'node:fs';
import path from 'node:path';
import type {Lease} from '../ports.js';
import {codeOf} from '../system/error-code.js';
import {userId} from '../system/safe-path.js';
import {readOwnerName} from './lock-owner.js';
import {removeUseless} from './remove.js';

/** What stands in the place of a lock. An empty folder is one that is being made or given up, or an older zconn's. */
export type Seen =
	| {readonly kind: 'free' | 'empty'}
	| {readonly kind: 'held'; readonly holders: readonly string[]}
	| {readonly kind: 'in-the-way'; readonly what: 'link' | 'file'};

const holdersIn = (names: readonly string[]): readonly string[] =>
	names.filter(name => readOwnerName(name) !== undefined);

const namesIn = (lock: string): readonly string[] | undefined => {
	try {
		return fs.readdirSync(lock);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	}
};

/** @throws what the system says of a folder that cannot be read */
export const lookAt = (lock: string): Seen => {
	const stat = fs.lstatSync(lock, {throwIfNoEntry: false});
	if (!stat) return {kind: 'free'};
	if (!stat.isDirectory()) return {kind: 'in-the-way', what: stat.isSymbolicLink() ? 'link' : 'file'};
	const names = namesIn(lock);
	if (names?.length === 0) return {kind: 'empty'};
	const holders = holdersIn(names ?? []);
	// What a file manager or a synchronization leaves in it is nothing to wait for.
	return holders.length === 0 ? {kind: 'free'} : {kind: 'held', holders};
};

const make = (folder: string, fine: string): void => {
	try {
		// Whatever the umask: who can write into a lock can change what is on its way through it.
		fs.mkdirSync(folder, {mode: 0o755});
	} catch (error) {
		if (codeOf(error) !== fine) throw error;
	}
};

const remove = (folder: string): void => {
	try {
		fs.rmdirSync(folder);
	} catch {
		// It is not there, or another program is in it: both are fine.
	}
};

/**
 * Gives up an own lock; one that was lost is another's by now. The last one out takes the folder away, for an empty one is waited
 * for as if it were an older zconn's.
 */
export const giveUp = (lock: string, name: string): void => {
	const entry = path.join(lock, name);
	if (!fs.existsSync(entry)) return;
	// Where it stays it is taken over as soon as this process has ended.
	removeUseless(entry);
	remove(lock);
};

/** What is left of a holder whose lock was taken over, and was not yet removed by the one that did. */
const leftover = '.lost';

/**
 * Takes a free lock: first our name goes in, then we look who else is there. Of two that come at once at least one sees the other
 * and steps back, so there are never two holders.
 *
 * @throws what the system says where no folder can be made
 */
export const claim = (lock: string, name: string): boolean => {
	const entry = path.join(lock, name);
	make(lock, 'EEXIST');
	// Another one may have given up the folder in between.
	make(entry, 'ENOENT');
	const names = namesIn(lock) ?? [];
	const [holder, ...others] = holdersIn(names);
	if (holder !== name || others.length > 0) {
		giveUp(lock, name);
		return false;
	}
	for (const lost of names.filter(one => one.endsWith(leftover))) removeUseless(path.join(lock, lost));
	return true;
};

export const giveUpEmpty = remove;

/** Whether a lock is there and belongs to another user. */
export const isOfOther = (lock: string): boolean => {
	const me = userId();
	try {
		return me !== undefined && fs.lstatSync(lock).uid !== me;
	} catch {
		return false;
	}
};

/**
 * Takes the lock from one holder; false when another program did it first. It goes by the holder's name, so that it can never hit
 * the next one, however long this process is stopped in between.
 *
 * @throws what the system says of another user's lock
 */
export const takeAway = (lock: string, name: string): boolean => {
	const lost = path.join(lock, `${name}${leftover}`);
	try {
		fs.renameSync(path.join(lock, name), lost);
	} catch (error) {
		if (codeOf(error) === 'ENOENT' || process.platform === 'win32') return false;
		throw error;
	}
	removeUseless(lost);
	return true;
};

/** Milliseconds for which a virus scanner may keep a new file open. */
const patience = 1000;

/** Windows refuses to rename what another program has open just now. */
const isPassing = (error: unknown): boolean =>
	process.platform === 'win32' && ['EACCES', 'EBUSY', 'EPERM'].includes(codeOf(error));

/** False when there is nothing to rename, or no folder to put it in. */
const move = (from: string, to: string): boolean => {
	const deadline = performance.now() + patience;
	for (;;) {
		try {
			fs.renameSync(from, to);
			return true;
		} catch (error) {
			if (codeOf(error) === 'ENOENT') return false;
			if (!isPassing(error) || performance.now() > deadline) throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
		}
	}
};

/** What a holder can do as long as its name stands in the lock. */
export const leaseOf = (lock: string, name: string): Lease => {
	const entry = path.join(lock, name);
	const inside = path.join(entry, 'ready');
	return {
		isOurs: () => fs.existsSync(entry),
		place: (ready, target) => {
			if (!move(ready, inside)) return false;
			try {
				return move(inside, target);
			} catch (error) {
				move(inside, ready);
				throw error;
			}
		},
	};
};

/** Shows the others that its holder still works. */
export const renew = (lock: string, name: string): void => {
	const now = new Date();
	// Where it fails the lock is lost, and that shows when it is asked for.
	fs.utimes(path.join(lock, name), now, now, () => undefined);
};
