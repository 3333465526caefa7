import type {Connection} from '../connection/connection.js';
import type {ConnectionsFile, ConnectionWithService} from '../connection/file/format.js';
import type {SecretPolicy} from '../connection/secrets/policy.js';
import type {Secret, SecretPlace} from '../connection/secrets/secret.js';
import type {Brings, BrowserPage, ExchangeRequest, Stray} from '../wizard/effects.js';
import type {DataCenter} from '../zoho/data-center.js';
import type {ProbeResult} from '../zoho/products/judge.js';
import type {Refusal, Result} from '../zoho/refusal.js';
import type {Client} from '../zoho/servers/client-auth.js';
import type {ServerFacts} from '../zoho/servers/metadata.js';
import type {TokenReading} from '../zoho/tokens/response.js';
import type {FlowRequests, OpenClient} from './flow-ports.js';

export type * from '../connection/outcomes.js';

/** Milliseconds since the epoch. */
export type Clock = {now(): number};

/** Unpredictable bytes; the platform's secure source, never `Math.random`. */
export type Random = {bytes(count: number): Uint8Array};

/** The environment variables, handed in so that nothing below the door reads `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An exchange whose client secret is open already. */
export type OpenExchangeRequest = Omit<ExchangeRequest, 'clientSecret'> & {readonly clientSecret: string};

/** One HTTP answer, read to the end. Header names are lower-case. */
export type HttpResponse = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

export type HttpRequest = {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as application/x-www-form-urlencoded. */
	readonly form?: Readonly<Record<string, string>>;
	/** Whether the request may be repeated after a network failure. Never for a code exchange. Default: GET only. */
	readonly isRepeatable?: boolean;
	readonly signal?: AbortSignal | undefined;
};

/** A request as it is written, with an answer that is still arriving. */
export type FetchRequest = {
	readonly method: string;
	readonly url: string;
	readonly headers: Headers;
	readonly body?: Uint8Array<ArrayBuffer> | undefined;
	readonly signal?: AbortSignal | undefined;
};

/** The network for answers that are handed on as they arrive. Refusals as those of `Http`. */
export type Fetching = {
	/** One try, with any response; redirects are followed, to other origins with the address alone, and only for reads. */
	fetch(request: FetchRequest): Promise<Result<Response>>;
};

/** The network. Refusals: `network-dns`, `network-refused`, `network-tls`, `network-proxy`, `network-timeout`, `network-failed` (exit 4), `canceled`. */
export type Http = {
	send(request: HttpRequest): Promise<Result<HttpResponse>>;
	close(): Promise<void>;
};

/** Zoho Accounts (or another OAuth 2.0 server): RFC 6749 section 4.1.3, 6; RFC 7009. */
export type Accounts = FlowRequests & {
	exchangeCode(request: OpenExchangeRequest, signal?: AbortSignal): Promise<Result<TokenReading>>;
	refresh(
		request: Client & {
			readonly tokenUrl: string;
			/** Whether the service is Zoho's: how the reply is read, and whether the request may be repeated. */
			readonly isZoho: boolean;
			/** Not repeated after a failure either: another machine may have its turn by then. */
			readonly isOnce?: boolean | undefined;
			readonly refreshToken: string;
		},
		signal?: AbortSignal,
	): Promise<Result<TokenReading>>;
	/** Zoho's incremental authorization, its first half: the "access token" of the answer is good for the page of the second. */
	enhance(
		request: OpenClient & {readonly accounts: string; readonly refreshToken: string},
		signal?: AbortSignal,
	): Promise<Result<TokenReading>>;
	/** Both of Zoho's revoke endpoints, the new one first. */
	revoke(
		request: OpenClient & {
			readonly accounts: string;
			readonly token: string;
			/** A refresh token when left out. */
			readonly kind?: 'access_token';
		},
	): Promise<Result<true>>;
	/** The one revocation endpoint of another server (RFC 7009). */
	revokeAt(
		request: Client & {
			readonly revocationUrl: string;
			readonly token: string;
			readonly kind: 'refresh_token' | 'access_token';
		},
	): Promise<Result<true>>;
	/** What a server says of itself (RFC 8414, OpenID Connect Discovery 1.0). Refuses `discovery-failed`, and what the network refuses. */
	discover(issuer: string, signal?: AbortSignal): Promise<Result<ServerFacts>>;
	/** Whether the accounts server can be reached at all: before anybody is sent to a browser. */
	reach(accounts: string, signal?: AbortSignal): Promise<Result<true>>;
	identify(
		dataCenter: DataCenter,
		accessToken: string,
		signal?: AbortSignal,
	): Promise<Result<Connection['account']>>;
	/** The same at another server (OpenID Connect Core section 5.3). */
	identifyAt(
		userinfoUrl: string,
		accessToken: string,
		signal?: AbortSignal,
	): Promise<Result<Connection['account']>>;
	/** The harmless calls that the granted scopes allow, side by side; organizations where a product tells them. */
	probe(
		request: {
			readonly dataCenter: DataCenter;
			readonly apiDomain: string | null;
			readonly accessToken: string;
			readonly scopes: readonly string[];
			/** Minted a moment ago, so certainly not dead: some products have one word for "dead" and "not allowed". */
			readonly isFreshToken?: boolean | undefined;
		},
		signal?: AbortSignal,
	): Promise<{readonly probes: readonly ProbeResult[]; readonly organization: Connection['organization']}>;
};

