import type {NeededScopes} from '../../zoho/operations/needed.js';
import {explainRefusedCall} from '../../zoho/products/explain.js';
import type {Verdict} from '../../zoho/products/judge.js';
import {findProduct} from '../../zoho/products/table.js';
import type {Refusal} from '../../zoho/refusal.js';
import {readRetryAfter} from '../../zoho/tokens/retry-after.js';
import type {ApiAnswer} from './api-call.js';

/** `Retry-After` is a number or a date; what is shown is seconds. */
const secondsToWait = ({headers}: Response): string | undefined => {
	const wait = readRetryAfter(headers.get('retry-after') ?? undefined, Date.now());
	return wait === undefined ? undefined : String(Math.ceil(wait / 1000));
};

const asksForScope: ReadonlySet<Verdict> = new Set<Verdict>([
	'scope-missing',
	'token-or-scope',
	'scope-or-address',
]);

/** The list of calls is large, and loaded only when a scope is what is missing. */
const neededFor = async (answer: ApiAnswer): Promise<NeededScopes | undefined> => {
	const product = findProduct(answer.address.productId);
	if (!product || !asksForScope.has(answer.judgement.verdict)) return undefined;
	const [{knownCall}, {neededScopes}] = await Promise.all([
		import('../../zoho/operations/known-call.js'),
		import('../../zoho/operations/needed.js'),
	]);
	const operation = knownCall(product, answer.method, new URL(answer.address.url).pathname);
	const {scopesGranted, scopesRequested} = answer.connection;
	return operation && neededScopes(operation, scopesGranted ?? scopesRequested);
};

/**
 * What an answer means for the caller, with the scope by name where one is missing; undefined when the API said yes, also
 * in its body.
 */
export const apiRefusal = async (linkName: string, answer: ApiAnswer): Promise<Refusal | undefined> => {
	const {response, judgement, address, connection, method} = answer;
	if (judgement.verdict === 'works') return undefined;
	if (answer.refusal) return answer.refusal;
	const {host, pathname} = new URL(address.url);
	const {organization} = connection;
	return explainRefusedCall({
		linkName,
		host,
		call: `${method} ${pathname}`,
		status: response.status,
		judgement,
		product: findProduct(address.productId),
		isSecondTry: answer.isSecondTry,
		retryAfter: secondsToWait(response),
		needed: await neededFor(answer),
		organization: organization ?? undefined,
	});
};
