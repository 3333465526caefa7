import * as z from 'zod/mini';
import {clientTypes, grantTypes} from '../zoho/flows/client-type.js';
import {clientAuths} from '../zoho/servers/client-auth.js';
import {isLinkName} from './link-name.js';
import {secretSchema} from './secrets/secret.js';

export const linkNameSchema = z.string().check(z.refine(isLinkName, 'is not a link name'));
export const timeSchema = z
	.string()
	.check(z.refine(text => !Number.isNaN(Date.parse(text)), 'is not a time'));
export const scopeDelimiterSchema = z.enum(['comma', 'space', 'plus']);
export const parameterTypeSchema = z.enum(['header', 'query']);

/** What only services of other servers than Zoho's have; absent in files of older programs. */
const elsewhereShape = {
	/** How the client proves itself; absent where it is Zoho's, or not known. */
	clientAuth: z.optional(z.enum(clientAuths)),
	/** The server's own name for itself, from discovery: `iss` of a callback has to equal it (RFC 9207). */
	issuer: z.optional(z.string()),
	/** Whether the server promised `iss` in every callback. */
	namesIssuer: z.optional(z.boolean()),
	/** RFC 7009. */
	revocationUrl: z.optional(z.string()),
	/** OpenID Connect Core section 5.3. */
	userinfoUrl: z.optional(z.string()),
	/** Further hosts that tokens may go to: `host` or `host:port`. */
	allowedHosts: z.optional(z.array(z.string())),
};

const shape = {
	linkName: linkNameSchema,
	name: z.string(),
	authenticationType: z.literal('oauth2'),
	parameterType: parameterTypeSchema,
	grantType: z.enum(grantTypes),
	/** The API Console's client type; absent: server-based, or not known. */
	clientType: z.optional(z.enum(clientTypes)),
	/** The organization that client credentials are for. */
	soid: z.optional(z.string()),
	/** The data center whose API Console registered the client; null for a server that is not Zoho's. */
	dataCenter: z.nullable(z.string()),
	/** The console's "Use the same OAuth credentials for all data centers". */
	sameCredentials: z.boolean(),
	enabledDataCenters: z.array(z.string()),
	clientId: z.string(),
	clientSecret: secretSchema,
	authorizeUrl: z.string(),
	accessTokenUrl: z.string(),
	refreshTokenUrl: z.string(),
	scopes: z.array(z.string()),
	scopeDelimiter: scopeDelimiterSchema,
	...elsewhereShape,
	createdAt: timeSchema,
	updatedAt: timeSchema,
};

const {clientSecret: _secret, ...factsShape} = shape;
const strictFactsSchema = z.object(factsShape);

/** A service without its secret. */
export type ServiceFacts = z.infer<typeof strictFactsSchema>;
export const serviceFactsSchema: z.ZodMiniType<ServiceFacts> = z.looseObject(factsShape);

const strictSchema = z.object(shape);

/**
 * Sigma's "custom service": a registered OAuth client, three URLs, scopes and their delimiter.
 * One service can carry many connections.
 */
export type Service = z.infer<typeof strictSchema>;

/** Unknown keys are kept, so that an older program loses nothing of a newer one. */
export const serviceSchema: z.ZodMiniType<Service> = z.looseObject(shape);
