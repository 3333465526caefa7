import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import {healthOf} from '../../../source/connection/health.js';
import type {SecretStore, Store} from '../../../source/io/ports.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {connection, fileWith, iso, service} from '../helpers/files.js';
import {keeperWith, newToken, offline, overloaded, pleaseWait, unlost} from '../helpers/keeper.js';

const over = (change: Parameters<typeof connection>[0] = {}) =>
	fileWith([connection({accessTokenExpiresAt: iso(-1), ...change})]);

test('a token that lives is answered from the file: nothing is asked, locked or written', async t => {
	const {keeper, store, requests} = await keeperWith(t, fileWith(), [newToken], {
		lock: {hold: () => assert.fail('The lock was taken.')},
	});
	const before = fs.statSync(store.path);
	const result = await keeper.accessToken('books');
	assert.ok(result.ok);
	assert.equal(result.value.accessToken, 'example-access-token');
	assert.equal(result.value.apiDomain, 'https://www.zohoapis.com');
	assert.deepEqual(requests, []);
	assert.equal(fs.statSync(store.path).mtimeMs, before.mtimeMs);
});

test('fresh means: lives as long as was asked for, five minutes unless said otherwise', async t => {
	for (const [left, minimumSeconds, refreshes] of [
		[300, undefined, 0],
		[299, undefined, 1],
		[60, 60, 0],
		[59, 60, 1],
		[1, 0, 0],
		[0.5, 0, 1],
		[3000, 3600, 1],
	] as const) {
		const {keeper, requests} = await keeperWith(t, over({accessTokenExpiresAt: iso(left)}));
		const result = await keeper.accessToken('books', minimumSeconds === undefined ? {} : {minimumSeconds});
		assert.ok(result.ok);
		assert.equal(requests.length, refreshes, `${left} s left, ${minimumSeconds} asked`);
	}
});

test('fifty who ask at once get the same new token from one refresh', async t => {
	const {keeper, requests, row} = await keeperWith(t, over({updatedAt: iso(-500)}));
	const results = await Promise.all(Array.from({length: 50}, () => keeper.accessToken('books')));
	for (const result of results) assert.ok(result.ok && result.value.accessToken === 'new-access-token');
	assert.equal(requests.length, 1);
	assert.deepEqual(row().refreshedAt, [iso()]);
	assert.equal(row().updatedAt, iso(-500), 'a new token is no change');
});

test('different wishes at once share one refresh too', async t => {
	const {keeper, requests} = await keeperWith(t, over());
	const results = await Promise.all([
		keeper.accessToken('books'),
		keeper.accessToken('books', {minimumSeconds: 60}),
		keeper.accessToken('books', {force: true}),
		keeper.accessToken('books', {force: true, minimumSeconds: 10}),
	]);
	for (const result of results) assert.ok(result.ok && result.value.accessToken === 'new-access-token');
	assert.equal(requests.length, 1);
});

test('force asks although the old token lives', async t => {
	const {keeper, requests} = await keeperWith(t);
	const result = await keeper.accessToken('books', {force: true});
	assert.ok(result.ok);
	assert.equal(result.value.accessToken, 'new-access-token');
	assert.equal(requests.length, 1);
});

test("the secret goes to the token endpoint of the connection's own data center, by the service's path", async t => {
	const {keeper, requests} = await keeperWith(t, over({dataCenter: 'ca'}));
	assert.ok((await keeper.accessToken('books')).ok);
	assert.deepEqual(requests, [
		{
			tokenUrl: 'https://accounts.zohocloud.ca/oauth/v2/token',
			clientId: '1000.EXAMPLE',
			clientSecret: 'example-client-secret',
			refreshToken: 'example-refresh-token',
			isZoho: true,
		},
	]);
});

