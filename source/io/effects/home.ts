import type {ConnectionsFile} from '../../connection/file/format.js';
import type {RefreshOutcome, TestOutcome} from '../../connection/outcomes.js';
import type {HomeEffect} from '../../home/effects.js';
import type {HomeWorldEvent, StoreSeen} from '../../home/events.js';
import {ok, type Result} from '../../zoho/refusal.js';
import {fileName} from '../file/folder.js';
import {watchFile} from '../file/watch.js';
import {nowIn} from '../grants/change-row.js';
import type {ConnectionActions} from '../grants/index.js';
import {changeService, discardDrafts} from '../grants/service.js';
import type {Runtime} from '../runtime.js';
import {atMost} from '../system/at-most.js';
import type {World} from '../world.js';

/** How long `stop` waits for what is still under way, in milliseconds. */
const stopTimeout = 5000;

type Needs = Pick<World, 'store' | 'clock' | 'clipboard'> &
	Pick<Runtime, 'move'> & {
		readonly shared: Pick<Runtime['shared'], 'isKnown' | 'open'>;
		readonly overlay: Pick<Runtime['overlay'], 'sharedRows' | 'read' | 'pull'>;
		readonly actions: () => Promise<ConnectionActions>;
	};

/** The machine that refreshed each shared connection last, as far as the store was read. */
export const refreshedBy = ({
	overlay,
}: {
	readonly overlay: Pick<Runtime['overlay'], 'sharedRows'>;
}): ReadonlyMap<string, string> =>
	new Map(
		[...overlay.sharedRows()].flatMap(([name, {refreshedBy: by}]) =>
			by === null ? [] : [[name, by] as const],
		),
	);

/** The shared store before anything is moved there: it is asked, so that it is known to be there. */
const seeStore = async ({shared}: Pick<Needs, 'shared'>): Promise<Result<StoreSeen>> => {
	const access = await shared.open('The shared store');
	if (!access.ok) return access;
	const {address, grants, sealer} = access.value;
	const listed = await grants.list();
	if (!listed.ok) return listed;
	return ok({address: address.described, canRefresh: sealer.ids('r').length > 0});
};

const lookForChange = async (world: Needs, linkName: string): Promise<HomeWorldEvent> => {
	const {newest} = await import('../shared/newest.js');
	const found = await newest(world, linkName);
	return {type: 'change-found', linkName, change: found.ok ? found.value.change : undefined};
};

/** Effects that Home's own runner does; the others need the wizard, or lead away. */
export type HomeWork = Exclude<HomeEffect, {type: 'open-wizard' | 'open-copilot' | 'leave'}>;

export type HomeRunner = {
	run(effect: HomeWork): void;
	/** Reads the file when it has changed; with `force` in any case. */
	look(force?: boolean): void;
	/** Reads all of the file while keys are answered; what is read at once before that is done counts instead. */
	readBeside(): Promise<void>;
	/** Begins nothing more, and waits a while for what is under way: what was revoked has to be noted. */
	stop(): Promise<void>;
};

const perform = async (
	world: Needs,
	effect: Exclude<HomeWork, {type: 'stop'}>,
	signal: AbortSignal,
	onDone: (outcome: RefreshOutcome | TestOutcome) => void,
): Promise<HomeWorldEvent> => {
	switch (effect.type) {
		case 'rename-service':
			return {type: 'service-renamed', result: await changeService(world, effect)};
		case 'remove-service':
			return {type: 'service-removed', result: await changeService(world, {linkName: effect.linkName})};
		case 'discard-drafts': {
			const result = await discardDrafts(world, effect.ids);
			return {type: 'drafts-discarded', count: effect.ids.length, result};
		}
		case 'look-at-store':
			return {type: 'store-seen', linkName: effect.linkName, result: await seeStore(world)};
		case 'look-for-change':
			return lookForChange(world, effect.linkName);
		case 'copy':
			return {type: 'copy-ended', how: await (await world.clipboard()).copy(effect.text)};
		case 'share': {
			const move = await world.move(effect.linkName);
			const {share} = await import('../shared/moves/share.js');
			return {type: 'shared', result: move.ok ? await share(move.value, effect.linkName) : move};
		}
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
			return {type: 'tested', outcomes, of: effect.linkNames.length, at: nowIn(world)};
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

const createReader = (world: Needs, dispatch: (event: HomeWorldEvent) => void) => {
	let reads = 0;
	const tell = (file: Result<ConnectionsFile>): void =>
		dispatch(
			file.ok
				? {type: 'file-read', file: file.value, refreshedBy: refreshedBy(world)}
				: {type: 'file-failed', refusal: file.refusal},
		);
	return {
		read: (): void => {
			reads++;
			tell(world.store.read());
		},
		readBeside: async (): Promise<void> => {
			const before = reads;
			const file = await world.store.readBeside();
			// What was read since is newer.
			if (reads === before) tell(file);
		},
		/** What is being read beside is not told any more. */
		drop: (): void => {
			reads++;
		},
	};
};

/** Does what Home asks for, and follows the file, no matter which program changes it. */
export const createHomeRunner = (world: Needs, dispatch: (event: HomeWorldEvent) => void): HomeRunner => {
	const {store} = world;
	let controller = new AbortController();
	let task: Promise<void> = Promise.resolve();
	let holds = 0;

	const reader = createReader(world, dispatch);
	const read = (): void => {
		if (holds === 0) reader.read();
	};
	const watch = watchFile(store.folder, fileName, read);

	const work = async (effect: Exclude<HomeWork, {type: 'stop'}>): Promise<void> => {
		const isHeld = changesNames.has(effect.type);
		if (isHeld) {
			holds++;
			reader.drop();
		}
		const event = await perform(world, effect, controller.signal, outcome =>
			dispatch({type: 'progressed', outcome}),
		);
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
		readBeside: reader.readBeside,
		stop: async () => {
			reader.drop();
			controller.abort();
			watch.close();
			await atMost(stopTimeout, task);
		},
	};
};
