/**
 * Optimal string alignment distance: insert, delete, replace and a swap of neighbors count one each.
 *
 * @param limit what is above it need not be told exactly: then it is more than `limit`
 */
export const editDistance = (left: string, right: string, limit = Number.POSITIVE_INFINITY): number => {
	if (Math.abs(left.length - right.length) > limit) return limit + 1;
	let before: number[] = [];
	let previous = Array.from({length: right.length + 1}, (_, index) => index);
	for (let i = 1; i <= left.length; i++) {
		const current = [i];
		let smallest = i;
		for (let j = 1; j <= right.length; j++) {
			const cost = left[i - 1] === right[j - 1] ? 0 : 1;
			let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
			if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
				value = Math.min(value, (before[j - 2] ?? 0) + 1);
			}
			current.push(value);
			smallest = Math.min(smallest, value);
		}
		if (smallest > limit) return limit + 1;
		before = previous;
		previous = current;
	}
	return previous[right.length] ?? limit + 1;
};
