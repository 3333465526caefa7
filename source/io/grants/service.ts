import {removeService, renameService} from '../../connection/changes/service.js';
import {withoutDraft} from '../../connection/file/rows.js';
import type {Service} from '../../connection/service.js';
import type {Result} from '../../zoho/refusal.js';
import {ok} from '../../zoho/refusal.js';
import type {World} from '../world.js';
import {nowIn} from './change-row.js';

/** Another name for a service; with `name` undefined it is removed, from the backup as well. @returns it as it is, or was */
export const changeService = async (
	world: Pick<World, 'store' | 'clock'>,
	request: {
		readonly linkName: string;
		readonly name?: string | undefined;
		/** Its name as the person saw it. */
		readonly seen?: string | undefined;
	},
): Promise<Result<Service>> => {
	const {linkName, name, seen} = request;
	let service: Service | undefined;
	const saved = await world.store.update(
		file => {
			const next =
				name === undefined
					? removeService(file, linkName)
					: renameService(file, linkName, {name, seen}, nowIn(world));
			service = next.ok ? (next.value.services[linkName] ?? file.services[linkName]) : undefined;
			return next;
		},
		{forgets: name === undefined},
	);
	if (!saved.ok) return saved;
	if (!service) throw new Error('A service that was changed was there.');
	return ok(service);
};

/** Forgets unfinished wizards, in the backup as well. */
export const discardDrafts = (
	{store}: Pick<World, 'store'>,
	ids: readonly string[],
): ReturnType<World['store']['update']> =>
	store.update(file => ok(ids.reduce(withoutDraft, file)), {forgets: true});
