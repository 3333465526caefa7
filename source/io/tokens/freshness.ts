import type {Connection} from '../../connection/connection.js';
import {isFromTheFuture, mintBudget} from '../../connection/mint-budget.js';
import {standsIn} from '../../connection/shared/threshold.js';

/** What a caller wants: a token that lives so many seconds at least, or a new one whatever the old one is like. */
export type TokenNeed = {readonly minimumSeconds: number; readonly force: boolean};

const secondsLeft = ({accessToken, accessTokenExpiresAt}: Connection, now: number): number =>
	accessToken && accessTokenExpiresAt ? (Date.parse(accessTokenExpiresAt) - now) / 1000 : 0;

/** What was refused for good is asked again, however long its token seems to live: revoking ends both. */
export const isFresh = (connection: Connection, minimumSeconds: number, now: number): boolean =>
	connection.refusal === null &&
	!isFromTheFuture(connection, now) &&
	secondsLeft(connection, now) >= Math.max(1, minimumSeconds);

/** Whether the old token may stand in when no new one can be had. */
export const isBetterThanNone = (connection: Connection, need: TokenNeed, now: number): boolean =>
	!need.force && connection.refusal === null && standsIn(secondsLeft(connection, now), need.minimumSeconds);

/**
 * When Zoho would say yes again, in milliseconds since the epoch: by its own word, or by the budget of ten in ten minutes,
 * counted here before Zoho has to say no. Undefined when nothing stands against asking now.
 */
export const blockedUntil = (connection: Connection, now: number): number | undefined => {
	const budget = mintBudget(connection, now);
	return budget?.left === 0 && budget.until !== null ? Date.parse(budget.until) : undefined;
};
