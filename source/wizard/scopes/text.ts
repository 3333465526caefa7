import {dataCenterOfAccountsServer} from '../../zoho/data-center.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {findScope} from '../../zoho/scopes/check.js';
import {isScopeShaped, parseScopes} from '../../zoho/scopes/scope.js';
import {answersOf, type WizardState} from '../state.js';

/** Whether the scopes are Zoho's, as far as the Authorize URL tells; it may not have been checked yet. */
export const asksZoho = (state: WizardState): boolean =>
	dataCenterOfAccountsServer(state.context.dataCenters, answersOf(state).authorizeUrl) !== undefined;

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
	const pieces = parseScopes(text);
	if (pieces.length === 0) return undefined;
	const isScope = (piece: string): boolean =>
		(piece.includes('.') && isScopeShaped(piece)) ||
		(catalogue !== undefined && findScope(catalogue, piece) !== undefined);
	if (pieces.every(isScope)) return pieces;
	return isFound || asksZoho(state) ? undefined : pieces;
};
