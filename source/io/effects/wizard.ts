import type {Effect} from '../../wizard/effects.js';
import type {WorldEvent} from '../../wizard/events.js';
import type {Refusal, Result} from '../../zoho/refusal.js';
import {quoted} from '../file/refusals.js';
import {editConnection} from '../grants/edit.js';
import {proveGrant} from '../grants/prove.js';
import {giveUpElsewhere, revokeOutgoing, revokeUnsaved} from '../grants/revoke.js';
import {saveGrant} from '../grants/save.js';
import {saveApart} from '../grants/save-apart.js';
import {takeOverGrant} from '../grants/take-over.js';
import {atMost} from '../system/at-most.js';
import {shownPath} from '../system/user-folders.js';
import {
	askForConsent,
	askForWidening,
	endConsent,
	exchange,
	finishWidening,
	openBrowserAgain,
	prepareConsent,
} from './consent.js';
import type {EffectContext, EffectOf, EffectsOptions} from './context.js';
import {createDraftSaver} from './draft.js';
import {performFlow} from './flows.js';

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

/** What one operation on saved grants answers. */
type GrantEffect = EffectOf<
	'revoke-unsaved' | 'apply-edit' | 'take-over' | 'save-apart' | 'give-up-grant' | 'revoke-outgoing'
>;

const copy = async (
	{world, dispatch}: EffectContext,
	{text, label, key}: EffectOf<'copy'>,
): Promise<void> => {
	const clipboard = await world.clipboard();
	dispatch({type: 'copy-ended', label, key, how: await clipboard.copy(text)});
};

const openConsole = async (
	{world, dispatch, openBrowser = true}: EffectContext,
	{url}: EffectOf<'open-console'>,
): Promise<void> => {
	const {isOpen} = openBrowser ? await (await world.browser()).open(url) : {isOpen: false};
	dispatch({type: 'console-opened', isOpen, url});
};

const lookAgain = async (
	{newest, dispatch}: EffectContext,
	{linkName}: EffectOf<'look-again'>,
): Promise<void> => {
	const read = await newest?.(linkName);
	const {file, change} = read?.ok ? read.value : {file: undefined, change: undefined};
	dispatch({type: 'looked-again', linkName, file, change});
};

const checkPorts = async ({world, ports, dispatch}: EffectContext): Promise<void> => {
	dispatch({type: 'ports-checked', ...(await (await world.callbackServer()).check(ports))});
};

const discover = async ({world, dispatch}: EffectContext, {issuer}: EffectOf<'discover'>): Promise<void> => {
	const result = await (await world.accounts()).discover(issuer);
	dispatch({type: 'discovered', issuer, result, at: world.clock.now()});
};

/** A draft that is being written would come back after its removal; one that is done must not come back at all. */
const endingDraft = async <T>(
	{drafts}: EffectContext,
	draftId: string,
	work: () => Promise<Result<T>>,
): Promise<Result<T>> => {
	await drafts.flush();
	const result = await work();
	if (result.ok) drafts.finish(draftId);
	return result;
};

const save = async (context: EffectContext, effect: EffectOf<'save-connection'>): Promise<void> => {
	const {world, dispatch, consents} = context;
	const {id, replaces, otherFolder, draftId} = effect;
	const work = () => saveGrant(world, effect);
	// Beside the grant in use it is not done: it is still to be proven.
	const isWaiting = replaces !== undefined && otherFolder === undefined;
	const saved = isWaiting ? await work() : await endingDraft(context, draftId, work);
	if (!saved.ok) {
		dispatch({type: 'save-failed', id, refusal: saved.refusal});
		return;
	}
	const {linkName, store} = saved.value;
	const running = consents.get(id);
	if (running) running.store = store;
	const folderFlag = store === world.store ? undefined : `--config-dir ${quoted(store.folder)}`;
	dispatch({type: 'connection-saved', id, linkName, path: shownPath(store.path, world), folderFlag});
};

const prove = async (
	{world, dispatch, consents, share}: EffectContext,
	effect: EffectOf<'prove'>,
): Promise<void> => {
	const running = consents.get(effect.id);
	const left = running?.controller.signal ?? AbortSignal.abort();
	const store = running?.store ?? world.store;
	const proven = await proveGrant({...world, store}, effect, left);
	// One that had to be written to another folder stays there.
	const moved = effect.isToBeShared && store === world.store ? await share?.(effect.linkName) : undefined;
	const sharing = moved && (moved.ok ? 'done' : moved.refusal);
	dispatch({type: 'proven', id: effect.id, ...proven, sharing});
};

