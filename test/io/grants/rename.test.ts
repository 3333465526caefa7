import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import {renameConnection} from '../../../source/io/grants/rename.js';
import {undoLastChange} from '../../../source/io/grants/undo.js';
import {refreshLockFile} from '../../../source/io/tokens/refresh-lock.js';
import {ok} from '../../../source/zoho/refusal.js';
import {sampleDraft} from '../../home/samples.js';
import {actionWorld, boundSecrets, boundTo} from '../helpers/actions.js';
import {connection, fileWith, service} from '../helpers/files.js';

const sealedFile = () => {
	const place = {owner: 'connection', linkName: 'books'} as const;
	const books = connection({
		refreshToken: boundTo({...place, field: 'refreshToken'}, 'refresh'),
		accessToken: boundTo({...place, field: 'accessToken'}, 'access'),
	});
	return fileWith([connection({linkName: 'a'}), books, connection({linkName: 'z'})]);
};

test('the secrets are sealed for their new place; the row keeps its place and all else', async t => {
	const file = sealedFile();
	const {world, store} = await actionWorld(t, {file, secrets: boundSecrets});
	const result = await renameConnection(world, 'books', ' Café ');
	assert.deepEqual(result, {
		ok: true,
		value: {name: 'Café', linkName: 'cafe', previous: {name: 'Books', linkName: 'books'}},
	});
	const saved = store.read();
	assert.ok(saved.ok);
	assert.deepEqual(Object.keys(saved.value.connections), ['a', 'cafe', 'z']);
	assert.deepEqual({...saved.value.services}, {books_service: service()});
	const {cafe} = saved.value.connections;
	assert.ok(cafe?.accessToken);
	const place = {owner: 'connection', linkName: 'cafe'} as const;
	assert.deepEqual(await boundSecrets.open(cafe.refreshToken, {...place, field: 'refreshToken'}), {
		ok: true,
		value: 'refresh',
	});
	assert.deepEqual(await boundSecrets.open(cafe.accessToken, {...place, field: 'accessToken'}), {
		ok: true,
		value: 'access',
	});
	const {refreshToken: _old, accessToken: _other, ...rest} = cafe;
	const {refreshToken: _r, accessToken: _a, ...before} = file.connections.books ?? connection();
	const {undo, ...others} = rest;
	assert.deepEqual(others, {...before, name: 'Café', linkName: 'cafe'});
	assert.deepEqual([undo?.name, undo?.linkName, undo?.grant], ['Books', 'books', null]);
});

test('another name with the same link name leaves the secrets alone', async t => {
	const {world, row} = await actionWorld(t, {secrets: boundSecrets});
	const result = await renameConnection(world, 'books', 'BOOKS');
	assert.ok(result.ok);
	assert.deepEqual([row().name, row().refreshToken], ['BOOKS', {plain: 'example-refresh-token'}]);
});

test('the same name again writes nothing', async t => {
	const {world, store} = await actionWorld(t);
	const before = fs.statSync(store.path).mtimeMs;
	assert.ok((await renameConnection(world, 'books', 'Books')).ok);
	assert.equal(fs.statSync(store.path).mtimeMs, before);
});

test('taken and unfit names, and a connection that does not exist, are refused; nothing is written', async t => {
	const file = fileWith([connection(), connection({linkName: 'crm'})]);
	const {world, store} = await actionWorld(t, {file});
	const before = fs.readFileSync(store.path, 'utf8');
	const rename = (linkName: string, name: string) => renameConnection(world, linkName, name);
	const results = await Promise.all([rename('books', 'CRM'), rename('books', ' '), rename('boks', 'New')]);
	assert.deepEqual(
		results.map(result => !result.ok && [result.refusal.id, result.refusal.exitCode]),
		[
			['name-taken', 2],
			['name-wrong', 2],
			['no-such-connection', 5],
		],
	);
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
});

