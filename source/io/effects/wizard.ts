import type {Effect} from '../../wizard/effects.js';
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
import {consentRunners, endConsent} from './consent.js';
import type {EffectContext, EffectsOptions, Runner, Runners} from './context.js';
import {createDraftSaver} from './draft.js';
import {flowRunners} from './flows.js';

/** How long `stop` waits for what is still being done, in milliseconds. */
const stopTimeout = 2000;

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

const refusalIn = (result: Result<unknown>): Refusal | undefined => (result.ok ? undefined : result.refusal);

const runners: Runners<Effect['type']> = {
	...consentRunners,
	...flowRunners,
	'save-draft': ({drafts}, {draft}) => drafts.save(draft),
	'drop-draft': ({drafts}, {draftId}) => drafts.drop(draftId),
	'answer-browser': ({consents}, {id, page}) => consents.get(id)?.listener?.answer(page),

	discover: async ({world}, {issuer}) => {
		const result = await (await world.accounts()).discover(issuer);
		return {type: 'discovered', issuer, result, at: world.clock.now()};
	},
	'check-ports': async ({world, ports}) => {
		const server = await world.callbackServer();
		return {type: 'ports-checked', ...(await server.check(ports))};
	},
	'look-again': async ({newest}, {linkName}) => {
		const read = await newest?.(linkName);
		const {file, change} = read?.ok ? read.value : {file: undefined, change: undefined};
		return {type: 'looked-again', linkName, file, change};
	},
	copy: async ({world}, {text, label, key}) => {
		const clipboard = await world.clipboard();
		return {type: 'copy-ended', label, key, how: await clipboard.copy(text)};
	},
	'open-console': async ({world, openBrowser = true}, {url}) => {
		const {isOpen} = openBrowser ? await (await world.browser()).open(url) : {isOpen: false};
		return {type: 'console-opened', isOpen, url};
	},

	'save-connection': async (context, effect) => {
		const {world, consents} = context;
		const {id, replaces, otherFolder, draftId} = effect;
		const work = () => saveGrant(world, effect);
		// Beside the grant in use it is not done: it is still to be proven.
		const isWaiting = replaces !== undefined && otherFolder === undefined;
		const saved = isWaiting ? await work() : await endingDraft(context, draftId, work);
		if (!saved.ok) return {type: 'save-failed', id, refusal: saved.refusal};
		const {linkName, store} = saved.value;
		const running = consents.get(id);
		if (running) running.store = store;
		const folderFlag = store === world.store ? undefined : `--config-dir ${quoted(store.folder)}`;
		return {type: 'connection-saved', id, linkName, path: shownPath(store.path, world), folderFlag};
	},
	prove: async ({world, consents, share}, effect) => {
		const running = consents.get(effect.id);
		const left = running?.controller.signal ?? AbortSignal.abort();
		const store = running?.store ?? world.store;
		const proven = await proveGrant({...world, store}, effect, left);
		// One that had to be written to another folder stays there.
		const moved = effect.isToBeShared && store === world.store ? await share?.(effect.linkName) : undefined;
		const sharing = moved && (moved.ok ? 'done' : moved.refusal);
		return {type: 'proven', id: effect.id, ...proven, sharing};
	},
	'test-again': async ({world}, {linkName}) => {
		const {testConnections} = await import('../grants/test.js');
		const [outcome] = await testConnections(world, [linkName]);
		return outcome && {type: 'test-ended', outcome};
	},

	'revoke-unsaved': async ({world}, effect) => {
		const revoked = await revokeUnsaved(world, effect);
		return {type: 'unsaved-revoked', id: effect.id, refusal: refusalIn(revoked)};
	},
	'apply-edit': async (context, effect) => {
		const edited = await endingDraft(context, effect.draftId, () => editConnection(context.world, effect));
		return {type: 'edit-applied', id: effect.id, refusal: refusalIn(edited)};
	},
	'take-over': async (context, effect) => {
		const taken = await endingDraft(context, effect.draftId, () => takeOverGrant(context.world, effect));
		return {type: 'taken-over', id: effect.id, refusal: refusalIn(taken)};
	},
	'save-apart': async (context, effect) => {
		const {id, draftId, linkName} = effect;
		const saved = await endingDraft(context, draftId, () => saveApart(context.world, effect));
		return saved.ok
			? {type: 'saved-apart', id, ...saved.value, refusal: undefined}
			: {type: 'saved-apart', id, name: '', linkName, refusal: saved.refusal};
	},
	'give-up-grant': async ({world}, {id, linkName}) => ({
		type: 'outgoing-revoked',
		id,
		...(await giveUpElsewhere(world, linkName)),
	}),
	'revoke-outgoing': async ({world}, {id, linkName}) => ({
		type: 'outgoing-revoked',
		id,
		...(await revokeOutgoing(world, linkName)),
	}),
};

const perform = async (context: EffectContext, effect: Effect): Promise<void> => {
	const runner = runners[effect.type] as Runner<Effect['type']>;
	const event = await runner(context, effect);
	if (event) context.dispatch(event);
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
export const createEffectRunner = (world: EffectContext['world'], options: EffectsOptions) => {
	const context: EffectContext = {
		...options,
		world,
		consents: new Map(),
		closing: new Set(),
		drafts: createDraftSaver(world, result => options.dispatch({type: 'draft-saved', result})),
	};
	const tasks = new Set<Promise<void>>();

	/** Begins an effect; its events come back through `dispatch`, never before this has returned. */
	const run = (effect: Effect): void => {
		// Not before the caller has finished: an event must not overtake the change that asked for it.
		const task: Promise<void> = Promise.resolve()
			.then(() => perform(context, effect))
			.catch(options.onFault ?? throwUncaught)
			.finally(() => tasks.delete(task));
		tasks.add(task);
	};

	/** Resolves when nothing that was begun is still being done; waiting for a callback does not count. */
	const idle = async (): Promise<void> => {
		while (tasks.size > 0) await Promise.all([...tasks]);
	};

	/**
	 * Ends every consent, frees the ports, saves a draft that waits to be saved and the tokens of an exchange that is under
	 * way; takes two seconds at most.
	 */
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

export type EffectRunner = ReturnType<typeof createEffectRunner>;
