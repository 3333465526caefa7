import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {findScope} from '../../zoho/scopes/check.js';
import {leftOutText, readScopes} from '../../zoho/scopes/reading.js';
import {operations, parseOtherScopes} from '../../zoho/scopes/scope.js';
import {isZohos} from '../../zoho/service-urls.js';
import {urlsInUse} from '../build.js';
import {answersOf, type WizardState} from '../state.js';

/** Whether the scopes are Zoho's, as far as the addresses tell; they may not have been checked yet. */
export const asksZoho = (state: WizardState): boolean =>
	isZohos(state.context.dataCenters, urlsInUse(state, answersOf(state)));

const endsWithOperation = (scope: string): boolean =>
	operations.has(scope.slice(scope.lastIndexOf('.') + 1).toLowerCase());

/**
 * The scopes of a text that was pasted, and a sentence about what was left out of it; undefined where it holds none, and so is words to search. Beside other words only
 * what ends as scopes do counts: "ZohoBooks.contacts read" is a search.
 */
export const scopesPasted = (text: string, state: WizardState) => {
	if (!asksZoho(state)) {
		const scopes = parseOtherScopes(text);
		return scopes.length > 0 ? {scopes, leftOut: [], note: undefined} : undefined;
	}
	const reading = readScopes(text);
	const {scopes, leftOut} = reading;
	if (scopes.length === 0 || (leftOut.length > 0 && !scopes.some(endsWithOperation))) return undefined;
	return {scopes, leftOut, note: leftOutText(reading) || undefined};
};

/**
 * The scopes that a typed text is meant as, or undefined where it is words to search: every word of it is a scope. Another
 * server than Zoho's has scopes of any form, so there nothing is searched that the catalogue does not find.
 */
export const scopesMeant = (
	text: string,
	catalogue: ScopeCatalogue | undefined,
	state: WizardState,
	isFound: boolean,
): readonly string[] | undefined => {
	if (asksZoho(state)) {
		const {scopes, leftOut} = readScopes(text);
		return scopes.length > 0 && leftOut.length === 0 ? scopes : undefined;
	}
	const pieces = parseOtherScopes(text);
	if (pieces.length === 0) return undefined;
	const isKnown = pieces.every(piece => catalogue !== undefined && findScope(catalogue, piece) !== undefined);
	// No word of a search has signs in it.
	const hasSigns = pieces.some(piece => /[^\p{L}\p{N}]/u.test(piece));
	return isKnown || hasSigns || !isFound ? pieces : undefined;
};
