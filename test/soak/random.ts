/** Random numbers that are the same for the same seed (mulberry32). */
export type Random = {
	readonly below: (limit: number) => number;
	readonly pick: <T>(list: readonly T[]) => T;
};

export const createRandom = (seed: number): Random => {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	return {
		below,
		pick: list => {
			const found = list[below(list.length)];
			if (found === undefined) throw new Error('There is nothing to choose from.');
			return found;
		},
	};
};
