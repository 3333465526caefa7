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

/** Optimal string alignment distance (a swap of neighbors counts once), or more than `limit` when it is above that. */
const editDistance = (left: string, right: string, limit: number): number => {
	if (Math.abs(left.length - right.length) > limit) return limit + 1;
	let before: number[] = [];
	let previous = Array.from({length: right.length + 1}, (_, index) => index);
	for (let i = 1; i <= left.length; i++) {
		const current = [i];
		let smallest = i;
		for (let j = 1; j <= right.length; j++) {
			const cost = left[i - 1] === right[j - 1] ? 0 : 1;
			let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
			if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
				value = Math.min(value, (before[j - 2] ?? 0) + 1);
			}
			current.push(value);
			smallest = Math.min(smallest, value);
		}
		if (smallest > limit) return limit + 1;
		before = previous;
		previous = current;
	}
	return previous[right.length] ?? limit + 1;
};

const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The names under which people know a service, squeezed: "zohobilling", "billing", "subscriptions". */
const prefixOf = (catalogue: ScopeCatalogue, word: string): string | undefined => {
	const wanted = squeeze(word);
	const namesOf = ({id, name, prefix, aliases}: CatalogueService): readonly string[] =>
		[prefix, name, id, `zoho${id}`, `zoho${prefix}`, ...aliases].map(squeeze);
	return (
		catalogue.services.find(({prefix}) => squeeze(prefix) === wanted) ??
		catalogue.services.find(service => namesOf(service).includes(wanted))
	)?.prefix;
};

const maximumEdits = 2;

/**
 * What was probably meant by a scope that the catalogue does not have: another case, the product's name instead of
 * its prefix (`ZohoBilling` → `ZohoSubscriptions`), singular for plural, a slip of one or two letters. The
 * catalogue's own spelling when it has it; undefined when nothing is near.
 */
export const nearestScope = (catalogue: ScopeCatalogue, text: string): string | undefined => {
	const [first = '', ...rest] = text.trim().split('.');
	const prefix = prefixOf(catalogue, first);
	const wanted = [prefix ?? first, ...rest].join('.').toLowerCase();
	if (wanted.length > 200) return undefined;
	const given = text.trim().toLowerCase();
	let best: {readonly scope: string; readonly distance: number} | undefined;
	for (const {row, scope} of indexOf(catalogue)) {
		if (scope === given) return row.scope;
		// Half an edit more for scopes that may not exist, so that they lose against equals.
		const doubt = row.confidence === 'third-party' ? 0.5 : 0;
		const limit = Math.min(maximumEdits, best?.distance ?? maximumEdits);
		const distance = editDistance(wanted, scope, limit) + doubt;
		if (distance <= maximumEdits + doubt && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) {
			best = {scope: row.scope, distance};
		}
	}
	return best?.scope;
};
