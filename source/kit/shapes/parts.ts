import * as z from 'zod/mini';
import {parameterTypes, scopeDelimiters} from '../../connection/service.js';
import {clientTypes, grantTypes} from '../../zoho/flows/client-type.js';
import {clientAuths} from '../../zoho/servers/client-auth.js';

/** The words of the documentation for a key. */
export const said = z.describe;

export const text = (words: string) => z.string().check(said(words));
export const textOrNull = (words: string) => z.nullable(z.string()).check(said(words));
export const flag = (words: string) => z.boolean().check(said(words));
export const count = (words: string) => z.int().check(said(words));
export const texts = (words: string) => z.array(z.string()).check(said(words));

/** A moment: `2026-11-24T13:31:07.000Z`. */
const momentSchema = z.iso.datetime();
export const time = (words: string) => momentSchema.check(said(words));
export const timeOrNull = (words: string) => z.nullable(momentSchema).check(said(words));

export const linkName = text('the name that commands take');

/** A list of objects with these keys. */
export const listOf = <Keys extends z.core.$ZodLooseShape>(words: string, keys: Keys) =>
	z.array(z.strictObject(keys)).check(said(words));

/** An object with these keys, or null. */
export const nullOr = <Keys extends z.core.$ZodLooseShape>(words: string, keys: Keys) =>
	z.nullable(z.strictObject(keys)).check(said(words));

const healthWords = ['ready', 'expired', 'needs reconnecting', 'unknown'] as const;
export const health = z.enum(healthWords).check(said('one of the four health words'));
export const healthOrNull = z
	.nullable(z.enum(healthWords))
	.check(said('one of the health words; null where the failure says nothing about the connection'));

const ofUser = textOrNull('as far as the scopes let Zoho say');

export const account = nullOr('the Zoho user who consented; null where no scope shows it', {
	id: text("the user's id at Zoho"),
	email: ofUser,
	name: ofUser,
});

export const organization = nullOr('null where no product named one', {
	id: text('its id, as the product takes it'),
	name: text('its name'),
	product: text('the product that named it'),
});

/** Why something failed, for programs: as on stderr. */
export const error = nullOr('null where it worked', {
	id: text('a name that does not change; listed on the troubleshooting page'),
	message: text('what happened, and why'),
	nextStep: text('what fixes it'),
});

export const calls = listOf('one for each product that the scopes allow a harmless call to', {
	product: text('name of the product that was called'),
	scope: text('what the call needs'),
	verdict: z
		.enum([
			...(['works', 'scope-missing', 'not-allowed', 'licence-missing', 'organization-missing'] as const),
			...(['organization-wrong', 'token-rejected', 'token-or-scope', 'scope-or-address'] as const),
			...(['address-wrong', 'not-found', 'parameter-wrong', 'throttled', 'could-not-tell'] as const),
		])
		.check(said('what the answer means')),
});

export const connection = z.strictObject({
	linkName,
	name: text('as it was named'),
	service: text('link name of its service'),
	serviceName: textOrNull('name of its service'),
	dataCenter: textOrNull("id of the data center; null for a server that is not Zoho's"),
	apiDomain: textOrNull('origin of the API, as the token reply named it'),
	scopes: texts('what was granted; what was asked for where the server did not say'),
	scopesRequested: texts('what was asked for'),
	shared: flag('whether it is kept in the shared store'),
	health,
	healthReason: text('why, in one clause'),
	expiresAt: timeOrNull('when the access token ends'),
	account,
	organization,
	verifiedAt: timeOrNull('when Zoho last proved it'),
	createdAt: time('when it was made'),
	updatedAt: time('when a person last changed it, or consented'),
});

/** A service without its secret. */
export const service = z.strictObject({
	linkName,
	name: text('as it was named'),
	authenticationType: z.literal('oauth2').check(said('as in Sigma')),
	parameterType: z.enum(parameterTypes).check(said('where the access token is sent')),
	grantType: z.enum(grantTypes).check(said('as in Sigma')),
	clientType: z
		.nullable(z.enum(clientTypes))
		.check(
			said('self-client or non-browser; null for Server-based Applications, and where there is no such type'),
		),
	soid: textOrNull('the organization that tokens of Client Credentials are for: its service and id'),
	dataCenter: textOrNull('where the client was registered; null for a server that is not Zoho'),
	sameCredentials: flag('whether the client has the same credentials in all data centers'),
	enabledDataCenters: texts('ids of the data centers that the client is enabled for'),
	clientId: text('the OAuth client'),
	authorizeUrl: text('where people consent'),
	accessTokenUrl: text('where a code is exchanged'),
	refreshTokenUrl: text('where an access token is refreshed'),
	scopes: texts('what new connections ask for'),
	scopeDelimiter: z.enum(scopeDelimiters).check(said('what stands between scopes')),
	clientAuth: z
		.nullable(z.enum(clientAuths))
		.check(said("how the client proves itself at a server that is not Zoho's; null where it is found out")),
	issuer: textOrNull("what a server that is not Zoho's calls itself"),
	revocationUrl: textOrNull('where such a server revokes grants'),
	userinfoUrl: textOrNull('where such a server says who consented'),
	allowedHosts: texts('further hosts that the tokens of such a server may go to'),
	createdAt: time('when it was made'),
	updatedAt: time('when it was last changed'),
});

export const scopeRow = {
	scope: text('as Zoho writes it'),
	service: text('id of the product; "zconn scopes --service" takes it'),
	group: text('the part of the product'),
	operation: text('READ, CREATE, UPDATE, DELETE, ALL or what the product calls it'),
	description: text('what it allows'),
	confidence: z
		.enum(['official', 'transcribed', 'integration', 'third-party'])
		.check(said('how sure its name is; "zconn scopes --explain" has it in words')),
};
