import {parseExactJson} from '../identity.js';
import {cleanText, isRecord} from '../text.js';
import {type BodyWord, wordsOf} from './body-words.js';
import type {Cause, Product, ProductRefusal} from './product.js';

export type ProbeResult = {
	/** The product's name. */
	readonly product: string;
	readonly verdict: Verdict;
	readonly scope: string;
};

export type Judgement = {
	readonly verdict: Verdict;
	/** The product's own word, cleaned; `''` where the status alone told. */
	readonly word: string;
};

export type Answer = {
	/** Undefined for an API that is not known here. */
	readonly product: Product | undefined;
	readonly status: number;
	readonly body: string;
	/** The header `WWW-Authenticate`. */
	readonly challenge?: string | undefined;
	/** Minted a moment ago, and so not dead. */
	readonly isFreshToken?: boolean | undefined;
};

const verdicts = {
	noToken: 'token-rejected',
	tokenInvalid: 'token-rejected',
	wrongDataCenter: 'token-rejected',
	scopeMissing: 'scope-missing',
	tokenOrScope: 'token-or-scope',
	scopeOrAddress: 'scope-or-address',
	organizationMissing: 'organization-missing',
	organizationWrong: 'organization-wrong',
	notAllowed: 'not-allowed',
	licence: 'licence-missing',
	throttled: 'throttled',
	addressWrong: 'address-wrong',
	notFound: 'not-found',
	parameterWrong: 'parameter-wrong',
	nothingThere: 'works',
	other: 'could-not-tell',
	any: 'could-not-tell',
} as const satisfies Readonly<Record<Cause, string>>;

/**
 * What the answer of an API says. `token-rejected` says something about the token, and only for now; `not-allowed` is a matter
 * of the account's role. `token-or-scope` is the one word of the finance products for both, told apart by a new token;
 * `scope-or-address` that of Projects and BugTracker.
 */
export type Verdict = (typeof verdicts)[Cause];

/** Words that Zoho's products share, for those whose own row lacks them. The last three are those of RFC 6750, section 3.1. */
const sharedWords: ReadonlyArray<readonly [string, Cause]> = [
	['INVALID_OAUTHSCOPE', 'scopeMissing'],
	['OAUTH_SCOPE_MISMATCH', 'scopeMissing'],
	['SCOPE_MISMATCH', 'scopeMissing'],
	['INVALID_OAUTHTOKEN', 'tokenInvalid'],
	['INVALID_OAUTH', 'tokenInvalid'],
	['AUTHENTICATION_FAILURE', 'noToken'],
	['INVALID_TICKET', 'noToken'],
	['OAUTH_ORG_MISMATCH', 'organizationWrong'],
	['TOO_MANY_REQUESTS', 'throttled'],
	['NO_PERMISSION', 'notAllowed'],
	['INVALID_URL_PATTERN', 'addressWrong'],
	['URL_RULE_NOT_CONFIGURED', 'scopeOrAddress'],
	['insufficient_scope', 'scopeMissing'],
	['invalid_token', 'tokenInvalid'],
	['expired_token', 'tokenInvalid'],
];

/** What products write where they have no word; only these few, because the language is the account's. */
const phrases: ReadonlyArray<readonly [RegExp, Cause]> = [
	[
		/\b(?:invalid|insufficient|missing|mismatched?)\b.{0,24}\bscopes?\b|\bscopes?\b.{0,24}\b(?:invalid|mismatch|insufficient|missing)\b/i,
		'scopeMissing',
	],
	[/\bzaaid\b/i, 'organizationMissing'],
	[
		/\borg(?:anization)? ?id\b.{0,40}\b(?:missing|required|mandatory|not (?:present|found))\b/i,
		'organizationMissing',
	],
	[/\bthrottl|\btoo many requests\b|\brate limit/i, 'throttled'],
	[/\binvalid (?:oauth|access|oauth access) ?token\b|\btoken (?:is |has )?expired\b/i, 'tokenInvalid'],
	[/\burl rule is not configured\b|\bapi endpoint not found\b|\binvalid url\b/i, 'addressWrong'],
	[/\baccount ?id\b.{0,30}\binvalid\b|\binvalid account ?id\b/i, 'notFound'],
	[
		/\bpermission denied\b|\b(?:have|has) no permission\b|\bdo(?:es)? not have (?:the )?permissions?\b/i,
		'notAllowed',
	],
];

/** Words so common that only their status makes them telling. */
const isWeak = (word: string): boolean => /^(?:error|failed)$/i.test(word);
const isNumber = (word: string): boolean => /^\d+$/.test(word);

/** A number has to be a code; a word may stand within a sentence. */
const isSaid = ({text, isCode}: BodyWord, word: string): boolean => {
	if (isNumber(word)) return isCode && text === word;
	if (text.length === word.length) return text.toLowerCase() === word.toLowerCase();
	if (word.length < 5 || isWeak(word)) return false;
	const at = text.toLowerCase().indexOf(word.toLowerCase());
	if (at < 0) return false;
	const isEdge = (character: string | undefined): boolean => !/\w/.test(character ?? ' ');
	return isEdge(text[at - 1]) && isEdge(text[at + word.length]);
};

