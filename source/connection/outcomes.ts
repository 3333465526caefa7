import type {DataCenter} from '../zoho/data-center.js';
import type {ProbeResult} from '../zoho/products/judge.js';
import type {Refusal} from '../zoho/refusal.js';
import type {revocable} from './changes/revoked.js';
import type {Connection} from './connection.js';
import type {MintBudget} from './mint-budget.js';

export type RefreshOutcome =
	| {
			readonly kind: 'refreshed';
			readonly linkName: string;
			readonly name: string;
			readonly expiresAt: string;
			/** Null for a server that is not Zoho's. */
			readonly budget: MintBudget | null;
	  }
	| {readonly kind: 'refused'; readonly linkName: string; readonly refusal: Refusal};

export type TestOutcome =
	| {
			readonly kind: 'good';
			readonly linkName: string;
			readonly name: string;
			readonly expiresAt: string;
			/** Whether the test made a new access token: the old one was over or rejected, or no call was possible. */
			readonly isNewToken: boolean;
			/** Empty where no scope allows a call; the new token was the test then. */
			readonly calls: readonly ProbeResult[];
			readonly account: Connection['account'];
			readonly organization: Connection['organization'];
	  }
	| {
			readonly kind: 'refused';
			readonly linkName: string;
			/** Exit 3: the grant is over. Exit 4: could not tell. */
			readonly refusal: Refusal;
			readonly calls: readonly ProbeResult[];
	  };

export type Revoked = {
	readonly name: string;
	readonly what: ReturnType<typeof revocable>;
	/** `was-over`: it had been revoked or pushed out before. */
	readonly how: 'revoked' | 'was-over';
};

export type Renamed = {
	readonly name: string;
	/** What scripts must use from now on. */
	readonly linkName: string;
	readonly previous: {readonly name: string; readonly linkName: string};
};

export type Undone = {
	readonly name: string;
	/** What scripts must use from now on: another one where a rename was taken back. */
	readonly linkName: string;
	/** Whether the grant of before is in use again; then the one that had replaced it is to be revoked. */
	readonly isGrantBack: boolean;
	/** Why that could not be done yet. */
	readonly problem: Refusal | undefined;
};

export type Removed = Pick<Revoked, 'name' | 'what'> & {
	readonly grant: Revoked['how'] | 'kept';
	/** Where the grant lives; null for a server that is not Zoho's, or an unknown data center. */
	readonly dataCenter: DataCenter | null;
	/** Kept; `isUnused` when no connection uses it any more. */
	readonly service: {readonly linkName: string; readonly name: string; readonly isUnused: boolean};
};
