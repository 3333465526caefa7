import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {bare, emptyFile, printConnectionsFile} from '../../../source/connection/file/format.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import {sampleConnection, sampleService} from '../../connection/samples.js';
import {temporaryFolder} from '../helpers/files.js';

/** What a store previews of a text. */
const previewOf = (t: TestContext, text: string, count: number) => {
	const folder = temporaryFolder(t);
	fs.writeFileSync(path.join(folder, 'connections.json'), text);
	return createStore({folder, lock: createLock()}).preview(count);
};

const manyRows = (count: number) => ({
	...emptyFile,
	services: bare({suite: sampleService({name: 'Süite "{ }"\n\t\t"x": {\n'})}),
	connections: bare(
		Object.fromEntries(
			Array.from({length: count}, (_none, index) => {
				// Not in the order of their names.
				const linkName = `c${String((index * 7919) % count).padStart(4, '0')}`;
				return [linkName, sampleConnection({linkName, name: `Nº ${index} \n\t}\n\t\t"c9999": {\n`})];
			}),
		),
	),
});

test('a first page of a long file: the first rows by link name, all else, and how many there are', async t => {
	const file = manyRows(500);
	const text = printConnectionsFile(file);
	const some = await previewOf(t, text, 3);
	assert.ok(some.ok);
	assert.deepEqual([some.value.total, some.value.isWhole], [500, false]);
	const names = ['c0000', 'c0001', 'c0002'];
	assert.deepEqual(Object.keys(some.value.file.connections).toSorted(), names);
	for (const name of names) assert.deepEqual(some.value.file.connections[name], file.connections[name]);
	assert.deepEqual({...some.value.file, connections: {}}, {...file, connections: {}});
});

test('what is there and cannot be read is a refusal, also where it has no size', {
	skip: process.platform !== 'linux',
}, async t => {
	const folder = temporaryFolder(t);
	fs.symlinkSync('/proc', path.join(folder, 'connections.json'));
	const preview = await createStore({folder, lock: createLock()}).preview(3);
	assert.ok(!preview.ok);
	assert.equal(preview.refusal.id, 'file-not-readable');
});

test('a text that another program has formatted, or a short one, is read whole; what is broken is refused', async t => {
	const file = manyRows(500);
	for (const text of [JSON.stringify(file), JSON.stringify(file, undefined, 2)]) {
		assert.deepEqual(await previewOf(t, text, 3), {
			ok: true,
			value: {file, total: 500, isWhole: true},
		});
	}
	const few = manyRows(4);
	const short = await previewOf(t, printConnectionsFile(few), 3);
	assert.deepEqual(short, {ok: true, value: {file: few, total: 4, isWhole: true}});
	const text = printConnectionsFile(file);
	for (const wrong of [
		text.slice(0, -200),
		text.replace('"c0001": {', '"c0001": ['),
		text.replace('"refreshToken"', '"somethingElse"'),
		text.replace('"format": 1', '"format": 99'),
	]) {
		const read = await previewOf(t, wrong, 500);
		assert.equal(!read.ok && read.refusal.exitCode, 6);
	}
});
