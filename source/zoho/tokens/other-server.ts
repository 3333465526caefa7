import type {Refusal} from '../refusal.js';
import type {TokenErrorInput} from './evidence.js';
import {again, connectAgain, editClient, tryAgain} from './refusals.js';

/** RFC 6749 section 5.2: client authentication failed, and all three reasons have this one word. */
const ofClient = ({code}: TokenErrorInput, host: string, connection: string | undefined): Refusal => ({
	id: 'invalid-client',
	what: `${host} does not accept the client.`,
	why:
		code.trim().toLowerCase() === 'unauthorized_client'
			? 'Most often the client is not allowed this kind of grant (authorization code, with refresh); else the Client Secret is wrong or the Client ID is unknown.'
			: 'Most often the Client Secret is wrong or was replaced; else the Client ID is unknown, or the server wants the client to prove itself in another way than in the form (RFC 6749 section 2.3.1).',
	next: editClient(connection, 'Compare both with what stands where the client was registered'),
	exitCode: 3,
});

const ofGrant = ({grantType, evidence}: TokenErrorInput, host: string): Refusal => {
	const {connection, rotates} = evidence;
	if (grantType === 'authorization_code') {
		return {
			id: 'invalid-code',
			what: `${host} refused the code.`,
			why: 'It is too old, was used before, or was issued for another client or redirect URI.',
			next: 'Connect again: a new consent brings a new code.',
			exitCode: 3,
		};
	}
	return {
		id: 'invalid-code',
		what: `${host} no longer accepts the refresh token.`,
		why: rotates
			? 'This server gives a new one with each refresh. Most likely another copy of this connection (a second machine, an import, a backup) used this one first; else the grant expired or was revoked.'
			: 'The grant expired or was revoked; or the server gives a new one with each refresh, and another copy of this connection used this one first.',
		next: connectAgain(connection),
		exitCode: 3,
	};
};

const ofScope = (host: string, connection: string | undefined): Refusal => ({
	id: 'invalid-scope',
	what: `${host} refused the scopes.`,
	why: 'At least one of them is unknown there, misspelt, or more than the client may ask for.',
	next: editClient(connection, 'Compare them with what that server documents'),
	exitCode: 3,
});

const ofRedirect = ({evidence}: TokenErrorInput, host: string): Refusal => ({
	id: 'invalid-redirect-uri',
	what: `${host} does not accept the redirect URI.`,
	why: `It has to equal a registered one exactly${evidence.redirectUri ? `; ${evidence.redirectUri} was sent` : ''}.`,
	next: `Register it where the client was registered. ${again(evidence.connection)}`,
	exitCode: 3,
});

/** What a reply is taken for whose tokens are of another type than Bearer (RFC 6749 section 7.1); the word is RFC 7009's. */
export const unknownTokenType = 'unsupported_token_type';

const ofTokenType = (host: string): Refusal => ({
	id: 'token-type-unknown',
	what: `${host} gives tokens of a type that cannot be used here.`,
	why: 'Only Bearer tokens (RFC 6750) are sent with calls; others need a key or a signature each time.',
	next: 'Where the client was registered, choose Bearer tokens (no DPoP, no MAC), then connect again.',
	exitCode: 3,
});

/** The person has to be there again: OpenID Connect Core section 3.1.2.6. */
const ofPerson = (host: string, connection: string | undefined): Refusal => ({
	id: 'consent-needed',
	what: `${host} wants a person to sign in or consent again.`,
	why: 'It gives no more tokens for this grant without that.',
	next: connectAgain(connection),
	exitCode: 3,
});

const ofAnythingElse = ({code, evidence}: TokenErrorInput, host: string): Refusal => {
	const {connection} = evidence;
	const isDown = ['server_error', 'temporarily_unavailable'].includes(code.trim().toLowerCase());
	return {
		id: isDown ? 'server-trouble' : 'unknown-refusal',
		what: isDown ? `${host} has trouble of its own.` : `${host} refused, in words that are not known here.`,
		why: 'That says nothing definite about the connection, and nothing was deleted.',
		next: tryAgain(connection),
		exitCode: 4,
	};
};

/**
 * Explains the refusal of a token endpoint that is not Zoho's, by what the standard says: nothing of Zoho's limits, data
 * centers and consoles is true there.
 *
 * Sources: RFC 6749 section 5.2; OpenID Connect Core 1.0 section 3.1.2.6.
 */
export const explainOtherServer = (input: TokenErrorInput, host: string): Refusal => {
	const {connection} = input.evidence;
	switch (input.code.trim().toLowerCase()) {
		case 'invalid_client':
		case 'invalid_client_secret':
		case 'unauthorized_client':
			return ofClient(input, host, connection);
		case 'invalid_grant':
		case 'invalid_code':
		case 'invalid_token':
		// GitHub's words for a code and a refresh token.
		case 'bad_verification_code':
		case 'bad_refresh_token':
			return ofGrant(input, host);
		case 'invalid_scope':
			return ofScope(host, connection);
		case 'invalid_redirect_uri':
		case 'redirect_uri_mismatch':
			return ofRedirect(input, host);
		case unknownTokenType:
			return ofTokenType(host);
		case 'interaction_required':
		case 'login_required':
		case 'consent_required':
			return ofPerson(host, connection);
		default:
			return ofAnythingElse(input, host);
	}
};