test('a data center that is unknown here, or a broken table, gets no secret', async t => {
	const unknown = await keeperWith(t, over({dataCenter: 'mars'}));
	const result = await unknown.keeper.accessToken('books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.id, 'unknown-data-center');
	assert.equal(result.refusal.exitCode, 6);
	assert.deepEqual(unknown.requests, []);
	const broken = await keeperWith(t, over(), [newToken], {
		dataCenters: () => refused({...offline, id: 'data-centers-file-broken', exitCode: 6}),
	});
	const other = await broken.keeper.accessToken('books');
	assert.ok(!other.ok && other.refusal.id === 'data-centers-file-broken');
	assert.deepEqual(broken.requests, []);
});

test('a token endpoint that is no safe address gets no secret', async t => {
	for (const refreshTokenUrl of ['http://auth.example/token', 'not an address', 'ftp://auth.example/']) {
		for (const dataCenter of [null, 'us']) {
			const file = fileWith(
				[connection({accessTokenExpiresAt: iso(-1), dataCenter})],
				[service({refreshTokenUrl, dataCenter})],
			);
			const {keeper, requests} = await keeperWith(t, file);
			const result = await keeper.accessToken('books');
			assert.ok(!result.ok);
			assert.equal(result.refusal.id, 'unsafe-token-url');
			assert.equal(result.refusal.exitCode, 6);
			assert.deepEqual(requests, []);
		}
	}
});

test('a grant of Zoho is not refreshed with a client of another server', async t => {
	const foreign = 'https://auth.example/token';
	const elsewhere = {authorizeUrl: foreign, accessTokenUrl: foreign, refreshTokenUrl: foreign};
	for (const urls of [elsewhere, {refreshTokenUrl: foreign}]) {
		const file = fileWith([connection({accessTokenExpiresAt: iso(-1)})], [service(urls)]);
		const {keeper, requests} = await keeperWith(t, file);
		const result = await keeper.accessToken('books');
		assert.ok(!result.ok);
		assert.deepEqual([result.refusal.id, result.refusal.exitCode], ['service-of-another-server', 3]);
		assert.deepEqual(requests, []);
	}
});

test('a reply without refresh token, API domain or scope leaves the old ones; what it names is taken', async t => {
	const bare = await keeperWith(t, over({doubt: {id: 'x', reason: 'y', at: iso()}}));
	assert.ok((await bare.keeper.accessToken('books')).ok);
	assert.partialDeepStrictEqual(bare.row(), {
		refreshToken: {plain: 'example-refresh-token'},
		accessToken: {plain: 'new-access-token'},
		accessTokenExpiresAt: iso(3600),
		apiDomain: 'https://www.zohoapis.com',
		scopesGranted: ['ZohoBooks.settings.READ'],
		verifiedAt: iso(),
		doubt: null,
	});
	const full = await keeperWith(t, over(), [
		{...newToken, refresh_token: 'rotated', api_domain: 'https://www.zohoapis.eu', scope: 'A.b.READ C.d.ALL'},
	]);
	assert.ok((await full.keeper.accessToken('books')).ok);
	assert.partialDeepStrictEqual(full.row(), {
		refreshToken: {plain: 'rotated'},
		apiDomain: 'https://www.zohoapis.eu',
		scopesGranted: ['A.b.READ', 'C.d.ALL'],
		rotates: true,
	});
	assert.equal(bare.row().rotates, undefined);
});

test('an API domain outside the table is not taken, and the refresh token in use is no new one', async t => {
	const {keeper, row} = await keeperWith(t, over(), [
		{
			...newToken,
			refresh_token: 'example-refresh-token',
			api_domain: 'https://www.zohoapis.com.evil.example',
		},
	]);
	assert.ok((await keeper.accessToken('books')).ok);
	assert.deepEqual([row().apiDomain, row().rotates], ['https://www.zohoapis.com', undefined]);
});

test("another server's lifetime, limits and refusals are its own", async t => {
	const other = over({dataCenter: null, apiDomain: null});
	const urls = {authorizeUrl: 'https://auth.example/a', accessTokenUrl: 'https://auth.example/t'};
	const foreign = {
		...other,
		services: {
			books_service: service({...urls, refreshTokenUrl: 'https://auth.example/t', dataCenter: null}),
		},
	};
	const long = await keeperWith(t, foreign, [{access_token: 'a', expires_in: 604_800}]);
	assert.ok((await long.keeper.accessToken('books')).ok);
	assert.equal(long.row().accessTokenExpiresAt, iso(604_800));
	assert.equal(long.requests[0]?.isZoho, false);

	const busy = await keeperWith(t, foreign, [pleaseWait, newToken]);
	const waits = await busy.keeper.accessToken('books');
	assert.ok(!waits.ok);
	assert.equal(waits.refusal.id, 'throttled');
	assert.doesNotMatch(JSON.stringify(waits.refusal), /Zoho|10 /);
	assert.equal(busy.row().throttledUntil, iso(120));
	busy.pass(121);
	assert.ok((await busy.keeper.accessToken('books')).ok);

	const dead = await keeperWith(t, foreign, [{error: 'invalid_grant'}]);
	const ended = await dead.keeper.accessToken('books');
	assert.ok(!ended.ok && ended.refusal.exitCode === 3);
	assert.match(ended.refusal.what, /^auth\.example/);
});

test('an overloaded server is waited for, now and when asked again, and no limit is named', async t => {
	const {keeper, row, pass, requests} = await keeperWith(t, over(), [overloaded, pleaseWait, newToken]);
	for (const time of ['asked', 'remembered']) {
		const waits = await keeper.accessToken('books');
		assert.ok(!waits.ok, time);
		assert.equal(waits.refusal.id, 'server-busy', time);
		assert.doesNotMatch(JSON.stringify(waits.refusal), /10 new|gives out no more/, time);
		assert.match(waits.refusal.next, /Wait until /, time);
	}
	assert.equal(requests.length, 1);
	assert.equal(row().throttledUntil, iso(120));
	assert.match(healthOf(row(), Date.parse(iso(1))).reason, /overloaded server until/);
	pass(121);
	const limited = await keeper.accessToken('books');
	assert.ok(!limited.ok && limited.refusal.id === 'throttled');
	assert.equal(row().doubt, null);
	pass(601);
	assert.ok((await keeper.accessToken('books')).ok);
});

test('an error that came with HTTP 200 is an error; only a definite one marks the connection, and nothing is deleted', async t => {
	const {keeper, row} = await keeperWith(t, over(), [{error: 'invalid_code'}, newToken]);
	const result = await keeper.accessToken('books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 3);
	assert.match(result.refusal.next, /zconn reconnect books$/);
	assert.equal(row().refusal?.id, result.refusal.id);
	assert.deepEqual(row().refreshToken, {plain: 'example-refresh-token'});
	assert.deepEqual(row().accessToken, {plain: 'example-access-token'});
	// Asked again the next time, and a success takes the mark away.
	assert.ok((await keeper.accessToken('books')).ok);
	assert.equal(row().refusal, null);
});

test('no network, a web page, half a reply: could not tell, exit 4, marked as a doubt only', async t => {
	for (const reply of [offline, '<html><title>502</title></html>', '{"access_tok', '', {}]) {
		const {keeper, row} = await keeperWith(t, over(), [reply]);
		const result = await keeper.accessToken('books');
		assert.ok(!result.ok);
		assert.equal(result.refusal.exitCode, 4);
		assert.equal(row().refusal, null);
		assert.equal(row().doubt?.id, result.refusal.id);
		assert.deepEqual(row().refreshToken, {plain: 'example-refresh-token'});
	}
});

const throttle = {
	error: 'Access Denied',
	error_description: '您已连续发出过多请求',
	status: 'failure',
};

test('a throttle is remembered: for ten minutes nothing is asked, then again', async t => {
	const {keeper, requests, row, pass} = await keeperWith(t, over(), [throttle, newToken]);
	for (let time = 0; time < 3; time++) {
		const result = await keeper.accessToken('books');
		assert.ok(!result.ok);
		assert.equal(result.refusal.exitCode, 4);
		assert.match(result.refusal.id, /throttle/);
		pass(100);
	}
	assert.equal(requests.length, 1);
	assert.equal(row().refusal, null);
	assert.equal(row().throttledUntil, iso(600));
	pass(300);
	const result = await keeper.accessToken('books');
	assert.ok(result.ok);
	assert.equal(row().throttledUntil, null);
	assert.equal(requests.length, 2);
});

test('ten new tokens in ten minutes are the budget: the eleventh is not asked for', async t => {
	const refreshedAt = Array.from({length: 10}, (_, index) => iso(-590 + index * 10));
	const {keeper, requests, pass, row} = await keeperWith(t, over({refreshedAt}));
	const result = await keeper.accessToken('books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 4);
	assert.deepEqual(requests, []);
	pass(11);
	assert.ok((await keeper.accessToken('books')).ok);
	assert.equal(requests.length, 1);
	// The oldest one has left the window.
	assert.deepEqual(row().refreshedAt, [...refreshedAt.slice(1), iso(11)]);
});

test('the old token stands in while it lives, unless more was wanted', async t => {
	for (const [reply, left, options, stands] of [
		[offline, 60, {}, true],
		[throttle, 60, {}, true],
		['<html>', 60, {}, true],
		[offline, 30, {}, false],
		[offline, 60, {force: true}, false],
		[offline, 400, {minimumSeconds: 600}, false],
		[{error: 'invalid_code'}, 60, {}, false],
	] as const) {
		const {keeper} = await keeperWith(t, over({accessTokenExpiresAt: iso(left)}), [reply]);
		const result = await keeper.accessToken('books', options);
		assert.equal(result.ok, stands);
		if (result.ok) assert.equal(result.value.accessToken, 'example-access-token');
	}
});

test('a caller that comes after another process has refreshed takes its token', async t => {
	const {keeper, store, requests} = await keeperWith(t, over(), [newToken], {
		lock: {
			hold: async (_file, work) => {
				await store.update(() =>
					ok(fileWith([connection({accessToken: {plain: 'of-the-other'}, accessTokenExpiresAt: iso(3600)})])),
				);
				return ok(await work(unlost));
			},
		},
	});
	for (const options of [{}, {force: true}]) {
		const result = await keeper.accessToken('books', options);
		assert.ok(result.ok);
		assert.equal(result.value.accessToken, 'of-the-other');
		await store.update(() => ok(over()));
	}
	assert.deepEqual(requests, []);
});

test('a consent that replaced the grant in between is not overwritten', async t => {
	const fresh = fileWith([
		connection({refreshToken: {plain: 'newer'}, accessToken: {plain: 'newer-access'}}),
	]);
	const test = await keeperWith(t, over(), [newToken], {
		change: store => ({
			...store,
			update: async change => {
				await store.update(() => ok(fresh));
				return store.update(change);
			},
		}),
	});
	const result = await test.keeper.accessToken('books');
	assert.ok(result.ok);
	assert.equal(result.value.accessToken, 'newer-access');
	assert.deepEqual(test.row().refreshToken, {plain: 'newer'});
});

const unwritable = refused({...offline, id: 'file-not-writable', what: 'Cannot be written.', exitCode: 6});

test('where the file cannot be written nothing is asked for: a new token could not be kept', async t => {
	const change = (store: Parameters<NonNullable<Parameters<typeof keeperWith>[3]>['change'] & {}>[0]) => ({
		...store,
		checkWritable: async () => unwritable,
		update: async () => unwritable,
	});
	const {keeper, requests} = await keeperWith(t, over(), [newToken], {change});
	const result = await keeper.accessToken('books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 6);
	assert.deepEqual(requests, []);
	const living = await keeperWith(t, over({accessTokenExpiresAt: iso(100)}), [newToken], {change});
	const old = await living.keeper.accessToken('books');
	assert.ok(old.ok && old.value.accessToken === 'example-access-token');
});

test('a new token that cannot be saved any more is handed out all the same, and the grant is as it was', async t => {
	const full = refused({...offline, id: 'disk-full', why: 'Full.', next: 'Make room.', exitCode: 6});
	const change = (store: Store): Store => ({...store, update: async () => full});
	const zoho = await keeperWith(t, over(), [newToken], {change});
	const before = zoho.row();
	const result = await zoho.keeper.accessToken('books');
	assert.ok(result.ok);
	assert.equal(result.value.accessToken, 'new-access-token');
	assert.equal(result.value.expiresAt, iso(3600));
	assert.equal(result.value.apiDomain, 'https://www.zohoapis.com');
	assert.deepEqual(result.value.unsaved, full.refusal);
	assert.deepEqual(zoho.row(), before);
	// A server that rotates has taken the old refresh token back: what is lost is said.
	const rotating = await keeperWith(t, over(), [{...newToken, refresh_token: 'rotated'}], {change});
	const last = await rotating.keeper.accessToken('books');
	assert.ok(last.ok);
	assert.match(
		last.value.unsaved?.why ?? '',
		/^Full\. The server gave a new refresh token with it, which is lost/,
	);
	assert.match(last.value.unsaved?.next ?? '', /^Make room\. Then run: zconn reconnect books$/);
});

test('a lock that cannot be had leaves the old token while it lives', async t => {
	const lock = {hold: async () => refused({...offline, id: 'locked', exitCode: 6})};
	const living = await keeperWith(t, over({accessTokenExpiresAt: iso(100)}), [newToken], {lock});
	const old = await living.keeper.accessToken('books');
	assert.ok(old.ok && old.value.accessToken === 'example-access-token');
	const dead = await keeperWith(t, over(), [newToken], {lock});
	const none = await dead.keeper.accessToken('books');
	assert.ok(!none.ok && none.refusal.id === 'locked');
});

test('the key of the secrets is fetched before the lock is taken: others do not wait while a person types', async t => {
	const sealedSecret = {sealed: 'something', key: 'id'};
	const row = connection({
		refreshToken: sealedSecret,
		accessToken: sealedSecret,
		accessTokenExpiresAt: iso(-1),
	});
	const sealed: ConnectionsFile = {
		...fileWith([row], [service({clientSecret: sealedSecret})]),
		secrets: {kept: 'keychain', key: 'id', check: ''},
	};
	let opened = 0;
	let openedBeforeLock = 0;
	const secrets: SecretStore = {
		seal: async () => ok(sealedSecret),
		open: async () => {
			opened++;
			return ok('opened');
		},
		unlock: async () => ok(true),
	};
	const {keeper} = await keeperWith(t, sealed, [newToken], {
		secrets,
		lock: {
			hold: async (_file, work) => {
				openedBeforeLock = opened;
				return ok(await work(unlost));
			},
		},
	});
	assert.ok((await keeper.accessToken('books')).ok);
	assert.equal(openedBeforeLock, 1);
	// Without the key there is nothing to take the lock for.
	const locked = {...offline, id: 'passphrase-missing', exitCode: 6} as const;
	const without = await keeperWith(t, sealed, [newToken], {
		secrets: {...secrets, open: async () => refused(locked)},
		lock: {hold: () => assert.fail('The lock was taken.')},
	});
	assert.deepEqual(await without.keeper.accessToken('books'), refused(locked));
});

test('an unknown name and a file that is none are refused before anything is asked', async t => {
	const {keeper, store, requests} = await keeperWith(t, over());
	const unknown = await keeper.accessToken('boks');
	assert.ok(!unknown.ok && unknown.refusal.exitCode === 5);
	fs.writeFileSync(store.path, '{"format": 1');
	const broken = await keeper.accessToken('books');
	assert.ok(!broken.ok && broken.refusal.exitCode === 6);
	assert.equal(fs.readFileSync(store.path, 'utf8'), '{"format": 1');
	assert.deepEqual(requests, []);
});

test('a clock that is put back to before the token came does not keep it alive; one new token, and all is well again', async t => {
	const file = fileWith([connection({refreshedAt: [iso()]})]);
	const {keeper, requests, pass} = await keeperWith(t, file);
	pass(-86_400);
	const first = await keeper.accessToken('books');
	assert.ok(first.ok);
	assert.equal(first.value.accessToken, 'new-access-token');
	assert.ok((await keeper.accessToken('books')).ok);
	assert.equal(requests.length, 1);
});

test('a clock that jumps forward, as after a suspend, means a new token', async t => {
	const {keeper, requests, pass} = await keeperWith(t);
	pass(3301);
	assert.ok((await keeper.accessToken('books')).ok);
	assert.equal(requests.length, 1);
});

test('a throttle that was remembered by a clock of next year ends when the clock is put right', async t => {
	const ahead = 365 * 86_400;
	const {keeper, requests} = await keeperWith(
		t,
		fileWith([
			connection({
				accessToken: null,
				throttledUntil: iso(ahead + 600),
				refreshedAt: Array.from({length: 10}, (_none, index) => iso(ahead + index)),
			}),
		]),
	);
	assert.ok((await keeper.accessToken('books')).ok);
	assert.equal(requests.length, 1);
});

test('a holder that was stopped before it asks does not spend a refresh token that another one has already spent', async t => {
	const rotated = fileWith([
		connection({
			refreshToken: {plain: 'rotated-refresh-token'},
			accessToken: {plain: 'of-the-other'},
			accessTokenExpiresAt: iso(3600),
		}),
	]);
	const ways = {
		'the lock was taken over, and nothing was changed yet': {isLost: true, next: over()},
		'the lock was taken over, and the token replaced': {isLost: true, next: rotated},
		'the lock was removed by hand and made again': {isLost: false, next: rotated},
	};
	for (const [what, {isLost, next}] of Object.entries(ways)) {
		let stops = 0;
		const {keeper, requests} = await keeperWith(t, over(), [newToken], {
			lock: {hold: async (_file, work) => ok(await work({...unlost, isOurs: () => !isLost || stops > 1}))},
			change: store => ({
				...store,
				checkWritable: async () => {
					// It stands still here, once, while another process works.
					if (++stops === 1) await store.update(() => ok(next));
					return store.checkWritable();
				},
			}),
		});
		const result = await keeper.accessToken('books');
		assert.ok(result.ok, what);
		const isDone = next === rotated;
		assert.equal(result.value.accessToken, isDone ? 'of-the-other' : 'new-access-token', what);
		assert.equal(requests.length, isDone ? 0 : 1, what);
	}
});

test('a lock that is lost each time is refused with its true reason, and nothing is sent', async t => {
	const {keeper, requests} = await keeperWith(t, over(), [newToken], {
		lock: {hold: async (_file, work) => ok(await work({...unlost, isOurs: () => false}))},
	});
	const result = await keeper.accessToken('books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.id, 'refresh-overtaken');
	assert.deepEqual(requests, []);
});
