import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {mapSecrets, secretsIn} from '../../../source/connection/secrets/places.js';
import {changeSecrets, type SecretPolicyChange} from '../../../source/io/secrets/change-secrets.js';
import {ok} from '../../../source/zoho/refusal.js';
import {connection, fileWith, temporaryFolder} from '../helpers/files.js';
import {fakeKeychain, keyedFileWith} from '../helpers/secrets.js';

const place = {owner: 'connection', linkName: 'books', field: 'refreshToken'} as const;
const passphrase: SecretPolicyChange = {kept: 'passphrase', passphrase: 'correct horse'};
const environment = {ZCONN_PASSPHRASE: 'correct horse'};

const opened = async ({store, secrets}: Awaited<ReturnType<typeof keyedFileWith>>) => {
	const one = store.readOne('books');
	assert.ok(one.ok);
	return secrets.open(one.value.connection.refreshToken, place);
};

const textOf = (folder: string, name = 'connections.json'): string =>
	fs.readFileSync(path.join(folder, name), 'utf8');

test('every way leads to every other: all secrets in one write, the backup too, and all open again', async t => {
	const kept = await keyedFileWith(t, {file: fileWith(), environment});
	const ways: readonly SecretPolicyChange[] = [
		{kept: 'keychain'},
		passphrase,
		{kept: 'plain'},
		passphrase,
		{kept: 'keychain'},
		{kept: 'plain'},
	];
	let before = 'plain';
	for (const policyChange of ways) {
		const changed = await changeSecrets(kept.keyedFile, policyChange);
		assert.deepEqual(changed, ok({before, after: policyChange.kept, count: 3, isWritten: true}));
		before = policyChange.kept;
		for (const name of ['connections.json', 'connections.json.backup']) {
			const text = textOf(kept.folder, name);
			assert.equal(
				text.includes('example-refresh-token'),
				policyChange.kept === 'plain',
				`${name} ${policyChange.kept}`,
			);
			assert.equal(text.includes('example-client-secret'), policyChange.kept === 'plain');
		}
		assert.deepEqual(await opened(kept), ok('example-refresh-token'));
		// Another program, that knows nothing yet.
		const other = await keyedFileWith(t, {folder: kept.folder, keychain: kept.fake, environment});
		assert.deepEqual(await opened(other), ok('example-refresh-token'));
		const policy = other.store.readSecretPolicy();
		assert.ok(policy.ok);
		assert.equal(policy.value.kept, policyChange.kept);
	}
});

test('the same way again writes nothing; the same passphrase again makes a new key', async t => {
	const kept = await keyedFileWith(t, {file: fileWith(), environment});
	await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	const text = textOf(kept.folder);
	assert.deepEqual(
		await changeSecrets(kept.keyedFile, {kept: 'keychain'}),
		ok({before: 'keychain', after: 'keychain', count: 3, isWritten: false}),
	);
	assert.equal(textOf(kept.folder), text);
	assert.equal(kept.fake.held.size, 1);
	await changeSecrets(kept.keyedFile, passphrase);
	const first = kept.store.readSecretPolicy();
	await changeSecrets(kept.keyedFile, {kept: 'passphrase', passphrase: 'another one'});
	const second = kept.store.readSecretPolicy();
	assert.ok(first.ok && second.ok);
	assert.notDeepEqual(first.value, second.value);
	const old = await keyedFileWith(t, {folder: kept.folder, environment});
	const refusal = await opened(old);
	assert.ok(!refusal.ok);
	assert.equal(refusal.refusal.id, 'passphrase-wrong');
});

test('a secret that was put in by hand is sealed by asking for the same way again', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	const text = textOf(kept.folder);
	const sealed = /\{\s*"sealed": "[^"]*",\s*"key": "[^"]*"\s*\}/.exec(text)?.[0] ?? '';
	fs.writeFileSync(path.join(kept.folder, 'connections.json'), text.replace(sealed, '{"plain": "by hand"}'));
	const changed = await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	assert.ok(changed.ok && changed.value.isWritten);
	assert.doesNotMatch(textOf(kept.folder), /by hand/);
});

