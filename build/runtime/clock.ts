/**
 * Stands in for the global `performance` where only time differences are taken: the first touch of the global loads all
 * of Node's performance tools. Milliseconds, from a clock that only goes forward.
 */
export const performance = {
	now: (): number => {
		const [seconds, nanoseconds] = process.hrtime();
		return seconds * 1000 + nanoseconds / 1_000_000;
	},
};
