/** Nothing waits longer for a server than this, whatever it says. */
export const longestWaitSeconds = 3600;

/**
 * How many milliseconds a server wants to be left alone, from its `Retry-After`: seconds or a date (RFC 9110 section 10.2.3).
 * Undefined for a header that is not there, is in the past or makes no sense.
 *
 * @param now milliseconds since the epoch
 */
export const readRetryAfter = (header: string | undefined, now: number): number | undefined => {
	const text = header?.trim() ?? '';
	const milliseconds = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
	return milliseconds > 0 ? Math.min(milliseconds, longestWaitSeconds * 1000) : undefined;
};
