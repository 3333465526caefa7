import * as z from 'zod/mini';
import {parameterTypes, scopeDelimiters} from '../../connection/service.js';
import {clientTypes, grantTypes} from '../../zoho/flows/client-type.js';
import {confidences} from '../../zoho/scopes/catalogue.js';
import {clientAuths} from '../../zoho/servers/client-auth.js';

/** The words of the documentation for a key, and what it is in the example there, unless its own keys tell. */
export const said = (words: string, example?: unknown) => z.meta({description: words, example});

export const text = (words: string, example?: string) => z.string().check(said(words, example));
export const textOrNull = (words: string, example: string | null = null) =>
	z.nullable(z.string()).check(said(words, example));
export const flag = (words: string, example?: boolean) => z.boolean().check(said(words, example));
export const count = (words: string, example: number) => z.int().check(said(words, example));
export const countOrNull = (words: string, example: number) =>
	z.nullable(z.int()).check(said(words, example));
export const texts = (words: string, example: readonly string[] = []) =>
	z.array(z.string()).check(said(words, example));

/** One of a few words; in the example the first. */
export const oneOf = <const Words extends readonly string[]>(words: string, all: Words, example?: string) =>
	z.enum(all).check(said(words, example));
/** The same, or null, which it is in the example. */
export const oneOfOrNull = <const Words extends readonly string[]>(words: string, all: Words) =>
	z.nullable(z.enum(all)).check(said(words, null));

/** When things of the examples happened. */
const moments = {
	made: '2026-11-20T09:12:44.000Z',
	refreshed: '2026-11-24T13:30:00.000Z',
	proven: '2026-11-24T13:31:07.000Z',
	over: '2026-11-24T14:30:00.000Z',
} as const;

/** A moment: `2026-11-24T13:31:07.000Z`. */
const momentSchema = z.iso.datetime();
export const time = (words: string, example: keyof typeof moments) =>
	momentSchema.check(said(words, moments[example]));
export const timeOrNull = (words: string, example: keyof typeof moments) =>
	z.nullable(momentSchema).check(said(words, moments[example]));

export const linkName = text('the name that commands take', 'bennett_books');

/** A list of objects with these keys. */
export const listOf = <Keys extends z.core.$ZodLooseShape>(
	words: string,
	keys: Keys,
	example?: readonly unknown[],
) => z.array(z.strictObject(keys)).check(said(words, example));

/** An object with these keys, or null, which it is in the example unless told otherwise. */
export const nullOr = <Keys extends z.core.$ZodLooseShape>(words: string, keys: Keys, isNull = true) =>
	z.nullable(z.strictObject(keys)).check(said(words, isNull ? null : undefined));

const healthWords = ['ready', 'expired', 'needs reconnecting', 'unknown'] as const;
export const health = oneOf('one of the four health words', healthWords);
export const healthOrNull = z
	.nullable(z.enum(healthWords))
	.check(said('one of the health words; null where the failure says nothing about the connection'));

const ofUser = 'as far as the scopes let Zoho say';

export const account = nullOr(
	'the Zoho user who consented; null where no scope shows it',
	{
		id: text("the user's id at Zoho", '60012345678'),
		email: textOrNull(ofUser, 'noah@example.com'),
		name: textOrNull(ofUser, 'Noah Bennett'),
	},
	false,
);

export const organization = nullOr(
	'null where no product named one',
	{
		id: text('its id, as the product takes it', '700100003'),
		name: text('its name', 'Bennett Coffee Roasters'),
		product: text('the product that named it', 'Zoho Books'),
	},
	false,
);

/** Why something failed, for programs: as on stderr. */
export const error = nullOr('null where it worked', {
	id: text('a name that does not change; listed on the troubleshooting page'),
	message: text('what happened, and why'),
	nextStep: text('what fixes it'),
});

