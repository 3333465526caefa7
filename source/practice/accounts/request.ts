import {findClient} from '../clients.js';
import type {AuthRequest} from '../consents.js';
import {isKnownScope, splitScopes} from '../scopes.js';
import type {Code} from '../state.js';
import type {World} from '../world.js';

/** An error that Zoho shows on a page of its own, without a redirect. */
export class ErrorPage extends Error {
	readonly text: string;
	/** What to look at; the real page has nothing like it. */
	readonly tip: string;
	readonly status: 400 | 403 | 500;

	constructor(title: string, text: string, tip: string, status: ErrorPage['status'] = 400) {
		super(title);
		this.text = text;
		this.tip = tip;
		this.status = status;
	}
}

export const invalidClient = (): ErrorPage =>
	new ErrorPage(
		'Invalid Client',
		'The client that asked for access is not known in this data center.',
		'Compare client_id with the API Console of this data center. A client from another data center has to be switched on for this one under Settings.',
	);

const checkResponseType = (type: string): void => {
	if (type === 'code') return;
	if (type === 'token')
		throw new ErrorPage(
			'Invalid Client',
			'This client may not use this response type.',
			'response_type=token belongs to client-based applications; a server-based one sends code.',
		);
	throw new ErrorPage(
		'An error occurred',
		'The request could not be processed.',
		'response_type must be code.',
		500,
	);
};

const readScopes = (text: string | null): readonly string[] => {
	const scopes = splitScopes(text ?? '');
	const unknown = scopes.find(scope => !isKnownScope(scope));
	if (scopes.length > 0 && unknown === undefined) return scopes;
	throw new ErrorPage(
		'Invalid OAuth scope',
		'The scope that was asked for is not valid.',
		unknown === undefined
			? 'scope is missing: a comma-separated list such as ZohoBooks.contacts.READ.'
			: `${unknown.slice(0, 200)} does not exist. A scope reads Service.group.OPERATION.`,
	);
};

const readChallenge = (query: URLSearchParams): Code['challenge'] => {
	const value = query.get('code_challenge');
	const method = query.get('code_challenge_method') ?? 'plain';
	if (value === null) return undefined;
	if ((method === 'S256' || method === 'plain') && /^[A-Za-z0-9._~-]{43,128}$/u.test(value))
		return {method, value};
	throw new ErrorPage(
		'An error occurred',
		'The code challenge is not valid.',
		'code_challenge_method is S256 or plain; the challenge has 43 to 128 characters (RFC 7636).',
	);
};

/** The client and redirect URI of an authorization request. */
const readClient = (world: World, query: URLSearchParams): Pick<AuthRequest, 'client' | 'redirectUri'> => {
	const client = findClient(world, query.get('client_id') ?? '');
	if (client === undefined) throw invalidClient();
	const redirectUri = query.get('redirect_uri');
	if (redirectUri !== null && client.redirectUris.includes(redirectUri)) return {client, redirectUri};
	throw new ErrorPage(
		'Invalid Redirect Uri',
		'The redirect URI of the request does not match a registered one.',
		redirectUri === null
			? 'redirect_uri is missing.'
			: `${redirectUri.slice(0, 300)} has to be registered exactly, with port and trailing slash.`,
	);
};

/**
 * Checks the parameters of `/oauth/v2/auth`
 * (zoho.com/accounts/protocol/oauth/web-apps/authorization.html). Every error is a page, never a redirect: it is thrown.
 */
export const readAuthRequest = (world: World, query: URLSearchParams): AuthRequest => {
	const responseType = query.get('response_type') ?? '';
	if (responseType === '' || (query.get('client_id') ?? '') === '')
		throw new ErrorPage(
			'Invalid response type',
			'The request is not complete.',
			'client_id and response_type=code are required.',
		);
	checkResponseType(responseType);
	return {
		...readClient(world, query),
		scopes: readScopes(query.get('scope')),
		challenge: readChallenge(query),
		isOffline: query.get('access_type') === 'offline',
		asksEveryTime: query.get('prompt') === 'consent',
		state: query.get('state') ?? undefined,
		soid: query.get('soid') ?? undefined,
	};
};

export type EnhanceRequest = Pick<AuthRequest, 'client' | 'redirectUri' | 'scopes'> & {
	readonly enhanceToken: string;
	/** The session ends with the answer. */
	readonly signsOut: boolean;
	readonly personId: string;
};

/** Checks the parameters of `/oauth/v2/token/addextrascope` (incremental authorization), in the same way. */
export const readEnhanceRequest = (world: World, query: URLSearchParams): EnhanceRequest => {
	if (query.get('response_type') !== 'update_scopes')
		throw new ErrorPage(
			'Invalid response type',
			'The request is not complete.',
			'response_type=update_scopes.',
		);
	const client = readClient(world, query);
	const scopes = readScopes(query.get('scope'));
	const enhance = world.state.enhanceTokens.find(({token}) => token === query.get('enhance_token'));
	const owner = world.state.refreshTokens.find(({token}) => token === enhance?.refreshToken);
	if (
		enhance === undefined ||
		enhance.expiresAt <= world.now() ||
		owner === undefined ||
		owner.clientId !== client.client.id
	)
		throw new ErrorPage(
			'An error occurred',
			'The enhance token is not valid.',
			'It lives for 10 minutes and serves once; get another from /oauth/v2/token/scopeenhance.',
		);
	const signsOut = query.get('logout') === 'true';
	return {...client, scopes, signsOut, enhanceToken: enhance.token, personId: owner.personId};
};
