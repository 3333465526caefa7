import type {CatalogueScope, ScopeCatalogue} from './catalogue.js';
import {type ScopePreset, scopePresets} from './presets.js';
import {type Entry, type Lexicon, lexiconOf, makeLexicon} from './words/lexicon.js';
import {matchesOf} from './words/matches.js';
import {stemOf} from './words/stem.js';
import {emptyWords, singularOf, wordsOf} from './words/tokens.js';
import {isVerb, operationsOf} from './words/verbs.js';

export type SearchOptions = {
	/** Also scopes that are only listed somewhere and may be wrong. */
	readonly includeThirdParty?: boolean | undefined;
	readonly limit?: number | undefined;
	/** Only these. */
	readonly accepts?: ((row: CatalogueScope) => boolean) | undefined;
};

export type FoundScopes = {
	readonly rows: readonly CatalogueScope[];
	/** Words that the best match does not have: without them it was found. */
	readonly ignored: readonly string[];
	/** Misspelt words, and what they were taken for. */
	readonly meant: readonly {readonly typed: string; readonly meant: string}[];
	/** Tasks that the words name. */
	readonly tasks: readonly ScopePreset[];
	/** Of these, the ones whose every word was typed. */
	readonly wholeTasks: readonly ScopePreset[];
};

/** A whole scope, or the beginning of one: its dots say so. */
const dottedWord = ({entries}: Lexicon, typed: string): Word | undefined => {
	const scores = Float64Array.from(entries, ({scope}) => {
		if (scope === typed) return 60;
		return scope.includes(typed) ? (scope.startsWith(typed) ? 20 : 15) : 0;
	});
	return scores.some(Boolean)
		? {typed, isVerb: false, isPart: true, meant: undefined, isGuess: false, scores, isFound: true, forms: []}
		: undefined;
};

/** How much a word says: full marks are never reached, and are nearer the rarer it is. */
const wordOf = (lexicon: Lexicon, typed: string, isAlone: boolean) => {
	const {words, meant, isGuess} = matchesOf(lexicon, typed);
	const scores = new Float64Array(lexicon.entries.length);
	for (const [word, sureness] of words) {
		// "invoice" alone means invoices of any product rather than anything of Invoice.
		const isGroupToo = isAlone && lexicon.groups.has(word);
		const postings = lexicon.postings.get(word) ?? [];
		for (let index = 0; index < postings.length; index += 3) {
			const at = postings[index] ?? 0;
			const weight = postings[index + 1] ?? 0;
			const own = postings[index + 2] ?? 0;
			const told = isGroupToo && weight !== own && own < 1 ? 0.6 : weight;
			scores[at] = Math.max(scores[at] ?? 0, (sureness * told) / (told + 1.2));
		}
	}
	const sum = scores.reduce((total, one) => total + one, 0);
	const rarity = Math.log(1 + lexicon.entries.length / (0.5 + sum)) * (isVerb(typed) ? 0.5 : 1);
	const forms = [...words].flatMap(([word, sureness]) => (sureness >= 0.5 ? [word] : []));
	return {
		typed,
		isVerb: isVerb(typed),
		/** Of something with dots in it. */
		isPart: false as boolean,
		meant: isVerb(typed) ? undefined : meant,
		isGuess,
		/** By place among the entries; 0 where a scope does not have it. */
		scores: scores.map(score => score * rarity),
		isFound: sum > 0,
		/** The words that it surely stands for. */
		forms,
	};
};

/** One word of a search, with what it adds to the scopes that have it. */
type Word = Readonly<ReturnType<typeof wordOf>>;

/** A search that is a scope without dots, such as `profile`, means this one first. */
const withExact = (lexicon: Lexicon, typed: string, isAlone: boolean): Word => {
	const word = wordOf(lexicon, typed, isAlone);
	const at = lexicon.entries.findIndex(({scope}) => scope === typed);
	return at === -1 ? word : {...word, scores: word.scores.with(at, 60), isFound: true};
};

