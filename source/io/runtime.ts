import {builtInDataCenters} from '../zoho/data-center.js';
import {mapped, RefusedError, type Result} from '../zoho/refusal.js';
import {callbackPorts} from './callback/ports.js';
import type {EffectsOptions} from './effects/context.js';
import type {EffectRunner} from './effects/wizard.js';
import {configFolder} from './file/config-folder.js';
import {readDataCenters} from './file/data-centers.js';
import {createLock} from './file/lock.js';
import {createNoteUse, type NoteUse, type UsedBy} from './log/note.js';
import type {ApiCaller} from './network/api-call.js';
import type {Streaming} from './network/streaming.js';
import type {Clock, Environment, Fetching, Http, Random} from './ports.js';
import type {SecretPolicyChange} from './secrets/change-secrets.js';
import {createKeyedFile} from './secrets/keyed-file.js';
import type {AskHidden} from './secrets/passphrase.js';
import {createSharedDoor, type SharedDoor} from './shared/door.js';
import type {MoveWorld} from './shared/moves/share.js';
import {createOverlay, type OverlayStore, type Pulled} from './shared/overlay.js';
import {flushCompileCache} from './system/compile-cache.js';
import {once} from './system/once.js';
import {namedFile} from './system/user-folders.js';
import {createTokenKeeper} from './tokens/keeper.js';
import type {World} from './world.js';

/** Longer than one request to a token endpoint may take: a caller that waits gets its result. */
const refreshLockLimit = 75_000;

export type RuntimeOptions = {
	/** The value of `--config-dir`. */
	readonly configDirectory?: string | undefined;
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
	readonly version: string;
	/** What is typed for `zconn`; undefined where it is just that. */
	readonly program?: string | undefined;
	/** Gets redacted lines about the network. */
	readonly debug?: ((line: string) => void) | undefined;
	/** Whose calls of APIs are remembered in the log of use. Default: they are not. */
	readonly usedBy?: UsedBy | undefined;
	/** Gets a line for a person, once, when another program or a server is waited for. */
	readonly onWait?: ((words: string) => void) | undefined;
	/** Asks a person for a passphrase, should one be needed. Default: no question is asked. */
	readonly ask?: AskHidden | undefined;
	/** The rows of the shared store, where they were read before. */
	readonly pulled?: Pulled | undefined;
	/** Where the screen is, for copying through the terminal. Default: stdout. */
	readonly terminal?: {readonly isTTY?: boolean | undefined; write(text: string): unknown} | undefined;
};

/** The platform's secure random source, loaded when it is first needed. */
const secureRandom: Random = {
	bytes: count => process.getBuiltinModule('node:crypto').randomBytes(count),
};

/** A runner that is loaded with the first effect; order is kept. */
const lazyRunner = (load: () => Promise<EffectRunner>): EffectRunner => {
	const runner = once(load);
	let isUsed = false;
	return {
		run: effect => {
			isUsed = true;
			void runner().then(({run}) => run(effect));
		},
		idle: async () => (isUsed ? (await runner()).idle() : undefined),
		stop: async () => (isUsed ? (await runner()).stop() : undefined),
	};
};

/** The parts that the world is reached with, each loaded at its first use. */
const createParts = (options: RuntimeOptions, dataCenters: World['dataCenters'], clock: Clock) => {
	const {environment, platform} = options;
	let sending: Promise<Http & Fetching & Streaming> | undefined;
	const http = (): Promise<Http & Fetching & Streaming> => {
		sending ??= import('./network/http.js').then(({createHttp}) => createHttp(options));
		return sending;
	};
	return {
		http,
		accounts: once(async () => {
			const [{createAccounts}, sender] = await Promise.all([import('./network/accounts.js'), http()]);
			const table = dataCenters();
			return createAccounts(sender, clock, table.ok ? table.value : builtInDataCenters);
		}),
		callbackServer: once(async () =>
			(await import('./callback/server.js')).createCallbackServer({
				random: secureRandom,
				program: options.program,
			}),
		),
		browser: once(async () => (await import('./system/browser.js')).createBrowser({environment, platform})),
		clipboard: once(async () =>
			(await import('./system/clipboard.js')).createClipboard({
				environment,
				platform,
				terminal: options.terminal ?? process.stdout,
			}),
		),
		close: async () => {
			await (await sending)?.close();
		},
	};
};

/** The file of this machine, the shared store, and both as one. */
const createStores = (
	{environment, ask, pulled}: RuntimeOptions,
	given: Pick<World, 'lock' | 'clock' | 'accounts' | 'dataCenters'> & {readonly folder: string},
) => {
	const {clock} = given;
	const shared = createSharedDoor({...given, environment});
	const keyedFile = createKeyedFile({...given, environment, ask, openShared: shared.openSecret});
	const overlay = createOverlay({
		local: keyedFile.store,
		secrets: keyedFile.secrets,
		door: shared,
		clock,
		pulled,
	});
	return {shared, keyedFile, overlay};
};

