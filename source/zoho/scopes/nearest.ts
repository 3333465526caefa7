import {editDistance} from '../edit-distance.js';
import {squeeze} from '../text.js';
import type {CatalogueService, ScopeCatalogue} from './catalogue.js';

const namesOf = ({id, name, prefix, aliases}: CatalogueService): readonly string[] =>
	[prefix, name, id, `zoho${id}`, `zoho${prefix}`, ...aliases].map(squeeze);

/**
 * A service by any name that people know it under: its id, its prefix, its name, an old name ("Subscriptions"), or what
 * the prefix would be if it resembled the name (`ZohoBilling`).
 */
export const findScopeService = (catalogue: ScopeCatalogue, word: string): CatalogueService | undefined => {
	const wanted = squeeze(word);
	if (wanted === '') return undefined;
	return (
		catalogue.services.find(({prefix}) => squeeze(prefix) === wanted) ??
		catalogue.services.find(service => namesOf(service).includes(wanted))
	);
};

const maximumEdits = 2;

/**
 * What was probably meant by a scope that the catalogue does not have: another case, the product's name instead of
 * its prefix (`ZohoBilling` → `ZohoSubscriptions`), singular for plural, a slip of one or two letters. The
 * catalogue's own spelling when it has it; undefined when nothing is near.
 */
export const nearestScope = (catalogue: ScopeCatalogue, text: string): string | undefined => {
	const [first = '', ...rest] = text.trim().split('.');
	const prefix = findScopeService(catalogue, first)?.prefix;
	const wanted = [prefix ?? first, ...rest].join('.').toLowerCase();
	if (wanted.length > 200) return undefined;
	const given = text.trim().toLowerCase();
	let best: {readonly scope: string; readonly distance: number} | undefined;
	for (const row of catalogue.scopes) {
		const scope = row.scope.toLowerCase();
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
