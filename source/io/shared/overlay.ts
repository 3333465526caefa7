import type {ConnectionsFile} from '../../connection/file/format.js';
import type {SharedRows, SharedView} from '../../connection/shared/overlay.js';
import type {SharedGrant} from '../../connection/shared/record.js';
import {mapped, ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {wholly} from '../file/page/preview.js';
import type {Store} from '../ports.js';
import type {SharedDoor} from './door.js';
import type {UpdateWorld} from './overlay-update.js';

/** The rows of the shared store, or why they could not be read. */
export type Pulled = Result<SharedView>;

export type OverlayWorld = Omit<UpdateWorld, 'pull' | 'view'> & {
	/** What was read before, if it was. */
	readonly pulled?: Pulled | undefined;
};

/** Whether a change touches a row of which the file only knows that it is shared. */
const touchesPointer = (before: ConnectionsFile, after: ConnectionsFile): boolean =>
	Object.entries(before.connections).some(
		([name, row]) => 'shared' in row.refreshToken && !Object.is(after.connections[name], row),
	);

type State = {pulled: Pulled | undefined};

const viewIn = ({pulled}: State): SharedView | undefined => (pulled?.ok ? pulled.value : undefined);

const pullInto = async (state: State, door: SharedDoor): Promise<Pulled> => {
	const access = await door.open();
	const listed = access.ok ? await access.value.grants.list() : access;
	if (!listed.ok) {
		// What was read before still says more than nothing.
		if (!state.pulled?.ok) state.pulled = listed;
		return listed;
	}
	const [{viewOf}, {authentic}] = await Promise.all([
		import('../../connection/shared/overlay.js'),
		import('./trust.js'),
	]);
	const rows = new Map<string, SharedGrant>();
	const unusable = new Map<string, Refusal>();
	for (const grant of listed.value) {
		const checked = access.ok ? authentic(access.value.sealer, grant) : ok(true);
		if (checked.ok) rows.set(grant.name, grant);
		else unusable.set(grant.name, checked.refusal);
	}
	door.acted(rows);
	state.pulled = ok(viewOf(rows, unusable));
	return state.pulled;
};

/** Changes what is of this machine alone; a change that concerns the shared store goes there first. */
const updateBoth = async (
	{local, secrets, door, clock}: OverlayWorld,
	state: State,
	change: (file: ConnectionsFile) => Result<ConnectionsFile>,
	options: {readonly forgets?: boolean} | undefined,
): Promise<Result<ConnectionsFile>> => {
	const view = () => viewIn(state);
	let isConcerned = false;
	const written = await local.update(file => {
		const before = view()?.merge(file) ?? file;
		const result = change(before);
		if (!result.ok) return result;
		const concerns = view()?.concerns ?? touchesPointer;
		isConcerned = concerns(before, result.value);
		if (isConcerned || result.value === before) return ok(file);
		return ok(view()?.strip(result.value, file) ?? result.value);
	}, options);
	if (!isConcerned) return written;
	// Nothing was written yet.
	const {updateShared} = await import('./overlay-update.js');
	const world = {local, secrets, door, clock, view, pull: () => pullInto(state, door)};
	const updated = await updateShared(world, change, options);
	if (!updated.ok) return updated;
	state.pulled = ok(updated.value.view);
	return ok(updated.value.file);
};

/**
 * The file of this machine and the shared store as one. What is read comes from memory; a change of a shared row goes to the shared
 * store first, with the state that it started from, and only then to the file. Everything above works the same on both. Without a
 * shared store it is the file, and loads nothing.
 */
export const createOverlay = (world: OverlayWorld) => {
	const {local, door} = world;
	const state: State = {pulled: world.pulled};
	if (world.pulled?.ok) door.acted(world.pulled.value.rows);
	const view = () => viewIn(state);
	const problem = (): Refusal | undefined =>
		state.pulled && !state.pulled.ok ? state.pulled.refusal : undefined;
	const rowProblem = (): Refusal | undefined => view()?.unusable.values().next().value;

	const merged = (file: ConnectionsFile): ConnectionsFile => view()?.merge(file) ?? file;

	const read: Store['read'] = () => mapped(local.read(), merged);

	const store: Store = {
		...local,
		read,
		readBeside: async () => mapped(await local.readBeside(), merged),
		preview: async count => (view() ? wholly(read()) : local.preview(count)),
		readOne: linkName => {
			const file = view()?.rows.has(linkName) ? local.read() : undefined;
			const row = file?.ok ? view()?.row(file.value, linkName) : undefined;
			if (row) return ok(row);
			const one = local.readOne(linkName);
			const isUnknown = !one.ok && one.refusal.id === 'no-such-connection';
			const why = problem() ?? view()?.unusable.get(linkName);
			return isUnknown && why ? refused(why) : one;
		},
		update: async (change, options) => mapped(await updateBoth(world, state, change, options), merged),
	};
	return {
		...store,
		/** Reads the rows of the shared store; until then, and where it cannot be reached, what the file knows of them stands. */
		pull: () => pullInto(state, door),
		/** Why the shared store, or one of its rows, could not be read, when that was tried. */
		pullProblem: () => problem() ?? rowProblem(),
		sharedRows: (): SharedRows => view()?.rows ?? new Map(),
	};
};

export type OverlayStore = ReturnType<typeof createOverlay>;
