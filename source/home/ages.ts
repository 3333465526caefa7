import {clockTime} from '../connection/health.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'} ago`;

const dateOf = (iso: string): string => new Date(iso).toISOString().slice(0, 10);

/** "just now", "5 minutes ago", "yesterday", "2026-11-02". @param now milliseconds since the epoch */
export const ago = (iso: string, now: number): string => {
	const age = now - Date.parse(iso);
	if (age < minute) return 'just now';
	if (age < hour) return count(Math.floor(age / minute), 'minute');
	if (age < day) return count(Math.floor(age / hour), 'hour');
	if (age < 2 * day) return 'yesterday';
	return age < 7 * day ? count(Math.floor(age / day), 'day') : dateOf(iso);
};

/** "13:51 UTC" within a day, "Monday" within a week, else the date; `Intl` would cost 10 ms. @param now milliseconds since the epoch */
export const dayOf = (iso: string, now: number): string => {
	const age = Math.abs(now - Date.parse(iso));
	if (age < day) return clockTime(iso);
	return age < 6 * day ? (weekdays[new Date(iso).getUTCDay()] ?? '') : dateOf(iso);
};

/** The same for a column: "13:51", "Mon", "2026-11-02". */
export const shortDayOf = (iso: string, now: number): string => {
	const text = dayOf(iso, now);
	return text.endsWith(' UTC') ? text.slice(0, -' UTC'.length) : /^\d/.test(text) ? text : text.slice(0, 3);
};
