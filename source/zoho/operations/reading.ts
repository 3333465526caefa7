import {findProduct} from '../products/table.js';
import {operationsOf as askedBy} from '../scopes/words/verbs.js';
import {knownCall} from './known-call.js';

const operationOf = (scope: string): string => scope.split('.').at(-1)?.toUpperCase() ?? '';

/** "delete mailing list" asks for a change, "get mailing lists" does not; nothing of either: undefined. */
const isChangeByTitle = (title: string): boolean | undefined => {
	const [verb = ''] = title.toLowerCase().split(/[^a-z]/);
	const asked = askedBy(verb);
	return asked.length === 0 ? undefined : !asked.includes('READ');
};

/** What a path says by its own words, for calls that are not known: `…/actions/execute`, `/deletemailinglist`. */
const changingWord =
	/\/(?:execute|run|trigger|(?:delete|remove|update|create|clone|send|approve|cancel|change)(?!d\b|d[A-Z_]|r|s\b)[^/]*)(?:\/|$)/i;

/** Its one path reads or writes as a parameter says, also where a list has it as reading. */
const decidedByParameter: ReadonlySet<string> = new Set(['sheet']);

/**
 * Whether a call only reads. The method is not enough: Marketing Automation deletes with GET, and CRM runs functions with it, while
 * COQL reads with POST. GET and HEAD read unless what is known of the call (or its path) says otherwise; POST only where
 * the call is known, all its scopes are for reading, and its title says so.
 *
 * @param path as `plainPath` gives it
 */
export const isReading = (method: string, path: string, productId: string): boolean => {
	const isGet = method === 'GET' || method === 'HEAD';
	if (!isGet && method !== 'POST') return false;
	const product = findProduct(productId);
	const found = product && knownCall(product, method, path);
	const known = found?.isBeginning ? undefined : found;
	if (isGet) return !((known && isChangeByTitle(known.title)) ?? changingWord.test(path));
	if (!known || decidedByParameter.has(productId)) return false;
	if (productId === 'crm' && /^\/crm\/v[\d.]+\/coql$/.test(path)) return true;
	const isForReading = known.scopes.flat().every(scope => operationOf(scope) === 'READ');
	return isForReading && isChangeByTitle(known.title) === false;
};
