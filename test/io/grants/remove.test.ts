import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {removeConnection} from '../../../source/io/grants/remove.js';
import {revokeConnection} from '../../../source/io/grants/revoke.js';
import {refused} from '../../../source/zoho/refusal.js';
import {actionWorld} from '../helpers/actions.js';
import {connection, fileWith} from '../helpers/files.js';
import {offline} from '../helpers/keeper.js';

const two = fileWith([connection(), connection({linkName: 'crm', name: 'CRM'})]);

test('revoked, then deleted, from the backup as well; others and the service stay', async t => {
	const file = fileWith([
		connection(),
		connection({linkName: 'crm', refreshToken: {plain: 'crm-refresh-token'}}),
	]);
	const {world, revoked, store} = await actionWorld(t, {file});
	const result = await removeConnection(world, 'books');
	assert.ok(result.ok);
	assert.deepEqual([result.value.grant, result.value.service.isUnused], ['revoked', false]);
	assert.equal(revoked.length, 1);
	const saved = store.read();
	assert.ok(saved.ok);
	assert.deepEqual(Object.keys(saved.value.connections), ['crm']);
	assert.deepEqual(Object.keys(saved.value.services), ['books_service']);
	for (const name of fs.readdirSync(store.folder)) {
		const text = fs.readFileSync(path.join(store.folder, name), 'utf8');
		assert.ok(!text.includes('example-refresh-token'), `${name} remembers the refresh token`);
	}
	const last = await removeConnection(world, 'crm');
	assert.ok(last.ok && last.value.service.isUnused);
});

test('offline: nothing is deleted, and it is said that the grant lives on and where to end it', async t => {
	const {world, store} = await actionWorld(t, {file: two, revoke: () => refused(offline)});
	const before = fs.readFileSync(store.path, 'utf8');
	const result = await removeConnection(world, 'books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 4);
	assert.match(result.refusal.why, /The grant is still valid at Zoho/);
	assert.match(result.refusal.next, /https:\/\/accounts\.zoho\.com under Sessions → Connected Apps/);
	assert.match(result.refusal.next, /zconn remove books --keep-grant/);
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
});

test('with the grant kept on purpose Zoho is not asked', async t => {
	const {world, revoked, store} = await actionWorld(t, {file: two});
	const result = await removeConnection(world, 'books', {keepGrant: true});
	assert.ok(result.ok);
	assert.deepEqual([result.value.grant, result.value.dataCenter?.id], ['kept', 'us']);
	assert.deepEqual(revoked, []);
	const saved = store.read();
	assert.ok(saved.ok && !('books' in saved.value.connections));
});

test('what was revoked before is deleted without asking Zoho again', async t => {
	const {world, revoked} = await actionWorld(t, {file: two});
	await revokeConnection(world, 'books');
	const result = await removeConnection(world, 'books');
	assert.ok(result.ok && result.value.grant === 'was-over');
	assert.equal(revoked.length, 1);
});

test('a grant that replaced the revoked one in between is not deleted', async t => {
	const {world, row, store} = await actionWorld(t, {
		revoke: async () => {
			await store.update(file => ({
				ok: true,
				value: {...file, connections: {books: connection({refreshToken: {plain: 'another'}})}},
			}));
			return {ok: true, value: true};
		},
	});
	const result = await removeConnection(world, 'books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.id, 'connection-changed');
	assert.deepEqual(row().refreshToken, {plain: 'another'});
});

test('no such connection: exit 5 with near names', async t => {
	const {world} = await actionWorld(t);
	const result = await removeConnection(world, 'boks');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 5);
	assert.match(result.refusal.why, /books/);
});
