import type {Effect} from '../../wizard/effects.js';
import type {WorldEvent} from '../../wizard/events.js';
import type {Result} from '../../zoho/refusal.js';
import type {CallbackListener, Store} from '../ports.js';
import type {Newest} from '../shared/newest.js';
import type {World} from '../world.js';
import type {DraftSaver} from './draft.js';

/** How one wizard asks for consent, and who hears of it. */
export type EffectsOptions = {
	/** Registered callback ports, the preferred one first. */
	readonly ports: readonly number[];
	readonly timeoutSeconds: number;
	/** Puts the addresses where they can be copied whole, before any browser is tried. */
	readonly announce: (authorizeUrl: string, shortLink: string | undefined) => void;
	readonly dispatch: (event: WorldEvent) => void;
	/** Moves a connection of this machine to the shared store. Absent where there is none. */
	readonly share?: ((linkName: string) => Promise<Result<unknown>>) | undefined;
	/** What is edited, as it is now, with the shared store read once more. */
	readonly newest?: ((linkName: string) => Promise<Result<Newest>>) | undefined;
	/** False: no browser is ever opened. Default true; each effect says for itself as well. */
	readonly openBrowser?: boolean | undefined;
	/** An internal error inside an effect. Default: thrown where nothing catches it, so that it is not lost. */
	readonly onFault?: ((error: unknown) => void) | undefined;
};

export type RunningConsent = {
	readonly controller: AbortController;
	listener?: CallbackListener | undefined;
	timer?: NodeJS.Timeout;
	/** Its code was sent: tokens may come of it, and the browser waits for how it ends. */
	isSpent: boolean;
	/** Where its connection was saved. */
	store?: Store;
};

export type EffectContext = Omit<EffectsOptions, 'onFault'> & {
	readonly world: Omit<World, 'http' | 'lock'>;
	readonly consents: Map<string, RunningConsent>;
	/** Ports that are being freed: the next attempt wants the same one. */
	readonly closing: Set<Promise<void>>;
	readonly drafts: DraftSaver;
};

export type EffectOf<Type extends Effect['type']> = Extract<Effect, {type: Type}>;

/** What does one kind of effect: its event is what it answers. What comes before that, or by itself, is dispatched. */
export type Runner<Type extends Effect['type']> = (
	context: EffectContext,
	effect: EffectOf<Type>,
) => Promise<WorldEvent | undefined> | Promise<void> | void;

export type Runners<Type extends Effect['type']> = {readonly [Each in Type]: Runner<Each>};
