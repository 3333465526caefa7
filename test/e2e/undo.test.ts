import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {accept, connect, openRegistered} from './connect-scene.js';
import type {Scene} from './scene.js';

const fileOf = ({folder}: Scene) => JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8'));

test('a name is taken back; once', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	await scene.run(['edit', 'books', '--no-input', '--connection-name', 'Other']);
	assert.equal(fileOf(scene).connections.books.name, 'Other');
	assert.match((await scene.run(['show', 'books'])).stdout, /zconn edit books --undo/);
	const mixed = await scene.run(['edit', 'books', '--undo', '--connection-name', 'Third']);
	assert.equal(mixed.code, 2);
	const result = await scene.run(['edit', 'books', '--undo']);
	assert.equal(result.code, 0, result.stderr);
	assert.equal(result.stdout, 'books\n');
	assert.equal(fileOf(scene).connections.books.name, 'Books');
	const again = await scene.run(['edit', 'books', '--undo']);
	assert.equal(again.code, 2);
	assert.match(again.stderr, /nothing to undo/);
});

test('a grant that could not be revoked yet comes back, and the one that replaced it is revoked', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	const old = fileOf(scene);
	await scene.setFaults({'revoke-html-500': true});
	const running = scene.run(['reconnect', 'books', '--no-input']);
	await accept(await scene.opened.waitForOpenedUrl(2));
	assert.match((await running).stderr, /zconn edit books --undo/);
	assert.notDeepEqual(fileOf(scene).connections.books.refreshToken, old.connections.books.refreshToken);
	await scene.setFaults({'revoke-html-500': false});
	const result = await scene.run(['edit', 'books', '--undo']);
	assert.equal(result.code, 0, result.stderr);
	assert.match(result.stderr, /the new one was revoked/);
	const now = fileOf(scene).connections.books;
	assert.deepEqual(now.refreshToken, old.connections.books.refreshToken);
	assert.equal(now.outgoing, undefined);
	assert.equal((await scene.run(['refresh', 'books'])).code, 0);
});

test('after a reconnect whose old grant is revoked there is no way back', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	const running = scene.run(['reconnect', 'books', '--no-input']);
	await accept(await scene.opened.waitForOpenedUrl(2));
	assert.equal((await running).code, 0);
	const result = await scene.run(['edit', 'books', '--undo']);
	assert.equal(result.code, 2);
	assert.match(result.stderr, /is revoked/);
});
