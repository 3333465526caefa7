/** What one part of the soak found: how often it tried, what broke, and numbers worth comparing with the last time. */
export type Figures = {
	readonly what: string;
	readonly tries: number;
	/** Each is an invariant that did not hold, with what shows it; none of them holds a secret. */
	readonly broken: readonly string[];
	readonly notes: readonly string[];
};

/** The table that is printed, and whether everything held. */
export const printFigures = (all: readonly Figures[], seconds: number, seed: number): string => {
	const width = Math.max(...all.map(({what}) => what.length));
	const rows = all.flatMap(({what, tries, broken, notes}) => [
		`${what.padEnd(width)}  ${tries.toLocaleString('en').padStart(9)}  ${broken.length === 0 ? 'held' : `BROKEN ${broken.length} times`}${notes.length > 0 ? ` · ${notes.join(' · ')}` : ''}`,
		...broken.slice(0, 5).map(text => `    ${text}`),
	]);
	return [`Seed ${seed}, ${Math.round(seconds)} s`, ...rows].join('\n');
};