type Move = (name: string) => Promise<Result<MoveWorld>>;

const mover =
	(shared: SharedDoor, world: Omit<MoveWorld, 'access'>): Move =>
	async name =>
		mapped(await shared.open(name), access => ({...world, access}));

/** What a wizard wants of the shared store. */
const sharing = (
	shared: SharedDoor,
	overlay: OverlayStore,
	move: Move,
): Pick<EffectsOptions, 'newest' | 'share'> => ({
	share: async name => {
		const world = await move(name);
		return world.ok ? (await import('./shared/moves/share.js')).share(world.value, name) : world;
	},
	newest: async name => (await import('./shared/newest.js')).newest({shared, overlay}, name),
});

/** Calls APIs, and remembers it for those who say who they are. */
const loadCaller = async (world: World, usedBy: UsedBy | undefined, note: NoteUse): Promise<ApiCaller> => {
	const {createApiCaller} = await import('./network/api-call.js');
	const call = createApiCaller(world);
	return usedBy ? (await import('./log/calls.js')).notedCaller(call, usedBy, note) : call;
};

/**
 * Wires everything that touches the world. Throws a `RefusedError` where there is no folder to keep anything in. Making it reads nothing and loads next to nothing: undici, conf, open, the lock and the callback server
 * come with their first use, so that a program that only reads a token stays quick.
 */
export const createRuntime = (options: RuntimeOptions) => {
	const {environment, platform, debug, onWait} = options;
	const chosen = configFolder({flag: options.configDirectory, environment, platform});
	if (!chosen.ok) throw new RefusedError(chosen.refusal);
	const folder = chosen.value;
	const clock: Clock = {now: () => Date.now()};
	const lock = createLock({onWait});
	const dataCenters = once(() => readDataCenters(folder));
	const {close, ...reached} = createParts(options, dataCenters, clock);
	const parts = {folder, lock, clock, accounts: reached.accounts, dataCenters};
	const {shared, keyedFile, overlay: store} = createStores(options, parts);
	const {secrets} = keyedFile;
	const noteUse = createNoteUse({folder, environment});

	const refreshLock = createLock({limit: refreshLockLimit, waitsForRunning: true, onWait});
	const base = {environment, platform, debug, clock, random: secureRandom, store, secrets, dataCenters};
	const world = {
		...base,
		...reached,
		lock: refreshLock,
		tokenKeeper: createTokenKeeper({...base, accounts: reached.accounts, lock: refreshLock, shared}),
		keyedFileIn: other => createKeyedFile({folder: namedFile(other, environment), lock, clock, environment}),
	} satisfies World;

	const move = mover(shared, {local: keyedFile.store, secrets, lock: refreshLock, clock});

	return {
		...world,
		folder,
		changeSecrets: async (policyChange: SecretPolicyChange) =>
			(await import('./secrets/change-secrets.js')).changeSecrets(keyedFile, policyChange),
		/** Where a browser is sent back to, unless `--port` says otherwise. */
		callbackPorts: () => callbackPorts(environment),
		createEffects: (given: Omit<EffectsOptions, 'newest' | 'share'>) =>
			lazyRunner(async () => {
				const {createEffectRunner} = await import('./effects/wizard.js');
				return createEffectRunner(world, {...given, ...sharing(shared, store, move)});
			}),
		/** Refresh and the rest of what can be done with saved connections. */
		actions: once(async () => (await import('./grants/index.js')).createConnectionActions(world)),
		callApi: once(() => loadCaller(world, options.usedBy, noteUse)),
		/** Remembers that a token was handed out. Calls through `callApi` are remembered by themselves. */
		noteUse,
		/** A unique id for a draft: no secret, only unlike any other; the secure source would be loaded before the first frame. */
		newId: () => Buffer.from(Array.from({length: 9}, () => Math.random() * 256)).toString('base64url'),
		/** To be called when the person sees something: time for what should not delay that. */
		onFirstFrame: (): void => {
			setImmediate(flushCompileCache);
		},
		shared,
		/** The file with the rows of the shared store in it: what `store` is. */
		overlay: store,
		/** What moving a connection between this machine and the shared store needs. */
		move,
		/** Closes the connections to the network. */
		close: async (): Promise<void> => {
			await Promise.all([close(), shared.close()]);
		},
	};
};

export type Runtime = Readonly<ReturnType<typeof createRuntime>>;
