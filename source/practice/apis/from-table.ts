import type {Cause, Product, ProductRefusal} from '../../zoho/products/product.js';
import type {Answer} from './call.js';

/** Where nothing is known of the status. */
const usualStatus: Readonly<Partial<Record<Cause, number>>> = {
	noToken: 401,
	tokenInvalid: 401,
	tokenOrScope: 401,
	scopeMissing: 401,
	organizationMissing: 400,
	organizationWrong: 400,
	scopeOrAddress: 400,
	addressWrong: 404,
};

const codeOf = (word: string): string | number => (/^\d+$/.test(word) ? Number(word) : word);

/** `response.errors[].code`: the word there, with what stands around it. */
const nested = (place: string, word: string): object => {
	const [first = '', ...rest] = place.replace(/ .*$/, '').split('.');
	const inner = rest.length > 0 ? nested(rest.join('.'), word) : codeOf(word);
	return {[first.replace(/\[\]$/, '')]: first.endsWith('[]') ? [inner] : inner};
};

/** What stands beside a word, as far as it was seen. */
const beside: Readonly<Record<string, object>> = {
	14: {
		message:
			'The request could not be authenticated as the authentication value you entered is invalid. Enter a valid authentication value and try again.',
	},
	57: {message: 'You are not authorized to perform this operation'},
	AUTHENTICATION_FAILURE: {details: {}, message: 'Authentication failed', status: 'error'},
	INVALID_TOKEN: {details: {}, message: 'invalid oauth token', status: 'error'},
	OAUTH_SCOPE_MISMATCH: {details: {}, message: 'invalid oauth scope to access this URL', status: 'error'},
	UNAUTHORIZED: {message: 'You are not authenticated to perform this operation.'},
	INVALID_OAUTH: {message: 'The OAuth Token you provided is invalid.'},
	SCOPE_MISMATCH: {message: 'The OAuth Token does not have the scope for this operation.'},
};

const answerOf = (refusal: ProductRefusal): Answer => {
	const {cause, word = '', place} = refusal;
	const status = refusal.status ?? usualStatus[cause] ?? 400;
	if (place === 'HTML page') return {status, body: `<html><body>${status}</body></html>`};
	if (place.startsWith('WWW-Authenticate'))
		return {status, body: '', headers: {'www-authenticate': `Bearer error="${word}"`}};
	if (word === '') return {status, body: {message: 'The practice Zoho refuses this call.'}};
	return {status, body: {...nested(place === '' ? 'message' : place, word), ...beside[word]}};
};

/** The product's own refusal for the first of these causes that its row has. */
export const tableRefusal = (product: Product, causes: readonly Cause[]): Answer | undefined => {
	for (const cause of causes) {
		// A row without a word and a status only says that nothing is known.
		const row = product.refusals.find(
			refusal =>
				refusal.cause === cause &&
				(refusal.word !== undefined || (refusal.status !== undefined && refusal.place !== 'message')),
		);
		if (row) return answerOf(row);
	}
	return undefined;
};
