import type {ScopeDelimiter} from '../scopes/scope.js';

const wireDelimiters: Readonly<Record<ScopeDelimiter, string>> = {comma: ',', space: '%20', plus: '+'};

/** RFC 3986 percent-encoding; `!'()*` too, which shells and chat programs like to interpret. */
const encode = (text: string): string =>
	encodeURIComponent(text.toWellFormed()).replace(
		/[!'()*]/g,
		character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

const nameOf = (parameter: string): string => new URLSearchParams(parameter).keys().next().value ?? '';

export type AuthorizeUrlInput = {
	/** An absolute URL; may have a query of its own (`access_type`, `soid` …). */
	readonly authorizeUrl: string;
	readonly clientId: string;
	readonly redirectUri: string;
	readonly scopes: readonly string[];
	readonly scopeDelimiter: ScopeDelimiter;
	readonly state: string;
	/** S256 of the code verifier, base64url (RFC 7636 section 4.2). */
	readonly codeChallenge: string;
	readonly isZoho: boolean;
};

/**
 * Without `prompt=consent` a server ignores `offline_access`, and gives no refresh token (OpenID Connect Core section 11). What the URL
 * itself says about it counts.
 */
const promptFor = ({search}: URL, {isZoho, scopes}: AuthorizeUrlInput): ReadonlyArray<[string, string]> => {
	if (isZoho)
		return [
			['access_type', 'offline'],
			['prompt', 'consent'],
		];
	const hasPrompt = new URLSearchParams(search).has('prompt');
	return scopes.includes('offline_access') && !hasPrompt ? [['prompt', 'consent']] : [];
};

/**
 * The address that asks for consent (RFC 6749 section 4.1.1, with PKCE, RFC 7636 section 4.3).
 *
 * The URL's own query is kept as it is written, but a parameter of ours in it gives way to ours. For Zoho
 * `access_type=offline` and `prompt=consent` are always there, because without both of them no refresh token comes
 * (zoho.com/accounts/protocol/oauth/web-apps/authorization.html). The delimiter goes over the wire as `,`, `%20` or
 * a literal `+`.
 *
 * @throws TypeError when `authorizeUrl` is no URL; that was checked where it was typed.
 */
export const buildAuthorizeUrl = (input: AuthorizeUrlInput): string => {
	const url = new URL(input.authorizeUrl);
	const ours: ReadonlyMap<string, string> = new Map([
		...promptFor(url, input),
		['response_type', 'code'],
		['client_id', encode(input.clientId)],
		['redirect_uri', encode(input.redirectUri)],
		['scope', input.scopes.map(encode).join(wireDelimiters[input.scopeDelimiter])],
		['state', encode(input.state)],
		['code_challenge', encode(input.codeChallenge)],
		['code_challenge_method', 'S256'],
	]);
	const kept = url.search
		.slice(1)
		.split('&')
		.filter(parameter => parameter !== '' && !ours.has(nameOf(parameter)));
	const query = [...kept, ...[...ours].map(([name, value]) => `${name}=${value}`)].join('&');
	return `${url.origin}${url.pathname}?${query}`;
};
