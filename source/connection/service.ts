import {clientTypes, grantTypes} from '../zoho/flows/client-type.js';
import {clientAuths} from '../zoho/servers/client-auth.js';
import {
	fits,
	linkName,
	type Of,
	oneOf,
	orAbsent,
	text,
	textOrNull,
	texts,
	time,
	truth,
} from './file/parts.js';
import {secret} from './secrets/secret.js';

export const scopeDelimiters = ['comma', 'space', 'plus'] as const;
export const parameterTypes = ['header', 'query'] as const;

/** What only services of other servers than Zoho's have; absent in files of older programs. */
const elsewhereShape = {
	/** How the client proves itself; absent where it is Zoho's, or not known. */
	clientAuth: orAbsent(oneOf(...clientAuths)),
	/** The server's own name for itself, from discovery: `iss` of a callback has to equal it (RFC 9207). */
	issuer: orAbsent(text),
	/** Whether the server promised `iss` in every callback. */
	namesIssuer: orAbsent(truth),
	/** RFC 7009. */
	revocationUrl: orAbsent(text),
	/** OpenID Connect Core section 5.3. */
	userinfoUrl: orAbsent(text),
	/** Further hosts that tokens may go to: `host` or `host:port`. */
	allowedHosts: orAbsent(texts),
};

const shape = {
	linkName,
	name: text,
	authenticationType: oneOf('oauth2'),
	parameterType: oneOf(...parameterTypes),
	grantType: oneOf(...grantTypes),
	/** The API Console's client type; absent: server-based, or not known. */
	clientType: orAbsent(oneOf(...clientTypes)),
	/** The organization that client credentials are for. */
	soid: orAbsent(text),
	/** The data center whose API Console registered the client; null for a server that is not Zoho's. */
	dataCenter: textOrNull,
	/** The console's "Use the same OAuth credentials for all data centers". */
	sameCredentials: truth,
	enabledDataCenters: texts,
	clientId: text,
	clientSecret: secret,
	authorizeUrl: text,
	accessTokenUrl: text,
	refreshTokenUrl: text,
	scopes: texts,
	scopeDelimiter: oneOf(...scopeDelimiters),
	...elsewhereShape,
	createdAt: time,
	updatedAt: time,
};

const {clientSecret: _secret, ...factsShape} = shape;

/** A service without its secret. */
export type ServiceFacts = Of<typeof factsShape>;
export const serviceFacts = fits(factsShape);

/**
 * Sigma's "custom service": a registered OAuth client, three URLs, scopes and their delimiter.
 * One service can carry many connections.
 */
export type Service = Of<typeof shape>;

export const service = fits(shape);
