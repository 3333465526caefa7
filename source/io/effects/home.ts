import type {HomeEffect} from '../../home/effects.js';
import type {HomeWorldEvent} from '../../home/events.js';
import {fileName} from '../file/folder.js';
import {watchFile} from '../file/watch.js';
import type {ConnectionActions} from '../grants/index.js';
import {changeService, discardDraft} from '../grants/service.js';
import type {World} from '../world.js';

/** How long `stop` waits for what is still under way, in milliseconds. */
const stopTimeout = 5000;

type Needs = Pick<World, 'store' | 'clock'> & {readonly actions: () => Promise<ConnectionActions>};

/** Effects that Home's own runner does; the others need the wizard, or lead away. */
export type HomeWork = Exclude<HomeEffect, {type: 'open-wizard' | 'open-copilot' | 'leave'}>;

export type HomeRunner = {
	run(effect: HomeWork): void;
	/** Reads the file when it has changed; with `force` in any case. */
	look(force?: boolean): void;
	/** Begins nothing more, and waits a while for what is under way: what was revoked has to be noted. */
	stop(): Promise<void>;
};

const perform = async (
	world: Needs,
	effect: Exclude<HomeWork, {type: 'stop'}>,
	signal: AbortSignal,
	onDone: () => void,
): Promise<HomeWorldEvent> => {
	switch (effect.type) {
		case 'rename-service':
			return {type: 'service-renamed', result: await changeService(world, effect)};
		case 'remove-service':
			return {type: 'service-removed', result: await changeService(world, {linkName: effect.linkName})};
		case 'discard-draft':
			return {type: 'draft-discarded', result: await discardDraft(world, effect.id)};
		default:
			break;
	}
	const actions = await world.actions();
	switch (effect.type) {
		case 'refresh': {
			const outcomes = await actions.refresh(effect.linkNames, {onDone, signal});
			return {type: 'refreshed', outcomes, of: effect.linkNames.length};
		}
		case 'test': {
			const outcomes = await actions.test(effect.linkNames, {onDone, signal});
			return {type: 'tested', outcomes, of: effect.linkNames.length};
		}
		case 'rename':
			return {type: 'renamed', result: await actions.rename(effect.linkName, effect.name)};
		case 'revoke':
			return {
				type: 'revoked',
				linkName: effect.linkName,
				result: await actions.revoke(effect.linkName),
			};
		case 'remove':
			return {type: 'removed', result: await actions.remove(effect.linkName)};
		case 'undo':
			return {type: 'undone', linkName: effect.linkName, result: await actions.undo(effect.linkName)};
		case 'end-replaced':
			return {
				type: 'replaced-ended',
				linkName: effect.linkName,
				result: await actions.endReplaced(effect.linkName),
			};
	}
};

/**
 * After these the file has other names: the end is reported before the file is read, or it would look like another
 * program's doing.
 */
const changesNames = new Set<HomeWork['type']>(['rename', 'undo', 'remove']);

/** Does what Home asks for, and follows the file, no matter which program changes it. */
export const createHomeRunner = (world: Needs, dispatch: (event: HomeWorldEvent) => void): HomeRunner => {
	const {store} = world;
	let controller = new AbortController();
	let task: Promise<void> = Promise.resolve();
	let holds = 0;

	const read = (): void => {
		if (holds > 0) return;
		const file = store.read();
		dispatch(file.ok ? {type: 'file-read', file: file.value} : {type: 'file-failed', refusal: file.refusal});
	};
	const watch = watchFile(store.folder, fileName, read);

	const work = async (effect: Exclude<HomeWork, {type: 'stop'}>): Promise<void> => {
		const isHeld = changesNames.has(effect.type);
		if (isHeld) holds++;
		const event = await perform(world, effect, controller.signal, () => dispatch({type: 'progressed'}));
		if (isHeld) holds--;
		dispatch(event);
		if (isHeld) read();
		else watch.look();
	};

	return {
		run: effect => {
			if (effect.type === 'stop') return controller.abort();
			controller = new AbortController();
			// Not before the caller has finished: an event must not overtake the change that asked for it.
			task = Promise.resolve().then(() => work(effect));
			return undefined;
		},
		look: (force = false) => (force ? read() : watch.look()),
		stop: async () => {
			controller.abort();
			watch.close();
			let timer: NodeJS.Timeout | undefined;
			const limit = new Promise<void>(resolve => {
				timer = setTimeout(resolve, stopTimeout);
			});
			await Promise.race([task, limit]);
			clearTimeout(timer);
		},
	};
};
