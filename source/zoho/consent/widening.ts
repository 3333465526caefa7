import {readCallbackText} from './callback-text.js';

/** Where the first request of incremental authorization goes, and where the browser goes then. */
export const enhancePath = '/oauth/v2/token/scopeenhance';
const addScopesPath = '/oauth/v2/token/addextrascope';

export type WideningUrlInput = {
	/** The accounts server that issued the refresh token. */
	readonly accounts: string;
	readonly clientId: string;
	/** One of the registered ones. */
	readonly redirectUri: string;
	/** Those to be added, not those that are granted already. */
	readonly scopes: readonly string[];
	/** A secret: a person who has it and signs in as the same user can widen the grant. */
	readonly enhanceToken: string;
};

/**
 * The page that asks the user of a refresh token for further scopes (incremental authorization). There is no state among its
 * parameters, and none comes back. `logout=false`: whose browser it is decides when to sign out.
 *
 * Source: zoho.com/accounts/protocol/oauth/incremental-auth/scope-enhance-request.html.
 */
export const buildWideningUrl = (input: WideningUrlInput): string => {
	const query = new URLSearchParams({
		client_id: input.clientId,
		response_type: 'update_scopes',
		redirect_uri: input.redirectUri,
		scope: input.scopes.join(','),
		enhance_token: input.enhanceToken,
		logout: 'false',
	});
	return `${input.accounts}${addScopesPath}?${query}`;
};

/** `nothing`: neither answer; the wait goes on. */
export type WideningReading = 'accepted' | 'declined' | 'nothing';

/** What `?status=success&scope_enhanced=true` or `?error=…` says; anything twice says nothing. */
export const readWideningQuery = (query: URLSearchParams): WideningReading => {
	const only = (name: string): string | undefined => {
		const values = query.getAll(name);
		return values.length === 1 ? values[0] : undefined;
	};
	if (query.has('error')) return only('error') === undefined ? 'nothing' : 'declined';
	return only('status') === 'success' && only('scope_enhanced') === 'true' ? 'accepted' : 'nothing';
};

/**
 * Reads how the page ended, from the callback's URL as it arrived or as the user pasted it. It proves nothing: only a token
 * made afterwards shows whether the grant is wider.
 */
export const readWidening = (text: string): WideningReading => {
	const read = readCallbackText(text);
	return read.kind === 'parameters' ? readWideningQuery(read.parameters) : 'nothing';
};
