import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {promisify} from 'node:util';
import {emptyFile, printConnectionsFile} from '../../../source/connection/file/format.js';
import {createLock} from '../../../source/io/file/lock.js';
import {savedNames} from '../../../source/io/file/saved-names.js';
import {createStore} from '../../../source/io/file/store.js';
import {writeWhole} from '../../../source/io/file/whole-json.js';
import type {Store} from '../../../source/io/ports.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {connection, fileWith, modeOf, temporaryFolder} from '../helpers/files.js';
import {storeScript} from '../helpers/store-script.js';

const run = promisify(execFile);
const open = (folder: string): Store => createStore({folder, lock: createLock({limit: 5000})});

const addOne = (store: Store, linkName: string) =>
	store.update(file =>
		ok({...file, connections: {...file.connections, [linkName]: connection({linkName, name: linkName})}}),
	);

test('a missing file reads as an empty one, and reading makes nothing', t => {
	const folder = path.join(temporaryFolder(t), 'not', 'there');
	const read = open(folder).read();
	assert.deepEqual(read, {ok: true, value: emptyFile});
	assert.equal(fs.existsSync(folder), false);
});

test('what is written is read again, in the format of our own printer', async t => {
	const store = open(temporaryFolder(t));
	const file = fileWith();
	const updated = await store.update(() => ok(file));
	assert.ok(updated.ok);
	assert.deepEqual(store.read(), {ok: true, value: file});
	assert.equal(fs.readFileSync(store.path, 'utf8'), printConnectionsFile(file));
	const one = store.readOne('books');
	assert.ok(one.ok);
	assert.equal(one.value.service.clientId, '1000.EXAMPLE');
});

test('folder 0700 and files 0600 from creation, whatever the umask', async t => {
	const folder = path.join(temporaryFolder(t), 'config');
	const script = `
		process.umask(0);
		import fs from 'node:fs';
		const {createStore} = await import('./source/io/file/store.ts');
		const {createLock} = await import('./source/io/file/lock.ts');
		const modes = new Set();
		const watch = (call, name) => {
			const original = fs[name];
			fs[name] = (...args) => {
				const result = original(...args);
				for (const file of fs.existsSync(process.argv[1]) ? fs.readdirSync(process.argv[1]) : [])
					if (file.startsWith('connections.json')) modes.add((fs.statSync(process.argv[1] + '/' + file).mode & 0o777).toString(8));
				return result;
			};
		};
		for (const name of ['openSync', 'writeFileSync', 'renameSync']) watch(fs, name);
		const store = createStore({folder: process.argv[1], lock: createLock()});
		for (const name of ['one', 'two']) {
			const done = await store.update(file => ({ok: true, value: {...file, drafts: {[name]: {
				id: name, step: 'client', field: 'clientId', answers: {}, clientSecret: null,
				createdAt: '2030-01-01T00:00:00.000Z', updatedAt: '2030-01-01T00:00:00.000Z'}}}}));
			if (!done.ok) throw new Error(done.refusal.what);
		}
		console.log([...modes].join());
	`;
	const {stdout} = await run(process.execPath, [
		'--import',
		'tsx',
		'--input-type=module',
		'-e',
		script,
		folder,
	]);
	assert.equal(stdout.trim(), '600');
	assert.equal(modeOf(folder), '700');
	assert.equal(modeOf(path.join(folder, 'connections.json')), '600');
	assert.equal(modeOf(path.join(folder, 'connections.json.backup')), '600');
	assert.deepEqual(fs.readdirSync(folder).sort(), ['connections.json', 'connections.json.backup']);
});