const testAgain = async (
	{world, dispatch}: EffectContext,
	{linkName}: EffectOf<'test-again'>,
): Promise<void> => {
	const {testConnections} = await import('../grants/test.js');
	const [outcome] = await testConnections(world, [linkName]);
	if (outcome) dispatch({type: 'test-ended', outcome});
};

const refusalIn = (result: Result<unknown>): Refusal | undefined => (result.ok ? undefined : result.refusal);

/** What is done to saved grants: each effect one operation, and its result one event. */
const changeGrants = async (context: EffectContext, effect: GrantEffect): Promise<WorldEvent> => {
	const {world} = context;
	const {id} = effect;
	switch (effect.type) {
		case 'revoke-unsaved':
			return {type: 'unsaved-revoked', id, refusal: refusalIn(await revokeUnsaved(world, effect))};
		case 'apply-edit': {
			const edited = await endingDraft(context, effect.draftId, () => editConnection(world, effect));
			return {type: 'edit-applied', id, refusal: refusalIn(edited)};
		}
		case 'take-over': {
			const taken = await endingDraft(context, effect.draftId, () => takeOverGrant(world, effect));
			return {type: 'taken-over', id, refusal: refusalIn(taken)};
		}
		case 'save-apart': {
			const saved = await endingDraft(context, effect.draftId, () => saveApart(world, effect));
			return saved.ok
				? {type: 'saved-apart', id, ...saved.value, refusal: undefined}
				: {type: 'saved-apart', id, name: '', linkName: effect.linkName, refusal: saved.refusal};
		}
		case 'give-up-grant':
			return {type: 'outgoing-revoked', id, ...(await giveUpElsewhere(world, effect.linkName))};
		case 'revoke-outgoing':
			return {type: 'outgoing-revoked', id, ...(await revokeOutgoing(world, effect.linkName))};
	}
};

const perform = async (context: EffectContext, effect: Effect): Promise<void> => {
	switch (effect.type) {
		case 'save-draft':
			return context.drafts.save(effect.draft);
		case 'drop-draft':
			return context.drafts.drop(effect.draftId);
		case 'discover':
			return discover(context, effect);
		case 'check-ports':
			return checkPorts(context);
		case 'look-again':
			return lookAgain(context, effect);
		case 'copy':
			return copy(context, effect);
		case 'open-console':
			return openConsole(context, effect);
		case 'prepare-consent':
			return prepareConsent(context, effect);
		case 'ask-for-consent':
			return askForConsent(context, effect);
		case 'open-browser':
			return openBrowserAgain(context, effect);
		case 'ask-to-widen':
			return askForWidening(context, effect);
		case 'save-widened':
			return finishWidening(context, effect);
		case 'exchange-code':
			return exchange(context, effect);
		case 'save-connection':
			return save(context, effect);
		case 'prove':
			return prove(context, effect);
		case 'test-again':
			return testAgain(context, effect);
		case 'answer-browser':
			context.consents.get(effect.id)?.listener?.answer(effect.page);
			return;
		case 'end-consent':
			return endConsent(context, effect.id);
		case 'prepare-flow':
		case 'redeem':
		case 'ask-as-device':
		case 'try-grant':
			return performFlow(context, effect);
		default:
			context.dispatch(await changeGrants(context, effect));
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
export const createEffectRunner = (world: EffectContext['world'], options: EffectsOptions): EffectRunner => {
	const context: EffectContext = {
		...options,
		world,
		consents: new Map(),
		closing: new Set(),
		drafts: createDraftSaver(world, result => options.dispatch({type: 'draft-saved', result})),
	};
	const tasks = new Set<Promise<void>>();

	const run = (effect: Effect): void => {
		// Not before the caller has finished: an event must not overtake the change that asked for it.
		const task: Promise<void> = Promise.resolve()
			.then(() => perform(context, effect))
			.catch(options.onFault ?? throwUncaught)
			.finally(() => tasks.delete(task));
		tasks.add(task);
	};

	const idle = async (): Promise<void> => {
		while (tasks.size > 0) await Promise.all([...tasks]);
	};

	const stop = async (): Promise<void> => {
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
		await atMost(stopTimeout, finish());
		await endAll(true);
	};

	return {run, idle, stop};
};
