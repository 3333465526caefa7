import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import {bare} from '../../../source/connection/file/contents.js';
import {emptyFile, printConnectionsFile} from '../../../source/connection/file/format.js';
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

test('whatever the rows hold, the page is that of the whole file', async t => {
	const folder = temporaryFolder(t);
	const store = createStore({folder, lock: createLock()});
	const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/), {minLength: 1, maxLength: 40});
	const pieces = fc.array(fc.constantFrom('}', '{', '"', '\n', '\t', ',', '\\', 'ü', '\u2028', '[', ':'), {
		maxLength: 12,
	});
	await fc.assert(
		fc.asyncProperty(names, pieces, fc.integer({min: 1, max: 45}), async (linkNames, filled, count) => {
			const name = filled.join('');
			const padding = 'x'.repeat(Math.ceil(220_000 / linkNames.length));
			const rows = linkNames.map(
				linkName => [linkName, {...sampleConnection({linkName, name}), padding}] as const,
			);
			const file = {
				...emptyFile,
				services: bare({suite: sampleService({name})}),
				connections: bare(Object.fromEntries(rows)),
			};
			fs.writeFileSync(path.join(folder, 'connections.json'), printConnectionsFile(file), {mode: 0o600});
			const [page, whole] = [await store.preview(count), store.read()];
			assert.ok(page.ok && whole.ok);
			assert.equal(page.value.total, linkNames.length);
			assert.equal(page.value.isWhole, linkNames.length <= count);
			const shown = linkNames.toSorted().slice(0, page.value.isWhole ? undefined : count);
			assert.deepEqual(Object.keys(page.value.file.connections).toSorted(), shown);
			for (const linkName of shown)
				assert.deepEqual(page.value.file.connections[linkName], whole.value.connections[linkName]);
			assert.deepEqual({...page.value.file, connections: {}}, {...whole.value, connections: {}});
		}),
		{numRuns: 40},
	);
});
