import {storeNotSet} from '../../../connection/shared/refusals.js';
import {ok, type Result, refused} from '../../../zoho/refusal.js';
import type {Environment} from '../../ports.js';
import {createSchema, readStoreFacts, registerKeys} from '../engines/admin.js';
import {createDatabase} from '../engines/database.js';
import {createSharedSealer, newSpelledKey} from '../sealing.js';
import {readStoreAddress, readStoreKeys} from '../settings.js';

/** The keys that this machine has, or new ones. */
const keysFor = (environment: Environment): Result<{readonly text: string; readonly isNew: boolean}> => {
	const given = readStoreKeys(environment);
	if (!given.ok) return given;
	return given.value
		? ok({text: given.value, isNew: false})
		: ok({text: `${newSpelledKey('a')},${newSpelledKey('r')}`, isNew: true});
};

/**
 * Sets the store up: the schema where it is missing, and keys where it has none. Keys that the environment has already become the
 * store's. Of two who do so at once, the second is told that it has keys.
 */
export const initStore = async (environment: Environment) => {
	const address = readStoreAddress(environment);
	if (!address.ok) return address;
	if (!address.value) return refused(storeNotSet('zconn store init'));
	const keys = keysFor(environment);
	if (!keys.ok) return keys;
	const sealer = createSharedSealer(keys.value.text);
	if (!sealer.ok) return sealer;
	const ids = [...sealer.value.ids('a'), ...sealer.value.ids('r')];
	const database = createDatabase(address.value, environment);
	try {
		const before = await readStoreFacts(database);
		if (!before.ok && before.refusal.id !== 'store-not-ready') return before;
		const created = before.ok ? ok(true) : await createSchema(database);
		if (!created.ok) return created;
		const registered = await registerKeys(database, ids, 'first');
		if (!registered.ok) return registered;
		const facts = await readStoreFacts(database);
		if (!facts.ok) return facts;
		const isNew = registered.value && keys.value.isNew;
		const [worker, refresher] = keys.value.text.split(',');
		return ok({
			id: facts.value.id,
			/** How many connections it has. */
			grants: facts.value.grants,
			/** In words, without user and password. */
			address: address.value.described,
			/** As `ZCONN_STORE_KEY` has them; undefined where the store had keys before. */
			key: isNew ? `${worker},${refresher}` : undefined,
			workerKey: isNew ? worker : undefined,
			/** Whether the keys of this machine are those of the store. */
			isKeyFitting: facts.value.keyIds.some(id => ids.includes(id)),
		});
	} finally {
		await database.close();
	}
};
