import {oncePer} from '../../once-per.js';
import {squeeze} from '../../text.js';
import type {CatalogueScope, CatalogueService, ScopeCatalogue} from '../catalogue.js';
import {scopeSynonyms} from '../synonyms.js';
import {stemOf} from './stem.js';
import {partsOf, singularOf, wordsOf} from './tokens.js';
import {tradeWords} from './trade.js';

/**
 * The scopes that have a word, flat, three numbers for each: its place among the entries, how much the word says about it, and
 * how much of that besides naming its product. Flat, for ninety thousand objects would be the most of what it takes to make them.
 */
export type Postings = readonly number[];

export type Lexicon = {
	readonly entries: readonly Entry[];
	readonly postings: ReadonlyMap<string, Postings>;
	readonly stems: ReadonlyMap<string, readonly string[]>;
	readonly groups: ReadonlySet<string>;
	readonly products: ReadonlySet<string>;
};

/** A named product says most, then the group, what people say instead, the description, and the calls. */
const weights = {product: 4, group: 3, synonym: 2.2, description: 1.5, operation: 1.5, trade: 1} as const;
const callWeights = [1.4, 1.25, 1] as const;

const noNames = new Set('zoho cloud by and plus manageengine central account solution vertical'.split(' '));

const productWords = ({id, name, prefix, aliases}: CatalogueService): ReadonlySet<string> => {
	const names = [id, name, prefix, ...aliases];
	const joined = names.map(squeeze);
	const words = [...names.flatMap(partsOf), ...joined, `zoho${joined[0]}`].map(singularOf);
	return new Set(words.filter(word => !noNames.has(word)));
};

const operationRanks: Readonly<Record<string, number>> = {READ: 0, WRITE: 1.5, DELETE: 2, ALL: 3};

const isFullAccess = ({group}: CatalogueScope): boolean => group.toLowerCase() === 'fullaccess';

const depthOf = ({group}: CatalogueScope): number =>
	group.split('.').filter(part => part !== 'modules').length;

/** READ before what writes, that before what deletes, full access last; `modules.leads` before `share.leads`. */
const rankOf = (row: CatalogueScope): number =>
	depthOf(row) * 5 + (isFullAccess(row) ? 4 : (operationRanks[row.operation] ?? 1));

const groupWords = (row: CatalogueScope): readonly string[] =>
	isFullAccess(row)
		? ['full', 'access']
		: partsOf(row.group)
				.map(singularOf)
				.filter(word => word !== 'module');

const saidWords = (row: CatalogueScope): readonly string[] => wordsOf(row.description).map(singularOf);

const noSaid = new Set(['access', 'to', 'and', 'of', 'in']);

const placeOf = ({serviceId, group}: CatalogueScope): string => `${serviceId} ${group.toLowerCase()}`;

/** The groups of one operation only, such as Bookings' data.CREATE: there it stands for all of them. */
const loneGroups = (rows: readonly CatalogueScope[]): ReadonlySet<string> => {
	const groups = Map.groupBy(
		rows.filter(({confidence}) => confidence !== 'third-party'),
		placeOf,
	);
	return new Set(
		[...groups].flatMap(([place, some]) =>
			new Set(some.map(({operation}) => operation)).size === 1 ? [place] : [],
		),
	);
};

/** Words of a scope besides its product's, with their weights: twice said is more, but not twice as much. */
const ownWords = (row: CatalogueScope, group: readonly string[], trade: readonly string[]) => {
	const words = new Map<string, number>();
	const put = (text: readonly string[], weight: number): void => {
		for (const word of text) {
			const before = words.get(word);
			words.set(
				word,
				before === undefined ? weight : Math.max(before, weight) + Math.min(before, weight) * 0.3,
			);
		}
	};
	const joined = wordsOf(row.scope.slice(row.scope.indexOf('.') + 1)).map(singularOf);
	put([...new Set([...group, ...joined])], weights.group / Math.max(1, group.length) ** 0.4);
	put(saidWords(row), weights.description);
	for (const [pattern, said] of scopeSynonyms)
		if (pattern.test(row.scope)) put(said.split(' ').map(singularOf), weights.synonym);
	// These are in singular already.
	for (const [level, said] of row.callWords.split('|').entries())
		if (said !== '') put(said.split(' '), callWeights[level] ?? 1);
	put(trade, weights.trade);
	put([row.operation.toLowerCase()], weights.operation);
	return words;
};

