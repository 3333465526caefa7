import * as z from 'zod/mini';
import {parseSafeUrl} from '../zoho/data-center.js';
import {readHost} from '../zoho/servers/token-hosts.js';
import {type Check, credentialCheck, nameCheck, urlCheck} from './checks.js';
import type {Connection} from './connection.js';
import {hasUnseen} from './link-name.js';
import type {Service} from './service.js';

const maximumScopeLength = 500;

/** A text that a check has nothing against. */
const textWith = (check: Check) =>
	z.string().check(({value, issues}) => {
		const message = check(value);
		if (message !== undefined) issues.push({code: 'custom', message, input: value});
	});

const trimmedName = (label: string) =>
	textWith(nameCheck(label)).check(
		z.refine(name => name === name.trim(), `The ${label} has blanks at its ends.`),
	);

const scopesSchema = z.array(
	z.string().check(
		z.maxLength(maximumScopeLength, 'A scope is too long to be one.'),
		z.refine(scope => /^\S+$/.test(scope) && !hasUnseen(scope), 'A scope is not one word.'),
	),
);

/** Hosts that tokens may go to. */
const allowedHostsSchema = z.array(
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
	clientId: textWith(credentialCheck('Client ID', 'The Client ID is missing.')),
	authorizeUrl: textWith(urlCheck('Authorize URL')),
	accessTokenUrl: textWith(urlCheck('Access token URL')),
	refreshTokenUrl: textWith(urlCheck('Refresh token URL')),
	scopes: scopesSchema.check(z.minLength(1, 'It has no scopes.')),
	issuer: z.optional(textWith(urlCheck('Issuer'))),
	revocationUrl: z.optional(textWith(urlCheck('Revocation URL'))),
	userinfoUrl: z.optional(textWith(urlCheck('User info URL'))),
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
		{plain: textWith(credentialCheck(label, `The ${label} is missing.`))},
		`The ${label} is sealed, or missing.`,
	);

const problemIn = (name: string, ...results: readonly z.core.util.SafeParseResult<unknown>[]) => {
	const issue = results.flatMap(({error}) => error?.issues ?? [])[0];
	// A name that is too long, or cannot be shown, is not repeated.
	const shown = nameCheck('')(name) === undefined ? `"${name}"` : 'One';
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

export const connectionProblem = (connection: Connection, hasSecrets: boolean): string | undefined =>
	problemIn(
		connection.name,
		z.safeParse(connectionShape, connection),
		hasSecrets && connection.noRefreshToken !== true && connection.clientCredentials !== true
			? z.safeParse(secretsShape('refresh token'), connection.refreshToken)
			: {success: true, data: undefined},
	);
