import assert from 'node:assert/strict';
import fs from 'node:fs';
import {type TestContext, test} from 'node:test';
import {secretsIn} from '../../../source/connection/secrets/places.js';
import {createLock} from '../../../source/io/file/lock.js';
import {renameConnection} from '../../../source/io/grants/rename.js';
import {saveConnection} from '../../../source/io/grants/save.js';
import {saveIncoming} from '../../../source/io/grants/take-over.js';
import {changeSecrets, type SecretPolicyChange} from '../../../source/io/secrets/change-secrets.js';
import {createTokenKeeper} from '../../../source/io/tokens/keeper.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok} from '../../../source/zoho/refusal.js';
import {runnerWith, save} from '../helpers/effects.js';
import {connection, epoch, fileWith} from '../helpers/files.js';
import {newToken, scriptedAccounts} from '../helpers/keeper.js';
import {fakeKeychain, keyedFileWith} from '../helpers/secrets.js';

const keychain: SecretPolicyChange = {kept: 'keychain'};
const passphrase: SecretPolicyChange = {kept: 'passphrase', passphrase: 'correct horse'};
const environment = {ZCONN_PASSPHRASE: 'correct horse'};
const place = {owner: 'connection', linkName: 'books', field: 'refreshToken'} as const;

type Kept = Awaited<ReturnType<typeof keyedFileWith>>;

const assertAllSealed = ({store}: Pick<Kept, 'store'>): void => {
	const read = store.read();
	assert.ok(read.ok);
	const policy = read.value.secrets;
	assert.ok(policy && policy.kept !== 'plain');
	for (const secret of secretsIn(read.value)) assert.ok('sealed' in secret && secret.key === policy.key);
};

/** A keeper over a keyed file; `meanwhile` happens while Zoho is asked. */
const keeperOf = (kept: Kept, reply: Record<string, unknown>, meanwhile: () => Promise<void>) => {
	const {accounts, requests} = scriptedAccounts([reply]);
	const keeper = createTokenKeeper({
		store: kept.store,
		secrets: kept.secrets,
		clock: {now: () => epoch},
		accounts: async () => ({
			...accounts,
			refresh: async request => {
				await meanwhile();
				return accounts.refresh(request);
			},
		}),
		dataCenters: () => ok(builtInDataCenters),
		lock: createLock(),
	});
	return {keeper, requests};
};

const start = async (t: TestContext, policyChange?: SecretPolicyChange): Promise<Kept> => {
	const kept = await keyedFileWith(t, {file: fileWith(), environment});
	if (policyChange) assert.ok((await changeSecrets(kept.keyedFile, policyChange)).ok);
	return kept;
};

test('a refresh of sealed tokens: opened, asked for, sealed again', async t => {
	const kept = await start(t, keychain);
	const {keeper, requests} = keeperOf(kept, {...newToken, refresh_token: 'rotated'}, async () => undefined);
	const living = await keeper.accessToken('books');
	assert.ok(living.ok);
	assert.equal(living.value.accessToken, 'example-access-token');
	assert.equal(requests.length, 0);
	const fresh = await keeper.accessToken('books', {force: true});
	assert.ok(fresh.ok);
	assert.equal(fresh.value.accessToken, 'new-access-token');
	assert.equal(requests[0]?.refreshToken, 'example-refresh-token');
	assert.equal(requests[0]?.clientSecret, 'example-client-secret');
	assertAllSealed(kept);
	const one = kept.store.readOne('books');
	assert.ok(one.ok);
	assert.deepEqual(await kept.secrets.open(one.value.connection.refreshToken, place), ok('rotated'));
});

test('when another program changes the way while Zoho is asked, what Zoho gave is kept in the new way', async t => {
	for (const [before, after] of [
		[undefined, keychain],
		[keychain, passphrase],
		[passphrase, keychain],
	] as const) {
		const kept = await start(t, before);
		const other = await keyedFileWith(t, {folder: kept.folder, keychain: kept.fake, environment});
		const {keeper, requests} = keeperOf(kept, {...newToken, refresh_token: 'rotated'}, async () => {
			assert.ok((await changeSecrets(other.keyedFile, after)).ok);
		});
		const fresh = await keeper.accessToken('books', {force: true});
		assert.ok(fresh.ok, JSON.stringify(fresh));
		assert.equal(fresh.value.accessToken, 'new-access-token');
		assert.equal(requests.length, 1);
		assertAllSealed(kept);
		const one = other.store.readOne('books');
		assert.ok(one.ok);
		assert.deepEqual(await other.secrets.open(one.value.connection.refreshToken, place), ok('rotated'));
	}
});

