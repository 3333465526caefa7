import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {saveGrant} from '../../../source/io/grants/save.js';
import {ok} from '../../../source/zoho/refusal.js';
import {plainOf} from '../../connection/samples.js';
import {contentOf, runnerWith, save} from '../helpers/effects.js';
import {connection, fileWith, iso, service, temporaryFolder} from '../helpers/files.js';

const draft = (id: string, clientSecret: string | null = 'typed-secret', updatedAt = iso()) => ({
	id,
	step: 'client',
	field: 'clientId',
	answers: {clientId: '1000.ID'},
	clientSecret,
	createdAt: iso(),
	updatedAt,
});

test('service, connection and the end of the draft are one write; the path is told', async t => {
	const {runner, store, eventOf} = runnerWith(t);
	runner.run({type: 'save-draft', draft: draft('draft-1')});
	runner.run({type: 'save-draft', draft: draft('draft-2')});
	await runner.idle();
	runner.run(save());
	assert.deepEqual(await eventOf('connection-saved'), {
		type: 'connection-saved',
		id: 'one',
		linkName: 'books',
		path: store.path,
		folderFlag: undefined,
	});
	const file = contentOf(store);
	assert.deepEqual(file.connections.books?.refreshToken, {plain: 'issued-refresh'});
	assert.deepEqual(file.services.books_service?.clientSecret, {plain: 'typed-secret'});
	assert.equal(file.drafts['draft-1'], undefined);
});

test('a draft that became a connection does not come back, whatever was still to be written', async t => {
	const {runner, store, eventOf} = runnerWith(t);
	for (let round = 0; round < 5; round++) {
		runner.run({type: 'save-draft', draft: draft('draft-1', 'typed-secret', iso(round))});
	}
	runner.run(save());
	runner.run({type: 'save-draft', draft: draft('draft-1', 'typed-secret', iso(9))});
	await eventOf('connection-saved');
	await runner.idle();
	runner.run({type: 'save-draft', draft: draft('draft-1', 'other-secret', iso(10))});
	await runner.idle();
	assert.deepEqual(Object.keys(contentOf(store).drafts), []);
});

test('nothing that exists is overwritten: names that are taken get a number', async t => {
	const {runner, store, eventOf} = runnerWith(t);
	await store.update(() => ok(fileWith()));
	runner.run(save());
	assert.equal((await eventOf('connection-saved')).linkName, 'books_2');
	const file = contentOf(store);
	assert.deepEqual(file.connections.books?.refreshToken, {plain: 'example-refresh-token'});
	assert.equal(file.connections.books_2?.service, 'books_service_2');
	assert.deepEqual(file.services.books_service_2?.clientSecret, {plain: 'typed-secret'});
});

test('a name that another program takes between the choice and the write is no loss', async t => {
	const {runner, store, eventOf} = runnerWith(t);
	const {update} = store;
	let isFirst = true;
	t.mock.method(store, 'update', async (change: Parameters<typeof update>[0]) => {
		if (isFirst) {
			isFirst = false;
			await update(() => ok(fileWith()));
		}
		return update(change);
	});
	runner.run(save());
	assert.equal((await eventOf('connection-saved')).linkName, 'books_2');
	assert.deepEqual(Object.keys(contentOf(store).connections), ['books', 'books_2']);
});

test('link names that every object has are names like any other', async t => {
	const {runner, store, eventOf} = runnerWith(t);
	runner.run(
		save({
			connection: {...connection({linkName: 'constructor'}), refreshToken: 'r', accessToken: 'a'},
			service: {...service({linkName: 'valueof'}), clientSecret: 's'},
		}),
	);
	assert.equal((await eventOf('connection-saved')).linkName, 'constructor');
	assert.ok(store.readOne('constructor').ok);
});

test('a reused service stays as it is; one that has been removed is reported', async t => {
	const {runner, store, events} = runnerWith(t);
	await store.update(() => ok(fileWith([])));
	runner.run(save({service: undefined}));
	await runner.idle();
	await store.update(() => ok(fileWith([], [])));
	runner.run(save({service: undefined}));
	await runner.idle();
	assert.deepEqual(
		events.map(event => (event.type === 'save-failed' ? event.refusal.id : event.type)),
		['connection-saved', 'no-such-service'],
	);
});

