import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {examineFiles} from '../../../source/io/doctor/files.js';
import {readTrustedFile} from '../../../source/io/file/bounded.js';
import {readDataCenters} from '../../../source/io/file/data-centers.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import {readJson} from '../../../source/io/file/whole-json.js';
import {ok} from '../../../source/zoho/refusal.js';
import {fileWith, temporaryFolder} from '../helpers/files.js';

const isRoot = process.getuid?.() === 0;
const needsRoot = {
	skip: isRoot ? false : 'NOT TESTED with files of other users: only root can give them away',
};

const table = JSON.stringify({
	dataCenters: [
		{
			id: 'us',
			name: 'Theirs',
			accounts: 'https://a.example',
			api: 'https://b.example',
			console: 'https://c.example',
		},
	],
});

/** Every file that decides where a secret goes, with all that reads it. */
const steering = {
	'data-centers.json': {
		text: table,
		readers: (folder: string) => [readDataCenters(folder)],
	},
	'connections.json': {
		text: printConnectionsFile(fileWith()),
		readers: async (folder: string) => {
			const store = createStore({folder, lock: createLock()});
			return [store.read(), store.readOne('books'), store.readSecretPolicy(), await store.preview(3)];
		},
	},
};

const begin = (t: Parameters<typeof temporaryFolder>[0], name: string, text: string) => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, name);
	fs.writeFileSync(file, text, {mode: 0o600});
	// Not one of ours alone: such a folder is never tightened.
	fs.writeFileSync(path.join(folder, 'homework.txt'), '');
	return {folder, file};
};

test('a file that decides where secrets go is refused when others can write it or its folder, and the named command helps', async t => {
	for (const [name, {text, readers}] of Object.entries(steering)) {
		for (const [place, mode] of [
			['file', 0o666],
			['file', 0o620],
			['file', 0o602],
			['folder', 0o777],
			['folder', 0o770],
		] as const) {
			const {folder, file} = begin(t, name, text);
			const open = place === 'file' ? file : folder;
			fs.chmodSync(open, mode);
			for (const result of await readers(folder)) {
				assert.ok(!result.ok, `${name}: ${place} ${mode.toString(8)}`);
				assert.equal(result.refusal.id, 'open-to-others');
				assert.equal(result.refusal.exitCode, 6);
				assert.ok(result.refusal.what.includes(open));
			}
			const [first] = await readers(folder);
			const fix = first?.ok === false ? first.refusal.next.split('run: ')[1] : undefined;
			execFileSync('sh', ['-c', fix ?? 'false']);
			for (const result of await readers(folder)) assert.ok(result.ok, `${name}: ${place} after ${fix}`);
		}
		const {folder, file} = begin(t, name, text);
		for (const mode of [0o644, 0o600, 0o400]) {
			fs.chmodSync(file, mode);
			for (const result of await readers(folder)) assert.ok(result.ok, `${name}: ${mode.toString(8)}`);
		}
		// In a folder such as /tmp no user can replace another user's files.
		fs.chmodSync(folder, 0o1777);
		for (const result of await readers(folder)) assert.ok(result.ok, `${name}: sticky`);
	}
});

test(
	'one of another user is refused, also for root; of a folder of another user root believes its owner',
	needsRoot,
	async t => {
		for (const [name, {text, readers}] of Object.entries(steering)) {
			const theirs = begin(t, name, text);
			fs.chownSync(theirs.file, 1111, 1111);
			for (const result of await readers(theirs.folder)) {
				assert.ok(!result.ok, name);
				assert.equal(result.refusal.id, 'file-of-another-owner');
			}
			fs.chownSync(theirs.folder, 1111, 1111);
			for (const result of await readers(theirs.folder)) assert.ok(result.ok, name);
		}
		const {geteuid} = process;
		t.after(() => Object.assign(process, {geteuid}));
		const {folder, file} = begin(t, 'data-centers.json', table);
		process.geteuid = () => 1000;
		assert.ok(readDataCenters(folder).ok, 'root may have made it');
		fs.chownSync(folder, 1111, 1111);
		assert.equal(readDataCenters(folder).ok, false, 'a folder of another user');
		fs.chownSync(folder, 1000, 1000);
		fs.chownSync(file, 1111, 1111);
		assert.equal(readDataCenters(folder).ok, false, 'a file of another user');
	},
);

