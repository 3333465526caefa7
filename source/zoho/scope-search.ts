import type {CatalogueScope, CatalogueService, ScopeCatalogue} from './scope-catalogue.js';
import {emptyWords, operationSynonyms, scopeSynonyms} from './scope-synonyms.js';

/** What a scope is searched by, prepared once for each catalogue. */
type Entry = {
	readonly row: CatalogueScope;
	readonly scope: string;
	/** The group's parts, on which a word counts most. */
	readonly group: readonly string[];
	/** The scope's parts and the product's words: what a person types first. */
	readonly names: readonly string[];
	/** Everything, with spaces between and around. */
	readonly text: string;
	/** Among equals: what allows little and is named plainly comes first. */
	readonly rank: number;
};

const wordsOf = (text: string): readonly string[] =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}_]+/u)
		.filter(word => word !== '');

const indexes = new WeakMap<ScopeCatalogue, readonly Entry[]>();

const operationRanks: Readonly<Record<string, number>> = {READ: 0, WRITE: 1.5, DELETE: 2, ALL: 3};

/** READ before what writes, that before what deletes, full access last; `modules.leads` before `share.leads`. */
const rankOf = ({group, operation}: CatalogueScope): number => {
	const isEverything = group.toLowerCase() === 'fullaccess';
	const depth = group.split('.').filter(part => part !== 'modules').length;
	return depth * 5 + (isEverything ? 4 : (operationRanks[operation] ?? 1));
};

const entryOf = (row: CatalogueScope, service: CatalogueService | undefined): Entry => {
	const scope = row.scope.toLowerCase();
	const product = wordsOf([row.service, row.serviceId, ...(service?.aliases ?? [])].join(' '));
	const operation = row.operation.toLowerCase();
	const group = [...scope.split('.').slice(1), ...wordsOf(row.group)];
	const synonyms = scopeSynonyms.flatMap(([pattern, words]) => (pattern.test(row.scope) ? [words] : []));
	const said = [...wordsOf(row.description), operationSynonyms[row.operation] ?? '', ...synonyms];
	return {
		row,
		scope,
		group,
		names: [...new Set([...scope.split('.'), ...group, operation, ...product, `zoho${row.serviceId}`])],
		text: ` ${[scope, ...group, operation, ...product, `zoho${row.serviceId}`, ...said].join(' ')} `,
		rank: rankOf(row),
	};
};

const indexOf = (catalogue: ScopeCatalogue): readonly Entry[] => {
	const known = indexes.get(catalogue);
	if (known) return known;
	const services = new Map(catalogue.services.map(service => [service.id, service]));
	const entries = catalogue.scopes.map(row => entryOf(row, services.get(row.serviceId)));
	indexes.set(catalogue, entries);
	return entries;
};

/** A searched word, with the form that says the same thing in singular or plural. */
type Word = {readonly text: string; readonly other: string; readonly parts: readonly string[]};

const wordOf = (text: string): Word => ({
	text,
	other: text.length >= 4 && text.endsWith('s') ? text.slice(0, -1) : `${text}s`,
	parts: text.includes('.') ? text.split('.').filter(part => part !== '') : [],
});

const distanceOfText = (entry: Entry, word: string): number | undefined => {
	if (!entry.text.includes(word)) return undefined;
	if (entry.scope === word) return -10;
	if (entry.names.includes(word)) return 1;
	if (entry.scope.startsWith(word)) return 2;
	if (entry.names.some(name => name.startsWith(word))) return 3;
	// A word that people say instead counts more than a part of another word.
	if (entry.text.includes(` ${word} `)) return 3.5;
	if (entry.scope.includes(word)) return 4;
	return entry.text.includes(` ${word}`) ? 5 : 6;
};

/** How far a word is from an entry; undefined is no match. "invoices" finds "invoice", and the other way around. */
const distanceOf = (entry: Entry, word: Word): number | undefined => {
	const {text, other, parts} = word;
	const bonus = entry.group.includes(text) ? 0.5 : 0;
	// "invoice" means the invoices of Invoice before those of Books, and both before its other groups.
	if (entry.group.includes(other)) return entry.names.includes(text) ? 0.4 : 0.6;
	const exact = distanceOfText(entry, text);
	if (exact !== undefined) return exact - bonus;
	const near = text.endsWith('s') ? distanceOfText(entry, other) : undefined;
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
	return total;
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

type Found = {readonly entry: Entry; readonly distance: number};

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
	const limit = options.limit ?? Number.POSITIVE_INFINITY;
	const found: Found[] = [];
	for (const entry of indexOf(catalogue)) {
		if (entry.row.confidence === 'third-party' && options.includeThirdParty !== true) continue;
		const distance = totalDistance(entry, wanted);
		if (distance !== undefined) found.push({entry, distance});
	}
	// The sort is stable, so that equals stay in the catalogue's order.
	if (wanted.length > 0) found.sort((a, b) => a.distance - b.distance || a.entry.rank - b.entry.rank);
	return found.slice(0, limit).map(({entry}) => entry.row);
};
