import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {chmodSync, existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {createLock} from '../../../source/io/file/lock.js';
import {changeSecrets} from '../../../source/io/secrets/change-secrets.js';
import {createKeyedFile, type KeyedFile} from '../../../source/io/secrets/keyed-file.js';
import {ok} from '../../../source/zoho/refusal.js';
import {fileWith, temporaryFolder} from '../helpers/files.js';

const place = {owner: 'connection', linkName: 'books', field: 'refreshToken'} as const;

const keyedFileIn = (folder: string, environment: Readonly<Record<string, string>>): KeyedFile =>
	createKeyedFile({folder, lock: createLock(), clock: {now: () => Date.now()}, environment});

/** What a keyedFile with these variables gives for the refresh token. */
const opened = async (folder: string, environment: Readonly<Record<string, string>>): Promise<string> => {
	const {store, secrets} = keyedFileIn(folder, environment);
	const one = store.readOne('books');
	assert.ok(one.ok);
	const result = await secrets.open(one.value.connection.refreshToken, place);
	return result.ok ? result.value : result.refusal.id;
};

const sealedFolder = async (
	t: TestContext,
	environment: Readonly<Record<string, string>>,
): Promise<string> => {
	const folder = temporaryFolder(t);
	const keyedFile = keyedFileIn(folder, environment);
	assert.ok((await keyedFile.store.update(() => ok(fileWith()))).ok);
	const changed = await changeSecrets(keyedFile, {kept: 'key'});
	assert.ok(changed.ok, changed.ok ? '' : changed.refusal.what);
	return folder;
};

test('a key file that is not there is made, for this user alone, and seals the file and its backup', async t => {
	const file = join(temporaryFolder(t), 'deep', 'zconn.key');
	const environment = {ZCONN_KEY_FILE: file};
	const folder = await sealedFolder(t, environment);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	for (const name of ['connections.json', 'connections.json.backup']) {
		assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /example-(?:refresh|access|client)/);
	}
	assert.equal(await opened(folder, environment), 'example-refresh-token');
	assert.equal(await opened(folder, {}), 'key-missing');
	assert.equal(await opened(folder, {ZCONN_KEY_FILE: join(folder, 'none')}), 'key-missing');
});

test('every spelling of the same 32 bytes opens; other bytes do not', async t => {
	const bytes = randomBytes(32);
	const folder = await sealedFolder(t, {ZCONN_KEY_COMMAND: `echo ${bytes.toString('base64')}`});
	const file = join(folder, 'k');
	const withFile = async (content: string | Buffer): Promise<string> => {
		writeFileSync(file, content);
		return opened(folder, {ZCONN_KEY_FILE: file});
	};
	for (const content of [
		bytes,
		bytes.toString('hex'),
		bytes.toString('hex').toUpperCase(),
		bytes.toString('base64'),
		`${bytes.toString('base64url')}\n`,
		`  ${bytes.toString('base64')}\r\n`,
	]) {
		assert.equal(await withFile(content), 'example-refresh-token');
	}
	assert.equal(await withFile(randomBytes(32)), 'key-wrong');
	assert.equal(await withFile(randomBytes(31)), 'key-unfit');
	assert.equal(await withFile('a passphrase is no key'), 'key-unfit');
	assert.equal(await withFile(''), 'key-unfit');
});

test('a command that fails, or prints nothing, is refused, and what it printed is not repeated', async t => {
	const folder = await sealedFolder(t, {ZCONN_KEY_FILE: join(temporaryFolder(t), 'k')});
	assert.equal(await opened(folder, {ZCONN_KEY_COMMAND: 'exit 3'}), 'key-command-failed');
	assert.equal(await opened(folder, {ZCONN_KEY_COMMAND: 'true'}), 'key-command-failed');
	const {store, secrets} = keyedFileIn(folder, {ZCONN_KEY_COMMAND: 'echo hush-hush'});
	const one = store.readOne('books');
	assert.ok(one.ok);
	const result = await secrets.open(one.value.connection.refreshToken, place);
	assert.ok(!result.ok && result.refusal.id === 'key-unfit');
	assert.doesNotMatch(JSON.stringify(result), /hush/);
});

test('back to plain, with the key once more', async t => {
	const environment = {ZCONN_KEY_FILE: join(temporaryFolder(t), 'k')};
	const folder = await sealedFolder(t, environment);
	const without = await changeSecrets(keyedFileIn(folder, {}), {kept: 'plain'});
	assert.ok(!without.ok && without.refusal.id === 'key-missing');
	assert.ok((await changeSecrets(keyedFileIn(folder, environment), {kept: 'plain'})).ok);
	assert.equal(await opened(folder, {}), 'example-refresh-token');
});

test('a key that another user could have put there seals nothing', async t => {
	const folder = temporaryFolder(t);
	const file = join(folder, 'k');
	writeFileSync(file, randomBytes(32));
	chmodSync(file, 0o666);
	const keyedFile = keyedFileIn(folder, {ZCONN_KEY_FILE: file});
	assert.ok((await keyedFile.store.update(() => ok(fileWith()))).ok);
	const changed = await changeSecrets(keyedFile, {kept: 'key'});
	assert.equal(changed.ok ? 'sealed' : changed.refusal.id, 'open-to-others');
});

test('the tilde of a variable is the home folder, for no shell puts that in its place', async t => {
	const home = temporaryFolder(t);
	const environment = {HOME: home, USERPROFILE: home, ZCONN_KEY_FILE: '~/deep/k'};
	const folder = await sealedFolder(t, environment);
	assert.ok(existsSync(join(home, 'deep', 'k')));
	assert.equal(await opened(folder, environment), 'example-refresh-token');
});
