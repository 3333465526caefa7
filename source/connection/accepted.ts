import * as z from 'zod/mini';
import {parseSafeUrl} from '../zoho/data-center.js';
import {readHost} from '../zoho/servers/token-hosts.js';
import type {Connection} from './connection.js';
import {hasUnseen, maximumNameLength, unseenProblem} from './link-name.js';
import type {Service} from './service.js';

/** Longer ones are no credentials: RFC 6749 sets no limit, and no server is known to come near it. */
const maximumCredentialLength = 16_384;
const maximumUrlLength = 4096;
const maximumScopeLength = 500;

/** What a person may call a service or a connection. One rule for questions, flags and imports, as all of this file. */
export const nameSchema = (label: string) =>
	z.string().check(
		z.minLength(1, `The ${label} is missing.`),
		z.maxLength(maximumNameLength, `The ${label} can have ${maximumNameLength} characters at most.`),
		z.refine(name => !hasUnseen(name), unseenProblem),
	);

/** Where secrets may be sent. */
export const urlSchema = (label: string) =>
	z.string().check(
		z.minLength(1, `The ${label} is missing.`),
		z.maxLength(maximumUrlLength, `The ${label} is too long.`),
		z.refine(
			text => parseSafeUrl(text) !== undefined && !hasUnseen(text),
			`The ${label} must be an https:// address (http:// only for localhost), without a name or password in it.`,
		),
	);

/** @param missing what to say of an empty one */
export const credentialSchema = (label: string, missing: string) =>
	z.string().check(
		z.minLength(1, missing),
		z.maxLength(maximumCredentialLength, `The ${label} is too long.`),
		z.refine(text => !hasUnseen(text), `The ${label} has characters that cannot be seen.`),
	);

const trimmedName = (label: string) =>
	nameSchema(label).check(z.refine(name => name === name.trim(), `The ${label} has blanks at its ends.`));

const scopesSchema = z.array(
	z.string().check(
		z.maxLength(maximumScopeLength, 'A scope is too long to be one.'),
		z.refine(scope => /^\S+$/.test(scope) && !hasUnseen(scope), 'A scope is not one word.'),
	),
);

/** Hosts that tokens may go to. */
export const allowedHostsSchema = z.array(
	z
		.string()
		.check(
			z.refine(
				host => readHost(host) === host,
				'An allowed host is a name, with a port where it is not 443: api.example.com, localhost:9000.',
			),
		),
);

const serviceShape = z.object({
	name: trimmedName('Service Name'),
	clientId: credentialSchema('Client ID', 'The Client ID is missing.'),
	authorizeUrl: urlSchema('Authorize URL'),
	accessTokenUrl: urlSchema('Access token URL'),
	refreshTokenUrl: urlSchema('Refresh token URL'),
	scopes: scopesSchema.check(z.minLength(1, 'It has no scopes.')),
	issuer: z.optional(urlSchema('Issuer')),
	revocationUrl: z.optional(urlSchema('Revocation URL')),
	userinfoUrl: z.optional(urlSchema('User info URL')),
	allowedHosts: z.optional(allowedHostsSchema),
});

const connectionShape = z.object({
	name: trimmedName('Connection Name'),
	apiDomain: z.nullable(
		z.string().check(z.refine(text => parseSafeUrl(text)?.origin === text, 'The API domain is no address.')),
	),
	scopesRequested: scopesSchema,
	scopesGranted: z.nullable(scopesSchema),
});

const secretsShape = (label: string) =>
	z.object(
		{plain: credentialSchema(label, `The ${label} is missing.`)},
		`The ${label} is sealed, or missing.`,
	);

const problemIn = (name: string, ...results: readonly z.core.util.SafeParseResult<unknown>[]) => {
	const issue = results.flatMap(({error}) => error?.issues ?? [])[0];
	// A name that is too long, or cannot be shown, is not repeated.
	const shown = nameSchema('').safeParse(name).success ? `"${name}"` : 'One';
	return issue && `${shown}: ${issue.message}`;
};

/** Why a service from outside would not have passed the wizard; undefined when it would. */
export const serviceProblem = (service: Service, hasSecrets: boolean): string | undefined =>
	problemIn(
		service.name,
		z.safeParse(serviceShape, service),
		hasSecrets && service.clientAuth !== 'none'
			? z.safeParse(secretsShape('Client Secret'), service.clientSecret)
			: {success: true, data: undefined},
	);

/** The same for a connection. */
export const connectionProblem = (connection: Connection, hasSecrets: boolean): string | undefined =>
	problemIn(
		connection.name,
		z.safeParse(connectionShape, connection),
		hasSecrets && connection.noRefreshToken !== true && connection.clientCredentials !== true
			? z.safeParse(secretsShape('refresh token'), connection.refreshToken)
			: {success: true, data: undefined},
	);