test('nothing is saved into a folder whose files would not be believed afterwards', async t => {
	const {folder} = begin(t, 'other.txt', '');
	fs.chmodSync(folder, 0o777);
	const store = createStore({folder, lock: createLock()});
	for (const result of [await store.checkWritable(), await store.update(() => ok(fileWith()))]) {
		assert.ok(!result.ok);
		assert.equal(result.refusal.id, 'open-to-others');
	}
	assert.equal(fs.existsSync(store.path), false);
});

test('a pipe or a device in the place of a file is refused at once', {
	skip: process.platform === 'win32' ? 'there are no such files' : false,
}, async t => {
	for (const [name, {readers}] of Object.entries(steering)) {
		for (const make of [
			(file: string) => execFileSync('mkfifo', [file]),
			(file: string) => fs.symlinkSync('/dev/zero', file),
		]) {
			const folder = temporaryFolder(t);
			make(path.join(folder, name));
			for (const result of await readers(folder)) {
				assert.ok(!result.ok, name);
				assert.equal(result.refusal.id, 'file-not-readable');
			}
			assert.equal(readJson(path.join(folder, name)), undefined, 'the small files');
		}
	}
});

test('the doctor shows it with its fix', async t => {
	const {folder, file} = begin(t, 'connections.json', printConnectionsFile(fileWith()));
	fs.chmodSync(file, 0o666);
	const found = await examineFiles(createStore({folder, lock: createLock()}));
	const wrong = found.find(({check}) => check === 'file');
	assert.equal(wrong?.state, 'wrong');
	assert.match(wrong.fix ?? '', /chmod go-w/);
});

test(
	'a file that a variable names is trusted where no other user could have written it, as secrets of containers are',
	needsRoot,
	t => {
		const folder = temporaryFolder(t);
		const file = path.join(folder, 'key');
		fs.writeFileSync(file, 'k');
		const {geteuid} = process;
		t.after(() => Object.assign(process, {geteuid}));
		process.geteuid = () => 1000;
		for (const [folderOwner, folderMode, owner, mode, end] of [
			[1000, 0o700, 1000, 0o600, 'trusted'],
			[0, 0o755, 0, 0o444, 'trusted'],
			[0, 0o755, 1111, 0o644, 'trusted'],
			[0, 0o1777, 0, 0o644, 'trusted'],
			[0, 0o1777, 1000, 0o600, 'trusted'],
			[0, 0o1777, 1111, 0o644, 'file-of-another-owner'],
			[0, 0o777, 1000, 0o600, 'open-to-others'],
			[1111, 0o755, 1000, 0o600, 'file-of-another-owner'],
			[1000, 0o700, 1000, 0o622, 'open-to-others'],
		] as const) {
			fs.chownSync(folder, folderOwner, folderOwner);
			fs.chmodSync(folder, folderMode);
			fs.chownSync(file, owner, owner);
			fs.chmodSync(file, mode);
			const read = readTrustedFile(file, 100, {});
			assert.equal(read.ok ? 'trusted' : read.refusal.id, end, `${folderMode.toString(8)} ${owner}`);
		}
	},
);

test('behind a link that leads nowhere is not nothing: a disk may not be mounted', async t => {
	const folder = temporaryFolder(t);
	const home = path.join(folder, 'config');
	fs.symlinkSync(path.join(folder, 'unmounted'), home);
	for (const place of [home, path.join(home, 'zoho-connections')]) {
		const store = createStore({folder: place, lock: createLock()});
		const read = store.read();
		assert.ok(!read.ok, place);
		assert.deepEqual(
			(await examineFiles(store)).map(({state}) => state),
			['wrong'],
		);
		assert.deepEqual([read.refusal.id, read.refusal.exitCode], ['file-not-readable', 6]);
		assert.match(read.refusal.why, /A link on its path leads nowhere/);
	}
});
