import {mintsPerWindow, mintWindowSeconds} from '../zoho/limits.js';
import {longestWaitSeconds} from '../zoho/tokens/retry-after.js';
import type {Connection} from './connection.js';

/** Zoho's window, in milliseconds. */
export const mintWindow = mintWindowSeconds * 1000;

/** How many new access tokens may still be asked for, and when that changes for the better (ISO 8601 in UTC). */
export type MintBudget = {
	readonly left: number;
	/** When the oldest token of the window no longer counts, or Zoho's throttle ends; null while nothing is used. */
	readonly until: string | null;
};

/**
 * The times at which access tokens were minted within the window that ends now. What lies in the future was written by a clock
 * that was wrong, and would count until that moment.
 *
 * @param now milliseconds since the epoch
 */
export const recentMints = ({refreshedAt}: Connection, now: number): readonly string[] =>
	refreshedAt.filter(at => Date.parse(at) > now - mintWindow && Date.parse(at) <= now);

/** The clock was set back to before the token came: its remaining life is unknown. A second either way is no jump. */
export const isFromTheFuture = ({refreshedAt}: Pick<Connection, 'refreshedAt'>, now: number): boolean =>
	Date.parse(refreshedAt.at(-1) ?? '') > now + 1000;

/** What a server that is not Zoho's and asks to wait gets where it does not say how long. */
const usualWait = 60_000;

const longestWait = (dataCenter: string | null): number =>
	dataCenter === null ? longestWaitSeconds * 1000 : mintWindow;

/** How long to leave a server alone that throttles: as long as it says, within reason. @param retryAfter milliseconds */
export const throttleFor = (dataCenter: string | null, retryAfter: number | undefined): number =>
	Math.min(retryAfter ?? (dataCenter === null ? usualWait : mintWindow), longestWait(dataCenter));

/**
 * When a throttle ends, in milliseconds since the epoch; undefined when there is none any more. One that would last longer
 * than any was written by a clock that was wrong.
 */
export const throttleEnd = (
	{throttledUntil, dataCenter}: Pick<Connection, 'throttledUntil' | 'dataCenter'>,
	now: number,
): number | undefined => {
	const until = throttledUntil ? Date.parse(throttledUntil) : 0;
	return until > now && until <= now + longestWait(dataCenter) ? until : undefined;
};

/** Whether the wait that is remembered is one for an overloaded server, and not for a limit. */
export const waitsForBusy = (
	connection: Pick<Connection, 'throttledUntil' | 'dataCenter' | 'doubt'>,
	now: number,
): boolean => connection.doubt?.id === 'server-busy' && throttleEnd(connection, now) !== undefined;

/**
 * What is left of Zoho's ten access tokens in ten minutes for one refresh token, counted on this machine; nothing while Zoho
 * throttles. Null for a server that is not Zoho's: its limits are not known.
 *
 * Source: zoho.com/accounts/protocol/oauth/web-apps/access-token-expiry.html ("token limits").
 *
 * @param now milliseconds since the epoch
 */
export const mintBudget = (connection: Connection, now: number): MintBudget | null => {
	const {dataCenter} = connection;
	const throttled = throttleEnd(connection, now);
	if (throttled !== undefined) return {left: 0, until: new Date(throttled).toISOString()};
	if (dataCenter === null) return null;
	const mints = recentMints(connection, now)
		.map(at => Date.parse(at))
		.toSorted((one, other) => one - other);
	// With more than ten in the window, one more is possible only when the tenth newest has left it.
	const next = mints.at(-mintsPerWindow) ?? mints[0];
	return {
		left: Math.max(0, mintsPerWindow - mints.length),
		until: next === undefined ? null : new Date(next + mintWindow).toISOString(),
	};
};
