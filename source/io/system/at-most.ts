import {setTimeout as delay} from 'node:timers/promises';

/** Waits for work, but no longer than so many milliseconds. */
export const atMost = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
	const over = new AbortController();
	const limit = delay(milliseconds, undefined, {signal: over.signal}).catch(() => undefined);
	await Promise.race([work, limit]).finally(() => over.abort());
};
