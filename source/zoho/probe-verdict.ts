import * as z from 'zod/mini';

/**
 * What a harmless call showed. `token-rejected` says something about the token, and only for now; `not-allowed` is a matter of
 * the account's role; `token-or-scope` is the one word of the finance products for both, told apart by a new token.
 */
export type ProbeVerdict =
	| 'works'
	| 'scope-missing'
	| 'not-allowed'
	| 'token-rejected'
	| 'token-or-scope'
	| 'throttled'
	| 'could-not-tell';

/** One harmless call and what it showed. */
export type ProbeResult = {
	readonly product: string;
	readonly verdict: ProbeVerdict;
	readonly scope: string;
};

/** Words that several products share; compared in upper case. */
const words: Readonly<Record<string, ProbeVerdict>> = {
	// CRM, Bigin, Recruit
	INVALID_TOKEN: 'token-rejected',
	AUTHENTICATION_FAILURE: 'token-rejected',
	OAUTH_SCOPE_MISMATCH: 'scope-missing',
	NO_PERMISSION: 'not-allowed',
	TOO_MANY_REQUESTS: 'throttled',
	// Desk
	INVALID_OAUTH: 'token-rejected',
	UNAUTHORIZED: 'token-rejected',
	SCOPE_MISMATCH: 'scope-missing',
	// Mail, Projects, Analytics
	INVALID_TICKET: 'token-rejected',
	INVALID_OAUTHTOKEN: 'token-rejected',
	INVALID_OAUTHSCOPE: 'scope-missing',
	// Projects answers a missing scope like an unknown address.
	URL_RULE_NOT_CONFIGURED: 'scope-missing',
	// Cliq
	OAUTHTOKEN_INVALID: 'token-rejected',
	OAUTHTOKEN_SCOPE_INVALID: 'scope-missing',
	// WorkDrive
	F7008: 'throttled',
};

const financeNumbers: Readonly<Record<string, ProbeVerdict>> = {
	14: 'token-rejected',
	44: 'throttled',
	45: 'throttled',
	1070: 'throttled',
};

/** Bare numbers mean something only within their product. */
const numbers: Readonly<Record<string, Readonly<Record<string, ProbeVerdict>>>> = {
	books: financeNumbers,
	inventory: financeNumbers,
	billing: financeNumbers,
	invoice: financeNumbers,
	expense: financeNumbers,
	sign: {9031: 'token-rejected', 9041: 'token-rejected'},
	analytics: {8535: 'token-rejected'},
};

/** They answer a bad token with 401 and a page or header of which nothing more can be read. */
const plainStatusProducts = new Set(['bookings', 'workdrive']);

const objectSchema = z.record(z.string(), z.unknown());
const codeSchema = z.union([z.string(), z.pipe(z.number(), z.transform(String))]);
const codeKeys = ['code', 'errorCode', 'error_code', 'title', 'id', 'error'];
const nests = ['error', 'data', 'errors'];

const parse = (body: string): unknown => {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
};

/** The error words of a body: at its top, or in `error`, `data` or the first of `errors`. */
const codesOf = (value: unknown, depth = 0): readonly string[] => {
	const parsed = z.safeParse(objectSchema, Array.isArray(value) ? value[0] : value);
	if (!parsed.success || depth > 2) return [];
	const {data: row} = parsed;
	const own = codeKeys.flatMap(key => {
		const code = z.safeParse(codeSchema, row[key]);
		return code.success ? [code.data] : [];
	});
	return [...own, ...nests.flatMap(key => codesOf(row[key], depth + 1))];
};

const verdictOf = (productId: string, code: string): ProbeVerdict | undefined => {
	const own = Object.hasOwn(numbers, productId) ? numbers[productId] : undefined;
	if (own && Object.hasOwn(own, code)) return own[code];
	const word = code.toUpperCase();
	return Object.hasOwn(words, word) ? words[word] : undefined;
};

/**
 * Judges the answer to a product's harmless call by that product's own error bodies; the status comes second,
 * because products disagree about it.
 *
 * Code 57 of the finance products (Books, Inventory, Invoice, Billing, Expense) means a dead token *or* a missing
 * scope. With `isFreshToken` (minted a moment ago, so not dead) it is read as a missing scope, otherwise as
 * `token-or-scope`. Everything unknown could not be told: a probe never condemns a connection. Never throws.
 */
export const judgeProbe = (input: {
	readonly productId: string;
	readonly status: number;
	readonly body: string;
	readonly isFreshToken?: boolean | undefined;
}): ProbeVerdict => {
	const {productId, status, body} = input;
	if (status === 429) return 'throttled';
	const json = parse(body);
	const isSuccess = status >= 200 && status < 300;
	// An answer that succeeded may hold rows with codes of their own; only its top is looked at.
	const codes = isSuccess ? codesOf(json, 2).filter(code => code !== '0') : codesOf(json);
	for (const code of codes) {
		const verdict = verdictOf(productId, code);
		if (verdict) return verdict;
	}
	if (numbers[productId] === financeNumbers && codes.includes('57')) {
		return input.isFreshToken === true ? 'scope-missing' : 'token-or-scope';
	}
	// 204 and an empty body: allowed, but there is nothing to show.
	if (isSuccess) return json !== undefined || body.trim() === '' ? 'works' : 'could-not-tell';
	return status === 401 && plainStatusProducts.has(productId) ? 'token-rejected' : 'could-not-tell';
};
