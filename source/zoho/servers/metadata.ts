import * as z from 'zod/mini';
import {parseSafeUrl} from '../data-center.js';
import {isScopeToken} from '../scopes/scope.js';
import {clientAuthOf} from './client-auth.js';

const text = z.optional(z.string());
const texts = z.optional(z.array(z.string()));
const metadataSchema = z.object({
	issuer: z.string(),
	authorization_endpoint: text,
	token_endpoint: text,
	revocation_endpoint: text,
	userinfo_endpoint: text,
	authorization_response_iss_parameter_supported: z.optional(z.boolean()),
	token_endpoint_auth_methods_supported: texts,
	response_types_supported: texts,
	scopes_supported: texts,
});

/** An address that may get secrets; undefined for any other. */
const safe = (url: string | undefined): string | undefined =>
	url === undefined || url.length > 4096 ? undefined : parseSafeUrl(url)?.href;

/**
 * Reads the metadata of a server (RFC 8414 section 2, OpenID Connect Discovery 1.0 section 3). A reason in words for what cannot be
 * used here.
 */
export const readServerFacts = (metadata: unknown) => {
	const parsed = z.safeParse(metadataSchema, metadata);
	if (!parsed.success) return 'Its metadata does not have the form that RFC 8414 describes.';
	const facts = parsed.data;
	const authorizeUrl = safe(facts.authorization_endpoint);
	const tokenUrl = safe(facts.token_endpoint);
	if (authorizeUrl === undefined || tokenUrl === undefined)
		return 'Its metadata names no https address for consent and tokens.';
	if (facts.response_types_supported?.every(type => type.split(' ').every(part => part !== 'code')) === true)
		return 'It does not offer the authorization code grant.';
	const clientAuth = clientAuthOf(facts.token_endpoint_auth_methods_supported);
	if (clientAuth === undefined)
		return 'It takes neither a client secret nor public clients, only keys or certificates.';
	return {
		/** As the server writes it: what `iss` of a callback has to equal, character by character. */
		issuer: facts.issuer,
		authorizeUrl,
		tokenUrl,
		revocationUrl: safe(facts.revocation_endpoint),
		userinfoUrl: safe(facts.userinfo_endpoint),
		/** Whether every callback bears `iss` (RFC 9207). */
		namesIssuer: facts.authorization_response_iss_parameter_supported ?? false,
		clientAuth,
		scopes: (facts.scopes_supported ?? []).filter(isScopeToken).slice(0, 100) as readonly string[],
	};
};

export type ServerFacts = Readonly<Exclude<ReturnType<typeof readServerFacts>, string>>;
