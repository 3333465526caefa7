import * as z from 'zod/mini';
import {emptyWords, singularOf, wordsOf} from '../source/zoho/scopes/words/tokens.js';

const operationsSchema = z.array(
	z.object({scopes: z.array(z.array(z.string())), title: z.string(), also: z.optional(z.array(z.string()))}),
);

/** By scope in lower case: of each call that needs it, the words of its titles. */
export type Titles = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The words of all calls, by the scopes that they need. */
export const readTitles = (content: unknown): Titles => {
	const titles = new Map<string, (readonly string[])[]>();
	for (const {scopes, title, also} of operationsSchema.parse(content)) {
		const words = [...new Set([title, ...(also ?? [])].flatMap(wordsOf).map(singularOf))];
		for (const scope of new Set(scopes.flat().map(one => one.toLowerCase())))
			titles.set(scope, [...(titles.get(scope) ?? []), words]);
	}
	return titles;
};

/**
 * The words of a scope's calls: those of four and more calls, of two or three, and of one, with `|` between. What the scope
 * and its description say already is left out.
 */
export const callWordsOf = (calls: readonly (readonly string[])[], said: string): string => {
	const known = new Set(wordsOf(said).map(singularOf));
	const counts = new Map<string, number>();
	for (const word of calls.flat()) {
		if (word.length > 1 && !emptyWords.has(word) && !known.has(word))
			counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const words = [...counts.keys()].toSorted();
	const level = (least: number, most: number): string =>
		words.filter(word => (counts.get(word) ?? 0) >= least && (counts.get(word) ?? 0) <= most).join(' ');
	return [level(4, Number.POSITIVE_INFINITY), level(2, 3), level(1, 1)].join('|').replace(/\|+$/, '');
};
