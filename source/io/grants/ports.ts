import type {
	RefreshOutcome,
	Removed,
	Renamed,
	Revoked,
	TestOutcome,
	Undone,
} from '../../connection/outcomes.js';
import type {Result} from '../../zoho/refusal.js';

export type * from '../../connection/outcomes.js';

/** Settings of an action that does the same to many. */
export type ManyOptions<Outcome> = {
	/** Told as soon as each is done, in whatever order that happens. */
	readonly onDone?: ((outcome: Outcome) => void) | undefined;
	/** Begins no further one. */
	readonly signal?: AbortSignal | undefined;
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
	/** Ends at Zoho grants that were replaced, or issued and never taken over; those that could not be ended stay remembered (exit 4). */
	endReplaced(linkName: string): Promise<Result<{readonly revoked: number}>>;
};
