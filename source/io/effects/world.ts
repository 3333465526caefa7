import {serviceOf} from '../../connection/file/rows.js';
import type {Effect} from '../../wizard/effects.js';
import type {WorldEvent} from '../../wizard/events.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {
	Accounts,
	Browser,
	CallbackListener,
	CallbackServer,
	Clipboard,
	Clock,
	Random,
	SecretStore,
	Store,
	TokenKeeper,
} from '../ports.js';
import type {DraftSaver} from './draft.js';

/** What the effects of a wizard need; what is costly to load comes as a promise. */
export type EffectWorld = {
	readonly store: Store;
	readonly secrets: SecretStore;
	/** The file of another folder, for when the usual one cannot be written. */
	readonly vaultIn: (folder: string) => {readonly store: Store; readonly secrets: SecretStore};
	readonly dataCenters: () => Result<readonly DataCenter[]>;
	readonly accounts: () => Promise<Accounts>;
	readonly tokenKeeper: TokenKeeper;
	readonly callbackServer: CallbackServer;
	readonly browser: () => Promise<Browser>;
	readonly clipboard: () => Promise<Clipboard>;
	readonly clock: Clock;
	readonly random: Random;
	/** Registered callback ports, the preferred one first. */
	readonly ports: readonly number[];
	readonly timeoutSeconds: number;
	/** Puts the addresses where they can be copied whole, before any browser is tried. */
	readonly announce: (authorizeUrl: string, shortLink: string | undefined) => void;
	/** False: no browser is ever opened, whatever an effect says. */
	readonly openBrowser: boolean;
	/** Gets redacted lines about what goes wrong without anybody being told. */
	readonly debug?: ((line: string) => void) | undefined;
	/** A fault of ours inside an effect. Default: thrown where nobody catches it, so that it is not lost. */
	readonly onFault?: ((error: unknown) => void) | undefined;
};

/** One consent while it lasts. */
export type RunningConsent = {
	readonly controller: AbortController;
	listener: CallbackListener | undefined;
	timer: NodeJS.Timeout | undefined;
	/** Its code was sent: tokens may come of it, and the browser waits for how it ends. */
	isSpent: boolean;
	/** Where its connection was saved. */
	store: Store | undefined;
};

/** What the handlers of effects share. */
export type EffectContext = {
	readonly world: EffectWorld;
	readonly dispatch: (event: WorldEvent) => void;
	readonly consents: Map<string, RunningConsent>;
	/** Ports that are being freed: the next attempt wants the same one. */
	readonly closing: Set<Promise<void>>;
	readonly drafts: DraftSaver;
};

/** One kind of effect. */
export type EffectOf<Type extends Effect['type']> = Extract<Effect, {type: Type}>;

export const noSuchService = (linkName: string): Refusal => ({
	id: 'no-such-service',
	what: `There is no service "${linkName}" any more.`,
	why: 'Another program removed it meanwhile.',
	next: 'Start again with a new service.',
	exitCode: 5,
});

/** A client secret as typed, or that of a service which stands in the file. */
export const openClientSecret = async (
	{store, secrets}: Pick<EffectWorld, 'store' | 'secrets'>,
	secret: string | {readonly ofService: string},
): Promise<Result<string>> => {
	if (typeof secret === 'string') return ok(secret);
	const {ofService: linkName} = secret;
	const file = store.read();
	if (!file.ok) return file;
	const service = serviceOf(file.value, linkName);
	if (!service) return refused(noSuchService(linkName));
	return secrets.open(service.clientSecret, {owner: 'service', linkName, field: 'clientSecret'});
};
