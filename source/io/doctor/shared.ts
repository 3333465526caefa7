import type {ConnectionsFile} from '../../connection/file/format.js';
import {counted} from '../../zoho/text.js';
import type {SharedDoor} from '../shared/door.js';
import {type Finding, fine, found, note, wrong, wrongBy} from './finding.js';

/** Milliseconds that the two clocks may differ; tokens are handed out by the one of the database. */
const toleratedSkew = 60_000;

const skewNote = (storeNow: number, now: number): Finding | undefined => {
	const seconds = Math.round((now - storeNow) / 1000);
	if (Math.abs(seconds) * 1000 < toleratedSkew) return undefined;
	const what = `The clock here is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of the database.`;
	return note(
		'shared-store-clock',
		what,
		'Shared tokens go by the database, so they work; set this clock anyway.',
	);
};

/** The shared store, where one is known: whether it answers, and what this machine's keys open. */
export const examineShared = async (
	{shared}: {readonly shared: SharedDoor},
	file: ConnectionsFile | undefined,
	now: number,
): Promise<readonly Finding[]> => {
	const pointers = Object.values(file?.connections ?? {}).filter(row => 'shared' in row.refreshToken).length;
	if (!shared.isKnown && pointers === 0) return [];
	const access = await shared.open('A connection');
	if (!access.ok) return [wrongBy('shared-store', access.refusal)];
	const {database, grants, sealer, address} = access.value;
	const {readStoreFacts} = await import('../shared/engines/admin.js');
	const facts = await readStoreFacts(database);
	if (!facts.ok) return [wrongBy('shared-store', facts.refusal)];
	const listed = await grants.list();
	if (!listed.ok) return [wrongBy('shared-store', listed.refusal)];
	const opens = (kind: 'a' | 'r'): boolean => sealer.ids(kind).some(id => facts.value.keyIds.includes(id));
	const who = opens('r') ? 'This machine can refresh.' : 'This machine can read access tokens only.';
	const count = counted(listed.value.length, 'connection');
	const [first] = listed.value;
	return found(
		opens('a')
			? fine('shared-store', `The shared store answers (${address.described}; ${count}). ${who}`)
			: wrong(
					'shared-store',
					`The shared store answers (${address.described}; ${count}), and ZCONN_STORE_KEY is not its key.`,
					'Give the key that "zconn store init" printed.',
					6,
				),
		first && skewNote(first.now, now),
	);
};
