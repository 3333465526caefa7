import type {Service} from '../../connection/service.js';
import {oncePer} from '../../zoho/once-per.js';
import {readCall} from '../../zoho/operations/call-text.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {CatalogueScope, CatalogueService, ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {findScope} from '../../zoho/scopes/check.js';
import {type ScopePreset, scopePresets} from '../../zoho/scopes/presets.js';
import {remarkOn} from '../../zoho/scopes/remark.js';
import {scopeCovers, uniqueScopes} from '../../zoho/scopes/scope.js';
import {findScopes} from '../../zoho/scopes/search.js';
import {isOfOtherServer} from './elsewhere.js';
import type {Pasted} from './pasted.js';

export const freshPlace = {
	/** Id of the product whose grid is open. */
	product: undefined as string | undefined,
	column: 0,
	isChosenOnly: false,
	includesThirdParty: false,
};

/** Where one stands in the picker. What is chosen is the wizard's answer and never changes with it. */
export type PickerPlace = Readonly<typeof freshPlace> & {
	/** What was pasted last, as long as its report is looked at. */
	readonly pasted?: Pasted | undefined;
};

export type PickerRow =
	| {
			/** Several scopes at once: a task, or what another service here uses. */
			readonly kind: 'set';
			readonly label: string;
			readonly reason: string;
			readonly scopes: readonly string[];
	  }
	| {readonly kind: 'product'; readonly service: CatalogueService; readonly count: number}
	| {readonly kind: 'scope'; readonly scope: string; readonly row: CatalogueScope | undefined}
	/** Words of a pasted text that are no scopes. */
	| {readonly kind: 'left-out'; readonly words: readonly string[]};

export type PickerInput = {
	readonly catalogue: ScopeCatalogue;
	readonly chosen: readonly string[];
	readonly filter: string;
	readonly place: PickerPlace;
	readonly services: readonly Service[];
	/** The scopes of known calls, once loaded: for an address or a curl line in the search. */
	readonly findCalls?: FindCalls | undefined;
};

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const isChosen = (chosen: readonly string[], scope: string): boolean =>
	chosen.some(one => isSame(one, scope));

/** Adds what is not there yet; the spelling that was there first stays. */
export const addScopes = (
	chosen: readonly string[],
	added: readonly string[],
	isZoho = true,
): readonly string[] => uniqueScopes([...chosen, ...added], isZoho);

/** Marks all of them, or takes all of them away where all were marked. */
export const toggleScopes = (chosen: readonly string[], scopes: readonly string[]): readonly string[] =>
	scopes.every(scope => isChosen(chosen, scope))
		? chosen.filter(one => !isChosen(scopes, one))
		: addScopes(chosen, scopes);

/** The chosen scope that allows this one already; undefined where none but itself does. */
export const includedIn = (chosen: readonly string[], scope: string): string | undefined =>
	chosen.find(one => isOfOneProduct(one, scope) && !isSame(one, scope) && scopeCovers(one, scope));

/** Cheap, and true for few of many: only then are two scopes taken apart. */
const isOfOneProduct = (one: string, other: string): boolean => {
	const end = other.indexOf('.') + 1;
	return isSame(one.slice(0, end), other.slice(0, end));
};

/** Everything of a product that only reads. */
export const readOnlyScopes = ({catalogue, place}: PickerInput, serviceId: string): readonly string[] =>
	catalogue.scopes
		.filter(
			({serviceId: id, operation, confidence}) =>
				id === serviceId &&
				operation === 'READ' &&
				(place.includesThirdParty || confidence !== 'third-party'),
		)
		.map(({scope}) => scope);

/** Names of the services here that ask for a scope too. */
export const usedIn = (services: readonly Service[], scope: string): readonly string[] =>
	services.filter(({scopes}) => isChosen(scopes, scope)).map(({name}) => name);

const presetRow = ({label, reason, scopes}: ScopePreset): PickerRow => ({kind: 'set', label, reason, scopes});

const serviceRow = ({name, scopes}: Service): PickerRow => ({
	kind: 'set',
	label: `As in ${name}`,
	reason: 'What this service asks for.',
	scopes,
});

const productRows = ({catalogue, place}: PickerInput): readonly PickerRow[] => {
	const shown = catalogue.scopes.filter(
		({confidence}) => place.includesThirdParty || confidence !== 'third-party',
	);
	const byService = Map.groupBy(shown, ({serviceId}) => serviceId);
	return catalogue.services.flatMap((service): readonly PickerRow[] => {
		const count = byService.get(service.id)?.length ?? 0;
		return count === 0 ? [] : [{kind: 'product', service, count}];
	});
};

