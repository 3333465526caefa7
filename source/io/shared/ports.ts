import type {Claim, Claimant, Expected, NewGrant, Outcome} from '../../connection/shared/changes.js';
import type {SharedGrant} from '../../connection/shared/record.js';
import type {Result} from '../../zoho/refusal.js';

/** The sealed values of a row, to be put in the place of the same ones sealed with an older key; null: none, or as it is. */
export type Resealed = Pick<SharedGrant, 'accessToken' | 'refreshToken' | 'clientSecret'>;

/**
 * Grants that several machines share. An engine needs compare-and-set on one row and a clock of its own; there is no lock to
 * take or to give back, because no engine could take one from a machine that sleeps. Every verb is one statement.
 *
 * Refusals of all verbs: `store-unreachable` (exit 4; the statement may or may not have been carried out), `store-not-ready`,
 * `store-newer`, `store-forbidden`, `store-damaged` (exit 6).
 */
export type SharedGrants = {
	/** Undefined where there is none of that name. */
	read(name: string): Promise<Result<SharedGrant | undefined>>;
	list(): Promise<Result<readonly SharedGrant[]>>;
	/**
	 * Takes the turn to refresh and charges the new token to the budget, in one write. `passed`: the row is not as it was seen any
	 * more, another machine has the turn, or the budget is used up; read it again.
	 */
	claim(seen: SharedGrant, claimant: Claimant): Promise<Result<Claim | 'passed'>>;
	/** Writes how a refresh ended, and gives the turn back with it. `fenced`: the claim is not the last one any more. */
	settle(claim: Claim, outcome: Outcome): Promise<Result<'kept' | 'fenced'>>;
	/** The late write of a fenced claim that holds a rotated refresh token; only over the one that it used. */
	rescue(claim: Claim, outcome: Outcome): Promise<Result<'kept' | 'fenced'>>;
	/** What a person changed. Refuses `grant-changed-meanwhile` (exit 4). */
	put(request: PutRequest): Promise<Result<SharedGrant>>;
	/** Refuses `grant-changed-meanwhile` (exit 4), also while another machine refreshes. */
	remove(name: string, expected: Expected, machine: string): Promise<Result<true>>;
	/** Refuses `grant-changed-meanwhile` (exit 4). */
	reseal(seen: SharedGrant, sealed: Resealed, machine: string): Promise<Result<true>>;
	close(): Promise<void>;
};

export type PutRequest = {
	readonly name: string;
	readonly grant: NewGrant;
	readonly expected: Expected | 'absent';
	readonly machine: string;
	/** For the audit. */
	readonly what: 'share' | 'change';
};
