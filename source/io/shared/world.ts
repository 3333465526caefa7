import type {ConnectionWithService} from '../../connection/file/format.js';
import type {Refusal, Result} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {Clock} from '../ports.js';
import type {OpenGrant} from '../tokens/open-grant.js';
import type {SharedGrants} from './ports.js';
import type {SharedSealer} from './sealing.js';
import type {Spool} from './spool.js';
import type {TokenCache} from './token-cache.js';

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