test('another grant that came in between is still not overwritten', async t => {
	const kept = await start(t, keychain);
	const {keeper} = keeperOf(kept, newToken, async () => {
		const refreshToken = await kept.secrets.seal('of another consent', place);
		assert.ok(refreshToken.ok);
		const row = connection({refreshToken: refreshToken.value, accessToken: null});
		const saved = await kept.store.update(file => ok({...file, connections: {books: row}}));
		assert.ok(saved.ok);
	});
	const refused = await keeper.accessToken('books', {force: true});
	assert.ok(!refused.ok);
	assert.equal(refused.refusal.id, 'connection-changed');
	const one = kept.store.readOne('books');
	assert.ok(one.ok);
	assert.equal(one.value.connection.accessToken, null);
});

test('a grant that Zoho has just issued is not lost when the way changes between sealing and saving', async t => {
	const {service, connection: issued, draftId} = save();
	for (const saveIt of [
		(kept: Kept) => saveConnection(kept, kept, {service, connection: {...issued, linkName: 'two'}, draftId}),
		(kept: Kept) => saveIncoming({...runnerWith(t).world, ...kept}, 'books', {service, connection: issued}),
	]) {
		const kept = await start(t);
		const other = await keyedFileWith(t, {folder: kept.folder, keychain: kept.fake, environment});
		const {update} = kept.store;
		const changing = t.mock.method(kept.store, 'update', async (...given: Parameters<typeof update>) => {
			changing.mock.restore();
			assert.ok((await changeSecrets(other.keyedFile, keychain)).ok);
			return update(...given);
		});
		const saved = await saveIt(kept);
		assert.ok(saved.ok, JSON.stringify(saved));
		assertAllSealed(kept);
	}
});

test('in another folder secrets are kept as that folder has it', async t => {
	const home = await start(t, passphrase);
	const plain = await keyedFileWith(t, {file: fileWith([])});
	const sealed = await start(t, keychain);
	const {connection: issued, draftId} = save();
	const request = {service: undefined, connection: {...issued, linkName: 'two'}, draftId};
	assert.ok((await saveConnection(home, plain, request)).ok);
	assert.match(fs.readFileSync(plain.store.path, 'utf8'), /"plain": "issued-refresh"/);
	assert.ok((await saveConnection(home, sealed, request)).ok);
	assertAllSealed(sealed);
	assert.doesNotMatch(fs.readFileSync(sealed.store.path, 'utf8'), /issued-refresh/);
});

test('a renamed connection opens under its new name only', async t => {
	const kept = await start(t, keychain);
	const world = {...kept, clock: {now: () => epoch}, lock: createLock()};
	assert.ok((await renameConnection(world, 'books', 'Roastery')).ok);
	const one = kept.store.readOne('roastery');
	assert.ok(one.ok);
	const {refreshToken} = one.value.connection;
	assert.deepEqual(
		await kept.secrets.open(refreshToken, {...place, linkName: 'roastery'}),
		ok('example-refresh-token'),
	);
	const old = await kept.secrets.open(refreshToken, place);
	assert.ok(!old.ok);
	assert.equal(old.refusal.id, 'secret-damaged');
	assertAllSealed(kept);
});

test('a keychain that is gone is told before the browser opens', async t => {
	const fake = fakeKeychain();
	const kept = await keyedFileWith(t, {file: fileWith(), keychain: fake});
	assert.ok((await changeSecrets(kept.keyedFile, keychain)).ok);
	const later = await keyedFileWith(t, {folder: kept.folder, keychain: fake});
	fake.breakWith({kind: 'timed-out'});
	const {runner, eventOf, seen} = runnerWith(t, {store: later.store, secrets: later.secrets});
	runner.run({type: 'prepare-consent', id: 'one', accountsUrl: 'https://accounts.zoho.com'});
	const {refusal} = await eventOf('consent-not-prepared');
	assert.equal(refusal.id, 'keychain-unavailable');
	assert.equal(seen.open, 0);
});
