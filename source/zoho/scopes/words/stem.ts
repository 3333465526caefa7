const vowel = /[aeiouy]/;

/** Each ending in plural and in singular. */
const inBoth = (...rows: readonly (readonly [string, string])[]) =>
	rows.flatMap(([ending, instead]) => [[`${ending}s`, instead] as const, [ending, instead] as const]);

/** Endings that are taken off, longest first, and what stands there instead. A stem keeps at least three letters. */
const endings: ReadonlyArray<readonly [string, string]> = [
	...inBoth(['ication', 'y'], ['ization', 'iz'], ['isation', 'iz'], ['ation', 'at'], ['ment', '']),
	...inBoth(['ance', ''], ['ence', ''], ['tion', 't'], ['sion', 's'], ['ing', '']),
	['iers', 'y'],
	['ies', 'y'],
	['ied', 'y'],
	...inBoth(['er', ''], ['or', ''], ['ee', ''], ['al', '']),
	['sses', 'ss'],
	['xes', 'x'],
	['ches', 'ch'],
	['shes', 'sh'],
	['ed', ''],
	['s', ''],
];

const withoutEnding = (word: string): string => {
	for (const [ending, instead] of endings) {
		if (!word.endsWith(ending)) continue;
		const rest = word.slice(0, -ending.length);
		if (rest.length < 3 || !vowel.test(rest) || (ending === 's' && /[su]$/.test(rest))) continue;
		return rest + instead;
	}
	return word;
};

/**
 * What the forms of a word have in common: "adjust" of "adjustments", "attend" of "attendance". Rough, for searching only:
 * what matters is that the forms meet.
 */
export const stemOf = (word: string): string => {
	if (word.length < 4) return word;
	const stem = withoutEnding(word);
	const short = stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem;
	// "planning" is "plan", "shipped" is "ship".
	return stem !== word && /([bdgmnprt])\1$/.test(short) ? short.slice(0, -1) : short;
};