/**
 * Seals and opens the secrets of one file, as that file says. Refuses (exit 6) where the key cannot be had:
 * `keychain-unavailable`, `keychain-key-missing`, `passphrase-missing`, `passphrase-wrong`, `passphrase-command-failed`; and
 * `secret-damaged` for what was changed or does not belong where it stands.
 */
export type SecretStore = {
	seal(secret: string, place: SecretPlace): Promise<Result<Secret>>;
	open(secret: Secret, place: SecretPlace): Promise<Result<string>>;
	/**
	 * Fetches the key now, and asks for a passphrase now if one is needed; never later, because from then on the terminal
	 * may belong to another program. At once where secrets are kept as they are.
	 */
	unlock(): Promise<Result<true>>;
};

/** The first connections: as Home lists them where a page of the file is kept, else by link name. And what they are told with. */
export type Preview = {
	readonly file: ConnectionsFile;
	readonly total: number;
	readonly isWhole: boolean;
};

/** The one file. Reading parses all of it; nothing is ever cleared. */
export type Store = {
	readonly path: string;
	readonly folder: string;
	read(): Result<ConnectionsFile>;
	/** The same a little at a time, so that keys are answered in between. */
	readBeside(): Promise<Result<ConnectionsFile>>;
	/** The first `count` connections, the other rows unread: what a first frame needs. */
	preview(count: number): Promise<Result<Preview>>;
	/** One connection and its service, the other rows unread. Refuses `no-such-connection` (exit 5). */
	readOne(linkName: string): Result<ConnectionWithService>;
	/** How the file keeps its secrets; all rows unread. */
	readSecretPolicy(): Result<SecretPolicy>;
	/**
	 * Read, change, write: under the cross-process lock, atomically, mode 0600. `change` returns the very same object to
	 * write nothing. A refusal of `change` is passed through and nothing is written. A new secret that is not kept as the file
	 * says by then is refused (`secrets-changed`): seal it again and retry.
	 *
	 * `forgets`: deleted things are deleted from the backup as well.
	 */
	update(
		change: (file: ConnectionsFile) => Result<ConnectionsFile>,
		options?: {readonly forgets?: boolean},
	): Promise<Result<ConnectionsFile>>;
	/** Whether it could be written now (folder exists or can be made, mode, disk), without changing the file. */
	checkWritable(): Promise<Result<true>>;
};

/** What the holder of a lock can do with it. */
export type Lease = {
	/** Whether the lock is still ours: a holder that stands still for too long loses it to the next one. */
	readonly isOurs: () => boolean;
	/**
	 * Gives a file that stands ready its place, in one step that fails when the lock is not ours any more: then false, and nothing has
	 * changed. Both have to be on the disk of the lock. Throws what the system says.
	 */
	readonly place: (ready: string, target: string) => boolean;
};