test('loose modes are tightened on writing; a folder that holds other things is left alone', async t => {
	const folder = temporaryFolder(t);
	fs.writeFileSync(path.join(folder, 'connections.json'), printConnectionsFile(fileWith()));
	fs.chmodSync(path.join(folder, 'connections.json'), 0o644);
	fs.chmodSync(folder, 0o755);
	assert.ok((await addOne(open(folder), 'second')).ok);
	assert.equal(modeOf(folder), '700');
	assert.equal(modeOf(path.join(folder, 'connections.json')), '600');

	const shared = temporaryFolder(t);
	fs.writeFileSync(path.join(shared, 'homework.txt'), '');
	fs.chmodSync(shared, 0o755);
	assert.ok((await addOne(open(shared), 'second')).ok);
	assert.equal(modeOf(shared), '755');
	assert.equal(modeOf(path.join(shared, 'connections.json')), '600');
});

test('the last good file is kept beside it', async t => {
	const store = open(temporaryFolder(t));
	await addOne(store, 'one');
	const before = fs.readFileSync(store.path, 'utf8');
	await addOne(store, 'two');
	assert.equal(fs.readFileSync(`${store.path}.backup`, 'utf8'), before);
});

test('no change writes nothing: same bytes, same time, no backup', async t => {
	const store = open(temporaryFolder(t));
	await store.update(() => ok(fileWith()));
	const before = fs.statSync(store.path, {bigint: true});
	const same = await store.update(file => ok(file));
	assert.ok(same.ok);
	const equal = await store.update(file => ok({...file, drafts: {...file.drafts}}));
	assert.ok(equal.ok);
	const after = fs.statSync(store.path, {bigint: true});
	assert.equal(after.mtimeNs, before.mtimeNs);
	assert.equal(after.ino, before.ino);
	assert.equal(fs.existsSync(`${store.path}.backup`), false);
});

test('a refusal of the change is passed through and nothing is written', async t => {
	const store = open(temporaryFolder(t));
	const refusal = {id: 'x', what: 'W', why: 'Y', next: 'N', exitCode: 5} as const;
	assert.deepEqual(await store.update(() => refused(refusal)), {ok: false, refusal});
	assert.equal(fs.existsSync(store.path), false);
});

test('a file that cannot be understood is left as it is, with exit code 6', async t => {
	const broken: readonly (readonly [string, string])[] = [
		['', 'file-unreadable'],
		['{"format": 1, "services": {', 'file-unreadable'],
		['[]', 'file-unreadable'],
		['{"format": 2, "future": true}', 'file-newer'],
		[
			'{"format": 1, "services": {}, "connections": {"books": {"linkName": "books"}}, "drafts": {}}',
			'file-unreadable',
		],
	];
	for (const [text, id] of broken) {
		const store = open(temporaryFolder(t));
		fs.writeFileSync(store.path, text);
		for (const result of [
			store.read(),
			store.readOne('books'),
			await store.update(() => ok(fileWith())),
			await store.checkWritable(),
		]) {
			assert.ok(!result.ok, text);
			assert.equal(result.refusal.id, id);
			assert.equal(result.refusal.exitCode, 6);
			assert.ok(result.refusal.what.includes(store.path));
		}
		assert.equal(fs.readFileSync(store.path, 'utf8'), text);
		assert.deepEqual(fs.readdirSync(store.folder), ['connections.json']);
	}
});

test('a byte order mark that an editor has put in front is read over, and is gone after the next change', async t => {
	const store = open(temporaryFolder(t));
	const file = fileWith();
	fs.writeFileSync(store.path, `\uFEFF${printConnectionsFile(file)}`);
	assert.deepEqual(store.read(), {ok: true, value: file});
	assert.deepEqual(await store.readBeside(), {ok: true, value: file});
	assert.ok(store.readOne('books').ok && store.readSecretPolicy().ok && (await store.checkWritable()).ok);
	assert.deepEqual(
		savedNames(store.folder).map(({linkName}) => linkName),
		['books'],
	);
	assert.ok((await addOne(store, 'second')).ok);
	assert.equal(fs.readFileSync(store.path, 'utf8').slice(0, 1), '{');
	assert.ok(store.readOne('books').ok && store.readOne('second').ok);
});

