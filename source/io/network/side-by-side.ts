/** Settings of what does the same to many. */
export type ManyOptions<Outcome> = {
	/** Told as soon as each is done, in whatever order that happens. */
	readonly onDone?: ((outcome: Outcome) => void) | undefined;
	/** Begins no further one. */
	readonly signal?: AbortSignal | undefined;
};

/**
 * Does the work for every item, at most `limit` at a time, and answers in the order of the items. When the signal fires, no
 * further item is begun; what has begun is finished, and only that is answered.
 */
export const sideBySide = async <Item, Answer>(
	items: readonly Item[],
	limit: number,
	work: (item: Item) => Promise<Answer>,
	settings: ManyOptions<Answer> = {},
): Promise<readonly Answer[]> => {
	const waiting = items.entries();
	const answers: {readonly index: number; readonly answer: Answer}[] = [];
	const worker = async (): Promise<void> => {
		// The iterator is shared, so that each of the workers takes the next one.
		for (const [index, item] of waiting) {
			if (settings.signal?.aborted) return;
			const answer = await work(item);
			answers.push({index, answer});
			settings.onDone?.(answer);
		}
	};
	await Promise.all(Array.from({length: Math.min(limit, items.length)}, worker));
	return answers.toSorted((one, other) => one.index - other.index).map(({answer}) => answer);
};
