import {explainInvalidRedirectUri} from './consent/redirect-difference.js';
import type {Refusal} from './refusal.js';
import {cleanText} from './text.js';
import {dayOf, detailOf, type TokenErrorInput, type TokenEvidence} from './tokens/evidence.js';
import {explainInvalidCode} from './tokens/invalid-code.js';
import {explainOtherServer} from './tokens/other-server.js';
import {again, editClient, explainThrottle, explainUnreadable, tryAgain} from './tokens/refusals.js';
import type {TokenReading} from './tokens/response.js';

const isElsewhere = ({askedDataCenter, chosenDataCenter}: TokenEvidence): boolean =>
	askedDataCenter !== undefined &&
	chosenDataCenter !== undefined &&
	askedDataCenter.id !== chosenDataCenter.id;

const explainInvalidClient = (input: TokenErrorInput): Refusal => {
	const {evidence} = input;
	const {askedDataCenter: asked, chosenDataCenter: chosen, connection} = evidence;
	const named = evidence.clientIdHint
		? `the Client ID ${cleanText(evidence.clientIdHint, 40)}`
		: 'this Client ID';
	const base = {id: 'invalid-client', exitCode: 3} as const;
	if (asked === undefined) return explainOtherServer(input, 'The server');
	const what = `Zoho in ${asked.name} does not know ${named}.`;
	if (isElsewhere(evidence) && chosen) {
		return {
			...base,
			what,
			why:
				evidence.sameCredentials === false
					? `The client is registered in ${chosen.name}, the account is in ${asked.name}, and the Client Secret is the one of ${chosen.name}; or the client is not enabled there.`
					: `The client is registered in ${chosen.name}, the account is in ${asked.name}, and the client is not enabled there.`,
			next: `In ${chosen.console} open the client, Settings: slide the toggle of ${asked.name}, and check "Use the same OAuth credentials for all data centers". ${again(connection)}`,
		};
	}
	const day = input.grantType === 'refresh_token' ? dayOf(evidence.lastRefreshedAt) : undefined;
	if (day !== undefined) {
		return {
			...base,
			what,
			why: `It worked on ${day}, so the data center is right: the client was deleted since then, or its Client Secret was generated again.`,
			next: editClient(
				connection,
				`Look the client up in ${asked.console}; if it is there, copy its Client Secret again`,
			),
		};
	}
	return {
		...base,
		what,
		why: `Most often the client is registered in another data center than ${asked.name}; else a character of the id is missing, or the client was deleted.`,
		next: editClient(
			connection,
			`Look the client up in ${asked.console}; if it is not there, choose its data center`,
		),
	};
};

const explainInvalidSecret = ({evidence}: TokenErrorInput): Refusal => {
	const {askedDataCenter: asked, chosenDataCenter: chosen, connection} = evidence;
	const base = {
		id: 'invalid-client-secret',
		what: 'Zoho knows the client, but not this Client Secret.',
		exitCode: 3,
	} as const;
	if (isElsewhere(evidence) && asked && chosen) {
		return {
			...base,
			why: `The secret belongs to ${chosen.name}; ${asked.name} has one of its own unless the credentials are the same everywhere.`,
			next: `In ${chosen.console} open the client, Settings: check "Use the same OAuth credentials for all data centers". ${again(connection)}`,
		};
	}
	const where = asked ? ` in ${asked.console}` : '';
	return {
		...base,
		why: 'A character is missing, a new secret was generated in the console, or it is the secret of another data center.',
		next: editClient(connection, `Copy the Client Secret again from the Client Secret tab${where}`),
	};
};

const explainInvalidScope = ({evidence}: TokenErrorInput): Refusal => ({
	id: 'invalid-scope',
	what: 'Zoho refused the scopes.',
	why: 'At least one of them does not exist or is misspelt; Zoho does not say which.',
	next: editClient(evidence.connection, 'Check each scope with: zconn scopes WORDS'),
	exitCode: 3,
});

const explainMissingOrganization = ({evidence}: TokenErrorInput): Refusal => ({
	id: 'missing-organization',
	what: 'Zoho wants to know the organization that the token is for.',
	why: 'The soid is missing, or names none that the owner of the client belongs to; some products, such as Desk, accept none at all.',
	next: editClient(
		evidence.connection,
		'Correct the soid: a service and the id of an organization, such as ZohoCRM.600123456',
	),
	exitCode: 3,
});

const explainUnknown = ({code, evidence}: TokenErrorInput, id: string): Refusal => ({
	id,
	what: `The token was refused with "${cleanText(code, 60)}".`,
	why: 'No cause of this answer is known; it says nothing definite about the connection, and nothing was deleted.',
	next: tryAgain(evidence.connection),
	exitCode: 4,
});

const causeOf = (input: TokenErrorInput): Refusal => {
	const {otherHost} = input.evidence;
	if (otherHost !== undefined) return explainOtherServer(input, otherHost);
	switch (input.code.trim().toLowerCase()) {
		case 'invalid_client':
		case 'unauthorized_client':
			return explainInvalidClient(input);
		case 'invalid_client_secret':
			return explainInvalidSecret(input);
		case 'invalid_code':
		case 'invalid_grant':
			return explainInvalidCode(input);
		case 'invalid_redirect_uri':
		case 'redirect_uri_mismatch':
			return explainInvalidRedirectUri(input);
		case 'invalid_scope':
		// The word of Zoho's products for it, seen at the token endpoint too.
		case 'invalid_oauthscope':
			return explainInvalidScope(input);
		case 'missing_org_info':
			return explainMissingOrganization(input);
		case 'access_denied':
		case 'access denied':
			// At the token endpoint this word means the limit; a declined consent never gets here.
			return explainThrottle({connection: input.evidence.connection});
		case 'general_error':
			return explainUnknown(input, 'general-error');
		default:
			return explainUnknown(input, 'unknown-refusal');
	}
};

/**
 * Explains the refusal of a token endpoint: one likeliest cause, from what is known here, and one thing to do. Zoho's
 * single words are ambiguous; the evidence ranks their causes. `exitCode` 3 is a definite refusal, 4 says nothing
 * about the grant. An unknown word is kept as it is.
 *
 * Sources: zoho.com/accounts/protocol/oauth/web-apps/access-token.html and …/access-token-expiry.html; RFC 6749
 * section 5.2.
 */
export const explainTokenError = (input: TokenErrorInput): Refusal => ({
	...causeOf(input),
	detail: detailOf(input),
});

/** Explains what a token endpoint answered to the first request of a grant, where that is no tokens. */
export const explainNoTokens = (
	reading: Exclude<TokenReading, {kind: 'tokens'}>,
	evidence: TokenEvidence,
	at: number,
): Refusal => {
	const {otherHost} = evidence;
	switch (reading.kind) {
		case 'throttled': {
			const until = reading.retryAfter === undefined ? undefined : at + reading.retryAfter;
			return explainThrottle({until, otherHost, isBusy: reading.isBusy});
		}
		case 'unreadable':
			return explainUnreadable({...reading, otherHost});
		case 'error':
			return explainTokenError({...reading, grantType: 'authorization_code', evidence});
	}
};