test('a refresh token that exists is kept once, also by two who adopt it at the same moment', async t => {
	const adopted = (linkName: string) =>
		save({
			isAdopted: true,
			connection: {...connection({linkName}), refreshToken: 'the-same', accessToken: `a-${linkName}`},
		});
	const {world, store} = runnerWith(t);
	const saved = await Promise.all(
		['one', 'two', 'three'].map(linkName => saveGrant(world, adopted(linkName))),
	);
	const [kept, ...others] = [...saved].sort((a, b) => Number(b.ok) - Number(a.ok));
	assert.ok(kept?.ok);
	for (const other of others) {
		assert.ok(!other.ok);
		assert.equal(other.refusal.id, 'grant-is-here');
		assert.match(other.refusal.what, new RegExp(`: ${kept.value.linkName}\\.$`));
	}
	assert.deepEqual(Object.keys(contentOf(store).connections), [kept.value.linkName]);
	// One that was replaced and could not be revoked yet would end under the hands of its second holder.
	await store.update(file =>
		ok({
			...file,
			connections: {
				[kept.value.linkName]: {
					...connection({linkName: kept.value.linkName}),
					outgoing: [
						{
							...{refreshToken: {plain: 'the-same'}, dataCenter: 'us', service: 'books_service'},
							...{clientId: '1000.EXAMPLE', clientSecret: {plain: 's'}, at: iso(), problem: null},
						},
					],
				},
			},
		}),
	);
	const again = await saveGrant(world, adopted('again'));
	assert.equal(again.ok ? 'saved' : again.refusal.id, 'grant-is-here');
});

/** A store whose file stands where nothing can be written. */
const unwritable = (store: ReturnType<typeof runnerWith>['store']) => {
	fs.rmSync(store.folder, {recursive: true});
	fs.writeFileSync(store.folder, 'in the way');
};

test('a file that cannot be written is told, and the tokens go to another folder, with the reused service', async t => {
	const {runner, store, eventOf, events} = runnerWith(t);
	unwritable(store);
	runner.run(save());
	const {refusal} = await eventOf('save-failed');
	assert.equal(refusal.exitCode, 6);
	assert.doesNotMatch(JSON.stringify(refusal), /issued-/);
	const otherFolder = path.join(temporaryFolder(t), 'elsewhere');
	runner.run(save({otherFolder}));
	const saved = await eventOf('connection-saved');
	assert.equal(saved.path, path.join(otherFolder, 'connections.json'));
	assert.match(fs.readFileSync(saved.path, 'utf8'), /issued-refresh/);
	assert.equal(events.length, 2);
});

test('a service that is reused is copied into the other folder', async t => {
	const {runner, store, eventOf} = runnerWith(t);
	await store.update(() => ok(fileWith([])));
	const otherFolder = temporaryFolder(t);
	runner.run(save({service: undefined, otherFolder}));
	const {path: file} = await eventOf('connection-saved');
	const text = fs.readFileSync(file, 'utf8');
	assert.match(text, /example-client-secret/);
	assert.match(text, /issued-refresh/);
	assert.deepEqual(Object.keys(contentOf(store).connections), []);
});

test('a file that cannot be understood is not touched by any save', async t => {
	const {runner, store, eventOf, events} = runnerWith(t);
	fs.writeFileSync(store.path, '{"format": 1');
	runner.run({type: 'save-draft', draft: draft('draft-1')});
	runner.run(save());
	assert.equal((await eventOf('save-failed')).refusal.id, 'file-unreadable');
	assert.equal(fs.readFileSync(store.path, 'utf8'), '{"format": 1');
	const {result} = await eventOf('draft-saved');
	assert.equal(result.ok ? 'saved' : result.refusal.id, 'file-unreadable');
	assert.doesNotMatch(JSON.stringify(events), /typed-secret/);
});

test('each draft reports how its save ended, also one that says the same', async t => {
	const {runner, store, events} = runnerWith(t);
	for (const round of [1, 2]) {
		runner.run({type: 'save-draft', draft: draft('draft-1')});
		await runner.idle();
		const told = events.filter(({type}) => type === 'draft-saved');
		assert.deepEqual(told, Array(round).fill({type: 'draft-saved', result: ok(true)}));
	}
	fs.writeFileSync(store.path, '{');
	runner.run({type: 'save-draft', draft: draft('draft-1')});
	await runner.idle();
	assert.partialDeepStrictEqual(events.at(-1), {type: 'draft-saved', result: {ok: false}});
});

test('of drafts that pile up the newest is written; one that says the same is not', async t => {
	const {runner, store} = runnerWith(t);
	let writes = 0;
	const {update} = store;
	t.mock.method(store, 'update', async (change: Parameters<typeof update>[0]) => {
		writes++;
		return update(change);
	});
	for (let round = 0; round < 20; round++) {
		runner.run({type: 'save-draft', draft: draft('d', 'typed-secret', iso(round))});
	}
	await runner.idle();
	assert.ok(writes <= 2);
	assert.equal(plainOf(contentOf(store).drafts.d?.clientSecret), 'typed-secret');
	const before = fs.statSync(store.path);
	runner.run({type: 'save-draft', draft: draft('d', 'typed-secret', iso(99))});
	await runner.idle();
	assert.equal(fs.statSync(store.path).ino, before.ino);
	runner.run({type: 'save-draft', draft: draft('d', null, iso(100))});
	await runner.idle();
	assert.equal(contentOf(store).drafts.d?.clientSecret, null);
});
