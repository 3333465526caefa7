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
import type {ManyOptions} from '../network/side-by-side.js';
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
export const refreshedBy = (world: {
	readonly overlay: Pick<Runtime['overlay'], 'sharedRows'>;
}): ReadonlyMap<string, string> => {
	const rows = [...world.overlay.sharedRows()];
	return new Map(rows.flatMap(([name, {refreshedBy: by}]) => (by === null ? [] : [[name, by] as const])));
};

/** The shared store before anything is moved there: it is asked, so that it is known to be there. */
const seeStore = async ({shared}: Pick<Needs, 'shared'>): Promise<Result<StoreSeen>> => {
	const access = await shared.open('The shared store');
	if (!access.ok) return access;
	const {address, grants, sealer} = access.value;
	const listed = await grants.list();
	if (!listed.ok) return listed;
	return ok({address: address.described, canRefresh: sealer.ids('r').length > 0});
};

/** Effects that Home's own runner does; the others need the wizard, or lead away. */
export type HomeWork = Exclude<HomeEffect, {type: 'open-wizard' | 'open-copilot' | 'leave'}>;

type Work = Exclude<HomeWork, {type: 'stop'}>;

type Runner<Type extends Work['type']> = (
	world: Needs,
	effect: Work & {readonly type: Type},
	many: ManyOptions<RefreshOutcome | TestOutcome>,
) => Promise<HomeWorldEvent>;

const runners: {readonly [Type in Work['type']]: Runner<Type>} = {
	'rename-service': async (world, effect) => {
		const result = await changeService(world, effect);
		return {type: 'service-renamed', result};
	},
	'remove-service': async (world, {linkName}) => {
		const result = await changeService(world, {linkName});
		return {type: 'service-removed', result};
	},
	'discard-drafts': async (world, {ids}) => {
		const result = await discardDrafts(world, ids);
		return {type: 'drafts-discarded', count: ids.length, result};
	},
	'look-at-store': async (world, {linkName}) => {
		const result = await seeStore(world);
		return {type: 'store-seen', linkName, result};
	},
	'look-for-change': async (world, {linkName}) => {
		const {newest} = await import('../shared/newest.js');
		const found = await newest(world, linkName);
		return {type: 'change-found', linkName, change: found.ok ? found.value.change : undefined};
	},
	copy: async ({clipboard}, {text}) => ({type: 'copy-ended', how: await (await clipboard()).copy(text)}),
	share: async ({move}, {linkName}) => {
		const world = await move(linkName);
		const {share} = await import('../shared/moves/share.js');
		return {type: 'shared', result: world.ok ? await share(world.value, linkName) : world};
	},
	refresh: async ({actions}, {linkNames}, many) => {
		const outcomes = await (await actions()).refresh(linkNames, many);
		return {type: 'refreshed', outcomes, of: linkNames.length};
	},
	test: async (world, {linkNames}, many) => {
		const outcomes = await (await world.actions()).test(linkNames, many);
		return {type: 'tested', outcomes, of: linkNames.length, at: nowIn(world)};
	},
	rename: async ({actions}, {linkName, name}) => {
		const result = await (await actions()).rename(linkName, name);
		return {type: 'renamed', result};
	},
	revoke: async ({actions}, {linkName}) => {
		const result = await (await actions()).revoke(linkName);
		return {type: 'revoked', linkName, result};
	},
	remove: async ({actions}, {linkName}) => {
		const result = await (await actions()).remove(linkName);
		return {type: 'removed', result};
	},
	undo: async ({actions}, {linkName}) => {
		const result = await (await actions()).undo(linkName);
		return {type: 'undone', linkName, result};
	},
	'end-replaced': async ({actions}, {linkName}) => {
		const result = await (await actions()).endReplaced(linkName);
		return {type: 'replaced-ended', linkName, result};
	},
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
export const createHomeRunner = (world: Needs, dispatch: (event: HomeWorldEvent) => void) => {
	const {store} = world;
	let controller = new AbortController();
	let task: Promise<void> = Promise.resolve();
	let holds = 0;

	const reader = createReader(world, dispatch);
	const read = (): void => {
		if (holds === 0) reader.read();
	};
	const watch = watchFile(store.folder, fileName, read);

	const work = async (effect: Work): Promise<void> => {
		const isHeld = changesNames.has(effect.type);
		if (isHeld) {
			holds++;
			reader.drop();
		}
		const event = await (runners[effect.type] as Runner<Work['type']>)(world, effect, {
			onDone: outcome => dispatch({type: 'progressed', outcome}),
			signal: controller.signal,
		});
		if (isHeld) holds--;
		dispatch(event);
		if (isHeld) read();
		else watch.look();
	};

	return {
		run: (effect: HomeWork): void => {
			if (effect.type === 'stop') {
				controller.abort();
				return;
			}
			controller = new AbortController();
			// Not before the caller has finished: an event must not overtake the change that asked for it.
			task = Promise.resolve().then(() => work(effect));
		},
		/** Reads the file when it has changed; with `force` in any case. */
		look: (force = false) => (force ? read() : watch.look()),
		/** Reads all of the file while keys are answered; what is read at once before that is done counts instead. */
		readBeside: reader.readBeside,
		/** Begins nothing more, and waits a while for what is under way: what was revoked has to be noted. */
		stop: async (): Promise<void> => {
			reader.drop();
			controller.abort();
			watch.close();
			await atMost(stopTimeout, task);
		},
	};
};

export type HomeRunner = ReturnType<typeof createHomeRunner>;
