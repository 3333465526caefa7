import type {MintBudget} from '../connection/mint-budget.js';
import type {Refusal} from '../zoho/refusal.js';

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

/** What can be done with saved connections besides asking for a token: the same for commands and for Home. */
export type ConnectionActions = {
	/** A new access token for each, a few side by side, answered in the given order. Nothing is ever deleted. */
	refresh(
		linkNames: readonly string[],
		options?: ManyOptions<RefreshOutcome>,
	): Promise<readonly RefreshOutcome[]>;
};
