/** The middle of the values, between the two middle ones when they are even in number. NaN when there are none. */
export const median = (values: readonly number[]): number => {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = sorted.length / 2;
	const upper = sorted[Math.floor(middle)] ?? Number.NaN;
	return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper;
};

/** The value that three quarters are above: what a machine does that other programs leave alone. NaN when there are none. */
export const lowerQuartile = (values: readonly number[]): number =>
	values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 4)] ?? Number.NaN;

/** The value that all but one in a hundred stay below. NaN when there are none. */
export const percentile99 = (values: readonly number[]): number =>
	values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN;

/** Of each step that several runs took, the least that one needed: what is left is what the step itself costs. */
export const leastOfEach = (runs: ReadonlyArray<readonly number[]>): readonly number[] =>
	(runs[0] ?? []).map((_first, step) => Math.min(...runs.map(run => run[step] ?? Number.POSITIVE_INFINITY)));

/** A number as people read it: two decimals below ten, one below a hundred, none above. */
export const rounded = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