const entryOf = (row: CatalogueScope, isLone: boolean) => ({
	row,
	scope: row.scope.toLowerCase(),
	/** The words of its group, and those of its description: a search that has all of one means just this. */
	group: [...new Set(groupWords(row))],
	said: saidWords(row)
		.slice(1)
		.filter(word => !noSaid.has(word)),
	isEverything: isFullAccess(row),
	depth: depthOf(row),
	/** Its group has no other operation. */
	isLone,
});

export type Entry = Readonly<ReturnType<typeof entryOf>>;

/** Scopes that are taken in before something else may have its turn: a few milliseconds. */
const scopesPerStep = 200;

function* postingsOf(
	entries: readonly Entry[],
	products: ReadonlyMap<string, ReadonlySet<string>>,
): Generator<undefined, ReadonlyMap<string, Postings>> {
	const postings = new Map<string, number[]>();
	const put = (word: string, at: number, weight: number, own: number): void => {
		const known = postings.get(word);
		if (known) known.push(at, weight, own);
		else postings.set(word, [at, weight, own]);
	};
	const trades = new Map(
		[...products.keys()].map(id => [id, wordsOf(tradeWords[id] ?? '').map(singularOf)] as const),
	);
	for (const [at, {row, group}] of entries.entries()) {
		if (at % scopesPerStep === 0) yield;
		const words = ownWords(row, group, trades.get(row.serviceId) ?? []);
		const named = products.get(row.serviceId) ?? new Set();
		for (const [word, own] of words) put(word, at, named.has(word) ? weights.product + own * 0.3 : own, own);
		for (const word of named) if (!words.has(word)) put(word, at, weights.product, 0);
	}
	return postings;
}

function* build(catalogue: ScopeCatalogue): Generator<undefined, Lexicon> {
	const lone = loneGroups(catalogue.scopes);
	const products = new Map(catalogue.services.map(service => [service.id, productWords(service)]));
	yield;
	// In the order of equals: what allows little and is named plainly comes first.
	const ranked = catalogue.scopes
		.map(row => ({row, rank: rankOf(row)}))
		.toSorted((one, other) => one.rank - other.rank);
	const entries: Entry[] = [];
	for (const {row} of ranked)
		if (entries.push(entryOf(row, lone.has(placeOf(row)))) % scopesPerStep === 0) yield;
	const postings = yield* postingsOf(entries, products);
	const stems = Map.groupBy(postings.keys(), stemOf);
	yield;
	return {
		entries,
		postings,
		stems,
		groups: new Set(entries.flatMap(({group}) => group)),
		products: new Set([...products.values()].flatMap(words => [...words])),
	};
}

type Making = {readonly steps: Generator<undefined, Lexicon>; lexicon?: Lexicon};

const making = oncePer((catalogue: ScopeCatalogue): Making => ({steps: build(catalogue)}));

/** Goes on making the words of a catalogue, for a few milliseconds. @returns they, once all are there */
export const makeLexicon = (catalogue: ScopeCatalogue): Lexicon | undefined => {
	const made = making(catalogue);
	if (made.lexicon) return made.lexicon;
	const {done, value} = made.steps.next();
	if (done) made.lexicon = value;
	return made.lexicon;
};

/** The words of a catalogue, made once; what is begun is finished. */
export const lexiconOf = (catalogue: ScopeCatalogue): Lexicon => {
	for (;;) {
		const lexicon = makeLexicon(catalogue);
		if (lexicon) return lexicon;
	}
};