test('what cannot be had leaves the file as it is, and no key behind', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	const before = textOf(kept.folder);
	kept.fake.breakWith({kind: 'timed-out'});
	const refused = await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.id, 'keychain-unavailable');
	assert.equal(refused.refusal.exitCode, 6);
	const short = await changeSecrets(kept.keyedFile, {kept: 'passphrase', passphrase: 'short'});
	assert.ok(!short.ok);
	assert.equal(short.refusal.id, 'passphrase-unfit');
	assert.equal(textOf(kept.folder), before);

	kept.fake.breakWith(undefined);
	t.mock.method(kept.store, 'update', async () => ({
		ok: false,
		refusal: {id: 'disk-full', what: '', why: '', next: '', exitCode: 6},
	}));
	const full = await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	assert.ok(!full.ok);
	assert.equal(full.refusal.id, 'disk-full');
	assert.equal(kept.fake.held.size, 0);
	assert.equal(textOf(kept.folder), before);
});

test('a lost key weakens nothing: neither plain nor another way is reached, and the file is untouched', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	const before = textOf(kept.folder);
	kept.fake.held.clear();
	for (const policyChange of [{kept: 'plain'}, passphrase] as const) {
		const other = await keyedFileWith(t, {folder: kept.folder, keychain: kept.fake, environment});
		const refused = await changeSecrets(other.keyedFile, policyChange);
		assert.ok(!refused.ok);
		assert.equal(refused.refusal.id, 'keychain-key-missing');
		assert.equal(refused.refusal.exitCode, 6);
	}
	assert.equal(textOf(kept.folder), before);
});

test('one secret that does not open stops the whole change, and is named', async t => {
	const kept = await keyedFileWith(t, {file: fileWith()});
	await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	// Swapped: the access token in the place of the refresh token.
	await kept.store.update(file => {
		const row = file.connections.books ?? connection();
		const swapped = {...row, refreshToken: row.accessToken ?? row.refreshToken};
		return ok({...file, connections: {books: swapped}});
	});
	const before = textOf(kept.folder);
	const refused = await changeSecrets(kept.keyedFile, {kept: 'plain'});
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.id, 'secret-damaged');
	assert.match(refused.refusal.what, /refreshToken of connection "books"/);
	assert.equal(textOf(kept.folder), before);
	const answer = await opened(kept);
	assert.ok(!answer.ok);
	assert.equal(answer.refusal.id, 'secret-damaged');
});

test('secrets that others save in between are sealed too, and ones sealed for the old policy are refused', async t => {
	const folder = temporaryFolder(t);
	const keychain = fakeKeychain();
	const one = await keyedFileWith(t, {folder, keychain, file: fileWith()});
	const two = await keyedFileWith(t, {folder, keychain});
	// Sealed before the change, saved after it.
	const late = await two.secrets.seal('late', {...place, linkName: 'late'});
	assert.ok(late.ok);
	const row = connection({linkName: 'late', refreshToken: late.value, accessToken: null});
	await changeSecrets(one.keyedFile, {kept: 'keychain'});
	const refused = await two.store.update(file =>
		ok({...file, connections: {...file.connections, late: row}}),
	);
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.id, 'secrets-changed');
	const again = await two.secrets.seal('late', {...place, linkName: 'late'});
	assert.ok(again.ok);
	const saved = await two.store.update(file =>
		ok({...file, connections: {...file.connections, late: {...row, refreshToken: again.value}}}),
	);
	assert.ok(saved.ok);
	assert.ok(secretsIn(saved.value).every(secret => 'sealed' in secret));
});

test('a file that was changed while the key was fetched is not sealed with it', async t => {
	const folder = temporaryFolder(t);
	const keychain = fakeKeychain();
	const one = await keyedFileWith(t, {folder, keychain, file: fileWith(), environment});
	const two = await keyedFileWith(t, {folder, keychain, environment});
	const {update} = one.store;
	t.mock.method(one.store, 'update', async (...given: Parameters<typeof update>) => {
		await changeSecrets(two.keyedFile, passphrase);
		return update(...given);
	});
	const refused = await changeSecrets(one.keyedFile, {kept: 'keychain'});
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.id, 'secrets-changed');
	assert.deepEqual(await opened(two), ok('example-refresh-token'));
	// The file belongs to another program now, so which key is in use is for that program to say.
	assert.equal(keychain.held.size, 0);
});

test('ten thousand secrets are sealed in one write', async t => {
	const many = Array.from({length: 5000}, (_, index) => connection({linkName: `books_${index}`}));
	const kept = await keyedFileWith(t, {file: fileWith(many)});
	const changed = await changeSecrets(kept.keyedFile, {kept: 'keychain'});
	assert.ok(changed.ok);
	assert.equal(changed.value.count, 10_001);
	const read = kept.store.read();
	assert.ok(read.ok);
	const forms = new Set<string>();
	mapSecrets(read.value, secret => {
		forms.add('sealed' in secret ? 'sealed' : 'plain');
		return secret;
	});
	assert.deepEqual([...forms], ['sealed']);
});
