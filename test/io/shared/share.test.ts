import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bare} from '../../../source/connection/file/contents.js';
import {parseStoreAddress} from '../../../source/connection/shared/store-address.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import {type MoveWorld, share} from '../../../source/io/shared/moves/share.js';
import {createSharedSealer, newSpelledKey} from '../../../source/io/shared/sealing.js';
import {ok} from '../../../source/zoho/refusal.js';
import {sampleFile, sampleNow, sampleService} from '../../connection/samples.js';
import {temporaryFolder} from '../helpers/files.js';
import {createPlainSecrets} from '../helpers/plain-secrets.js';
import {createMemoryGrants} from './memory-grants.js';

const unused = (): never => {
	throw new Error('This call was not expected.');
};

const accessWith = (): MoveWorld['access'] => {
	const sealer = createSharedSealer(`${newSpelledKey('a')},${newSpelledKey('r')}`);
	const address = parseStoreAddress('postgres://localhost/zoho');
	assert.ok(sealer.ok && address);
	const keyIds = [...sealer.value.ids('a'), ...sealer.value.ids('r')];
	const facts = {id: 'memory', format: 1, keyIds, grants: 0};
	return {
		database: {run: async () => ok([facts]), close: unused},
		grants: createMemoryGrants({now: () => sampleNow}),
		sealer: sealer.value,
		machine: 'here',
		address,
		cache: {read: unused, write: unused, forget: unused},
		keeper: {accessToken: unused},
		openSecret: unused,
		close: unused,
	};
};

test('of a service that a person has called otherwise in the file no secret stays behind', async t => {
	const lock = createLock();
	const local = createStore({folder: temporaryFolder(t), lock});
	// Its key was changed, and not the name in it.
	const row = sampleService({linkName: 'before'});
	const file = {...sampleFile(), services: bare({suite: row})};
	assert.ok((await local.update(() => ok(file))).ok);
	const clock = {now: () => sampleNow};
	const shared = await share(
		{local, lock, clock, secrets: createPlainSecrets(), access: accessWith()},
		'acme',
	);
	assert.ok(shared.ok, JSON.stringify(shared));
	const left = local.read();
	assert.ok(left.ok);
	assert.deepEqual(Object.keys(left.value.services), ['suite']);
	assert.doesNotMatch(JSON.stringify(left.value), /sample-(client-secret|refresh-token|access-token)/);
});
