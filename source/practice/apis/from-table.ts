import type {Cause, Product, ProductRefusal} from '../../zoho/products/product.js';

/** What a product answers, made of its row in the table of products. */
export type TableAnswer = {
	readonly status: number;
	/** JSON, or a page. */
	readonly body: object | string;
	readonly headers: Readonly<Record<string, string>>;
};

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

const answerOf = (refusal: ProductRefusal): TableAnswer => {
	const {cause, word = '', place} = refusal;
	const status = refusal.status ?? usualStatus[cause] ?? 400;
	if (place === 'HTML page') return {status, body: `<html><body>${status}</body></html>`, headers: {}};
	if (place.startsWith('WWW-Authenticate'))
		return {status, body: '', headers: {'www-authenticate': `Bearer error="${word}"`}};
	if (word === '') return {status, body: {message: 'The practice Zoho refuses this call.'}, headers: {}};
	return {status, body: nested(place === '' ? 'message' : place, word), headers: {}};
};

/** The product's own refusal for the first of these causes that its row has. */
export const tableRefusal = (product: Product, causes: readonly Cause[]): TableAnswer | undefined => {
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
