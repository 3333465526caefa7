import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {after, test} from 'node:test';
import {promisify} from 'node:util';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {fileWith, temporaryFolder} from '../helpers/files.js';
import {storeScript} from '../helpers/store-script.js';

/** A namespace in which mounts are ours: as root, or as a user whom the kernel lets play root. */
const ways = [['--mount'], ['--mount', '--map-root-user']] as const;
const way = ways.find(flags => {
	try {
		execFileSync('unshare', [...flags, 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
});
const skip = way ? false : 'NOT TESTED with real mounts: unshare --mount is not allowed here';

/** Updates the store in a folder, and prints what came of it and what stands there then. */
const script = await storeScript(
	{after},
	`
	import fs from 'node:fs';
	const [folder, size] = process.argv.slice(2);
	const store = createStore({folder, lock: createLock({limit: 2000})});
	const checked = await store.checkWritable();
	const result = await store.update(file => ({ok: true, value: {...file, note: 'x'.repeat(Number(size))}}));
	const read = store.read();
	process.stdout.write(JSON.stringify({
		checked: checked.ok ? 'ok' : checked.refusal,
		updated: result.ok ? 'ok' : result.refusal,
		note: read.ok ? (read.value.note ?? '').length : read.refusal.id,
		connections: read.ok ? Object.keys(read.value.connections) : [],
		names: fs.readdirSync(folder).sort(),
		mode: (fs.statSync(store.path).mode & 0o777).toString(8),
	}));
`,
);

const update = async (mounting: string, folder: string, size: number) => {
	const {stdout} = await promisify(execFile)('unshare', [
		...(way ?? []),
		'sh',
		'-c',
		`${mounting}; exec "$0" "$1" "$2" "$3"`,
		process.execPath,
		script,
		folder,
		String(size),
	]);
	return JSON.parse(stdout);
};

const text = printConnectionsFile(fileWith());

test('a disk that is full: the refusal says so, the old file is whole, nothing half-written is left', {
	skip,
}, async t => {
	const folder = temporaryFolder(t);
	const saved = path.join(temporaryFolder(t), 'connections.json');
	fs.writeFileSync(saved, text);
	const mounting = `mount -t tmpfs -o size=128k,mode=700 tmpfs ${folder} && cp ${saved} ${folder}`;
	const fits = await update(mounting, folder, 1000);
	assert.deepEqual([fits.checked, fits.updated, fits.note], ['ok', 'ok', 1000]);
	const full = await update(mounting, folder, 200_000);
	assert.equal(full.updated.id, 'disk-full');
	assert.equal(full.updated.exitCode, 6);
	assert.match(full.updated.why, /ENOSPC.*untouched/);
	assert.deepEqual([full.note, full.connections], [0, ['books']]);
	assert.deepEqual(
		full.names.filter((name: string) => name.includes('tmp') || name.includes('lock')),
		[],
	);
	const filled = await update(`${mounting}; head -c 120k /dev/zero > ${folder}/other`, folder, 10);
	assert.equal(filled.checked.id, 'disk-full');
	assert.deepEqual([filled.connections, filled.names.includes('other')], [['books'], true]);
});

test('a disk that is mounted read-only is refused before anything is tried', {skip}, async t => {
	const folder = temporaryFolder(t);
	fs.writeFileSync(path.join(folder, 'connections.json'), text);
	const result = await update(`mount --bind -o ro ${folder} ${folder}`, folder, 10);
	for (const refusal of [result.checked, result.updated]) {
		assert.equal(refusal.id, 'file-not-writable');
		assert.equal(refusal.exitCode, 6);
		assert.match(refusal.why, /read-only/);
	}
	assert.deepEqual(result.names, ['connections.json']);
	assert.equal(fs.readFileSync(path.join(folder, 'connections.json'), 'utf8'), text);
});

test('a single file that is mounted into a container is written in place, whole, with a backup', {
	skip,
}, async t => {
	const outside = path.join(temporaryFolder(t), 'on-the-host.json');
	const folder = temporaryFolder(t);
	fs.writeFileSync(outside, text, {mode: 0o600});
	fs.writeFileSync(path.join(folder, 'connections.json'), '');
	const {ino} = fs.statSync(outside);
	const result = await update(`mount --bind ${outside} ${folder}/connections.json`, folder, 5000);
	assert.deepEqual(
		[result.updated, result.note, result.connections, result.mode],
		['ok', 5000, ['books'], '600'],
	);
	assert.equal(fs.statSync(outside).ino, ino);
	assert.ok(fs.readFileSync(outside, 'utf8').includes('x'.repeat(5000)));
	assert.equal(fs.readFileSync(path.join(folder, 'connections.json.backup'), 'utf8'), text);
	assert.deepEqual(result.names, ['connections.json', 'connections.json.backup']);
});

test('a single file on a full disk is put back from what was read, or the refusal says where it is', {
	skip,
}, async t => {
	const host = temporaryFolder(t);
	const folder = temporaryFolder(t);
	const saved = path.join(temporaryFolder(t), 'saved.json');
	fs.writeFileSync(saved, text);
	fs.writeFileSync(path.join(folder, 'connections.json'), '');
	const mounting = `mount -t tmpfs -o size=64k tmpfs ${host} && cp ${saved} ${host}/f && mount --bind ${host}/f ${folder}/connections.json`;
	const result = await update(mounting, folder, 100_000);
	assert.equal(result.updated.id, 'file-not-written');
	assert.match(result.updated.why, /back in its place/);
	assert.deepEqual([result.note, result.connections], [0, ['books']]);
});
