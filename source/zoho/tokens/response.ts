import * as z from 'zod/mini';
import {parseSafeUrl} from '../data-center.js';
import {accessTokenSeconds, maximumAccessTokenSeconds} from '../limits.js';
import {parseOtherScopes, parseScopes} from '../scopes/scope.js';
import type {ClientAuth} from '../servers/client-auth.js';
import {cleanText, isRecord, parseJson} from '../text.js';
import {unknownTokenType} from './other-server.js';
import {repeatedName} from './repeated-name.js';
import {readRetryAfter} from './retry-after.js';

/** A token reply that holds tokens. Times are milliseconds since the epoch, by this machine's clock. */
export type Tokens = {
	readonly accessToken: string;
	/** Only on a code exchange, and only with offline access; a refresh never brings one. */
	readonly refreshToken: string | undefined;
	/** The API origin for this account (`api_domain`), https or loopback only. */
	readonly apiDomain: string | undefined;
	/** What was granted; undefined when the reply does not say. */
	readonly scopes: readonly string[] | undefined;
	readonly issuedAt: number;
	/** Earlier where our clock is ahead of the server's: once corrected, it would take an expired token for a valid one. */
	readonly expiresAt: number;
	/** The reply of another server than Zoho's did not say when. */
	readonly isEndUnknown?: true;
};

export type TokenReading =
	| {
			readonly kind: 'tokens';
			readonly tokens: Tokens;
			/** How the client proved itself, where that had to be found out. */
			readonly clientAuth?: ClientAuth | undefined;
	  }
	/** `code` is the server's own word, cleaned. */
	| {readonly kind: 'error'; readonly code: string; readonly description: string | undefined}
	| {
			readonly kind: 'throttled';
			readonly description: string | undefined;
			/** Milliseconds for which the server asks to be left alone, where it says. */
			readonly retryAfter?: number;
			/** It is overloaded; nothing says that it was asked too often. */
			readonly isBusy?: true;
	  }
	/** Nothing that a token endpoint would say: a web page, half a reply … Says nothing about the grant. */
	| {readonly kind: 'unreadable'; readonly reason: string; readonly status: number};

type Reply = Readonly<Record<string, unknown>>;

/** A credential goes into headers and forms: one word of printable ASCII (RFC 6749 appendix A.12, A.17). */
const credentialSchema = z.string().check(z.regex(/^[\u0021-\u007E]{1,16384}$/));
const secondsSchema = z.union([
	z.number(),
	z.pipe(z.string().check(z.regex(/^\s*\d{1,15}(?:\.\d+)?\s*$/)), z.transform(Number)),
]);
const scopeSchema = z.union([z.string(), z.array(z.string())]);

/** The value of a key if it has the wanted form; every other form counts as absent. */
const read = <T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined => z.safeParse(schema, value).data;

const textOf = (value: unknown, max: number): string | undefined => {
	const text = cleanText(read(z.string(), value) ?? '', max);
	return text === '' ? undefined : text;
};

const positive = (value: unknown): number | undefined => {
	const number = read(secondsSchema, value);
	return number !== undefined && Number.isFinite(number) && number > 0 ? number : undefined;
};

/** A century, in seconds: what is said beyond it makes no date. */
export const longestLifetime = 3_155_760_000;

/** A lifetime above a day is in milliseconds, and none is believed to be longer than a day. */
const plausible = (seconds: number): number =>
	Math.min(seconds > maximumAccessTokenSeconds ? seconds / 1000 : seconds, maximumAccessTokenSeconds);

/**
 * Seconds that the access token lives. Zoho's old shape has `expires_in_sec` in seconds beside `expires_in` in
 * milliseconds (Zoho's own CRM SDKs still read it); values are numbers or strings; a missing one means an hour. Any other
 * server means seconds, as many as it says (RFC 6749 section 5.1).
 */
const lifetimeOf = (reply: Reply, isZoho: boolean): number => {
	if (!isZoho) return Math.min(positive(reply.expires_in) ?? accessTokenSeconds, longestLifetime);
	const exact = positive(reply.expires_in_sec);
	if (exact !== undefined) return plausible(exact);
	const lifetime = positive(reply.expires_in);
	if (lifetime === undefined) return accessTokenSeconds;
	return 'expires_in_sec' in reply ? plausible(lifetime / 1000) : plausible(lifetime);
};

const scopesOf = (value: unknown, isZoho: boolean): readonly string[] | undefined => {
	const scope = read(scopeSchema, value);
	if (scope === undefined) return undefined;
	const parse = isZoho ? parseScopes : parseOtherScopes;
	const scopes = parse(typeof scope === 'string' ? scope : scope.join(' '));
	return scopes.length > 0 ? scopes : undefined;
};

const skewOf = (dateHeader: string | undefined, now: number): number | undefined => {
	const date = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader);
	return Number.isNaN(date) ? undefined : date - now;
};

/** A clock that is no further off than this is right; the header knows whole seconds, and the reply took its time. */
const toleratedSkew = 5000;

/**
 * When a token ends. A clock that is ahead is believed, and so is the server's: the earlier end counts, which costs a refresh
 * somewhat too early. Not where that would take half of the life and more; a clock like that would mean a refresh at each call.
 */
