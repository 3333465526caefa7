import type {CatalogueScope, CatalogueService, ScopeCatalogue} from './catalogue.js';
import {emptyWords, operationSynonyms, scopeSynonyms} from './synonyms.js';

/** What a scope is searched by, prepared once for each catalogue. */
type Entry = {
	readonly row: CatalogueScope;
	readonly scope: string;
	/** The group's parts, on which a word counts most. This and the next two have spaces between and around words. */
	readonly group: string;
	/** The scope's parts and the product's words: what a person types first. */
	readonly names: string;
	/** Everything. */
	readonly text: string;
};

const plain = /[^a-z0-9_]+/;
const anyScript = /[^\p{L}\p{N}_]+/u;

/** Words in lower case. Nearly all texts are plain, and for these a plain pattern is several times quicker. */
const wordsOf = (text: string): readonly string[] => {
	const low = text.toLowerCase();
	return low.split(/^[\x20-\x7E]*$/.test(low) ? plain : anyScript).filter(word => word !== '');
};

const productWords = (service: CatalogueService): readonly string[] => [
	...wordsOf([service.name, service.id, ...service.aliases].join(' ')),
	`zoho${service.id}`,
];

const indexes = new WeakMap<ScopeCatalogue, readonly Entry[]>();

const operationRanks: Readonly<Record<string, number>> = {READ: 0, WRITE: 1.5, DELETE: 2, ALL: 3};

/** READ before what writes, that before what deletes, full access last; `modules.leads` before `share.leads`. */
const rankOf = ({group, operation}: CatalogueScope): number => {
	const isEverything = group.toLowerCase() === 'fullaccess';
	const depth = group.split('.').filter(part => part !== 'modules').length;
	return depth * 5 + (isEverything ? 4 : (operationRanks[operation] ?? 1));
};

const spaced = (words: readonly string[]): string => ` ${words.join(' ')} `;

const entryOf = (row: CatalogueScope, product: readonly string[]): Entry => {
	const scope = row.scope.toLowerCase();
	const operation = row.operation.toLowerCase();
	const parts = scope.split('.');
	const group = [...parts.slice(1), ...row.group.toLowerCase().split('.')];
	const synonyms = scopeSynonyms.flatMap(([pattern, words]) => (pattern.test(row.scope) ? [words] : []));
	const said = [...wordsOf(row.description), operationSynonyms[row.operation] ?? '', ...synonyms];
	return {
		row,
		scope,
		group: spaced(group),
		names: spaced([...parts, ...group, operation, ...product]),
		text: spaced([scope, ...group, operation, ...product, ...said]),
	};
};

const indexOf = (catalogue: ScopeCatalogue): readonly Entry[] => {
	const known = indexes.get(catalogue);
	if (known) return known;
	const products = new Map(catalogue.services.map(service => [service.id, productWords(service)]));
	// In the order of equals, once for all searches: what allows little and is named plainly comes first.
	const ranked = catalogue.scopes
		.map(row => ({row, rank: rankOf(row)}))
		.toSorted((one, other) => one.rank - other.rank);
	const entries = ranked.map(({row}) => entryOf(row, products.get(row.serviceId) ?? []));
	indexes.set(catalogue, entries);
	return entries;
};

/** Makes ready what the first search would wait for. */
export const prepareSearch = (catalogue: ScopeCatalogue): void => {
	indexOf(catalogue);
};

/** A searched word as it is looked for: anywhere, at the beginning of a word, as a whole word; in singular or plural. */
type Form = {readonly text: string; readonly start: string; readonly whole: string};
type Word = Form & {readonly other: Form; readonly isPlural: boolean; readonly parts: readonly string[]};

const formOf = (text: string): Form => ({text, start: ` ${text}`, whole: ` ${text} `});

const wordOf = (text: string): Word => {
	const isPlural = text.length >= 4 && text.endsWith('s');
	return {
		...formOf(text),
		other: formOf(isPlural ? text.slice(0, -1) : `${text}s`),
		isPlural,
		parts: text.includes('.') ? text.split('.').filter(part => part !== '') : [],
	};
};