/** Runs `work` while this process alone holds the lock. Refuses `locked` (exit 6) after waiting its limit. */
export type Lock = {
	hold<T>(file: string, work: (lease: Lease) => Promise<T>): Promise<Result<T>>;
};

/** A callback server that has bound a port on both loopback addresses. */
export type CallbackListener = {
	readonly port: number;
	/** False where every registered port is taken and only the links are answered, on another port. */
	readonly isListening: boolean;
	readonly redirectUri: string;
	/** A local link that redirects to the consent page, for the terminal alone. */
	readonly shortLink: string;
	/**
	 * The same for the launcher of a browser, whose arguments every user of the machine can read: it leads there once, and the
	 * callback of its address counts only from the browser that came first (by a cookie).
	 */
	readonly browserLink: string;
	/** Where the two links lead; nowhere until then. */
	setAddresses(addresses: {readonly shown: string; readonly browser: string}): void;
	/** Ends the held response with the truth. Harmless when no browser waits. */
	answer(page: BrowserPage): void;
	/** Frees the port within a moment; a browser that still waits is told that it was canceled. */
	close(): Promise<void>;
};

export type CallbackServer = {
	/** Which of the ports could be bound on both loopback addresses just now. */
	check(
		ports: readonly number[],
	): Promise<{readonly free: readonly number[]; readonly taken: readonly number[]}>;
	/**
	 * Binds the first free port, or refuses `ports-taken`. `onCallback` gets the full callback URL of the first request that
	 * bears one of the states, and with `browserState` the cookie too; it is held until `answer`. Nothing else counts.
	 */
	listen(options: {
		readonly ports: readonly number[];
		/** Of the address that is shown to people. */
		readonly state: string;
		/** Of the address behind `browserLink`. */
		readonly browserState: string;
		/**
		 * `wider-grant`: the answer bears no state, so it is the cookie of a link that counts; it proves nothing. Default: a code.
		 */
		readonly brings?: Brings | undefined;
		/** How long browsers keep the cookie; as long as the consent is waited for. */
		readonly cookieSeconds?: number | undefined;
		/** Where every port is taken: answer the links on some other port, for a consent that a paste finishes. */
		readonly orLinksAlone?: boolean | undefined;
		readonly onCallback: (url: string) => void;
		/** What else happened at the port, each kind once. */
		readonly onStray?: ((stray: Stray) => void) | undefined;
	}): Promise<Result<CallbackListener>>;
};

export type Browser = {
	/** Tries to open a URL; never throws, never waits for the browser to end. */
	open(url: string): Promise<{readonly isOpen: boolean; readonly note: string}>;
	/**
	 * What is known of where we run: lines that help when the browser is on another machine.
	 *
	 * @param canPaste whether there is a person who can paste an address. Default: yes
	 */
	hints(port: number, canPaste?: boolean): readonly string[];
	/** Where the person's browser is, if it cannot reach a port of this machine. */
	readonly elsewhere?: 'ssh' | 'container' | undefined;
};

export type Clipboard = {
	/** System clipboard, else OSC 52 through the terminal (which cannot confirm). */
	copy(text: string): Promise<'clipboard' | 'terminal' | 'failed'>;
};

export type AccessToken = {
	readonly accessToken: string;
	readonly expiresAt: string;
	readonly apiDomain: string | null;
	readonly connection: Connection;
	/** Why it could not be saved: it is good, but no other program will get it. */
	readonly unsaved?: Refusal | undefined;
};

/** The one door to refreshing. Exit 3: needs reconnecting; exit 4: could not tell, throttled. */
export type TokenKeeper = {
	accessToken(
		linkName: string,
		options?: {
			readonly minimumSeconds?: number | undefined;
			readonly force?: boolean | undefined;
			/** A token that an API has just rejected: any other one will do. */
			readonly rejected?: string | undefined;
		},
	): Promise<Result<AccessToken>>;
};
