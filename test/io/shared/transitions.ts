import {mintWindow} from '../../../source/connection/mint-budget.js';
import type {
	Claim,
	Claimant,
	Expected,
	NewGrant,
	Outcome,
} from '../../../source/connection/shared/changes.js';
import type {SharedGrant} from '../../../source/connection/shared/record.js';
import {mintsPerWindow} from '../../../source/zoho/limits.js';

/** What the statements of the PostgreSQL engine do to a row, as functions: the model that they are compared with. */

export const isExpected = (row: SharedGrant, expected: Expected): boolean =>
	'edition' in expected ? row.edition === expected.edition : row.revision === expected.revision;

const recent = (mints: readonly number[], now: number): number[] => mints.filter(at => at > now - mintWindow);

/** The row with a claim on it; undefined when it was not as it was seen, is being refreshed, or its budget is used up. */
export const claimed = (
	row: SharedGrant,
	seen: Pick<SharedGrant, 'revision'>,
	{by, leaseTime}: Claimant,
	now: number,
): SharedGrant | undefined => {
	const mints = recent(row.mints, now);
	const isZoho = typeof row.facts.connection.dataCenter === 'string';
	if (row.revision !== seen.revision || (row.lease !== null && row.lease.until > now)) return undefined;
	if (isZoho && mints.length >= mintsPerWindow) return undefined;
	return {
		...row,
		revision: row.revision + 1,
		lease: {by, until: now + leaseTime},
		leaseNumber: row.leaseNumber + 1,
		mints: [...mints, now],
	};
};

const isoOf = (at: number): string => new Date(at).toISOString();

/** Takes the newest mint out again, when the server certainly did not count it. */
const uncharged = (mints: readonly number[], isMinted: boolean): number[] =>
	mints.slice(0, isMinted ? undefined : -1);

const withTokens = (
	row: SharedGrant,
	outcome: Extract<Outcome, {kind: 'tokens'}>,
	machine: string,
	now: number,
): SharedGrant => ({
	...row,
	revision: row.revision + 1,
	facts: {...row.facts, connection: {...row.facts.connection, ...outcome.facts, verifiedAt: isoOf(now)}},
	accessToken: outcome.accessToken,
	accessExpiresAt: now + outcome.life * 1000,
	accessLife: outcome.life,
	refreshToken: outcome.refreshToken ?? row.refreshToken,
	refreshNumber: row.refreshNumber + (outcome.refreshToken === null ? 0 : 1),
	throttledUntil: null,
	refusal: null,
	doubt: null,
	lease: null,
	refreshedBy: machine,
	refreshedAt: now,
});

/** The row after a refresh; undefined when the claim is not the last one any more: fenced. */
export const settled = (
	row: SharedGrant,
	claim: Claim,
	outcome: Outcome,
	now: number,
): SharedGrant | undefined => {
	if (row.leaseNumber !== claim.leaseNumber || row.lease === null) return undefined;
	const base = {
		...row,
		revision: row.revision + 1,
		lease: null,
		refreshedBy: claim.machine,
		refreshedAt: now,
	};
	switch (outcome.kind) {
		case 'tokens':
			return withTokens(row, outcome, claim.machine, now);
		case 'throttled':
			return {
				...base,
				throttledUntil: now + outcome.wait,
				doubt: outcome.problem && {...outcome.problem, at: isoOf(now)},
			};
		case 'refused':
			return {
				...base,
				mints: uncharged(row.mints, outcome.isMinted),
				refusal: {...outcome.problem, at: isoOf(now)},
				doubt: null,
			};
		case 'doubt':
			return {
				...base,
				mints: uncharged(row.mints, outcome.isMinted),
				doubt: {...outcome.problem, at: isoOf(now)},
			};
	}
};

/**
 * The row after the late write of a fenced claim, when its server rotated the refresh token that still stands there: then it
 * holds the only one that works. A claim that began in between is fenced in turn, because it uses the old one.
 */
export const rescued = (
	row: SharedGrant,
	claim: Claim,
	outcome: Outcome,
	now: number,
): SharedGrant | undefined =>
	outcome.kind === 'tokens' && outcome.refreshToken !== null && row.refreshNumber === claim.refreshNumber
		? {...withTokens(row, outcome, claim.machine, now), leaseNumber: row.leaseNumber + 1}
		: undefined;

/** The row as a person wants it. A refresh that runs is fenced when its grant is replaced. */
export const replaced = (row: SharedGrant, next: NewGrant, now: number): SharedGrant => {
	const isNewGrant = next.refreshToken !== null;
	const access =
		next.access === 'kept'
			? {}
			: {
					accessToken: next.access?.sealed ?? null,
					accessExpiresAt: next.access ? now + next.access.life * 1000 : null,
					accessLife: next.access?.life ?? null,
				};
	const grant = {
		refreshNumber: row.refreshNumber + 1,
		mints: next.mintAges.map(age => now - age),
		throttledUntil: null,
		doubt: null,
		lease: null,
		leaseNumber: row.leaseNumber + 1,
	};
	return {
		...row,
		...access,
		...(isNewGrant ? grant : {}),
		revision: row.revision + 1,
		edition: row.edition + 1,
		facts: next.facts,
		refreshToken: next.refreshToken ?? row.refreshToken,
		clientSecret: next.clientSecret ?? row.clientSecret,
		refusal: next.refusal,
	};
};
