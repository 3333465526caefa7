import {mintBudget} from '../../connection/mint-budget.js';
import {sideBySide} from '../network/side-by-side.js';
import type {Clock, ConnectionActions, RefreshOutcome, TokenKeeper} from '../ports.js';

/** Accounts servers are asked for so many connections at a time. */
const atATime = 4;

/**
 * New access tokens through the one door, whatever the old ones are like. The door counts Zoho's budget, and marks a
 * connection only after a definite refusal.
 */
export const createRefreshAction = (options: {
	readonly tokenKeeper: TokenKeeper;
	readonly clock: Clock;
}): ConnectionActions['refresh'] => {
	const {tokenKeeper, clock} = options;
	const refreshOne = async (linkName: string): Promise<RefreshOutcome> => {
		const result = await tokenKeeper.accessToken(linkName, {force: true});
		if (!result.ok) return {kind: 'refused', linkName, refusal: result.refusal};
		const {expiresAt, connection, unsaved} = result.value;
		// Whoever refreshes wants it saved, for others.
		if (unsaved) return {kind: 'refused', linkName, refusal: unsaved};
		const budget = mintBudget(connection, clock.now());
		return {kind: 'refreshed', linkName, name: connection.name, expiresAt, budget};
	};
	return (linkNames, {onDone, signal} = {}) =>
		sideBySide(
			linkNames,
			atATime,
			async linkName => {
				const outcome = await refreshOne(linkName);
				onDone?.(outcome);
				return outcome;
			},
			signal,
		);
};
