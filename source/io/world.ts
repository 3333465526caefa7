import type {DataCenter} from '../zoho/data-center.js';
import type {Result} from '../zoho/refusal.js';
import type {
	Accounts,
	Browser,
	CallbackServer,
	Clipboard,
	Clock,
	Environment,
	Fetching,
	Http,
	Lock,
	Random,
	SecretStore,
	Store,
	TokenKeeper,
} from './ports.js';

/**
 * Everything outside of the program that something in `io/` may need; what is costly to load comes as a promise. A function
 * takes a `Pick` of it, which says what it touches.
 */
export type World = {
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
	readonly clock: Clock;
	readonly random: Random;
	readonly store: Store;
	readonly secrets: SecretStore;
	/** The file of another folder, for when the usual one cannot be written. */
	readonly keyedFileIn: (folder: string) => Pick<World, 'store' | 'secrets'>;
	readonly tokenKeeper: TokenKeeper;
	/** The one under which tokens are refreshed. */
	readonly lock: Lock;
	/** The table in force, read once. */
	readonly dataCenters: () => Result<readonly DataCenter[]>;
	/** Zoho Accounts and the product APIs, with the table in force (the built-in one where the file is broken). */
	readonly accounts: () => Promise<Accounts>;
	/** The network itself, for what is no call of Zoho Accounts. */
	readonly http: () => Promise<Http & Fetching>;
	readonly callbackServer: () => Promise<CallbackServer>;
	readonly browser: () => Promise<Browser>;
	readonly clipboard: () => Promise<Clipboard>;
	/** Gets redacted lines about what goes wrong without anybody being told. */
	readonly debug?: ((line: string) => void) | undefined;
};
