import {isLoopbackHost} from '../../zoho/data-center.js';
import {isRefusedError, ok, type Refusal, RefusedError, type Result, refused} from '../../zoho/refusal.js';
import {issuersMeant} from '../../zoho/servers/issuer.js';
import {readServerFacts, type ServerFacts} from '../../zoho/servers/metadata.js';
import type {Accounts, Http} from '../ports.js';
import {limited} from './limited.js';

/** Both documents together, in milliseconds. */
const timeout = 15_000;

const failed = (issuer: string, why: string): Refusal => ({
	id: 'discovery-failed',
	what: `What ${issuer} says of itself cannot be used.`,
	why,
	next: "Check the issuer in that server's documentation, or give its URLs with --authorize-url, --access-token-url and --refresh-token-url.",
	exitCode: 4,
});

const networkOf =
	(http: Http) =>
	async (url: string, {headers, signal}: {headers: Record<string, string>; signal?: AbortSignal}) => {
		const answer = await http.send({method: 'GET', url, headers, signal});
		// On its way through a library that knows exceptions only.
		if (!answer.ok) throw new RefusedError(answer.refusal);
		const {status, body} = answer.value;
		// A status that has no body must not be given one.
		return new Response([204, 205, 304].includes(status) ? null : body, {
			status,
			headers: answer.value.headers,
		});
	};

const ask = async (
	http: Http,
	issuer: URL,
	algorithm: 'oidc' | 'oauth2',
	signal: AbortSignal,
): Promise<Result<ServerFacts>> => {
	const {allowInsecureRequests, customFetch, discoveryRequest, processDiscoveryResponse} = await import(
		'./oauth.js'
	);
	try {
		const response = await discoveryRequest(issuer, {
			algorithm,
			signal,
			[customFetch]: networkOf(http),
			[allowInsecureRequests]: isLoopbackHost(issuer.hostname),
		});
		if (response.status !== 200)
			return refused(failed(issuer.href, `It has no metadata there (HTTP ${response.status}).`));
		const facts = readServerFacts(await processDiscoveryResponse(issuer, response));
		return typeof facts === 'string' ? refused(failed(issuer.href, facts)) : ok(facts);
	} catch (error) {
		if (isRefusedError(error)) return refused(error.refusal);
		const isOther =
			error instanceof Error && 'code' in error && error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
		const why = isOther
			? 'Its metadata is that of another issuer, which could be an attempt to get your secrets (RFC 8414 section 3.3).'
			: 'Its metadata is not whole JSON of the form that RFC 8414 describes.';
		return refused(failed(issuer.href, why));
	}
};

const askBoth = async (http: Http, issuer: URL, signal: AbortSignal): Promise<Result<ServerFacts>> => {
	const openId = await ask(http, issuer, 'oidc', signal);
	if (openId.ok || openId.refusal.id !== 'discovery-failed') return openId;
	const oauth = await ask(http, issuer, 'oauth2', signal);
	return oauth.ok ? oauth : openId;
};

/**
 * What a server says of itself: OpenID Connect's document, then that of RFC 8414 for servers without OpenID. The issuer in it has to be
 * the one that was asked, or another server could take its place (RFC 8414 section 3.3). No redirect is followed.
 */
export const discoverWith =
	(http: Http): Accounts['discover'] =>
	async (issuer, left) => {
		const [url, other] = issuersMeant(issuer);
		if (!url)
			return refused(
				failed(issuer, 'An issuer is an https address without a query (http for localhost only).'),
			);
		const signal = limited(left, timeout);
		const first = await askBoth(http, url, signal);
		if (first.ok || first.refusal.id !== 'discovery-failed' || !other) return first;
		const second = await askBoth(http, other, signal);
		return second.ok ? second : first;
	};
