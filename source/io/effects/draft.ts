import type {Draft} from '../../connection/draft.js';
import {bare} from '../../connection/file/contents.js';
import {withoutDraft} from '../../connection/file/rows.js';
import {draftSecretOf} from '../../connection/secrets/place.js';
import type {UnsealedDraft} from '../../wizard/effects.js';
import {done, mapped, ok, type Result} from '../../zoho/refusal.js';
import type {World} from '../world.js';

/** Everything of a draft but the time at which it was saved. */
const contentOf = ({updatedAt: _when, ...content}: Draft): string => JSON.stringify(content);

/** The same secret keeps its seal, or every save would look like a change. */
const sealedDraft = async (
	{store, secrets}: Pick<World, 'store' | 'secrets'>,
	draft: UnsealedDraft,
): Promise<Result<Draft>> => {
	const {clientSecret} = draft;
	if (clientSecret === null) return ok({...draft, clientSecret});
	const place = draftSecretOf(draft.id);
	const file = store.read();
	const old = file.ok ? file.value.drafts[draft.id]?.clientSecret : undefined;
	const opened = old ? await secrets.open(old, place) : undefined;
	if (old && opened?.ok && opened.value === clientSecret) return ok({...draft, clientSecret: old});
	return mapped(await secrets.seal(clientSecret, place), sealed => ({...draft, clientSecret: sealed}));
};

/**
 * Saves drafts one after the other; of those that pile up during a save only the newest is written, and one that equals
 * the draft in the file is not. A draft that cannot be saved is no reason to stop a wizard; the user is informed.
 *
 * @param onSaved told of each save how it ended: whether the newest answers stand in the file
 */
export const createDraftSaver = (
	world: Pick<World, 'store' | 'secrets'>,
	onSaved: (result: Result<true>) => void,
) => {
	const {store} = world;
	const finished = new Set<string>();
	let pending: UnsealedDraft | undefined;
	let running: Promise<void> | undefined;

	const write = async (unsealed: UnsealedDraft): Promise<Result<true>> => {
		const sealed = await sealedDraft(world, unsealed);
		if (!sealed.ok) return sealed;
		const draft = sealed.value;
		return done(
			await store.update(file => {
				if (finished.has(draft.id)) return ok(file);
				const old = file.drafts[draft.id];
				if (old && contentOf({...old, ...draft}) === contentOf(old)) return ok(file);
				return ok({...file, drafts: bare({...file.drafts, [draft.id]: draft})});
			}),
		);
	};

	const work = async (): Promise<void> => {
		for (let next = pending; next; next = pending) {
			pending = undefined;
			const result = await write(next);
			// Of those that pile up only the newest counts.
			if (!pending) onSaved(result);
		}
		running = undefined;
	};

	return {
		save: (draft: UnsealedDraft): Promise<void> => {
			pending = draft;
			running ??= work();
			return running;
		},
		/** The draft became a connection: it must not come back, whatever was still waiting to be written. */
		finish: (id: string): void => {
			finished.add(id);
			if (pending?.id === id) pending = undefined;
		},
		/** There is nothing in the draft that differs from what is saved; it may come back. */
		drop: async (id: string): Promise<void> => {
			if (pending?.id === id) pending = undefined;
			await running;
			const file = store.read();
			if (file.ok && file.value.drafts[id]) await store.update(now => ok(withoutDraft(now, id)));
		},
		flush: async (): Promise<void> => {
			await running;
		},
	};
};

export type DraftSaver = ReturnType<typeof createDraftSaver>;
