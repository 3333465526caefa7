import {readScopes} from '../zoho/scopes/reading.js';
import type {ScopesInText} from './types.js';

/**
 * Takes Zoho's scopes out of any text: lists with any separator, Sigma's sample JSON, Markdown tables, prose, authorize URLs, curl
 * lines. The same reader as that of `--scope` and of the wizard's field; it never throws, and nothing is looked up.
 *
 * @returns each scope once, in the order of the text, and the words that looked like one and cannot be
 */
export const scopesIn = (text: string): ScopesInText => {
	const {scopes, leftOut} = readScopes(text);
	return {scopes, leftOut};
};