const distanceOfForm = (entry: Entry, {text, start, whole}: Form): number | undefined => {
	if (!entry.text.includes(text)) return undefined;
	if (entry.scope === text) return -10;
	if (entry.names.includes(whole)) return 1;
	if (entry.scope.startsWith(text)) return 2;
	if (entry.names.includes(start)) return 3;
	// A word that people say instead counts more than a part of another word.
	if (entry.text.includes(whole)) return 3.5;
	if (entry.scope.includes(text)) return 4;
	return entry.text.includes(start) ? 5 : 6;
};

/** How far a word is from an entry; undefined is no match. "invoices" finds "invoice", and the other way around. */
const distanceOf = (entry: Entry, word: Word): number | undefined => {
	const {other, isPlural, parts} = word;
	// "invoice" means the invoices of Invoice before those of Books, and both before its other groups.
	if (entry.group.includes(other.whole)) return entry.names.includes(word.whole) ? 0.4 : 0.6;
	const exact = distanceOfForm(entry, word);
	if (exact !== undefined) return entry.group.includes(word.whole) ? exact - 0.5 : exact;
	const near = isPlural ? distanceOfForm(entry, other) : undefined;
	if (near !== undefined) return near + 1;
	// "billing.invoices" has no scope's beginning, but each of its parts is there.
	return parts.length > 1 && parts.every(part => entry.text.includes(part)) ? 7 : undefined;
};

const totalDistance = (entry: Entry, words: readonly Word[]): number | undefined => {
	let total = 0;
	for (const word of words) {
		const distance = distanceOf(entry, word);
		if (distance === undefined) return undefined;
		total += distance;
	}
	// Whole numbers, so that equal distances are equal whatever they are summed from.
	return Math.round(total * 10);
};

const wantedWords = (words: readonly string[]): readonly Word[] => {
	const all = words.flatMap(word => word.toLowerCase().split(/[\s,;]+/)).filter(word => word !== '');
	const telling = all.filter(word => !emptyWords.has(word));
	return (telling.length > 0 ? telling : all).map(wordOf);
};

export type SearchOptions = {
	/** Also scopes that are only listed somewhere and may be wrong. */
	readonly includeThirdParty?: boolean | undefined;
	readonly limit?: number | undefined;
};

const allOf = (
	{scopes}: ScopeCatalogue,
	{includeThirdParty, limit}: SearchOptions,
): readonly CatalogueScope[] =>
	scopes
		.filter(({confidence}) => includeThirdParty === true || confidence !== 'third-party')
		.slice(0, limit ?? Number.POSITIVE_INFINITY);

/**
 * Scopes that have every one of the words, in any order, whole or in part, in the scope, the product's name or other
 * names, the group, the operation, the description or what people say instead. Exact ones first, then beginnings;
 * among equals what allows least, then the order of the catalogue. Words that say nothing ("of", "my") do not count
 * beside others. No words: all of them.
 */
export const searchScopes = (
	catalogue: ScopeCatalogue,
	words: readonly string[],
	options: SearchOptions = {},
): readonly CatalogueScope[] => {
	const wanted = wantedWords(words);
	if (wanted.length === 0) return allOf(catalogue, options);
	// Few distances for many scopes: collecting is quicker than sorting, and keeps the order of equals.
	const found = new Map<number, CatalogueScope[]>();
	for (const entry of indexOf(catalogue)) {
		if (entry.row.confidence === 'third-party' && options.includeThirdParty !== true) continue;
		const distance = totalDistance(entry, wanted);
		if (distance === undefined) continue;
		const equals = found.get(distance);
		if (equals) equals.push(entry.row);
		else found.set(distance, [entry.row]);
	}
	const nearestFirst = [...found.entries()].toSorted(([one], [other]) => one - other);
	return nearestFirst.flatMap(([, rows]) => rows).slice(0, options.limit ?? Number.POSITIVE_INFINITY);
};
