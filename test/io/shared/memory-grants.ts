import {sharedFormat} from '../../../source/connection/shared/format.js';
import type {SharedGrant} from '../../../source/connection/shared/record.js';
import {grantChangedMeanwhile} from '../../../source/connection/shared/refusals.js';
import type {Clock} from '../../../source/io/ports.js';
import type {SharedEvent} from '../../../source/io/shared/engines/admin.js';
import type {SharedGrants} from '../../../source/io/shared/ports.js';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';
import {claimed, isExpected, replaced, rescued, settled} from './transitions.js';

const emptyRow = (name: string, store: string): SharedGrant => ({
	store,
	now: 0,
	name,
	format: sharedFormat,
	revision: 0,
	edition: 0,
	facts: {connection: {}, service: {}},
	accessToken: null,
	accessExpiresAt: null,
	accessLife: null,
	refreshToken: null,
	clientSecret: null,
	refreshNumber: 0,
	mints: [],
	throttledUntil: null,
	refusal: null,
	doubt: null,
	lease: null,
	leaseNumber: 0,
	refreshedBy: null,
	refreshedAt: null,
});

type State = {
	readonly rows: Map<string, SharedGrant>;
	readonly now: () => number;
	readonly store: string;
	readonly told: (row: SharedGrant) => SharedGrant;
	readonly note: (name: string, machine: string, what: string) => void;
};

/** What people do to rows. */
const peopleVerbs = ({
	rows,
	now,
	store,
	told,
	note,
}: State): Pick<SharedGrants, 'put' | 'remove' | 'reseal'> => ({
	put: async ({name, grant, expected, machine, what}) => {
		const row = rows.get(name);
		const isFitting = expected === 'absent' ? !row : row !== undefined && isExpected(row, expected);
		if (!isFitting) return refused(grantChangedMeanwhile(name));
		const next = replaced(row ?? emptyRow(name, store), grant, now());
		rows.set(name, next);
		note(name, machine, what);
		return ok(told(next));
	},
	remove: async (name, expected, machine) => {
		const row = rows.get(name);
		const isRefreshing = row?.lease != null && row.lease.until > now();
		if (!row || isRefreshing || !isExpected(row, expected)) return refused(grantChangedMeanwhile(name));
		rows.delete(name);
		note(name, machine, 'remove');
		return ok(true);
	},
	reseal: async (seen, sealed, machine) => {
		const row = rows.get(seen.name);
		if (row?.revision !== seen.revision) return refused(grantChangedMeanwhile(seen.name));
		rows.set(seen.name, {
			...row,
			format: sharedFormat,
			revision: row.revision + 1,
			accessToken: sealed.accessToken ?? row.accessToken,
			refreshToken: sealed.refreshToken ?? row.refreshToken,
			clientSecret: sealed.clientSecret ?? row.clientSecret,
		});
		note(seen.name, machine, 'rekey');
		return ok(true);
	},
});

/** An engine in memory, for tests and simulations: the same verbs, with the pure transitions in the place of SQL. */
export const createMemoryGrants = (
	clock: Clock,
	store = 'memory',
): SharedGrants & {readonly rows: Map<string, SharedGrant>; readonly events: SharedEvent[]} => {
	const rows = new Map<string, SharedGrant>();
	const events: SharedEvent[] = [];

	const told = (row: SharedGrant): SharedGrant => ({...row, now: clock.now()});
	const note = (name: string, machine: string, what: string): void => {
		const at = new Date(clock.now()).toISOString();
		events.push({at, name, machine, what, revision: rows.get(name)?.revision ?? null});
	};
	/** Writes what a transition made; `fenced` when it made nothing. */
	const write = (next: SharedGrant | undefined, machine: string, what: string): Result<'kept' | 'fenced'> => {
		if (!next) return ok('fenced');
		rows.set(next.name, next);
		note(next.name, machine, what);
		return ok('kept');
	};
	const state = {rows, now: clock.now, store, told, note};
	return {
		rows,
		events,
		read: async name => {
			const row = rows.get(name);
			return ok(row && told(row));
		},
		list: async () =>
			ok([...rows.values()].map(told).toSorted((one, other) => (one.name < other.name ? -1 : 1))),
		claim: async (seen, claimant) => {
			const row = rows.get(seen.name);
			const next = row && claimed(row, seen, claimant, clock.now());
			if (!next) return ok('passed');
			rows.set(seen.name, next);
			note(seen.name, claimant.machine, 'claim');
			return ok({
				name: seen.name,
				by: claimant.by,
				machine: claimant.machine,
				leaseNumber: next.leaseNumber,
				refreshNumber: next.refreshNumber,
				isTakeover: seen.lease !== null,
			});
		},
		settle: async (claim, outcome) => {
			const row = rows.get(claim.name);
			return write(row && settled(row, claim, outcome, clock.now()), claim.machine, outcome.kind);
		},
		rescue: async (claim, outcome) => {
			const row = rows.get(claim.name);
			return write(row && rescued(row, claim, outcome, clock.now()), claim.machine, 'rescue');
		},
		...peopleVerbs(state),
		close: async () => undefined,
	};
};