const wordsIn = (lexicon: Lexicon, texts: readonly string[]): readonly Word[] => {
	const pieces = texts.flatMap(text => text.toLowerCase().split(/[\s,;]+/));
	const dotted = new Map(
		pieces.filter(piece => /.\../.test(piece)).map(piece => [piece, dottedWord(lexicon, piece)]),
	);
	const typed = [...new Set(pieces.flatMap(piece => (dotted.get(piece) ? [piece] : wordsOf(piece))))];
	const telling = typed.filter(word => !emptyWords.has(word));
	// A pasted novel is no search.
	const taken = (telling.length > 0 ? telling : typed).slice(0, 12);
	const isAlone = taken.filter(word => !isVerb(word)).length < 2;
	const parts = new Set([...dotted].flatMap(([piece, found]) => (found ? [] : wordsOf(piece))));
	return taken.map(word => {
		const found = dotted.get(word) ?? (taken.length === 1 ? withExact : wordOf)(lexicon, word, isAlone);
		// Of a scope nothing is guessed: the nearest one is offered instead.
		const guessed = found.isGuess
			? {meant: undefined, scores: new Float64Array(found.scores.length), isFound: false}
			: {};
		return parts.has(word) ? {...found, ...guessed, isPart: true} : found;
	});
};

type Weights = Readonly<Record<string, number>>;

/** The operations that the verbs ask for; without a verb reading, then what allows least. */
const weightsOf = (words: readonly Word[]): Weights => {
	const asked = words.flatMap(({typed}) => operationsOf(typed));
	return asked.length > 0
		? Object.fromEntries(asked.map(operation => [operation, 1]))
		: {READ: 0.5, CREATE: 0.15, UPDATE: 0.12, DELETE: 0.05};
};

/** @param most the highest of the weights */
const fitOf = ({row, isLone}: Entry, weights: Weights, most: number): number => {
	const direct = weights[row.operation] ?? 0;
	if (isLone) return Math.max(direct, 0.85 * most);
	if (row.operation === 'WRITE' || row.operation === 'CREATE-UPDATE')
		return Math.max(direct, 0.8 * Math.max(weights.CREATE ?? 0, weights.UPDATE ?? 0));
	return row.operation === 'ALL' && most === 1 ? Math.max(direct, 0.2) : direct;
};

type Scored = {readonly entry: Entry; readonly score: number; readonly isFull: boolean; readonly at: number};

const everyWord = (some: readonly string[], forms: ReadonlySet<string>): boolean =>
	some.length > 0 && some.every(word => forms.has(word));

/** The scopes that have a word, the best first. */
const scoredOf = (lexicon: Lexicon, words: readonly Word[], options: SearchOptions): readonly Scored[] => {
	// What nothing has is left out, unless it is a part of a scope: one that does not exist is not like any other.
	const nouns = words.filter(word => !word.isVerb && (word.isPart || word.isFound));
	const forms = new Set(words.flatMap(word => word.forms));
	const weights = weightsOf(words);
	const most = Math.max(...Object.values(weights));
	const scored: Scored[] = [];
	lexicon.entries.forEach((entry, at) => {
		let sum = 0;
		for (const {scores} of words) sum += scores[at] ?? 0;
		if (sum === 0) return;
		if (entry.row.confidence === 'third-party' && options.includeThirdParty !== true) return;
		if (options.accepts?.(entry.row) === false) return;
		let hits = 0;
		for (const {scores} of nouns) if (scores[at] !== 0) hits++;
		const share = nouns.length === 0 ? 1 : hits / nouns.length;
		const score =
			(sum + 2 * fitOf(entry, weights, most)) * (0.5 + 0.5 * share) +
			(everyWord(entry.group, forms) || everyWord(entry.said, forms) ? 1 : 0) -
			0.15 * entry.depth -
			(entry.isEverything && weights.ALL === undefined ? 1 : 0);
		// Steps, so that what is nearly equal comes in the order of the catalogue.
		scored.push({entry, at, score: Math.round(score * 6) / 6, isFull: hits === nouns.length});
	});
	return inOrder(scored);
};

/**
 * By score, equals in the order of the catalogue. Their steps are few: to put ten thousand into heaps is several times quicker than
 * to compare them.
 */
const inOrder = (scored: readonly Scored[]): readonly Scored[] => {
	const heaps = Map.groupBy(scored, ({score}) => score);
	return [...heaps].toSorted(([one], [other]) => other - one).flatMap(([, heap]) => heap);
};

/** Enough full matches for a choice; with fewer of them partial ones follow. */
const enough = 5;

/** Full matches before partial ones; of these only those that are near to the best. */
const ranked = (sorted: readonly Scored[]): readonly Scored[] => {
	const full = sorted.filter(({isFull}) => isFull);
	if (full.length >= enough) return full;
	const partial = sorted.filter(({isFull}) => !isFull);
	const least = (partial[0]?.score ?? 0) * 0.5;
	const most = full.length > 0 ? enough - full.length : 30;
	return [...full, ...partial.filter(({score}) => score >= least).slice(0, most)];
};

