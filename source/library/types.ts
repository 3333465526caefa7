/** Where connections are kept, and with whose environment; as the command line has it unless told otherwise. */
export type OpenOptions = {
	/** The folder with `connections.json`. Default: `ZCONN_CONFIG_DIR`, else the one that `zconn` uses. */
	readonly configDirectory?: string | undefined;
	/** Proxy, `ZCONN_*` (a passphrase among them) and so on. Default: `process.env`. */
	readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
};

export type TokenOptions = {
	/** Seconds that the token has to live at least. Default: 300; of a shared connection 90. */
	readonly minimumSeconds?: number | undefined;
	/** A new token even when the old one lives; Zoho gives ten in ten minutes. */
	readonly force?: boolean | undefined;
};

/** A valid access token and its details. */
export type ValidToken = {
	readonly accessToken: string;
	/** When it ends; ISO 8601 in UTC. */
	readonly expiresAt: string;
	/** The value of the `Authorization` header: `Zoho-oauthtoken …`. */
	readonly authorization: string;
	/** The origin of the API gateway that Zoho named; null where it named none. */
	readonly apiDomain: string | null;
};

/** What of a request is heeded. Redirects are followed, to other hosts without the token. */
export type ConnectionRequest = Pick<RequestInit, 'method' | 'headers' | 'body' | 'signal'> & {
	/** Whose path it is where it does not tell: `desk`, `mail`, `sign` … */
	readonly product?: string | undefined;
};

/** What is known of a connection, without secrets and without asking Zoho; of a shared one, as the shared store has it. */
export type ConnectionDetails = {
	readonly linkName: string;
	readonly name: string;
	/** Null for a server that is not Zoho's. */
	readonly dataCenter: string | null;
	readonly apiDomain: string | null;
	/** Granted, as far as the server said; else requested. */
	readonly scopes: readonly string[];
	readonly account: {readonly id: string; readonly email: string | null; readonly name: string | null} | null;
	readonly organization: {readonly id: string; readonly name: string; readonly product: string} | null;
};

/**
 * A saved connection. Everything it hands out comes through the same door as that of `zconn token`: fresh tokens are read from
 * the file, one program refreshes for all, and Zoho's limits are kept.
 *
 * What cannot be done rejects with a `ConnectionError`.
 */
export type ZohoConnection = AsyncDisposable & {
	readonly linkName: string;
	/** Read again each time. Rejects with a `ConnectionError`. */
	details(): Promise<ConnectionDetails>;
	/** An access token that lives at least five minutes (a shared one: 90 seconds), or as long as is asked for. */
	accessToken(options?: TokenOptions): Promise<string>;
	/** The same, with its end, its header and the API's address. */
	token(options?: TokenOptions): Promise<ValidToken>;
	/**
	 * As `fetch`, with a path (`/books/v3/organizations`) or a whole address of the connection's data center: on the right
	 * host, with the token in its header, and with one more try when the token is rejected. Resolves for every status, as
	 * `fetch` does; rejects when no call could be made, or when Zoho has ended the grant. The body of a request is read to its
	 * end first, so that it can be sent again.
	 */
	fetch(path: string | URL, request?: ConnectionRequest): Promise<Response>;
	/** Closes the connections to the network. They do not keep a program from ending. */
	close(): Promise<void>;
};

/** What Zoho's SDKs for Node call `Token`, as far as it is used here. */
export type SdkToken = {
	getId?(): string | null | undefined;
	setId(id: string): void;
	setAccessToken(accessToken: string): void;
	/** Milliseconds since the epoch, as a text. */
	setExpiresIn(expiresIn: string): void;
	/** Not in the oldest versions. */
	setAPIDomain?(apiDomain: string): void;
};

/** The contract `TokenStore` of Zoho's CRM SDKs 8.0 for Node. */
export type SdkTokenStore<Token extends SdkToken> = {
	findToken(token: Token): Promise<Token | null>;
	findTokenById(id: string): Promise<Token | null>;
	saveToken(token: Token): Promise<void>;
	deleteToken(id: string): Promise<void>;
	getTokens(): Promise<Token[]>;
	deleteTokens(): Promise<void>;
};

export type TokenStoreOptions<Token extends SdkToken> = OpenOptions & {
	/** Makes a token of the SDK: `() => new OAuthToken()`, in TypeScript `() => new OAuthBuilder().id('zoho').build()`. */
	readonly createToken: () => Token;
	/** The SDK's class `TokenStore`, where it insists on one (the JavaScript SDK does). */
	readonly base?: {readonly prototype: object} | undefined;
	/** The connection for tokens without an id. Default: the only one that is saved. */
	readonly linkName?: string | undefined;
};

/** What `scopesIn` found in a text. */
export type ScopesInText = {
	readonly scopes: readonly string[];
	/** Words that looked like scopes and cannot be any. */
	readonly leftOut: readonly string[];
};
