import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {parseConnectionsFile} from '../../../source/connection/file/format.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import {ok} from '../../../source/zoho/refusal.js';
import {connection, fileWith, temporaryFolder} from '../helpers/files.js';
import {storeScript} from '../helpers/store-script.js';

/** Dies at the given step of touching the disk: before it, or with half of what it writes. Prints its steps if it lives. */
const dying = `
	const [, , , deathAt, how] = process.argv;
	const steps = [];
	const die = () => process.kill(process.pid, 'SIGKILL');
	const half = data => (typeof data === 'string' || ArrayBuffer.isView(data) ? data.slice(0, data.length >> 1) : data);
	for (const name of ['mkdir', 'mkdirSync', 'openSync', 'writeFileSync', 'writeSync', 'fsyncSync', 'closeSync', 'chmodSync', 'renameSync', 'unlinkSync', 'rmSync', 'rmdir', 'utimes']) {
		const real = fs[name];
		fs[name] = (...given) => {
			if (steps.push(name) !== Number(deathAt)) return real(...given);
			if (how === 'half' && name === 'writeFileSync') real(given[0], half(given[1]), given[2]);
			if (how === 'half' && name === 'writeSync') real(given[0], half(given[1]));
			die();
		};
	}
	process.on('exit', () => process.stdout.write(steps.join()));
`;

const update = `
	const store = createStore({folder: process.argv[2], lock: createLock({limit: 500})});
	const change = file => ({ok: true, value: {...file, note: 'new'.repeat(20_000)}});
	const result = await store.update(change, {forgets: process.argv[5] === 'forgets'});
	if (!result.ok) throw new Error(JSON.stringify(result));
`;

/** What stands in a file: the old content, the new one, or something that must never be. */
const contentOf = (file: string): 'old' | 'new' | 'none' | 'broken' => {
	if (!fs.existsSync(file)) return 'none';
	const read = parseConnectionsFile(fs.readFileSync(file, 'utf8'), file);
	if (!read.ok || read.value.connections.books === undefined) return 'broken';
	return 'note' in read.value ? 'new' : 'old';
};

const beginIn = async (t: TestContext) => {
	const folder = temporaryFolder(t);
	const store = createStore({folder, lock: createLock()});
	assert.ok((await store.update(() => ok(fileWith()))).ok);
	return {folder, store};
};

test('a writer that is killed at any step of a write leaves a whole file, old or new, and the next one goes on', async t => {
	const script = await storeScript(t, update, dying);
	const run = (folder: string, deathAt: number, how: string) =>
		spawnSync(process.execPath, [script, folder, String(deathAt), how], {encoding: 'utf8'});
	const begin = () => beginIn(t);

	const {folder: whole} = await begin();
	const survived = run(whole, 0, 'before');
	assert.equal(survived.status, 0, survived.stderr);
	const steps = survived.stdout.split(',');
	assert.ok(steps.length > 10, survived.stdout);
	assert.equal(contentOf(path.join(whole, 'connections.json')), 'new');

	const seen = new Set<string>();
	for (const [index, name] of steps.entries()) {
		const deathAt = index + 1;
		for (const how of name.startsWith('write') ? ['before', 'half'] : ['before']) {
			const {folder, store} = await begin();
			const {signal} = run(folder, deathAt, how);
			assert.equal(signal, 'SIGKILL', `${how} ${deathAt} (${name})`);
			const content = contentOf(store.path);
			assert.match(content, /^(?:old|new)$/, `${how} ${deathAt} (${name})`);
			assert.match(contentOf(`${store.path}.backup`), /^(?:old|new|none)$/, `${how} ${deathAt}`);
			seen.add(content);
			const next = await store.update(file => ok({...file, drafts: {}, steps: deathAt}));
			assert.ok(next.ok, JSON.stringify(next));
			assert.deepEqual({...next.value.connections}, {books: connection()});
			assert.deepEqual(fs.readdirSync(folder).sort(), ['connections.json', 'connections.json.backup']);
		}
	}
	assert.deepEqual([...seen].sort(), ['new', 'old']);
});

test('what is to be forgotten never outlives in the backup, wherever the writer is killed', async t => {
	const script = await storeScript(t, update, dying);
	const seen = new Set<string>();
	for (let deathAt = 1; ; deathAt++) {
		const {folder, store} = await beginIn(t);
		const {signal} = spawnSync(process.execPath, [script, folder, String(deathAt), 'before', 'forgets']);
		const both = `${contentOf(store.path)} beside ${contentOf(`${store.path}.backup`)}`;
		assert.doesNotMatch(both, /^new beside old|broken/, `step ${deathAt}`);
		seen.add(both);
		if (signal === null) break;
	}
	assert.deepEqual([...seen].sort(), ['new beside new', 'old beside new', 'old beside none']);
});

test('forty writers in ten processes write at once, and none of them loses what another wrote', async t => {
	const folder = temporaryFolder(t);
	const script = await storeScript(
		t,
		`
			const [, , folder, ...names] = process.argv;
			// Each with a lock of its own: writers that share one queue up within their process.
			const write = async name => {
				const store = createStore({folder, lock: createLock({limit: 60_000})});
				const draft = {id: name, step: 'client', field: 'clientId', answers: {}, clientSecret: null,
					createdAt: '2030-01-01T00:00:00.000Z', updatedAt: '2030-01-01T00:00:00.000Z'};
				const result = await store.update(file => ({ok: true, value: {...file, drafts: {...file.drafts, [name]: draft}}}));
				if (!result.ok) throw new Error(JSON.stringify(result));
			};
			await Promise.all(names.map(write));
		`,
	);
	const names = Array.from({length: 40}, (_none, index) => `d${index}`);
	const codes = await Promise.all(
		Array.from({length: 10}, (_none, index) => {
			const own = names.slice(index * 4, (index + 1) * 4);
			return new Promise(resolve => {
				spawn(process.execPath, [script, folder, ...own], {stdio: 'inherit'}).once('exit', resolve);
			});
		}),
	);
	assert.deepEqual([...new Set(codes)], [0]);
	const read = createStore({folder, lock: createLock()}).read();
	assert.ok(read.ok);
	assert.deepEqual(Object.keys(read.value.drafts).toSorted(), names.toSorted());
	assert.deepEqual(fs.readdirSync(folder).sort(), ['connections.json', 'connections.json.backup']);
});
