import {mintBudget} from '../../connection/mint-budget.js';
import {type ManyOptions, sideBySide} from '../network/side-by-side.js';
import type {RefreshOutcome} from '../ports.js';
import type {World} from '../world.js';

type Needs = Pick<World, 'tokenKeeper' | 'clock'>;

/** Accounts servers are asked for so many connections at a time. */
const atATime = 4;

const refreshOne = async ({tokenKeeper, clock}: Needs, linkName: string): Promise<RefreshOutcome> => {
	const result = await tokenKeeper.accessToken(linkName, {force: true});
	if (!result.ok) return {kind: 'refused', linkName, refusal: result.refusal};
	const {expiresAt, connection, unsaved} = result.value;
	// A refresh that was asked for is to be saved, for others.
	if (unsaved) return {kind: 'refused', linkName, refusal: unsaved};
	const budget = mintBudget(connection, clock.now());
	return {kind: 'refreshed', linkName, name: connection.name, expiresAt, budget};
};

/**
 * New access tokens through the one door, whatever the old ones are like. The door counts Zoho's budget, and marks a
 * connection only after a definite refusal.
 */
export const refreshTokens = (
	world: Needs,
	linkNames: readonly string[],
	options?: ManyOptions<RefreshOutcome>,
): Promise<readonly RefreshOutcome[]> =>
	sideBySide(linkNames, atATime, linkName => refreshOne(world, linkName), options);