const endOf = (now: number, lifetime: number, skew: number | undefined): number => {
	const isAhead = skew !== undefined && skew < -toleratedSkew && -skew < lifetime / 2;
	return now + lifetime + (isAhead ? skew : 0);
};

/** A word for programs (RFC 6749 section 5.2), in whatever case. */
const isWord = (error: string): boolean => /^[a-z]+(?:_[a-z]+)+$/.test(error);

/** Zoho's throttle always has an `error` for people, in the client's language; a failure without one, or with a word for programs, is some other. */
const isThrottle = (reply: Reply, error = ''): boolean => {
	const said = error.toLowerCase();
	if (said === 'access denied') return true;
	const isFailure = read(z.string(), reply.status)?.toLowerCase() === 'failure';
	return isFailure && said !== '' && (said === 'access_denied' || !isWord(said));
};

const passingErrors = new Set([
	'temporarily_unavailable',
	'slow_down',
	'rate_limit_exceeded',
	'too_many_requests',
]);

/** RFC 6585 section 4, RFC 9110 section 15.6.4: a status that asks to wait, and no word that says something definite. */
const asksToWait = (status: number, retryAfter: number | undefined, error: string | undefined): boolean =>
	(status === 429 || (status === 503 && retryAfter !== undefined)) &&
	(error === undefined || passingErrors.has(error.toLowerCase()));

/** Slack's bots and users have a type of their own, and send their tokens as Bearer. */
const bearerTypes = new Set(['bearer', 'bot', 'user']);

const pageTitle = (body: string): string => {
	const title = cleanText(/<title[^<>]*>([^<]{0,200})/iu.exec(body)?.[1] ?? '', 60);
	return title === '' ? 'a web page' : `a web page ("${title}")`;
};

const reasonOf = (body: string, status: number): string => {
	if (status >= 300 && status < 400)
		return 'The reply was a redirect, which no request with secrets follows.';
	const text = body.trimStart();
	if (text === '') return 'The reply was empty.';
	if (text.startsWith('<')) return `The reply was ${pageTitle(text)}, not JSON.`;
	return text.startsWith('{') ? 'The reply broke off or is damaged.' : 'The reply was not JSON.';
};

/**
 * Reads the reply of a token endpoint by its shape; the HTTP status decides nothing but a wait, because Zoho sends most
 * errors with 200. Zoho's throttle is told by `"status": "failure"` beside an `error` whose words follow the language of the
 * client; a reply that holds both tokens and an error counts as an error. What Zoho alone does (milliseconds, the
 * throttle, loosely written scopes) is read into Zoho's replies alone. Never throws.
 *
 * Sources: zoho.com/accounts/protocol/oauth/web-apps/access-token.html; RFC 6749 sections 5.1 and 5.2.
 *
 * @param input.now milliseconds since the epoch @param input.dateHeader the reply's `Date` header
 * @param input.isZoho whether the service is Zoho's; true when left out
 */
export const readTokenResponse = (input: {
	readonly body: string;
	readonly status: number;
	readonly now: number;
	readonly dateHeader?: string | undefined;
	readonly retryAfterHeader?: string | undefined;
	readonly isZoho?: boolean | undefined;
}): TokenReading => {
	const {body, status, now, isZoho = true} = input;
	const retryAfter = readRetryAfter(input.retryAfterHeader, now);
	const throttled = (description?: string, isBusy = status === 503): TokenReading => ({
		kind: 'throttled',
		description,
		...(isBusy ? {isBusy} : {}),
		...(retryAfter === undefined ? {} : {retryAfter}),
	});
	const unreadable = (reason: string): TokenReading =>
		asksToWait(status, retryAfter, undefined) ? throttled() : {kind: 'unreadable', reason, status};
	const reply = parseJson(body);
	if (reply === undefined) return unreadable(reasonOf(body, status));
	if (!isRecord(reply)) return unreadable('The reply was JSON, but no object.');
	const repeated = repeatedName(body, 1);
	if (repeated !== undefined) return unreadable(`The reply has two values for "${cleanText(repeated, 40)}".`);
	const error = textOf(reply.error, 120);
	const description = textOf(reply.error_description ?? reply.message, 120);
	const accessToken = read(credentialSchema, reply.access_token);
	if (accessToken === undefined) {
		if (isZoho && isThrottle(reply, error)) return throttled(description, false);
		if (asksToWait(status, retryAfter, error)) return throttled(description);
	}
	if (error !== undefined) return {kind: 'error', code: error, description};
	if (accessToken === undefined) return unreadable('The reply holds neither a token nor an error.');
	const type = textOf(reply.token_type, 40);
	if (!isZoho && type !== undefined && !bearerTypes.has(type.toLowerCase()))
		return {kind: 'error', code: unknownTokenType, description: type};
	return {
		kind: 'tokens',
		tokens: {
			accessToken,
			refreshToken: read(credentialSchema, reply.refresh_token),
			apiDomain: parseSafeUrl(read(z.string(), reply.api_domain)?.trim() ?? '')?.origin,
			scopes: scopesOf(reply.scope, isZoho),
			issuedAt: now,
			expiresAt: endOf(now, Math.round(lifetimeOf(reply, isZoho) * 1000), skewOf(input.dateHeader, now)),
			...(isZoho || positive(reply.expires_in) !== undefined ? {} : {isEndUnknown: true as const}),
		},
	};
};
