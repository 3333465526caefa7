import assert from 'node:assert/strict';
import {test} from 'node:test';
import {changeRow} from '../../../source/io/grants/change-row.js';
import {createConnectionActions} from '../../../source/io/grants/index.js';
import {saveConnection} from '../../../source/io/grants/save.js';
import {openClientSecret} from '../../../source/io/grants/seal.js';
import {ok} from '../../../source/zoho/refusal.js';
import {actionWorld} from '../helpers/actions.js';
import {save} from '../helpers/effects.js';
import {connection, fileWith, service} from '../helpers/files.js';

const name = 'constructor';

test('a name that every object has is no connection and no service while there is none', async t => {
	const {world} = await actionWorld(t);
	const actions = createConnectionActions(world);
	const results = await Promise.all([
		actions.rename(name, 'New'),
		actions.undo(name),
		actions.revoke(name),
		actions.remove(name),
		actions.endReplaced(name),
		changeRow(world, name, file => ok(file)),
	]);
	assert.deepEqual(
		results.map(result => !result.ok && result.refusal.id),
		results.map(() => 'no-such-connection'),
	);
	const secret = await openClientSecret(world, {ofService: name});
	assert.equal(!secret.ok && secret.refusal.id, 'no-such-service');
	const request = save({service: undefined, connection: {...save().connection, service: name}});
	const saved = await saveConnection(world, world, request);
	assert.equal(!saved.ok && saved.refusal.id, 'no-such-service');
});

test('a connection and a service of that name are saved, kept beside others, renamed and removed', async t => {
	const {world, store} = await actionWorld(t);
	const request = save({
		service: {...service(), linkName: name, clientSecret: 'typed'},
		connection: {...save().connection, linkName: name, name: 'Constructor'},
	});
	assert.deepEqual(await saveConnection(world, world, request), ok(name));
	assert.deepEqual(await saveConnection(world, world, request), ok(`${name}_2`));
	const actions = createConnectionActions(world);
	assert.ok((await actions.rename('books', 'Other')).ok);
	assert.ok((await actions.rename(name, 'Constructors')).ok);
	assert.ok((await actions.rename('constructors', 'Constructor')).ok);
	const read = store.read();
	assert.ok(read.ok);
	assert.deepEqual(Object.keys(read.value.connections).toSorted(), [name, `${name}_2`, 'other']);
	assert.equal(read.value.connections[name]?.service, name);
	const removed = await actions.remove(name);
	assert.ok(removed.ok);
	assert.equal(store.readOne(name).ok, false);
	assert.equal(store.readOne(`${name}_2`).ok, true);
});

test('a change is made to the row that is there by then, and to the one that was meant', async t => {
	const {world, store} = await actionWorld(t, {file: fileWith([connection()])});
	const seen: string[] = [];
	const changed = await changeRow(world, 'books', (file, row) => {
		seen.push(row.name);
		return ok({...file, connections: {books: {...row, name: 'Changed'}}});
	});
	assert.ok(changed.ok);
	const other = await changeRow(world, 'books', file => ok(file), {isStill: row => row.name === 'Books'});
	assert.equal(!other.ok && other.refusal.id, 'connection-changed');
	const one = store.readOne('books');
	assert.deepEqual([seen, one.ok && one.value.connection.name], [['Books'], 'Changed']);
});
