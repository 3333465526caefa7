import type {Refusal} from '../zoho/refusal.js';
import {clockTime} from './health.js';
import {whyNotFound} from './near-names.js';

/** @param saved the link names that there are @param file that was looked in */
export const noSuchConnection = (linkName: string, saved: readonly string[], file?: string): Refusal => ({
	id: 'no-such-connection',
	what: `There is no connection "${linkName}".`,
	why: whyNotFound(linkName, saved, file),
	next: saved.length === 0 ? 'Make one with "zconn new".' : 'See what is saved with "zconn list".',
	exitCode: 5,
});

/** @param saved the link names that there are @param file that was looked in */
export const noSuchService = (linkName: string, saved: readonly string[], file?: string): Refusal => ({
	id: 'no-such-service',
	what: `There is no service "${linkName}".`,
	why: whyNotFound(linkName, saved, file),
	next: 'See what is saved with "zconn list"; without --service, "zconn new" creates one.',
	exitCode: 5,
});

/** Another program changed the row between our reading and our writing (exit 4); its change stands, ours was not made. */
export const changedMeanwhile = (linkName: string): Refusal => ({
	id: 'connection-changed',
	what: `Another program changed "${linkName}" at the same moment.`,
	why: 'Nothing was written, so that its change is not lost.',
	next: `Look at it with "zconn show ${linkName}", then run the command again.`,
	exitCode: 4,
});

const conflictIds: ReadonlySet<string> = new Set([
	'connection-changed',
	'grant-changed-meanwhile',
	'no-such-connection',
]);

/** Whether another person or program changed the same connection first, or took it away. */
export const isConflict = ({id}: Pick<Refusal, 'id'>): boolean => conflictIds.has(id);

/** Who changed something first, and when: the shared store knows both, a file at most the time. */
export type FirstChange = {readonly by: string; readonly at: string};

/** The same in a sentence. @param about.now undefined: it is gone @param about.change as the shared store tells it */
export const firstChange = ({
	seen,
	now,
	change,
	isShared,
}: {
	readonly seen: {readonly updatedAt: string};
	readonly now: {readonly updatedAt: string} | undefined;
	readonly change: FirstChange | undefined;
	readonly isShared: boolean;
}): string => {
	if (change) return `${change.by} ${now ? 'changed' : 'removed'} it at ${clockTime(change.at)}.`;
	const when = now && now.updatedAt !== seen.updatedAt ? ` at ${clockTime(now.updatedAt)}` : undefined;
	if (isShared)
		return when === undefined ? 'Nothing was overwritten.' : `It was saved${when}. Nothing was overwritten.`;
	return when === undefined
		? 'The file does not say when, or by which program. Nothing was overwritten.'
		: `It was saved${when}; the file does not say by which program. Nothing was overwritten.`;
};