test('a file that gives a name twice is not written to: the first of the two values would be lost', async t => {
	const text = printConnectionsFile(fileWith());
	const row = JSON.stringify(connection());
	for (const [twice, name] of [
		[text.replace(/\}\s*$/, ', "connections": {}}'), 'connections'],
		[text.replace('"connections": {', `"connections": {"books": ${row},`), 'books'],
		[text.replace('"connections": {', `"connections": {"b\\u006foks": ${row},`), 'books'],
	] as const) {
		const store = open(temporaryFolder(t));
		fs.writeFileSync(store.path, twice);
		assert.ok(store.read().ok, 'it can be read');
		for (const result of [await addOne(store, 'second'), await store.checkWritable()]) {
			assert.ok(!result.ok);
			assert.equal(result.refusal.id, 'file-unreadable');
			assert.ok(result.refusal.why.includes(`"${name}" twice`), result.refusal.why);
		}
		assert.equal(fs.readFileSync(store.path, 'utf8'), twice);
		assert.deepEqual(fs.readdirSync(store.folder), ['connections.json']);
	}
});

test('unknown keys of a newer program in the same format survive an update', async t => {
	const store = open(temporaryFolder(t));
	const text = JSON.stringify({...fileWith([{...connection(), color: 'red'}] as never), note: 'kept'});
	fs.writeFileSync(store.path, text);
	await addOne(store, 'second');
	const raw: unknown = JSON.parse(fs.readFileSync(store.path, 'utf8'));
	assert.partialDeepStrictEqual(raw, {
		note: 'kept',
		connections: {books: {color: 'red'}, second: {name: 'second'}},
	});
});

test('of a symbolic link the target is written and the link is kept; also of one that leads to nothing yet', async t => {
	const elsewhere = temporaryFolder(t);
	const folder = temporaryFolder(t);
	const target = path.join(elsewhere, 'dotfiles.json');
	fs.symlinkSync(target, path.join(folder, 'connections.json'));
	const store = open(folder);
	assert.ok((await addOne(store, 'one')).ok);
	assert.ok((await addOne(store, 'two')).ok);
	assert.equal(fs.lstatSync(store.path).isSymbolicLink(), true);
	assert.equal(fs.readFileSync(target, 'utf8'), fs.readFileSync(store.path, 'utf8'));
	assert.equal(fs.lstatSync(target).isFile(), true);
	assert.deepEqual(fs.readdirSync(elsewhere), ['dotfiles.json']);
});

test('a file in the place of the folder, or a folder in the place of the file, is named', async t => {
	const place = path.join(temporaryFolder(t), 'taken');
	fs.writeFileSync(place, '');
	for (const store of [open(place), open(path.join(place, 'deeper'))]) {
		const results = [await addOne(store, 'one'), await store.checkWritable()];
		for (const result of results) {
			assert.ok(!result.ok);
			assert.equal(result.refusal.id, 'file-not-writable');
			assert.equal(result.refusal.exitCode, 6);
			assert.ok(result.refusal.what.includes(store.path));
		}
	}
	const folder = temporaryFolder(t);
	fs.mkdirSync(path.join(folder, 'connections.json'));
	const result = await addOne(open(folder), 'one');
	assert.ok(!result.ok);
	assert.equal(result.refusal.id, 'file-not-readable');
});

const isRoot = process.getuid?.() === 0;

test('a read-only folder is refused at once', {skip: isRoot ? 'root may write anywhere' : false}, async t => {
	const folder = temporaryFolder(t);
	fs.chmodSync(folder, 0o500);
	const result = await addOne(open(folder), 'one');
	assert.ok(!result.ok);
	assert.equal(result.refusal.id, 'file-not-writable');
	assert.match(result.refusal.why, /permission/);
});