type Found = {readonly cause: Cause; readonly word: string};

/** A product's own meaning of a word; where it has several, the one of this status. */
const ownMeaning = (
	said: BodyWord,
	status: number,
	refusals: readonly ProductRefusal[],
): Found | undefined => {
	const rows = refusals.filter(
		({word, cause, status: usual}) =>
			word !== undefined &&
			cause !== 'wrongDataCenter' &&
			(!isWeak(word) || usual === status) &&
			isSaid(said, word),
	);
	const row = rows.find(({status: usual}) => usual === status) ?? rows[0];
	return row && {cause: row.cause, word: row.word ?? ''};
};

const inBody = ({product, status}: Answer, said: readonly BodyWord[]): Found | undefined => {
	for (const word of said) {
		const own = product && ownMeaning(word, status, product.refusals);
		if (own) return own;
	}
	for (const [word, cause] of sharedWords) if (said.some(one => isSaid(one, word))) return {cause, word};
	for (const [phrase, cause] of phrases) {
		const found = said.find(({text, isCode}) => !isCode && phrase.test(text));
		if (found) return {cause, word: ''};
	}
	return undefined;
};

/** Places of sentences: they are read as phrases, and without one the status says nothing. */
const isSentence = (place: string): boolean => /(?:message|moreInfo)$/.test(place);

/** What a product means by a bare status. A body that stands elsewhere than it should is another matter. */
const byStatus = ({product, status, body}: Answer): Found | undefined => {
	const row = product?.refusals.find(({word, status: usual, place}) => {
		if (word !== undefined || usual !== status || isSentence(place)) return false;
		if (place === 'HTML page') return parseExactJson(body) === undefined;
		const [first = ''] = place.split(/[.[]/);
		return first === '' || !/^[a-z_]+$/i.test(first) || body.includes(`"${first}"`);
	});
	if (!row) return undefined;
	// A record that is gone and a path that never was have one status.
	return {cause: row.cause === 'addressWrong' ? 'notFound' : row.cause, word: ''};
};

const hasTokenWord = ({refusals}: Product): boolean =>
	refusals.some(
		({cause, word}) => word !== undefined && (cause === 'tokenInvalid' || cause === 'tokenOrScope'),
	);

/** RFC 9110 and RFC 6750 for what no product says; a 401 only where the product has no other word for a dead token. */
const byGeneralStatus = ({product, status}: Answer): Found | undefined => {
	if (status === 429) return {cause: 'throttled', word: ''};
	if (status === 404) return {cause: 'notFound', word: ''};
	return status === 401 && !(product && hasTokenWord(product))
		? {cause: 'tokenInvalid', word: ''}
		: undefined;
};

const failureStates = new Set(['error', 'failure', 'failed']);

/** Products that fail with status 200 say so at the top of their body. */
const isFailedSuccess = ({product, body}: Answer): boolean => {
	if (!product?.refusals.some(({status}) => status === 200)) return false;
	const json = parseExactJson(body);
	if (!isRecord(json)) return false;
	const state = typeof json.status === 'string' ? json.status.toLowerCase() : '';
	const hasError = typeof json.error === 'object' && json.error !== null;
	return failureStates.has(state) || (hasError && !('data' in json));
};

const ofSuccess = (answer: Answer): Found | undefined => {
	const {product, status, body} = answer;
	const said = wordsOf(body, true);
	const strong = sharedWords.filter(([word]) => word === word.toUpperCase());
	for (const word of said) {
		const own = product && ownMeaning(word, status, product.refusals);
		if (own) return own;
		const shared = word.isCode ? strong.find(([text]) => isSaid(word, text)) : undefined;
		if (shared) return {cause: shared[1], word: shared[0]};
	}
	return isFailedSuccess(answer) ? {cause: 'any', word: ''} : undefined;
};

const inChallenge = (challenge: string | undefined): Found | undefined => {
	const [, word = ''] = /\berror="?([\w.-]+)/i.exec(challenge ?? '') ?? [];
	const shared = sharedWords.find(([text]) => text.toLowerCase() === word.toLowerCase());
	return shared && {cause: shared[1], word};
};

/**
 * Judges an answer by the words of the product that gave it, at any depth of its body; the status counts only where the body
 * says nothing, because products disagree about it (WorkDrive answers a missing scope with 500, Campaigns every failure
 * with 200).
 *
 * Code 57 of the finance products means a dead token *or* a missing scope. With `isFreshToken` it is read as a missing scope,
 * otherwise as `token-or-scope`. Everything unknown could not be told. Never throws.
 */
export const judgeAnswer = (answer: Answer): Judgement => {
	const {status, body, challenge, isFreshToken} = answer;
	const isSuccess = status < 400;
	const found = isSuccess
		? ofSuccess(answer)
		: (inBody(answer, wordsOf(body, false)) ??
			inChallenge(challenge) ??
			byStatus(answer) ??
			byGeneralStatus(answer));
	if (!found) return {verdict: isSuccess ? 'works' : 'could-not-tell', word: ''};
	const verdict = verdicts[found.cause];
	const settled = verdict === 'token-or-scope' && isFreshToken === true ? 'scope-missing' : verdict;
	return {verdict: settled, word: cleanText(found.word, 60)};
};