test('a refresh that runs under the old name is waited for, and its token is not lost', async t => {
	const {world, keeper, store, lock} = await actionWorld(t);
	const gate = Promise.withResolvers<void>();
	const holding = lock.hold(refreshLockFile(store.folder, 'books'), () => gate.promise);
	const refreshing = keeper.accessToken('books', {force: true});
	const renaming = renameConnection(world, 'books', 'New');
	gate.resolve();
	await holding;
	const token = await refreshing;
	assert.ok(token.ok);
	assert.ok((await renaming).ok);
	const one = store.readOne('new');
	assert.ok(one.ok);
	assert.deepEqual(one.value.connection.accessToken, {plain: token.value.accessToken});
});

test('two who rename to the same name: one gets it, the other is told', async t => {
	const file = fileWith([connection(), connection({linkName: 'crm'})]);
	const {world, store} = await actionWorld(t, {file});
	const rename = (linkName: string, name: string) => renameConnection(world, linkName, name);
	const results = await Promise.all([rename('books', 'New'), rename('crm', 'New')]);
	assert.deepEqual(results.map(({ok}) => ok).toSorted(), [false, true]);
	const saved = store.read();
	assert.ok(saved.ok);
	assert.equal(Object.keys(saved.value.connections).length, 2);
});

test('a rename can be undone: both names come back, the secrets sealed for the old place, drafts about it too', async t => {
	const file = {
		...sealedFile(),
		drafts: {d: sampleDraft({target: 'books'})},
	};
	const {world, store} = await actionWorld(t, {file, secrets: boundSecrets});
	assert.ok((await renameConnection(world, 'books', 'Café')).ok);
	const renamed = store.read();
	assert.equal(renamed.ok && renamed.value.drafts.d?.target, 'cafe');
	const undone = await undoLastChange(world, 'cafe');
	assert.deepEqual(undone, {
		ok: true,
		value: {name: 'Books', linkName: 'books', isGrantBack: false, problem: undefined},
	});
	const saved = store.read();
	assert.ok(saved.ok);
	assert.deepEqual(Object.keys(saved.value.connections), ['a', 'books', 'z']);
	assert.equal(saved.value.drafts.d?.target, 'books');
	const {books} = saved.value.connections;
	assert.equal(books?.undo, undefined);
	assert.deepEqual(
		await boundSecrets.open(books?.refreshToken ?? {plain: ''}, {
			owner: 'connection',
			linkName: 'books',
			field: 'refreshToken',
		}),
		{ok: true, value: 'refresh'},
	);
	const nothing = await undoLastChange(world, 'books');
	assert.equal(!nothing.ok && nothing.refusal.id, 'nothing-to-undo');
});

test('a rename is undone of a revoked connection too, and after its service was changed', async t => {
	const {world, store} = await actionWorld(t);
	assert.ok((await renameConnection(world, 'books', 'Café')).ok);
	const at = '2026-11-25T10:00:00.000Z';
	await store.update(file => {
		const {cafe} = file.connections;
		const [own] = Object.values(file.services);
		assert.ok(cafe && own);
		const refusal = {id: 'revoked', reason: 'It was revoked.', at};
		return ok({
			...file,
			services: {[own.linkName]: {...own, name: 'Other', updatedAt: at}},
			connections: {...file.connections, cafe: {...cafe, refusal}},
		});
	});
	assert.ok((await undoLastChange(world, 'cafe')).ok);
});

test('a name that was given away since is not taken back', async t => {
	const {world} = await actionWorld(t, {
		file: fileWith([connection(), connection({linkName: 'crm', name: 'CRM'})]),
	});
	assert.ok((await renameConnection(world, 'books', 'Café')).ok);
	assert.ok((await renameConnection(world, 'crm', 'Books')).ok);
	const undone = await undoLastChange(world, 'cafe');
	assert.ok(!undone.ok);
	assert.deepEqual([undone.refusal.id, undone.refusal.exitCode], ['undo-outdated', 2]);
	assert.match(undone.refusal.why, /books/);
});
