import {editDistance} from '../edit-distance.js';
import type {ScopeCatalogue} from './catalogue.js';
import {searchScopes} from './search.js';

const vocabularies = new WeakMap<ScopeCatalogue, readonly string[]>();

/** The words that scopes and products are called by, in the order of the catalogue. */
const vocabularyOf = (catalogue: ScopeCatalogue): readonly string[] => {
	const known = vocabularies.get(catalogue);
	if (known) return known;
	const texts = [
		...catalogue.services.flatMap(({name, id, aliases}) => [name, id, ...aliases]),
		...catalogue.scopes.map(({scope}) => scope),
	];
	const words = texts.flatMap(text => text.toLowerCase().split(/[^a-z0-9]+/));
	const vocabulary = [...new Set(words)].filter(word => word.length >= 4);
	vocabularies.set(catalogue, vocabulary);
	return vocabulary;
};

/** The nearest word of the catalogue; a short word may have one slip, a longer one two. */
const nearestWord = (catalogue: ScopeCatalogue, word: string): string | undefined => {
	const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
	let best: {readonly word: string; readonly distance: number} | undefined;
	for (const candidate of vocabularyOf(catalogue)) {
		const distance = editDistance(word, candidate, most);
		if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
			best = {word: candidate, distance};
	}
	return best?.word;
};

/**
 * A search that found nothing because of a slip of the fingers, as it was meant: "books setings" is "books settings".
 * Undefined where no word is misspelt, or where the corrected search finds nothing either.
 */
export const respelledSearch = (catalogue: ScopeCatalogue, text: string): string | undefined => {
	const last = memory.get(catalogue);
	if (last?.text === text) return last.meant;
	const meant = workOut(catalogue, text);
	memory.set(catalogue, {text, meant});
	return meant;
};

/** The last search: a screen asks for it several times, and draws it again with every key. */
const memory = new WeakMap<ScopeCatalogue, {readonly text: string; readonly meant: string | undefined}>();

const workOut = (catalogue: ScopeCatalogue, text: string): string | undefined => {
	const words = text
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
	// A pasted novel is no search.
	if (words.length === 0 || words.length > 8 || text.length > 120) return undefined;
	const finds = (some: readonly string[]): boolean => searchScopes(catalogue, some, {limit: 1}).length > 0;
	if (finds(words)) return undefined;
	const mended = words.map(word => (finds([word]) ? word : (nearestWord(catalogue, word) ?? word)));
	const isMended = mended.some((word, index) => word !== words[index]);
	return isMended && finds(mended) ? mended.join(' ') : undefined;
};
