import type {CatalogueScope, CatalogueService, ScopeCatalogue} from './scope-catalogue.js';

/** What a scope is searched by, prepared once for each catalogue. */
type Entry = {
	readonly row: CatalogueScope;
	readonly scope: string;
	/** The scope's parts and the product's words: what a person types first. */
	readonly names: readonly string[];
	/** Everything, with spaces between and around. */
	readonly text: string;
};

const wordsOf = (text: string): readonly string[] =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}_]+/u)
		.filter(word => word !== '');

const indexes = new WeakMap<ScopeCatalogue, readonly Entry[]>();

const entryOf = (row: CatalogueScope, service: CatalogueService | undefined): Entry => {
	const scope = row.scope.toLowerCase();
	const product = wordsOf([row.service, row.serviceId, ...(service?.aliases ?? [])].join(' '));
	const operation = row.operation.toLowerCase();
	return {
		row,
		scope,
		names: [...new Set([...scope.split('.'), ...wordsOf(row.group), operation, ...product])],
		text: ` ${[scope, row.group.toLowerCase(), operation, ...product, ...wordsOf(row.description)].join(' ')} `,
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

/** How far a word is from an entry: 0 is the scope itself; undefined is no match. */
const distanceOf = (entry: Entry, word: string): number | undefined => {
	if (!entry.text.includes(word)) return undefined;
	if (entry.scope === word) return 0;
	if (entry.names.includes(word)) return 1;
	if (entry.scope.startsWith(word)) return 2;
	if (entry.names.some(name => name.startsWith(word))) return 3;
	if (entry.scope.includes(word)) return 4;
	return entry.text.includes(` ${word}`) ? 5 : 6;
};

/** "invoices" finds "invoice" too, a little further down. */
const distanceOfForms = (entry: Entry, word: string): number | undefined => {
	const exact = distanceOf(entry, word);
	if (exact !== undefined || word.length < 4 || !word.endsWith('s')) return exact;
	const singular = distanceOf(entry, word.slice(0, -1));
	return singular === undefined ? undefined : singular + 1;
};

const totalDistance = (entry: Entry, words: readonly string[]): number | undefined => {
	let total = 0;
	for (const word of words) {
		const distance = distanceOfForms(entry, word);
		if (distance === undefined) return undefined;
		total += distance;
	}
	return total;
};

export type SearchOptions = {
	/** Also scopes that are only listed somewhere and may be wrong. */
	readonly includeThirdParty?: boolean | undefined;
	readonly limit?: number | undefined;
};

/**
 * Scopes that have every one of the words, in any order, whole or in part, in the scope, the product's name or other
 * names, the group, the operation or the description. Exact ones first, then beginnings; equal ones in the order of
 * the catalogue. No words: all of them.
 */
export const searchScopes = (
	catalogue: ScopeCatalogue,
	words: readonly string[],
	options: SearchOptions = {},
): readonly CatalogueScope[] => {
	const wanted = words.flatMap(word => word.toLowerCase().split(/[\s,;]+/)).filter(word => word !== '');
	const limit = options.limit ?? Number.POSITIVE_INFINITY;
	const found: Array<{readonly row: CatalogueScope; readonly distance: number}> = [];
	for (const entry of indexOf(catalogue)) {
		if (entry.row.confidence === 'third-party' && options.includeThirdParty !== true) continue;
		const distance = totalDistance(entry, wanted);
		if (distance !== undefined) found.push({row: entry.row, distance});
	}
	// The sort is stable, so that equals stay in the catalogue's order.
	if (wanted.length > 0) found.sort((a, b) => a.distance - b.distance);
	return found.slice(0, limit).map(({row}) => row);
};
