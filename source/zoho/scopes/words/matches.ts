import {editDistance} from '../../edit-distance.js';
import {oncePer} from '../../once-per.js';
import type {Lexicon} from './lexicon.js';
import {stemOf} from './stem.js';
import {singularOf} from './tokens.js';

/** What there is to match a word with: of scopes, or of calls. */
export type WordList = {
	readonly postings: Pick<ReadonlyMap<string, unknown>, 'keys' | 'has'>;
	readonly stems: Lexicon['stems'];
};

/** The words of the lexicon that a typed one stands for, each with how surely, from 0 to 1. */
export type Matches = {
	readonly words: ReadonlyMap<string, number>;
	/** What a misspelt word is taken for. */
	readonly meant: string | undefined;
	/** They are neither the typed word, nor a form of it, nor begin with it. */
	readonly isGuess: boolean;
};

const nearestWords = (
	lexicon: WordList,
	word: string,
): {readonly words: readonly string[]; readonly distance: number} => {
	let distance = word.length < 7 ? 1 : 2;
	let words: string[] = [];
	for (const candidate of lexicon.postings.keys()) {
		if (candidate.length < 4) continue;
		const edits = editDistance(word, candidate, distance);
		// Who slips twice has the first letter right: "packing" is neither "banking" nor "tracking".
		if (edits > distance || (edits > 1 && candidate[0] !== word[0])) continue;
		if (edits < distance) words = [];
		distance = edits;
		words.push(candidate);
	}
	return {words, distance};
};

const workOut = (lexicon: WordList, typed: string): Matches => {
	const word = singularOf(typed);
	const words = new Map<string, number>();
	for (const exact of [word, typed]) if (lexicon.postings.has(exact)) words.set(exact, 1);
	// Short words are taken whole: "it" is not "edit", "po" is not "portal".
	if (typed.length > 3) {
		for (const form of lexicon.stems.get(stemOf(word)) ?? []) if (!words.has(form)) words.set(form, 0.75);
	}
	const begin = (start: string, most: number): void => {
		for (const longer of lexicon.postings.keys()) {
			if (longer.length > start.length && longer.startsWith(start) && !words.has(longer))
				words.set(longer, most * (0.5 + (0.5 * start.length) / longer.length));
		}
	};
	if (typed.length >= 3) begin(word, words.size > 0 ? 0.36 : 0.6);
	// "packing" is about packages before it is a slip of another word.
	const stem = stemOf(word);
	const isGuess = words.size === 0;
	if (isGuess && stem.length > 3 && stem !== word) begin(stem, 0.5);
	if (words.size > 0 || typed.length < 4 || typed.length > 40) return {words, meant: undefined, isGuess};
	const near = nearestWords(lexicon, word);
	return {
		words: new Map(near.words.map(one => [one, 0.8 - 0.15 * near.distance])),
		meant: near.words[0],
		isGuess,
	};
};

const memoryOf = oncePer((_lexicon: WordList) => new Map<string, Matches>());

/** Remembered, for with each key that is typed only the last word of a search changes. */
export const matchesOf = (lexicon: WordList, typed: string): Matches => {
	const memory = memoryOf(lexicon);
	const known = memory.get(typed);
	if (known) return known;
	if (memory.size > 200) memory.clear();
	const matches = workOut(lexicon, typed);
	memory.set(typed, matches);
	return matches;
};
