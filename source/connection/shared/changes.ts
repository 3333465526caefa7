import type {Problem} from '../connection.js';
import type {SharedFacts} from './record.js';

/** What one machine holds between its claim and the answer of the server. */
export type Claim = {
	readonly name: string;
	/** Unlike any other claim's. */
	readonly by: string;
	readonly machine: string;
	readonly leaseNumber: number;
	/** The refresh token that it uses. */
	readonly refreshNumber: number;
	/** The machine before did not say how its refresh ended: it may have changed more than the row knows. */
	readonly isTakeover: boolean;
};

/** What a claim is made for: the row as it was read, and by whom. */
export type Claimant = {readonly by: string; readonly machine: string; readonly leaseTime: number};

/** How a refresh ended. `isMinted`: the server may have counted it. */
export type Outcome =
	| {
			readonly kind: 'tokens';
			readonly accessToken: string;
			/** Seconds that it lives from now. */
			readonly life: number;
			/** A rotated one; null when the old one stays. */
			readonly refreshToken: string | null;
			/** What the answer told besides, to be laid over the connection's facts. */
			readonly facts: SharedFacts['connection'];
	  }
	/** For so many milliseconds; why, where it is no limit. */
	| {
			readonly kind: 'throttled';
			readonly wait: number;
			readonly problem: Pick<Problem, 'id' | 'reason'> | null;
	  }
	| {
			readonly kind: 'refused' | 'doubt';
			readonly problem: Pick<Problem, 'id' | 'reason'>;
			readonly isMinted: boolean;
	  };

/** A row as a person wants it. */
export type NewGrant = {
	readonly facts: SharedFacts;
	/** Null: as it is. */
	readonly refreshToken: string | null;
	readonly clientSecret: string | null;
	/** `kept`: as it is. `life`: seconds from now. */
	readonly access: {readonly sealed: string; readonly life: number} | 'kept' | null;
	/** Milliseconds since each of the last tokens was asked for; counts with a new refresh token only. */
	readonly mintAges: readonly number[];
	readonly refusal: Problem | null;
};

/** The state that a change starts from; `absent` for a row that is not to be there yet. */
export type Expected = {readonly edition: number} | {readonly revision: number};
