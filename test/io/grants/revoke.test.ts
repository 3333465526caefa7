import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import {removeConnection} from '../../../source/io/grants/remove.js';
import {revokeConnection} from '../../../source/io/grants/revoke.js';
import {refused} from '../../../source/zoho/refusal.js';
import {actionWorld, declined} from '../helpers/actions.js';
import {connection, fileWith, iso, service} from '../helpers/files.js';
import {offline} from '../helpers/keeper.js';

test("revoked at the accounts server of the connection's own data center; the connection is kept, its token gone", async t => {
	const file = fileWith([connection({dataCenter: 'ca', doubt: {id: 'x', reason: 'y', at: iso()}})]);
	const {world, revoked, row, keeper, requests} = await actionWorld(t, {file});
	const result = await revokeConnection(world, 'books');
	assert.deepEqual(result, {ok: true, value: {name: 'Books', what: 'grant', how: 'revoked'}});
	assert.deepEqual(revoked, [
		{
			accounts: 'https://accounts.zohocloud.ca',
			clientId: '1000.EXAMPLE',
			clientSecret: 'example-client-secret',
			token: 'example-refresh-token',
		},
	]);
	assert.deepEqual(row().refusal, {id: 'revoked', reason: 'Its grant was revoked from here.', at: iso()});
	assert.deepEqual([row().accessToken, row().accessTokenExpiresAt, row().doubt], [null, null, null]);

	const token = await keeper.accessToken('books');
	assert.ok(!token.ok);
	assert.deepEqual([token.refusal.id, token.refusal.exitCode], ['revoked', 3]);
	assert.deepEqual(requests, [], 'a revoked grant is not asked for tokens');
});

test('revoked before: nothing is asked and nothing written', async t => {
	const {world, revoked, store} = await actionWorld(t);
	const revoke = (linkName: string) => revokeConnection(world, linkName);
	await revoke('books');
	const before = fs.readFileSync(store.path, 'utf8');
	assert.deepEqual(await revoke('books'), {ok: true, value: {name: 'Books', what: 'grant', how: 'was-over'}});
	assert.equal(revoked.length, 1);
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
});

test('where Zoho cannot be told the connection is as it was, and the way by hand is named', async t => {
	const {world, store} = await actionWorld(t, {revoke: () => refused(offline)});
	const before = fs.readFileSync(store.path, 'utf8');
	const result = await revokeConnection(world, 'books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 4);
	assert.match(result.refusal.what, /"books" was not revoked/);
	assert.match(result.refusal.next, /https:\/\/accounts\.zoho\.com under Sessions → Connected Apps/);
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
});

test('declined because it was over already: the token endpoint tells, and that counts as revoked', async t => {
	const {world, row, requests} = await actionWorld(t, {
		revoke: () => refused(declined),
		replies: [{error: 'invalid_code'}],
	});
	const result = await revokeConnection(world, 'books');
	assert.deepEqual(result, {ok: true, value: {name: 'Books', what: 'grant', how: 'was-over'}});
	assert.equal(requests.length, 1);
	assert.equal(row().refusal?.id, 'revoked');
});

test('declined although the grant lives, or that cannot be told: kept, exit 4', async t => {
	for (const replies of [undefined, [offline]]) {
		const {world, row} = await actionWorld(t, {
			revoke: () => refused(declined),
			...(replies ? {replies} : {}),
		});
		const result = await revokeConnection(world, 'books');
		assert.ok(!result.ok);
		assert.deepEqual([result.refusal.id, result.refusal.exitCode], ['revoke-declined', 4]);
		assert.equal(row().refusal, null);
		assert.notEqual(row().accessToken, null);
	}
});

test('no refresh comes between: it waits, and then asks for nothing', async t => {
	const gate = Promise.withResolvers<void>();
	const {world, keeper, requests, row} = await actionWorld(t, {
		revoke: async () => {
			await gate.promise;
			return {ok: true, value: true};
		},
	});
	const revoking = revokeConnection(world, 'books');
	const refreshing = keeper.accessToken('books', {force: true});
	gate.resolve();
	assert.ok((await revoking).ok);
	const token = await refreshing;
	assert.ok(!token.ok && token.refusal.id === 'revoked');
	assert.deepEqual(requests, []);
	assert.equal(row().accessToken, null);
});

test('a grant that replaced the revoked one in between is not marked', async t => {
	const next = {plain: 'another-refresh-token'};
	const {world, row, store} = await actionWorld(t, {
		revoke: async () => {
			await store.update(file => ({
				ok: true,
				value: {...file, connections: {books: connection({refreshToken: next})}},
			}));
			return {ok: true, value: true};
		},
	});
	assert.ok((await revokeConnection(world, 'books')).ok);
	assert.deepEqual([row().refusal, row().refreshToken], [null, next]);
});

test('of a server that is not Zoho it is not known where; of an unknown data center no secret leaves', async t => {
	const foreign = await actionWorld(t, {file: fileWith([connection({dataCenter: null})])});
	const unknown = await actionWorld(t, {file: fileWith([connection({dataCenter: 'mars'})], [service()])});
	const refusals = await Promise.all([foreign, unknown].map(({world}) => revokeConnection(world, 'books')));
	assert.deepEqual(
		refusals.map(result => !result.ok && [result.refusal.id, result.refusal.exitCode]),
		[
			['revoke-unknown', 4],
			['unknown-data-center', 6],
		],
	);
	assert.deepEqual([...foreign.revoked, ...unknown.revoked], []);
	// Trying again never helps there, and is not advised.
	assert.doesNotMatch(JSON.stringify(refusals[0]), /again|Zoho (?!one)/i);
});

test('of a client that asks for itself the access token is ended, by its kind, and no new one is asked for', async t => {
	const row = {clientCredentials: true, refreshToken: {plain: ''}} as const;
	const file = fileWith([connection(row)], [service({grantType: 'client-credentials'})]);
	const good = await actionWorld(t, {file});
	assert.deepEqual(await revokeConnection(good.world, 'books'), {
		ok: true,
		value: {name: 'Books', what: 'access token', how: 'revoked'},
	});
	assert.partialDeepStrictEqual(good.revoked, [{token: 'example-access-token', kind: 'access_token'}]);
	assert.equal(good.row().refusal?.reason, 'Its access token was revoked from here.');
	const no = await actionWorld(t, {file, revoke: () => refused(declined)});
	const kept = await revokeConnection(no.world, 'books');
	assert.ok(!kept.ok && kept.refusal.id === 'revoke-declined');
	assert.match(kept.refusal.next, /Try again later: zconn revoke books\. Or its access token ends by itself/);
	assert.deepEqual(no.clientRequests, []);
	const removed = await removeConnection(no.world, 'books');
	assert.ok(!removed.ok);
	assert.match(removed.refusal.what, /because its access token could not be revoked/);
	assert.doesNotMatch(JSON.stringify(removed.refusal), /grant is|Connected Apps/);
	assert.equal(no.row().refusal, null);
});
