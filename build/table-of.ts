/** Texts by number, most used first, so that frequent ones have short numbers. */
export const tableOf = (texts: readonly string[]): readonly string[] => {
	const counts = new Map<string, number>();
	for (const entry of texts) counts.set(entry, (counts.get(entry) ?? 0) + 1);
	return [...counts.entries()]
		.toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
		.map(([entry]) => entry);
};
