/** Edit distance (insert, delete, replace, swap of neighbors each count one). */
const distance = (left: string, right: string): number => {
	let twoBack: number[] = [];
	let previous = Array.from({length: right.length + 1}, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const isSame = left[row - 1] === right[column - 1];
			let best = Math.min(
				(previous[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(previous[column - 1] ?? 0) + (isSame ? 0 : 1),
			);
			const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
			if (row > 1 && column > 1 && isSwap) best = Math.min(best, (twoBack[column - 2] ?? 0) + 1);
			current[column] = best;
		}
		twoBack = previous;
		previous = current;
	}
	return previous[right.length] ?? 0;
};

/** At most three of the names that may have been meant, the likeliest first. */
export const nearNames = (wanted: string, names: readonly string[]): readonly string[] => {
	const text = wanted.toLowerCase();
	const limit = Math.max(1, Math.floor(text.length / 3));
	return names
		.map(name => ({name, steps: distance(text, name), isPart: text !== '' && name.includes(text)}))
		.filter(({steps, isPart}) => steps <= limit || isPart)
		.sort((one, other) => one.steps - other.steps || (one.name < other.name ? -1 : 1))
		.slice(0, 3)
		.map(({name}) => name);
};

/** Why a saved thing is not found: nothing is saved, or which names are near. */
export const whyNotFound = (wanted: string, names: readonly string[]): string => {
	if (names.length === 0) return 'Nothing is saved yet.';
	const near = nearNames(wanted, names);
	return near.length === 0
		? `None of the ${names.length} saved ones is called like that.`
		: `Near it there is: ${near.join(', ')}.`;
};
