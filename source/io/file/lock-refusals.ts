import type {Refusal} from '../../zoho/refusal.js';
import {type LockOwner, lifeOf, readOwnerName} from './lock-owner.js';
import {quoted} from './refusals.js';

/** What stands where a lock belongs is none, and none of ours to remove (exit 6). */
export const inTheWay = (lock: string, what: 'link' | 'file'): Refusal => ({
	id: 'lock-in-the-way',
	what: `There is a ${what} where the lock belongs: ${lock}`,
	why: 'A lock of zconn is a folder. Without it two programs could write at the same time.',
	next: `Remove it: rm ${quoted(lock)}`,
	exitCode: 6,
});

/** A lock that no program holds any more, and that this user cannot take over (exit 6). */
export const leftByOther = (lock: string): Refusal => ({
	id: 'lock-of-another-user',
	what: `A zconn of another user has left its lock: ${lock}`,
	why: 'It may have been run with sudo and then ended. This user may not remove what it left.',
	next: `Remove it: sudo rm -r ${quoted(lock)}`,
	exitCode: 6,
});

const heldBy = (lock: string, holder: LockOwner | undefined) => {
	if (!holder) {
		const next = `Let the other program finish, then try again. If none is running, remove ${quoted(lock)}.`;
		return {why: 'It did not say which process it is.', next};
	}
	const {pid} = holder;
	switch (lifeOf(holder)) {
		case 'stopped':
			return {
				why: `Process ${pid} is stopped while it holds the lock.`,
				next: `Continue it with "fg" in its terminal or "kill -CONT ${pid}", then try again.`,
			};
		case 'elsewhere':
			return {
				why: 'Its process runs on another machine or in another container.',
				next: 'Let it finish, then try again.',
			};
		default:
			return {
				why: `Process ${pid} holds it.`,
				next: `Let process ${pid} finish, then try again.`,
			};
	}
};

/** The lock was not free in time (exit 6). @param limit in milliseconds @param holder its name in the lock */
export const locked = (lock: string, limit: number, holder: string | undefined): Refusal => {
	const {why, next} = heldBy(lock, readOwnerName(holder ?? ''));
	return {
		id: 'locked',
		what: `Another zconn holds the lock: ${lock}`,
		why: `Waited ${Math.round(limit / 1000)} seconds for it. ${why}`,
		next,
		exitCode: 6,
	};
};
