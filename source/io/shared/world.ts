import type {Connection} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import type {Claim, Outcome} from '../../connection/shared/changes.js';
import type {Refusal, Result} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {Clock} from '../ports.js';
import type {OpenGrant} from '../tokens/open-grant.js';
import type {SharedGrants} from './ports.js';
import type {SharedSealer} from './sealing.js';

/** An access token of this machine's cache, open. Times by the clock of this machine. */
export type CachedToken = {
	readonly accessToken: string;
	readonly connection: Connection;
	/** Seconds that it lived when it was new. */
	readonly life: number;
	readonly expiresAt: number;
};

/** The last token of each shared connection, sealed, in files of this machine. Whatever fails here is never fatal. */
export type TokenCache = {
	readonly read: (name: string) => CachedToken | undefined;
	readonly write: (name: string, token: CachedToken) => void;
	readonly forget: (name: string) => void;
};

/** What a machine still has to write: a rotated refresh token that came while the store could not be reached. */
export type Spooled = {readonly claim: Claim; readonly outcome: Outcome};

export type Spool = {
	readonly read: (name: string) => Spooled | undefined;
	/** False: it could not be kept. */
	readonly write: (name: string, spooled: Spooled) => boolean;
	readonly forget: (name: string) => void;
};

export type SharedWorld = {
	readonly grants: SharedGrants;
	readonly sealer: SharedSealer;
	readonly cache: TokenCache;
	readonly spool: Spool;
	readonly machine: string;
	/** A name for a claim, unlike any other. */
	readonly newClaim: () => string;
	readonly clock: Clock;
	/** Milliseconds of a clock that nothing puts back. */
	readonly elapsed: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** From 0 to 1. */
	readonly chance: () => number;
	/** Loads what a request needs, so that a turn is not spent on it. */
	readonly warmUp: () => Promise<unknown>;
	/** One request and no second one, within its limit; what the reply has no say in is left out. */
	readonly refresh: (
		one: ConnectionWithService,
		request: {readonly tokenUrl: string} & OpenGrant,
	) => Promise<Result<TokenReading>>;
	readonly tokenUrl: (one: ConnectionWithService) => Result<string>;
	/** The words for what a server said. */
	readonly explain: (one: ConnectionWithService, error: Extract<TokenReading, {kind: 'error'}>) => Refusal;
};
