import type {AccessToken} from '../io/ports.js';
import {ConnectionError} from './connection-error.js';
import {notedToken, runtimeFor, unwrap} from './edge.js';
import type {SdkToken, SdkTokenStore, TokenStoreOptions} from './types.js';

/** Deleting would end a grant, or forget one that lives on; neither belongs into a cache of tokens. */
const notFromHere = (): Promise<never> =>
	Promise.reject(
		new ConnectionError({
			id: 'wrong-use',
			message: 'A connection is not removed through the SDK. Its grant would live on at Zoho.',
			nextStep: 'Run: zconn remove NAME',
			exitCode: 2,
		}),
	);

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
	const runtime = runtimeFor(options);
	const {store, shared, overlay} = runtime;

	const names = async (): Promise<readonly string[]> => {
		if (shared.isKnown) unwrap(await overlay.pull());
		return Object.keys(unwrap(store.read()).connections).toSorted();
	};

	/** Null for an unknown name: the SDK then goes on with what it has. */
	const find = async (id: string, token: Token): Promise<Token | null> => {
		const living = await notedToken(runtime, id);
		if (!living.ok && living.refusal.id === 'no-such-connection') return null;
		return fill(token, unwrap(living));
	};

	const usual = async (): Promise<string | undefined> => {
		if (linkName !== undefined) return linkName;
		const [only, ...others] = await names();
		return others.length === 0 ? only : undefined;
	};

	const tokenStore: SdkTokenStore<Token> = {
		findToken: async token => {
			const id = token.getId?.() ?? (await usual());
			return id === undefined ? null : find(id, token);
		},
		findTokenById: id => find(id, createToken()),
		saveToken: async () => undefined,
		deleteToken: notFromHere,
		getTokens: async () => {
			const tokens = await Promise.all(
				(await names()).map(async name => {
					const living = await notedToken(runtime, name);
					// One that needs reconnecting has no token; the others are as good as before.
					return living.ok ? [fill(createToken(), living.value)] : [];
				}),
			);
			return tokens.flat();
		},
		deleteTokens: notFromHere,
	};
	return base ? Object.setPrototypeOf(tokenStore, base.prototype) : tokenStore;
};