test('a file of another owner is not taken over', {
	skip: isRoot ? false : 'only root can give a file away',
}, async t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'connections.json');
	fs.writeFileSync(file, printConnectionsFile(fileWith()), {mode: 0o666});
	// Root itself may replace it, and the owner stays.
	fs.chmodSync(file, 0o644);
	for (const place of [folder, file]) fs.chownSync(place, 12_345, 12_345);
	assert.ok((await addOne(open(folder), 'one')).ok);
	assert.equal(fs.statSync(file).uid, 12_345);
	const before = fs.readFileSync(file, 'utf8');
	fs.chmodSync(file, 0o666);
	const {geteuid} = process;
	t.after(() => Object.assign(process, {geteuid}));
	process.geteuid = () => 1000;
	const store = open(folder);
	for (const result of [await addOne(store, 'two'), await store.checkWritable()]) {
		assert.ok(!result.ok);
		assert.equal(result.refusal.id, 'file-of-another-owner');
		assert.match(result.refusal.why, /12345/);
	}
	assert.equal(fs.readFileSync(file, 'utf8'), before);
});

const failing = (code: string) => Object.assign(new Error(code), {code});

test('a full disk leaves the old file and says so', async t => {
	const store = open(temporaryFolder(t));
	await addOne(store, 'one');
	const before = fs.readFileSync(store.path, 'utf8');
	t.mock.method(fs, 'writeFileSync', () => {
		throw failing('ENOSPC');
	});
	for (const result of [await addOne(store, 'two'), await store.checkWritable()]) {
		assert.ok(!result.ok);
		assert.equal(result.refusal.id, 'disk-full');
		assert.equal(result.refusal.exitCode, 6);
	}
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
	assert.deepEqual(fs.readdirSync(store.folder), ['connections.json']);
});

test('no name and no write leaves leftovers of a killed writer behind', async t => {
	const store = open(temporaryFolder(t));
	await addOne(store, 'one');
	fs.writeFileSync(`${store.path}.tmp-0123456789abcdef`, '{"half');
	await addOne(store, 'two');
	assert.deepEqual(fs.readdirSync(store.folder).sort(), ['connections.json', 'connections.json.backup']);
	assert.ok((await store.checkWritable()).ok);
	assert.deepEqual(fs.readdirSync(store.folder).sort(), ['connections.json', 'connections.json.backup']);
});

test('an unknown name is refused with the near ones', async t => {
	const store = open(temporaryFolder(t));
	const empty = store.readOne('books');
	assert.ok(!empty.ok);
	assert.equal(empty.refusal.id, 'no-such-connection');
	assert.match(empty.refusal.next, /zconn new/);
	for (const name of ['books', 'crm_sandbox', 'crm_live']) await addOne(store, name);
	const near = store.readOne('boosk');
	assert.ok(!near.ok);
	assert.equal(near.refusal.exitCode, 5);
	assert.match(near.refusal.why, /books/);
	assert.doesNotMatch(near.refusal.why, /crm/);
	assert.match(near.refusal.next, /zconn list/);
	for (const name of ['__proto__', 'constructor', 'toString']) {
		const result = store.readOne(name);
		assert.ok(!result.ok);
		assert.equal(result.refusal.id, 'no-such-connection');
	}
});

test('many updates at once, in one process and in several, lose none', async t => {
	const folder = temporaryFolder(t);
	const store = open(folder);
	const script = await storeScript(
		t,
		`
		const [folder, prefix] = process.argv.slice(2);
		const store = createStore({folder, lock: createLock()});
		const draft = id => ({id, step: 'client', field: 'clientId', answers: {}, clientSecret: null,
			createdAt: '2030-01-01T00:00:00.000Z', updatedAt: '2030-01-01T00:00:00.000Z'});
		const results = await Promise.all(Array.from({length: 5}, (_, index) => store.update(file => ({ok: true,
			value: {...file, drafts: {...file.drafts, [prefix + index]: draft(prefix + index)}}}))));
		if (results.some(result => !result.ok)) throw new Error(JSON.stringify(results));
	`,
	);
	const child = (prefix: string) => run(process.execPath, [script, folder, prefix]);
	await Promise.all([
		child('a'),
		child('b'),
		...Array.from({length: 10}, (_, index) => addOne(store, `own_${index}`)),
	]);
	const read = store.read();
	assert.ok(read.ok);
	assert.equal(Object.keys(read.value.connections).length, 10);
	assert.equal(Object.keys(read.value.drafts).length, 10);
});