const scopeRow = (row: CatalogueScope): PickerRow => ({kind: 'scope', scope: row.scope, row});

/** What is chosen, less what another chosen one includes. */
export const foldScopes = oncePer((chosen: readonly string[]): readonly string[] =>
	chosen.filter(scope => includedIn(chosen, scope) === undefined),
);

/** Whether a scope has every word of a search in it. */
const matching = (filter: string): ((scope: string) => boolean) => {
	const words = searchWords(filter).map(word => word.toLowerCase());
	return scope => words.every(word => scope.toLowerCase().includes(word));
};

const chosenRows = ({catalogue, chosen, filter}: PickerInput): readonly PickerRow[] => {
	const including = foldScopes(chosen);
	// Below each one what it includes: that was asked for too, and can be taken out.
	return including
		.flatMap(scope => [scope, ...chosen.filter(one => includedIn(chosen, one) === scope)])
		.filter(matching(filter))
		.map(scope => ({kind: 'scope', scope, row: findScope(catalogue, scope)}));
};

/** The scopes of what was pasted, and below them what was left out of it. */
const pastedRows = ({catalogue, filter}: PickerInput, {scopes, leftOut}: Pasted): readonly PickerRow[] => {
	const rows = scopes
		.filter(matching(filter))
		.map((scope): PickerRow => ({kind: 'scope', scope, row: findScope(catalogue, scope)}));
	return leftOut.length > 0 && searchWords(filter).length === 0
		? [...rows, {kind: 'left-out', words: leftOut}]
		: rows;
};

export const searchWords = (filter: string): readonly string[] =>
	filter.split(/[\s,;]+/).filter(word => word !== '');

/** The scopes that a call needs, the narrowest first, one row each. */
const callRows = ({catalogue, filter, findCalls}: PickerInput): readonly PickerRow[] => {
	const operations = findCalls?.(filter)?.operations ?? [];
	return uniqueScopes(operations.flatMap(({scopes}) => scopes.flat())).map(scope => ({
		kind: 'scope',
		scope,
		row: findScope(catalogue, scope),
	}));
};

/**
 * A task that is typed whole, the best scopes, the other tasks that the words name, and the other scopes: who types all words of
 * a task wants its scopes together, and who types some of them may want one scope.
 */
const foundRows = ({catalogue, place}: PickerInput, words: readonly string[]): readonly PickerRow[] => {
	const found = findScopes(catalogue, words, {includeThirdParty: place.includesThirdParty});
	const scopes = found.rows.map(scopeRow);
	const others = found.tasks.filter(task => !found.wholeTasks.includes(task));
	return [
		...found.wholeTasks.map(presetRow),
		...scopes.slice(0, 3),
		...others.map(presetRow),
		...scopes.slice(3),
	];
};

/** What the search made of the words, while it is one. */
export const searchRemark = ({catalogue, filter, place}: PickerInput): string | undefined => {
	const words = searchWords(filter);
	if (words.length === 0 || place.isChosenOnly || place.pasted || readCall(filter)) return undefined;
	return remarkOn(findScopes(catalogue, words, {includeThirdParty: place.includesThirdParty}));
};

const listed = (input: PickerInput): readonly PickerRow[] => {
	const {catalogue, filter, services} = input;
	const words = searchWords(filter);
	if (readCall(filter)) return callRows(input);
	if (words.length > 0) return foundRows(input, words);
	if (isOfOtherServer(catalogue)) return [...services.map(serviceRow), ...catalogue.scopes.map(scopeRow)];
	const presets = scopePresets.filter(({scopes}) => scopes.every(scope => findScope(catalogue, scope)));
	return [...services.map(serviceRow), ...presets.map(presetRow), ...productRows(input)];
};

type Memory = {
	readonly key: string;
	readonly services: readonly Service[];
	readonly rows: readonly PickerRow[];
};
const memories = new WeakMap<ScopeCatalogue, Memory>();

/**
 * The rows of the list: what is chosen, or matches of the words, or without words what can be marked at once and the
 * products. The last answer is remembered: a key is heard and then drawn, and both look at the same rows.
 */
export const pickerRows = (input: PickerInput): readonly PickerRow[] => {
	const {catalogue, filter, place, services} = input;
	if (place.isChosenOnly) return chosenRows(input);
	if (place.pasted) return pastedRows(input, place.pasted);
	const key = `${place.includesThirdParty} ${input.findCalls !== undefined} ${searchWords(filter).join(' ')}`;
	const memory = memories.get(catalogue);
	if (memory?.key === key && memory.services === services) return memory.rows;
	const rows = listed(input);
	memories.set(catalogue, {key, services, rows});
	return rows;
};
