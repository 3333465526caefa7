import type {Connection} from '../connection/connection.js';
import type {MintBudget} from '../connection/mint-budget.js';
import type {ProbeResult} from '../wizard/effects.js';
import type {DataCenter} from '../zoho/data-center.js';
import type {Refusal, Result} from '../zoho/refusal.js';

/** Settings of an action that does the same to many. */
export type ManyOptions<Outcome> = {
	/** Told as soon as each is done, in whatever order that happens. */
	readonly onDone?: ((outcome: Outcome) => void) | undefined;
	/** Begins no further one. */
	readonly signal?: AbortSignal | undefined;
};

/** What became of one connection that was to be refreshed. */
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

/** What became of one connection that was to be tested. */
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

/** A grant that works no more. */
export type Revoked = {
	readonly name: string;
	/** `was-over`: it had been revoked or pushed out before. */
	readonly how: 'revoked' | 'was-over';
};

export type Renamed = {
	readonly name: string;
	/** What scripts must use from now on. */
	readonly linkName: string;
	readonly previous: {readonly name: string; readonly linkName: string};
};

/** The last change, taken back. */
export type Undone = {
	readonly name: string;
	/** Whether the grant of before is in use again; then the one that had replaced it is to be revoked. */
	readonly isGrantBack: boolean;
	/** Why that could not be done yet. */
	readonly problem: Refusal | undefined;
};

export type Removed = {
	readonly name: string;
	readonly grant: Revoked['how'] | 'kept';
	/** Where the grant lives; null for a server that is not Zoho's, or an unknown data center. */
	readonly dataCenter: DataCenter | null;
	/** Kept; `isUnused` when no connection uses it any more. */
	readonly service: {readonly linkName: string; readonly name: string; readonly isUnused: boolean};
};

/** What can be done with saved connections besides asking for a token: the same for commands and for Home. */
export type ConnectionActions = {
	/** A new access token for each, a few side by side, answered in the given order. Nothing is ever deleted. */
	refresh(
		linkNames: readonly string[],
		options?: ManyOptions<RefreshOutcome>,
	): Promise<readonly RefreshOutcome[]>;
	/**
	 * Harmless calls that the granted scopes allow, answered in the given order. A missing scope does not speak against the
	 * token; a rejected token is tried once more with a new one.
	 */
	test(linkNames: readonly string[], options?: ManyOptions<TestOutcome>): Promise<readonly TestOutcome[]>;
	/** Refuses (exit 2) an unfit name and a link name that is taken, with a free one; the same names write nothing. */
	rename(linkName: string, newName: string): Promise<Result<Renamed>>;
	/**
	 * Takes the last change back. A grant that was replaced is used again when a new token shows that it is alive. Refuses
	 * (exit 2) when there is nothing to undo, (3) when the old grant is over.
	 */
	undo(linkName: string): Promise<Result<Undone>>;
	/**
	 * Ends the grant at Zoho. The connection is kept: marked as needing a new consent, or as it was where that failed (exit 4).
	 */
	revoke(linkName: string): Promise<Result<Revoked>>;
	/** Revokes, then deletes; deletes nothing where revoking failed (exit 4). `keepGrant`: deletes without revoking. */
	remove(linkName: string, options?: {readonly keepGrant?: boolean}): Promise<Result<Removed>>;
};
