import {findProduct} from '../products/table.js';
import {scopeSynonyms} from '../scopes/synonyms.js';
import {matchesOf} from '../scopes/words/matches.js';
import {stemOf} from '../scopes/words/stem.js';
import {emptyWords, partsOf, singularOf, wordsOf} from '../scopes/words/tokens.js';
import {tradeWords} from '../scopes/words/trade.js';
import {operationsOf as askedBy, isVerb} from '../scopes/words/verbs.js';
import {type Operation, operationsOf, servicesWithOperations} from './table.js';

export type CallSearch = {
	/** Products whose calls are looked at; left out, those of every product. */
	readonly services?: readonly string[] | undefined;
	readonly method?: string | undefined;
	/** Products that come first among equals: those that a connection is for. */
	readonly preferred?: ReadonlySet<string> | undefined;
	readonly limit: number;
};

/** How much a word says, by where it stands. */
const weights = {title: 2, module: 1.9, path: 1.6, synonym: 1, product: 1.2, trade: 0.6} as const;

type Posting = {readonly at: number; readonly weight: number};
type Index = {
	readonly operations: readonly Operation[];
	readonly postings: ReadonlyMap<string, readonly Posting[]>;
	readonly stems: ReadonlyMap<string, readonly string[]>;
};

const pathWords = (path: string): readonly string[] => partsOf(path.replaceAll(/\{[^}]*\}/g, ' '));

const groupOf = (scope: string): string => scope.split('.').at(-2) ?? '';

/** What may stand for the placeholder that picks the scopes: the modules of CRM and its sisters. */
const modulesOf = ({select, scopes}: Operation): readonly string[] =>
	select === undefined ? [] : [...new Set(scopes.flat().map(groupOf))].filter(group => group !== 'modules');

const wordsOfOperation = (operation: Operation): ReadonlyMap<string, number> => {
	const {service, path, title, scopes} = operation;
	const words = new Map<string, number>();
	const put = (some: readonly string[], weight: number): void => {
		for (const word of some.map(singularOf)) words.set(word, Math.max(words.get(word) ?? 0, weight));
	};
	const product = findProduct(service);
	put(wordsOf(tradeWords[service] ?? ''), weights.trade);
	for (const [pattern, said] of scopeSynonyms)
		if (scopes.some(([scope = '']) => pattern.test(scope))) put(said.split(' '), weights.synonym);
	put(
		[service, ...partsOf(product?.name ?? ''), ...(product?.prefixes.flatMap(partsOf) ?? [])],
		weights.product,
	);
	put(pathWords(path), weights.path);
	put(modulesOf(operation).flatMap(partsOf), weights.module);
	put(wordsOf(title), weights.title);
	return words;
};

let made: Index | undefined;

/** Made at the first search: some 5,000 calls take a tenth of a second. */
const index = (): Index => {
	if (made) return made;
	const operations = servicesWithOperations.flatMap(operationsOf);
	const postings = new Map<string, Posting[]>();
	for (const [at, operation] of operations.entries()) {
		for (const [word, weight] of wordsOfOperation(operation)) {
			const known = postings.get(word);
			if (known) known.push({at, weight});
			else postings.set(word, [{at, weight}]);
		}
	}
	made = {operations, postings, stems: Map.groupBy(postings.keys(), stemOf)};
	return made;
};

/** Each call that has the word in some form, with how much that says: the rarer the word, the more. */
const scoresOf = (word: string): ReadonlyMap<number, number> => {
	const {postings, operations} = index();
	const scores = new Map<number, number>();
	for (const [form, sureness] of matchesOf(index(), word).words) {
		for (const {at, weight} of postings.get(form) ?? [])
			scores.set(at, Math.max(scores.get(at) ?? 0, sureness * weight));
	}
	const rarity = Math.log(1 + operations.length / (1 + scores.size));
	for (const [at, score] of scores) scores.set(at, score * rarity);
	return scores;
};

const methodsFor: Readonly<Record<string, readonly string[]>> = {
	READ: ['GET'],
	CREATE: ['POST'],
	UPDATE: ['PUT', 'PATCH', 'POST'],
	DELETE: ['DELETE'],
};

/** The methods that the verbs of a search ask for; without a verb those that read. */
const methodsAsked = (words: readonly string[]): ReadonlySet<string> => {
	const asked = words.flatMap(askedBy).flatMap(operation => methodsFor[operation] ?? []);
	return new Set(asked.length > 0 ? asked : ['GET']);
};

/** `/crm/v8/{module}` for a search that says "leads" is `/crm/v8/Leads`. */
const withModule = (operation: Operation, nouns: readonly string[]): Operation => {
	const module = modulesOf(operation).find(group =>
		nouns.some(noun => stemOf(singularOf(noun)) === stemOf(singularOf(group.toLowerCase()))),
	);
	if (module === undefined) return operation;
	const name = `${module.charAt(0).toUpperCase()}${module.slice(1)}`;
	return {...operation, path: operation.path.replace(`{${operation.select}}`, name)};
};

const depthOf = ({path}: Operation): number => path.split('/').length;

/**
 * Calls by what people say: "list overdue invoices", "create a lead in crm". Words count in any form, also misspelt; a verb prefers a method and
 * filters nothing. The best comes first. Source of the calls: see `table.ts`.
 */
export const searchCalls = (text: string, search: CallSearch): readonly Operation[] => {
	const {operations} = index();
	const typed = [...new Set(wordsOf(text))];
	const telling = typed.filter(word => !emptyWords.has(word)).slice(0, 12);
	const named = telling.filter(word => !isVerb(word));
	const nouns = named.map(scoresOf);
	const verbs = telling.filter(isVerb).map(scoresOf);
	const methods = methodsAsked(telling);
	const candidates = new Set((nouns.length > 0 ? nouns : verbs).flatMap(scores => [...scores.keys()]));
	const scored = [...candidates].flatMap(at => {
		const operation = operations[at];
		if (!operation || (search.services && !search.services.includes(operation.service))) return [];
		if (search.method !== undefined && operation.method !== search.method) return [];
		const hits = nouns.filter(scores => scores.has(at)).length;
		const share = nouns.length === 0 ? 1 : hits / nouns.length;
		const said = nouns.reduce((sum, scores) => sum + (scores.get(at) ?? 0), 0);
		const done = verbs.reduce((sum, scores) => sum + (scores.get(at) ?? 0), 0);
		const score =
			(said + 0.4 * done + (methods.has(operation.method) ? 4 : 0)) * share * share +
			(search.preferred?.has(operation.service) ? 3 : 0) -
			0.4 * depthOf(operation);
		return [{operation, at, score}];
	});
	return scored
		.toSorted((one, other) => other.score - one.score || one.at - other.at)
		.slice(0, search.limit)
		.map(({operation}) => withModule(operation, named));
};