export const calls = listOf('one for each product that the scopes allow a harmless call to', {
	product: text('name of the product that was called', 'Zoho Books'),
	scope: text('what the call needs', 'ZohoBooks.settings.READ'),
	verdict: oneOf('what the answer means', [
		...(['works', 'scope-missing', 'not-allowed', 'licence-missing', 'organization-missing'] as const),
		...(['organization-wrong', 'token-rejected', 'token-or-scope', 'scope-or-address'] as const),
		...(['address-wrong', 'not-found', 'parameter-wrong', 'throttled', 'could-not-tell'] as const),
	]),
});

const scopes = ['AaaServer.profile.READ', 'ZohoBooks.settings.READ'];

export const connection = {
	linkName,
	name: text('as it was named', 'Bennett Books'),
	service: text('link name of its service', 'zoho'),
	serviceName: textOrNull('name of its service', 'Zoho'),
	dataCenter: textOrNull("id of the data center; null for a server that is not Zoho's", 'us'),
	apiDomain: textOrNull('origin of the API, as the token reply named it', 'https://www.zohoapis.com'),
	scopes: texts('what was granted; what was asked for where the server did not say', scopes),
	scopesRequested: texts('what was asked for', scopes),
	shared: flag('whether it is kept in the shared store', false),
	health,
	healthReason: text('why, in one clause', 'access token expires at 14:30 UTC'),
	expiresAt: timeOrNull('when the access token ends', 'over'),
	account,
	organization,
	verifiedAt: timeOrNull('when Zoho last proved it', 'proven'),
	createdAt: time('when it was made', 'made'),
	updatedAt: time('when a person last changed it, or consented', 'made'),
};

const tokenUrl = 'https://accounts.zoho.com/oauth/v2/token';

/** A service without its secret. */
export const service = {
	linkName: text('the name that commands take', 'zoho'),
	name: text('as it was named', 'Zoho'),
	authenticationType: z.literal('oauth2').check(said('as in Sigma')),
	parameterType: oneOf('where the access token is sent', parameterTypes),
	grantType: oneOf('as in Sigma', grantTypes),
	clientType: oneOfOrNull(
		'self-client or non-browser; null for Server-based Applications, and where there is no such type',
		clientTypes,
	),
	soid: textOrNull('the organization that tokens of Client Credentials are for: its service and id'),
	dataCenter: textOrNull('where the client was registered; null for a server that is not Zoho', 'us'),
	sameCredentials: flag('whether the client has the same credentials in all data centers', true),
	enabledDataCenters: texts('ids of the data centers that the client is enabled for', ['us', 'eu']),
	clientId: text('the OAuth client', '1000.AB12CD34EF56GH78IJ90KL12MN34OP'),
	authorizeUrl: text(
		'where people consent',
		'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent',
	),
	accessTokenUrl: text('where a code is exchanged', tokenUrl),
	refreshTokenUrl: text('where an access token is refreshed', tokenUrl),
	scopes: texts('what new connections ask for', scopes),
	scopeDelimiter: oneOf('what stands between scopes', scopeDelimiters),
	clientAuth: oneOfOrNull(
		"how the client proves itself at a server that is not Zoho's; null where it is found out",
		clientAuths,
	),
	issuer: textOrNull("what a server that is not Zoho's calls itself"),
	revocationUrl: textOrNull('where such a server revokes grants'),
	userinfoUrl: textOrNull('where such a server says who consented'),
	allowedHosts: texts('further hosts that the tokens of such a server may go to'),
	createdAt: time('when it was made', 'made'),
	updatedAt: time('when it was last changed', 'made'),
};

export const scopeRow = {
	scope: text('as Zoho writes it', 'ZohoBooks.contacts.READ'),
	service: text('id of the product; "zconn scopes --service" takes it', 'books'),
	group: text('the part of the product', 'contacts'),
	operation: text('READ, CREATE, UPDATE, DELETE, ALL or what the product calls it', 'READ'),
	description: text('what it allows', 'read contacts'),
	confidence: oneOf('how sure its name is; "zconn scopes --explain" has it in words', confidences),
};
