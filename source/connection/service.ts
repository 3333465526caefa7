import * as z from 'zod/mini';
import {clientTypes, grantTypes} from '../zoho/flows/client-type.js';
import {clientAuths} from '../zoho/servers/client-auth.js';
import {linkNameSchema, type Of, optionalText, text, textOrNull, texts, timeSchema} from './file/parts.js';
import {secretSchema} from './secrets/secret.js';

export const scopeDelimiterSchema = z.enum(['comma', 'space', 'plus']);
export const parameterTypeSchema = z.enum(['header', 'query']);

/** What only services of other servers than Zoho's have; absent in files of older programs. */
const elsewhereShape = {
	/** How the client proves itself; absent where it is Zoho's, or not known. */
	clientAuth: z.optional(z.enum(clientAuths)),
	/** The server's own name for itself, from discovery: `iss` of a callback has to equal it (RFC 9207). */
	issuer: optionalText,
	/** Whether the server promised `iss` in every callback. */
	namesIssuer: z.optional(z.boolean()),
	/** RFC 7009. */
	revocationUrl: optionalText,
	/** OpenID Connect Core section 5.3. */
	userinfoUrl: optionalText,
	/** Further hosts that tokens may go to: `host` or `host:port`. */
	allowedHosts: z.optional(texts),
};

const shape = {
	linkName: linkNameSchema,
	name: text,
	authenticationType: z.literal('oauth2'),
	parameterType: parameterTypeSchema,
	grantType: z.enum(grantTypes),
	/** The API Console's client type; absent: server-based, or not known. */
	clientType: z.optional(z.enum(clientTypes)),
	/** The organization that client credentials are for. */
	soid: optionalText,
	/** The data center whose API Console registered the client; null for a server that is not Zoho's. */
	dataCenter: textOrNull,
	/** The console's "Use the same OAuth credentials for all data centers". */
	sameCredentials: z.boolean(),
	enabledDataCenters: texts,
	clientId: text,
	clientSecret: secretSchema,
	authorizeUrl: text,
	accessTokenUrl: text,
	refreshTokenUrl: text,
	scopes: texts,
	scopeDelimiter: scopeDelimiterSchema,
	...elsewhereShape,
	createdAt: timeSchema,
	updatedAt: timeSchema,
};

const {clientSecret: _secret, ...factsShape} = shape;

/** A service without its secret. */
export type ServiceFacts = Of<typeof factsShape>;
export const serviceFactsSchema: z.ZodMiniType<ServiceFacts> = z.looseObject(factsShape);

/**
 * Sigma's "custom service": a registered OAuth client, three URLs, scopes and their delimiter.
 * One service can carry many connections.
 */
export type Service = Of<typeof shape>;

/** Unknown keys are kept, so that an older program loses nothing of a newer one. */
export const serviceSchema: z.ZodMiniType<Service> = z.looseObject(shape);