/** Where no product is named, at most two scopes of one are among the first five, so that every fitting product is seen. */
const spread = (sorted: readonly Scored[]): readonly Scored[] => {
	const least = (sorted[0]?.score ?? 0) * 0.75;
	const counts = new Map<string, number>();
	const first: Scored[] = [];
	for (const one of sorted) {
		if (first.length === 5 || one.score < least) break;
		const count = counts.get(one.entry.row.serviceId) ?? 0;
		counts.set(one.entry.row.serviceId, count + 1);
		if (count < 2) first.push(one);
	}
	const taken = new Set(first);
	return [...first, ...sorted.filter(one => !taken.has(one))];
};

const stemsIn = (text: string): readonly string[] => wordsOf(text).map(word => stemOf(singularOf(word)));

const tasksOf = (words: readonly Word[]): Pick<FoundScopes, 'tasks' | 'wholeTasks'> => {
	if (words.length === 0) return {tasks: [], wholeTasks: []};
	const typed = words.map(word => stemOf(singularOf(word.meant ?? word.typed)));
	const tasks = scopePresets.filter(({id, label}) => {
		const stems = stemsIn(`${id} ${label}`);
		return typed.every(stem => stems.includes(stem));
	});
	return {tasks, wholeTasks: tasks.filter(({label}) => stemsIn(label).every(stem => typed.includes(stem)))};
};

const allOf = ({scopes}: ScopeCatalogue, options: SearchOptions): readonly CatalogueScope[] =>
	scopes
		.filter(({confidence}) => options.includeThirdParty === true || confidence !== 'third-party')
		.filter(row => options.accepts?.(row) !== false)
		.slice(0, options.limit ?? Number.POSITIVE_INFINITY);

const workOut = (
	catalogue: ScopeCatalogue,
	texts: readonly string[],
	options: SearchOptions,
): FoundScopes => {
	if (texts.every(text => text.trim() === ''))
		return {rows: allOf(catalogue, options), ignored: [], meant: [], tasks: [], wholeTasks: []};
	const lexicon = lexiconOf(catalogue);
	const words = wordsIn(lexicon, texts);
	const scored = scoredOf(lexicon, words, options);
	const isStrict = words.some(({isPart}) => isPart);
	const sorted = ranked(isStrict ? scored.filter(({isFull}) => isFull) : scored);
	const isNamed = words.some(({typed}) => {
		const word = singularOf(typed);
		return lexicon.products.has(word) && !lexicon.groups.has(word);
	});
	const rows = isNamed ? sorted : spread(sorted);
	const best = rows[0]?.at;
	return {
		rows: rows.map(({entry}) => entry.row).slice(0, options.limit ?? Number.POSITIVE_INFINITY),
		ignored: words.flatMap(({typed, isVerb: isDoing, scores}) =>
			isDoing || best === undefined || scores[best] !== 0 ? [] : [typed],
		),
		meant: words.flatMap(({typed, meant}) => (meant === undefined ? [] : [{typed, meant}])),
		...tasksOf(words),
	};
};

const memories = new WeakMap<ScopeCatalogue, {readonly key: string; readonly found: FoundScopes}>();

/**
 * Scopes by what people say: words of the scope, its product and the product's trade, its description and the titles of its
 * calls; in any form, misspelt or begun. Scopes that have every word come first; where few have, those that have the telling
 * ones follow, and the words that the best one lacks are named. A verb never filters: it prefers an operation. No words: all scopes.
 * The last answer is remembered: a key is heard and then drawn, and both search, the list and the row below it.
 */
export const findScopes = (
	catalogue: ScopeCatalogue,
	texts: readonly string[],
	options: SearchOptions = {},
): FoundScopes => {
	const {includeThirdParty, limit, accepts} = options;
	if (accepts) return workOut(catalogue, texts, options);
	const key = JSON.stringify([texts, includeThirdParty, limit]);
	const memory = memories.get(catalogue);
	if (memory?.key === key) return memory.found;
	const found = workOut(catalogue, texts, options);
	memories.set(catalogue, {key, found});
	return found;
};

/**
 * Makes ready a part of what the first search would wait for: the words, and what Node compiles when it is first run. A few
 * milliseconds at a time, so that keys are answered in between. @returns whether all of it is ready
 */
export const prepareSearch = (catalogue: ScopeCatalogue): boolean => {
	const lexicon = makeLexicon(catalogue);
	if (lexicon) workOut(catalogue, ['zo', 'read'], {});
	return lexicon !== undefined;
};
