import type {Connection} from './connection.js';
import {throttleEnd} from './mint-budget.js';

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

/**
 * What is known without asking Zoho. Only a definite refusal makes "needs reconnecting"; being offline, a 5xx or a
 * throttle make "unknown", and only when no valid token proves otherwise.
 *
 * @param now milliseconds since the epoch
 */
export const healthOf = (connection: Connection, now: number): Health => {
	const {refusal, doubt, accessTokenExpiresAt: expiresAt} = connection;
	if (refusal) return {word: 'needs reconnecting', reason: refusal.reason, at: refusal.at};
	if (connection.accessToken && expiresAt && Date.parse(expiresAt) > now) {
		return {
			word: 'ready',
			reason: `access token lives until ${clockTime(expiresAt)}`,
			at: connection.verifiedAt,
		};
	}
	const throttled = throttleEnd(connection, now);
	if (throttled !== undefined) {
		const at = new Date(throttled).toISOString();
		return {
			word: 'unknown',
			reason: `throttled by ${connection.dataCenter === null ? 'its server' : 'Zoho'} until ${clockTime(at)}`,
			at,
		};
	}
	if (doubt) return {word: 'unknown', reason: doubt.reason, at: doubt.at};
	return {word: 'expired', reason: 'access token over; it refreshes by itself on use', at: expiresAt};
};

/** "47 min", "2 min", "less than a minute", or "over". @param now milliseconds since the epoch */
export const timeLeft = (connection: Connection, now: number): string => {
	const {accessTokenExpiresAt: expiresAt} = connection;
	const left = expiresAt && connection.accessToken ? Date.parse(expiresAt) - now : 0;
	if (left <= 0) return 'over';
	return left < 60_000 ? 'less than a minute' : `${Math.floor(left / 60_000)} min`;
};
