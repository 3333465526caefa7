import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {findScope} from '../../zoho/scopes/check.js';
import {isScopeShaped, parseOtherScopes, parseScopes} from '../../zoho/scopes/scope.js';
import {isZohos} from '../../zoho/service-urls.js';
import {urlsInUse} from '../build.js';
import {answersOf, type WizardState} from '../state.js';

/** Whether the scopes are Zoho's, as far as the addresses tell; they may not have been checked yet. */
export const asksZoho = (state: WizardState): boolean =>
	isZohos(state.context.dataCenters, urlsInUse(state, answersOf(state)));

/** The scopes in a text, by the rules of the server that is asked. */
export const scopesIn = (text: string, state: WizardState): readonly string[] =>
	asksZoho(state) ? parseScopes(text) : parseOtherScopes(text);

/**
 * The scopes that a text is meant as, or undefined where it is words to search: every piece has a dot and the form of a
 * scope, or is one that has no dot (`openid`). Another server than Zoho's has scopes of any form, so there nothing is
 * searched that the catalogue does not find.
 */
export const scopesMeant = (
	text: string,
	catalogue: ScopeCatalogue | undefined,
	state: WizardState,
	isFound: boolean,
): readonly string[] | undefined => {
	const pieces = scopesIn(text, state);
	if (pieces.length === 0) return undefined;
	const isScope = (piece: string): boolean =>
		(piece.includes('.') && isScopeShaped(piece)) ||
		(catalogue !== undefined && findScope(catalogue, piece) !== undefined);
	if (pieces.every(isScope)) return pieces;
	return isFound || asksZoho(state) ? undefined : pieces;
};
