import {mintsPerWindow, mintWindowSeconds} from '../zoho/limits.js';
import type {Connection} from './connection.js';

/** Zoho's window, in milliseconds. */
export const mintWindow = mintWindowSeconds * 1000;

/** How many new access tokens may still be asked for, and when that changes for the better (ISO 8601 in UTC). */
export type MintBudget = {
	readonly left: number;
	/** When the oldest token of the window no longer counts, or Zoho's throttle ends; null while nothing is used. */
	readonly until: string | null;
};

/** The times at which access tokens were minted within the window that ends now. @param now milliseconds since the epoch */
export const recentMints = ({refreshedAt}: Connection, now: number): readonly string[] =>
	refreshedAt.filter(at => Date.parse(at) > now - mintWindow);

/**
 * What is left of Zoho's ten access tokens in ten minutes for one refresh token, counted on this machine; nothing while Zoho
 * throttles. Null for a server that is not Zoho's: its limits are not known.
 *
 * Source: zoho.com/accounts/protocol/oauth/web-apps/access-token-expiry.html ("token limits").
 *
 * @param now milliseconds since the epoch
 */
export const mintBudget = (connection: Connection, now: number): MintBudget | null => {
	const {throttledUntil, dataCenter} = connection;
	if (throttledUntil && Date.parse(throttledUntil) > now) return {left: 0, until: throttledUntil};
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
