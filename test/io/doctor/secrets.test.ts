import assert from 'node:assert/strict';
import {test} from 'node:test';
import {examineSecrets} from '../../../source/io/doctor/secrets.js';
import {changeSecrets} from '../../../source/io/secrets/change-secrets.js';
import {fileWith} from '../helpers/files.js';
import {keyedFileWith} from '../helpers/secrets.js';

test('a key that can be had is fine, one that cannot is wrong, a passphrase is not asked for', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	let isWithoutBus = false;
	const look = async (environment: Readonly<Record<string, string>> = {}) => {
		const other = await keyedFileWith(t, {
			folder: kept.folder,
			keychain: kept.fake,
			environment,
			ask: async () => assert.fail('Somebody was asked.'),
		});
		const read = other.store.read();
		assert.ok(read.ok);
		const [finding, session] = await examineSecrets(
			{secrets: other.secrets, environment, platform: 'linux'},
			read.value,
		);
		isWithoutBus = session?.check === 'keychain-session';
		return finding;
	};
	const plain = await look();
	assert.equal(plain?.state, 'note');
	assert.match(plain?.fix ?? '', /zconn secrets keychain/);

	await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	assert.equal((await look())?.state, 'fine');
	kept.fake.breakWith({kind: 'timed-out'});
	const broken = await look();
	assert.deepEqual([broken?.state, broken?.exitCode, isWithoutBus], ['wrong', 6, true]);
	await look({DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus'});
	assert.equal(isWithoutBus, false);

	kept.fake.breakWith(undefined);
	await changeSecrets(kept.keyedFile, {kept: 'passphrase', passphrase: 'correct horse'});
	assert.equal((await look())?.state, 'note');
	assert.equal((await look({ZCONN_PASSPHRASE: 'correct horse'}))?.state, 'fine');
	const wrong = await look({ZCONN_PASSPHRASE: 'battery staple'});
	assert.deepEqual([wrong?.state, wrong?.exitCode], ['wrong', 6]);
	assert.doesNotMatch(JSON.stringify(wrong), /battery staple/);
});
