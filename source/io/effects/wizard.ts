import type {Effect} from '../../wizard/effects.js';
import type {WorldEvent} from '../../wizard/events.js';
import {saveApart} from '../grants/apart.js';
import {proveGrant, revokeUnsaved, saveGrant} from '../grants/exchange.js';
import {giveUpGrant, revokeReplaced} from '../grants/outgoing.js';
import {applyEdit, takeOverGrant} from '../grants/replace.js';
import {askToWiden, saveWidened} from '../grants/widen.js';
import {askForConsent, endConsent, exchangeCode, prepareConsent} from './consent.js';
import {createDraftSaver} from './draft.js';
import type {EffectContext, EffectOf, EffectWorld} from './world.js';

/** How long `stop` waits for what is still being done, in milliseconds. */
const stopTimeout = 2000;

export type EffectRunner = {
	/** Begins an effect; its events come back through `dispatch`, never before this has returned. */
	run(effect: Effect): void;
	/** Resolves when nothing that was begun is still being done; waiting for a callback does not count. */
	idle(): Promise<void>;
	/**
	 * Ends every consent, frees the ports, saves a draft that waits to be saved and the tokens of an exchange that is under
	 * way; takes two seconds at most.
	 */
	stop(): Promise<void>;
};

const copy = async ({world, dispatch}: EffectContext, {text, label}: EffectOf<'copy'>): Promise<void> => {
	const clipboard = await world.clipboard();
	dispatch({type: 'copy-ended', label, how: await clipboard.copy(text)});
};

const openConsole = async (
	{world, dispatch}: EffectContext,
	{url}: EffectOf<'open-console'>,
): Promise<void> => {
	const {isOpen} = world.openBrowser ? await (await world.browser()).open(url) : {isOpen: false};
	dispatch({type: 'console-opened', isOpen, url});
};

const checkPorts = async ({world, dispatch}: EffectContext): Promise<void> => {
	dispatch({type: 'ports-checked', ...(await world.callbackServer.check(world.ports))});
};

const perform = async (context: EffectContext, effect: Effect): Promise<void> => {
	switch (effect.type) {
		case 'save-draft':
			return context.drafts.save(effect.draft);
		case 'check-ports':
			return checkPorts(context);
		case 'copy':
			return copy(context, effect);
		case 'open-console':
			return openConsole(context, effect);
		case 'prepare-consent':
			return prepareConsent(context, effect);
		case 'ask-for-consent':
			return askForConsent(context, effect);
		case 'ask-to-widen':
			return askToWiden(context, effect);
		case 'save-widened':
			return saveWidened(context, effect);
		case 'exchange-code':
			return exchangeCode(context, effect);
		case 'save-connection':
			return saveGrant(context, effect);
		case 'revoke-unsaved':
			return revokeUnsaved(context, effect);
		case 'prove':
			return proveGrant(context, effect);
		case 'apply-edit':
			return applyEdit(context, effect);
		case 'take-over':
			return takeOverGrant(context, effect);
		case 'save-apart':
			return saveApart(context, effect);
		case 'give-up-grant':
			return giveUpGrant(context, effect);
		case 'revoke-outgoing':
			return revokeReplaced(context, effect);
		case 'drop-draft':
			return context.drafts.drop(effect.draftId);
		case 'answer-browser':
			context.consents.get(effect.id)?.listener?.answer(effect.page);
			return;
		case 'end-consent':
			return endConsent(context, effect.id);
	}
};

const throwUncaught = (error: unknown): void => {
	setImmediate(() => {
		throw error;
	});
};

/**
 * Does what the wizard asks for. Each consent has an AbortController; what comes back after its end carries an id that the
 * wizard no longer knows and is dropped there.
 */
export const createEffectRunner = (
	world: EffectWorld,
	dispatch: (event: WorldEvent) => void,
): EffectRunner => {
	const context: EffectContext = {
		world,
		dispatch,
		consents: new Map(),
		closing: new Set(),
		drafts: createDraftSaver(world),
	};
	const tasks = new Set<Promise<void>>();

	const run = (effect: Effect): void => {
		// Not before the caller has finished: an event must not overtake the change that asked for it.
		const task: Promise<void> = Promise.resolve()
			.then(() => perform(context, effect))
			.catch(world.onFault ?? throwUncaught)
			.finally(() => tasks.delete(task));
		tasks.add(task);
	};

	const idle = async (): Promise<void> => {
		while (tasks.size > 0) await Promise.all([...tasks]);
	};

	const stop = async (): Promise<void> => {
		let timer: NodeJS.Timeout | undefined;
		const limit = new Promise<void>(resolve => {
			timer = setTimeout(resolve, stopTimeout);
		});
		const endAll = (isSpent: boolean): Promise<unknown> =>
			Promise.all(
				[...context.consents]
					.filter(([, consent]) => consent.isSpent === isSpent)
					.map(([id]) => endConsent(context, id)),
			);
		const finish = async (): Promise<void> => {
			// Nothing that is only nice to have is begun or waited for any more.
			for (const {controller} of context.consents.values()) controller.abort();
			await endAll(false);
			await idle();
		};
		await Promise.race([finish(), limit]);
		clearTimeout(timer);
		await endAll(true);
	};

	return {run, idle, stop};
};
