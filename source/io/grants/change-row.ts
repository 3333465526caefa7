import type {ConnectionsFile} from '../../connection/file/format.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {EffectWorld} from '../effects/world.js';
import type {Store} from '../ports.js';

/** A connection that was there when the wizard began. */
export const gone = (linkName: string): Refusal => ({
	id: 'no-such-connection',
	what: `There is no connection "${linkName}" any more.`,
	why: 'Another program removed it meanwhile.',
	next: 'See what is saved with "zconn list".',
	exitCode: 5,
});

export const iso = (world: Pick<EffectWorld, 'clock'>): string => new Date(world.clock.now()).toISOString();

/** Changes a connection that must still be there. */
export const change = async (
	store: Store,
	linkName: string,
	how: (file: ConnectionsFile) => ConnectionsFile,
): Promise<Result<ConnectionsFile>> =>
	store.update(file => (Object.hasOwn(file.connections, linkName) ? ok(how(file)) : refused(gone(linkName))));

/** A draft that is done goes in the same write. */
export const withoutDraft = (file: ConnectionsFile, draftId: string): ConnectionsFile => {
	if (!Object.hasOwn(file.drafts, draftId)) return file;
	const {[draftId]: _done, ...drafts} = file.drafts;
	return {...file, drafts};
};
