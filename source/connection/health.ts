import type {Connection} from './connection.js';
import {isFromTheFuture, throttleEnd, waitsForBusy} from './mint-budget.js';
import {isZohos} from './whose.js';

/** Health in four words, the same in text, JSON and exit codes. */
export type HealthWord = 'ready' | 'expired' | 'needs reconnecting' | 'unknown';

export type Health = {
	readonly word: HealthWord;
	/** Why, in one clause; says how it is known (from Zoho, or from the clock alone). */
	readonly reason: string;
	/** The moment the reason speaks of, ISO 8601 in UTC. */
	readonly at: string | null;
};

/** "14:32 UTC": the time of day of an ISO time, without `Intl` (its first use costs 10 ms). */
export const clockTime = (iso: string): string => `${new Date(iso).toISOString().slice(11, 16)} UTC`;

const day = 86_400_000;
/** Whether an end is one that no server named: it stands for none. @param expiresAt ISO 8601 */
export const isEndless = (expiresAt: string): boolean => expiresAt >= '2100';

const readyReason = ({noRefreshToken}: Connection, expiresAt: string, now: number): string => {
	const left = Date.parse(expiresAt) - now;
	if (isEndless(expiresAt)) return 'access token without an expiry that the server named';
	const date = left > day ? `${expiresAt.slice(0, 10)}, ` : '';
	const then = noRefreshToken ? '; you consent again then' : '';
	return `access token expires at ${date}${clockTime(expiresAt)}${then}`;
};

export const clockSetBack = 'the clock was set back to before the access token came';

/**
 * What is known without asking Zoho. Only a definite refusal makes "needs reconnecting"; being offline, a 5xx or a
 * throttle make "unknown", and only when no valid token proves otherwise.
 *
 * @param now milliseconds since the epoch
 */
export const healthOf = (connection: Connection, now: number): Health => {
	const {refusal, doubt, accessTokenExpiresAt: expiresAt} = connection;
	const then = connection.clientCredentials
		? 'a new one is asked for on use'
		: 'it refreshes by itself on use';
	if (refusal) return {word: 'needs reconnecting', reason: refusal.reason, at: refusal.at};
	if (connection.accessToken && expiresAt && Date.parse(expiresAt) > now) {
		if (isFromTheFuture(connection, now) && !connection.noRefreshToken)
			return {word: 'expired', reason: `${clockSetBack}; ${then}`, at: null};
		return {
			word: 'ready',
			reason: readyReason(connection, expiresAt, now),
			at: connection.verifiedAt,
		};
	}
	if (connection.noRefreshToken) {
		return {
			word: 'needs reconnecting',
			reason: 'access token expired; the server gave no refresh token',
			at: expiresAt,
		};
	}
	const throttled = throttleEnd(connection, now);
	if (throttled !== undefined) {
		const at = new Date(throttled).toISOString();
		const by = isZohos(connection) ? 'Zoho' : 'its server';
		const waits = waitsForBusy(connection, now)
			? 'asked to wait by an overloaded server'
			: `throttled by ${by}`;
		return {
			word: 'unknown',
			reason: `${waits} until ${clockTime(at)}`,
			at,
		};
	}
	if (doubt) return {word: 'unknown', reason: doubt.reason, at: doubt.at};
	return {word: 'expired', reason: `access token over; ${then}`, at: expiresAt};
};

/** "47 min", "9 days", "less than a minute", "no end", "not known" (the clock was set back) or "over". @param now milliseconds since the epoch */
export const timeLeft = (
	row: Pick<Connection, 'accessTokenExpiresAt'> & {readonly accessToken: unknown} & Partial<
			Pick<Connection, 'refreshedAt'>
		>,
	now: number,
): string => {
	const {accessToken, accessTokenExpiresAt: expiresAt, refreshedAt = []} = row;
	const left = expiresAt && accessToken ? Date.parse(expiresAt) - now : 0;
	if (left <= 0) return 'over';
	if (isFromTheFuture({refreshedAt}, now)) return 'not known';
	if (expiresAt && isEndless(expiresAt)) return 'no end';
	if (left >= 2 * day) return `${Math.floor(left / day)} days`;
	return left < 60_000 ? 'less than a minute' : `${Math.floor(left / 60_000)} min`;
};