/** Runs one update in a process of its own whose file system was tampered with before anything was loaded. */
const updateWith = async (t: TestContext, folder: string, tampering: string): Promise<string> => {
	const script = await storeScript(
		t,
		`
			const store = createStore({folder: process.argv[2], lock: createLock()});
			const result = await store.update(file => ({ok: true, value: {...file, connections: {}}}));
			process.stdout.write(result.ok ? 'ok' : result.refusal.id + ' ' + result.refusal.why);
		`,
		`
			const file = process.argv[2] + '/connections.json';
			const failing = code => Object.assign(new Error(code), {code});
			${tampering}
		`,
	);
	return (await run(process.execPath, [script, folder])).stdout;
};

const busyRename = `
	const rename = fs.renameSync;
	fs.renameSync = (from, to) => {
		if (to === file) throw failing('EBUSY');
		return rename(from, to);
	};
`;

test('a file that is a mount of its own is written in place, with the backup beside it', async t => {
	const store = open(temporaryFolder(t));
	await addOne(store, 'one');
	const before = fs.readFileSync(store.path, 'utf8');
	const {ino} = fs.statSync(store.path);
	assert.equal(await updateWith(t, store.folder, busyRename), 'ok');
	assert.equal(fs.statSync(store.path).ino, ino);
	assert.deepEqual(store.read(), {ok: true, value: emptyFile});
	assert.equal(fs.readFileSync(`${store.path}.backup`, 'utf8'), before);
	assert.equal(modeOf(store.path), '600');
});

test('a write that fails half-way puts the old content back', async t => {
	const store = open(temporaryFolder(t));
	await addOne(store, 'one');
	const before = fs.readFileSync(store.path, 'utf8');
	const halfInPlace = `
		${busyRename}
		const write = fs.writeFileSync;
		let isFirst = true;
		fs.writeFileSync = (target, ...rest) => {
			if (target !== file || !isFirst) return write(target, ...rest);
			isFirst = false;
			write(target, rest[0].slice(0, 10));
			throw failing('ENOSPC');
		};
	`;
	const shortWrite = `
		const write = fs.writeSync;
		fs.writeSync = (fd, text, ...rest) =>
			typeof text === 'string' && text.includes('"format"') ? write(fd, text.slice(0, 20)) : write(fd, text, ...rest);
	`;
	for (const tampering of [halfInPlace, shortWrite]) {
		assert.match(await updateWith(t, store.folder, tampering), /^file-not-written .*back in its place/);
		assert.equal(fs.readFileSync(store.path, 'utf8'), before);
	}
});

test('sealed rows whose key the file does not name stop every write but their removal', async t => {
	const store = open(temporaryFolder(t));
	const file = fileWith([connection({refreshToken: {sealed: 'AAAA', key: 'K'}})]);
	fs.writeFileSync(store.path, printConnectionsFile(file));
	const before = fs.readFileSync(store.path, 'utf8');
	for (const result of [
		await addOne(store, 'second'),
		await store.update(now => ok({...now, secrets: {kept: 'keychain', key: 'OTHER', check: 'c'}})),
	]) {
		assert.ok(!result.ok);
		assert.match(result.refusal.id, /^secrets-(?:mixed|changed)$/);
	}
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
	assert.ok((await store.update(now => ok({...now, connections: {}}))).ok);
});

test('a file that cannot be removed, because a virus scanner has it open, takes room and stops nothing', async t => {
	const folder = temporaryFolder(t);
	const store = createStore({folder, lock: createLock()});
	const {mock} = t.mock.method(fs, 'rmSync', () => {
		throw Object.assign(new Error('EPERM'), {code: 'EPERM'});
	});
	const ends = [await store.checkWritable(), await store.update(() => ok(fileWith())), store.read()];
	for (const end of ends) assert.ok(end.ok, end.ok ? '' : end.refusal.why);
	assert.equal(writeWhole(path.join(folder, 'connections.told.json'), {}, false), true);
	assert.ok(mock.callCount() > 0);
	mock.restore();
});
