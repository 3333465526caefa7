/** Seconds by which machines start to ask at different times. */
const jitterSeconds = 45;
/**
 * Seconds that a shared token has to live at least when the caller does not say. All that is given away of each hour is this and
 * the jitter: together under 144 s, a token that lives for an hour has 24 successors in 24 hours.
 */
const usualMinimum = 90;
/**
 * Seconds that a token of this machine alone has to live at least when the caller does not say. One who asks for no more gets an old
 * token where no new one can be had.
 */
export const defaultMinimum = 300;

/** A token that lives longer than so many seconds is better than none when no new one can be had. */
const lastResort = 30;

/** Whether an old token may stand in when no new one can be had: it lives a little, and no more was asked for. */
export const standsIn = (secondsLeft: number, minimumSeconds = 0): boolean =>
	minimumSeconds <= defaultMinimum && secondsLeft > lastResort;

/** A number from 0 to 1 that is the same for a machine each time. FNV-1a (datatracker.ietf.org/doc/html/draft-eastlake-fnv). */
export const earlinessOf = (machine: string): number => {
	let hash = 0x811c9dc5;
	for (const character of machine) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	}
	return (hash >>> 0) / 2 ** 32;
};

/**
 * Seconds that a token must remain valid so that no newer one is requested. All of them end at the same moment, so machines
 * start to ask at different times before it; of a token that never lives long, at most half the life is given away.
 */
export const threshold = (
	need: {readonly minimumSeconds: number | undefined; readonly earliness: number},
	accessLife: number | null,
): number => {
	if (need.minimumSeconds !== undefined) return Math.max(1, need.minimumSeconds);
	const life = accessLife ?? 3600;
	const early = usualMinimum + Math.floor(need.earliness * Math.min(jitterSeconds, life / 12));
	return Math.max(1, Math.min(early, life / 2));
};
