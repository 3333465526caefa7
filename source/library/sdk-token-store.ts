import {notedToken} from '../io/log/noted-token.js';
import type {AccessToken} from '../io/ports.js';
import type {Refusal} from '../zoho/refusal.js';
import {ConnectionError} from './connection-error.js';
import {errorOf, runtimeFor, unwrap} from './edge.js';
import type {SdkToken, SdkTokenStore, TokenStoreOptions} from './types.js';

/** Deleting would end a grant, or forget one that lives on; neither belongs into a cache of tokens. */
const notFromHere = (): Promise<never> =>
	Promise.reject(
		new ConnectionError({
			id: 'wrong-use',
			message: 'A connection is not removed through the SDK. Its grant would stay valid at Zoho.',
			nextStep: 'Run: zconn remove NAME',
			exitCode: 2,
		}),
	);

/** The SDK has to be told which one: it goes on with the wrong account as gladly as with the right one. */
const whichConnection = (isNone: boolean): ConnectionError =>
	new ConnectionError({
		id: isNone ? 'no-such-connection' : 'wrong-use',
		message: isNone
			? 'No connection is saved here.'
			: 'More than one connection is saved, and the token of the SDK names none.',
		nextStep: isNone
			? 'Make one with: zconn new'
			: 'Give the link name: new OAuthBuilder().id("NAME"), or createTokenStore({linkName: "NAME", …})',
		exitCode: isNone ? 5 : 2,
	});

/** Versions 2.x ask a store once, and renew the token by themselves after that, with a refresh token that they do not get from here. */
const oldSdk: Refusal = {
	id: 'sdk-too-old',
	what: "Zoho's SDK 2.x cannot be served.",
	why: 'It asks a store for a token only once, and would be without one after an hour.',
	next: 'Use version 8.0 of the SDK (@zohocrm/nodejs-sdk-8.0, @zohocrm/typescript-sdk-8.0).',
	exitCode: 2,
};

/** By its class `TokenStore`; the TypeScript SDK gives none, but its tokens knew the mail address of a user then. */
const isOfOldSdk = (token: SdkToken, base: TokenStoreOptions<SdkToken>['base']): boolean =>
	'setUserMail' in token || (base !== undefined && !('findToken' in base.prototype));

const fill = <Token extends SdkToken>(
	token: Token,
	{accessToken, expiresAt, apiDomain, connection}: AccessToken,
): Token => {
	token.setId(connection.linkName);
	token.setAccessToken(accessToken);
	token.setExpiresIn(String(Date.parse(expiresAt)));
	if (apiDomain !== null) token.setAPIDomain?.(apiDomain);
	return token;
};

/**
 * A `TokenStore` for Zoho's own SDKs for Node: the SDK asks it before each call, and gets an access token that lives. So it never
 * refreshes by itself, and needs neither the Client Secret nor the refresh token. The id of a token is the link name of a
 * connection.
 *
 * `saveToken` does nothing, for there is nothing that is not saved already. `deleteToken` and `deleteTokens` reject.
 */
export const createTokenStore = <Token extends SdkToken>(
	options: TokenStoreOptions<Token>,
): SdkTokenStore<Token> => {
	const {createToken, base, linkName} = options;
	if (isOfOldSdk(createToken(), base)) throw errorOf(oldSdk);
	const runtime = runtimeFor(options);
	const {store, shared, overlay} = runtime;

	const names = async (): Promise<readonly string[]> => {
		if (shared.isKnown) unwrap(await overlay.pull());
		return Object.keys(unwrap(store.read()).connections).toSorted();
	};

	/** Rejects for an unknown name: with null the SDK would go on, and ask Zoho for a token with nothing in its hands. */
	const find = async (id: string, token: Token): Promise<Token> =>
		fill(token, unwrap(await notedToken(runtime, 'library', id)));

	const usual = async (): Promise<string> => {
		if (linkName !== undefined) return linkName;
		const [only, ...others] = await names();
		if (only === undefined || others.length > 0) throw whichConnection(only === undefined);
		return only;
	};

	const tokenStore: SdkTokenStore<Token> = {
		findToken: async token => find(token.getId?.() ?? (await usual()), token),
		findTokenById: id => find(id, createToken()),
		saveToken: async () => undefined,
		deleteToken: notFromHere,
		getTokens: async () => {
			const tokens = await Promise.all(
				(await names()).map(async name => {
					const found = await notedToken(runtime, 'library', name);
					// One that needs reconnecting has no token; the others are as good as before.
					return found.ok ? [fill(createToken(), found.value)] : [];
				}),
			);
			return tokens.flat();
		},
		deleteTokens: notFromHere,
	};
	return base ? Object.setPrototypeOf(tokenStore, base.prototype) : tokenStore;
};
