import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLock} from '../../../source/io/file/lock.js';
import {changeSecrets} from '../../../source/io/secrets/change-secrets.js';
import {createKeyedFile} from '../../../source/io/secrets/keyed-file.js';
import {ok} from '../../../source/zoho/refusal.js';
import {epoch, fileWith, temporaryFolder} from '../helpers/files.js';
import {fakeKeychain, keyedFileWith} from '../helpers/secrets.js';

const place = {owner: 'connection', linkName: 'books', field: 'refreshToken'} as const;
const passphrase = {kept: 'passphrase', passphrase: 'correct horse'} as const;

const tokenOf = async (kept: Awaited<ReturnType<typeof keyedFileWith>>) => {
	const one = kept.store.readOne('books');
	assert.ok(one.ok);
	return kept.secrets.open(one.value.connection.refreshToken, place);
};

test('plain secrets need no key: nothing that encrypts is loaded, no way is read', async t => {
	const keyedFile = createKeyedFile({
		folder: temporaryFolder(t),
		lock: createLock(),
		clock: {now: () => epoch},
		environment: {},
		loadKeys: async () => assert.fail('Keys were loaded.'),
	});
	const sealed = await keyedFile.secrets.seal('1000.secret', place);
	assert.deepEqual(sealed, ok({plain: '1000.secret'}));
	assert.deepEqual(await keyedFile.secrets.open({plain: '1000.secret'}, place), ok('1000.secret'));
	assert.deepEqual(await keyedFile.secrets.unlock(), ok(true));
});

test('new secrets follow the way of the file, also when another program changed it', async t => {
	const keychain = fakeKeychain();
	const one = await keyedFileWith(t, {file: fileWith(), keychain});
	const two = await keyedFileWith(t, {
		folder: one.folder,
		keychain,
		environment: {ZCONN_PASSPHRASE: 'correct horse'},
	});
	assert.deepEqual(await two.secrets.seal('new', place), ok({plain: 'new'}));
	for (const policyChange of [{kept: 'keychain'}, passphrase] as const) {
		const other = await keyedFileWith(t, {folder: one.folder, keychain});
		assert.ok((await changeSecrets(other.keyedFile, policyChange)).ok);
		const sealed = await two.secrets.seal('new', place);
		assert.ok(sealed.ok && 'sealed' in sealed.value);
		const policy = two.store.readSecretPolicy();
		assert.ok(policy.ok && policy.value.kept === policyChange.kept && policy.value.key === sealed.value.key);
		assert.deepEqual(await two.secrets.open(sealed.value, place), ok('new'));
	}
});

test('a keychain is called once for many who ask at once, and a refusal is told to all of them once', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	const other = await keyedFileWith(t, {folder: kept.folder, keychain: kept.fake});
	kept.fake.calls.length = 0;
	kept.fake.breakWith({kind: 'timed-out'});
	const refused = await Promise.all(Array.from({length: 20}, () => tokenOf(other)));
	assert.ok(refused.every(result => !result.ok && result.refusal.id === 'keychain-unavailable'));
	await tokenOf(other);
	assert.deepEqual(kept.fake.calls, ['get']);
	// Unlocked since: a program that runs for long finds out.
	kept.fake.breakWith(undefined);
	other.pass(10_001);
	const opened = await Promise.all(Array.from({length: 20}, () => tokenOf(other)));
	assert.ok(opened.every(result => result.ok && result.value === 'example-refresh-token'));
	assert.deepEqual(kept.fake.calls, ['get', 'get']);
});

test('listing and showing need no key', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	kept.fake.breakWith({kind: 'timed-out'});
	const other = await keyedFileWith(t, {folder: kept.folder, keychain: kept.fake});
	kept.fake.calls.length = 0;
	const read = other.store.read();
	assert.ok(read.ok);
	assert.equal(read.value.connections.books?.name, 'Books');
	assert.ok(other.store.readOne('books').ok);
	assert.deepEqual(kept.fake.calls, []);
});

test('a person may try a passphrase three times, and is asked only once for all secrets', async t => {
	const kept = await keyedFileWith(t, {file: fileWith(), ask: async () => 'cannot-ask'});
	await changeSecrets(kept.keyedFile, passphrase);
	const answers = ['wrong', 'correct horse'];
	const questions: string[] = [];
	const typist = await keyedFileWith(t, {
		folder: kept.folder,
		ask: async question => {
			questions.push(question);
			return {answer: answers.shift() ?? 'nothing more'};
		},
	});
	const both = await Promise.all([tokenOf(typist), tokenOf(typist)]);
	assert.deepEqual(both, [ok('example-refresh-token'), ok('example-refresh-token')]);
	assert.deepEqual(await tokenOf(typist), ok('example-refresh-token'));
	assert.deepEqual(questions, ['Passphrase of the saved secrets:', 'Wrong passphrase. Passphrase:']);

	let tries = 0;
	const guesser = await keyedFileWith(t, {
		folder: kept.folder,
		ask: async () => {
			tries++;
			return {answer: 'a guess'};
		},
	});
	const refused = await tokenOf(guesser);
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.id, 'passphrase-wrong');
	assert.equal(tries, 3);
});

test('a variable that holds a wrong passphrase is tried once, and named', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	await changeSecrets(kept.keyedFile, passphrase);
	const wrong = await keyedFileWith(t, {
		folder: kept.folder,
		environment: {ZCONN_PASSPHRASE: 'battery staple'},
		ask: async () => assert.fail('Somebody was asked.'),
	});
	const refused = await tokenOf(wrong);
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.exitCode, 6);
	assert.match(refused.refusal.why, /ZCONN_PASSPHRASE/);
	assert.doesNotMatch(JSON.stringify(refused), /battery staple/);
});

test('once unlocked no more questions are asked', async t => {
	const environment = {ZCONN_PASSPHRASE: 'correct horse'};
	const kept = await keyedFileWith(t, {file: fileWith(), environment});
	await changeSecrets(kept.keyedFile, passphrase);
	let asked = 0;
	const ask = async () => {
		asked++;
		return {answer: 'correct horse'};
	};
	const typist = await keyedFileWith(t, {folder: kept.folder, ask});
	assert.deepEqual(await typist.secrets.unlock(), ok(true));
	assert.deepEqual(await tokenOf(typist), ok('example-refresh-token'));
	const other = await keyedFileWith(t, {folder: kept.folder});
	assert.ok(!(await other.secrets.unlock()).ok);
	assert.ok((await changeSecrets(kept.keyedFile, {kept: 'passphrase', passphrase: 'another one'})).ok);
	const refused = await tokenOf(typist);
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.id, 'passphrase-missing');
	assert.equal(asked, 1);
});

test('a secret that was read before another program changed how secrets are kept is not called damaged', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	assert.ok((await changeSecrets(kept.keyedFile, {kept: 'keychain'})).ok);
	const before = kept.store.readOne('books');
	assert.ok(before.ok);
	const {refreshToken} = before.value.connection;
	const read = async () => {
		const late = await keyedFileWith(t, {folder: kept.folder, keychain: kept.fake});
		const opened = await late.secrets.open(refreshToken, place);
		return opened.ok ? 'opened' : opened.refusal.id;
	};
	assert.equal(await read(), 'opened');
	for (const change of [{kept: 'plain'}, {kept: 'keychain'}] as const) {
		assert.ok((await changeSecrets(kept.keyedFile, change)).ok);
		assert.equal(await read(), 'secrets-changed');
	}
});
