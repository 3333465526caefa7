import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {examineFiles} from '../../../source/io/doctor/files.js';
import {createLock} from '../../../source/io/file/lock.js';
import {explainUnreadableFile, explainUnwritableFile} from '../../../source/io/file/refusals.js';
import {createStore} from '../../../source/io/file/store.js';
import {refused} from '../../../source/zoho/refusal.js';
import {canRun} from '../../helpers/installed.js';
import {fileWith, temporaryFolder} from '../helpers/files.js';

const filled = (parent: string, name = 'config', mode = 0o600): string => {
	const folder = path.join(parent, name);
	fs.mkdirSync(folder, {mode: 0o700, recursive: true});
	fs.writeFileSync(path.join(folder, 'connections.json'), printConnectionsFile(fileWith()));
	fs.chmodSync(path.join(folder, 'connections.json'), mode);
	return folder;
};

const look = (folder: string) => examineFiles(createStore({folder, lock: createLock()}));

const states = async (folder: string): Promise<Readonly<Record<string, string>>> =>
	Object.fromEntries((await look(folder)).map(({check, state}) => [check, state]));

test('a folder as this program makes it is fine', async t => {
	assert.deepEqual(await states(filled(temporaryFolder(t))), {
		file: 'fine',
		'folder-mode': 'fine',
		'file-mode': 'fine',
	});
});

test('nothing saved is fine, and looking makes nothing', async t => {
	const folder = path.join(temporaryFolder(t), 'none');
	assert.deepEqual(await states(folder), {folder: 'fine'});
	assert.equal(fs.existsSync(folder), false);
});

test('a file that others may read is wrong, and the suggested command fixes it', async t => {
	const folder = filled(temporaryFolder(t), "it's here", 0o644);
	const found = (await look(folder)).find(({check}) => check === 'file-mode');
	assert.equal(found?.state, 'wrong');
	assert.equal(found.exitCode, 6);
	execFileSync('sh', ['-c', found.fix ?? 'false']);
	assert.equal((await states(folder))['file-mode'], 'fine');
});

test('a folder that is open to others is told, though it is closed at once when it is ours alone', async t => {
	const folder = filled(temporaryFolder(t));
	fs.chmodSync(folder, 0o755);
	assert.equal((await states(folder))['folder-mode'], 'wrong');
});

test('a file that is not whole is told in the words of the refusal', async t => {
	const folder = filled(temporaryFolder(t));
	fs.writeFileSync(path.join(folder, 'connections.json'), '{');
	const [found] = await look(folder);
	assert.deepEqual([found?.check, found?.exitCode], ['file', 6]);
	assert.match(found?.what ?? '', /cannot be understood/);
});

/** As a user whom the system keeps out sees it; the user who runs the tests may be let in everywhere. */
const lookShutOut = (folder: string, cannot: 'read' | 'write') => {
	const store = createStore({folder, lock: createLock()});
	const why = Object.assign(new Error('EACCES: permission denied'), {code: 'EACCES'});
	return examineFiles({
		...store,
		...(cannot === 'read'
			? {read: () => refused(explainUnreadableFile(store.path, why))}
			: {checkWritable: async () => refused(explainUnwritableFile(store.path, why))}),
	});
};

for (const cannot of ['read', 'write'] as const)
	test(`a mode that shuts this very user out is reported (${cannot}), and the suggested command fixes it`, async t => {
		const folder = filled(temporaryFolder(t), "it's here", 0o200);
		fs.chmodSync(folder, 0o500);
		const found = (await lookShutOut(folder, cannot)).filter(({state}) => state === 'wrong');
		assert.deepEqual(
			found.map(({check, exitCode}) => [check, exitCode]),
			[
				['file', 6],
				['access', 6],
				['access', 6],
			],
		);
		assert.doesNotMatch(JSON.stringify(found), /zconn doctor/);
		for (const {fix} of found.slice(1)) execFileSync('sh', ['-c', fix ?? 'false']);
		assert.deepEqual(
			(await lookShutOut(folder, cannot)).filter(({state}) => state === 'wrong').map(({check}) => check),
			['file'],
		);
	});

test('a place of another user is told with both ids', {skip: process.geteuid?.() !== 0}, async t => {
	const folder = filled(temporaryFolder(t));
	fs.chownSync(path.join(folder, 'connections.json'), 4321, 4321);
	const owner = (await lookShutOut(folder, 'read')).find(({check}) => check === 'owner');
	assert.match(owner?.what ?? '', /connections\.json belongs to the user with the id 4321; yours is 0\./);
	execFileSync('sh', ['-c', owner?.fix?.replace('sudo ', '') ?? 'false']);
	assert.equal(
		(await lookShutOut(folder, 'read')).find(({check}) => check === 'owner'),
		undefined,
	);
});

test('a folder of another user that is closed is told with the command that opens it', {
	skip: process.geteuid?.() !== 0,
}, async t => {
	const folder = filled(temporaryFolder(t));
	fs.chownSync(folder, 4321, 4321);
	const {statSync} = fs;
	t.mock.method(fs, 'statSync', (place: string) => {
		if (place !== folder) throw Object.assign(new Error('EACCES'), {code: 'EACCES'});
		return statSync(place);
	});
	const found = await lookShutOut(folder, 'read');
	assert.deepEqual(
		found.map(({check}) => check),
		['file', 'owner'],
	);
	assert.match(found[1]?.fix ?? '', /^sudo chown 0 /);
});

const inGit = (t: TestContext, name: string): string => {
	const tree = temporaryFolder(t);
	execFileSync('git', ['init', '--quiet', tree]);
	return filled(tree, name);
};

for (const name of ['a/config', '.']) {
	test(`a git work tree is told, and what is suggested makes git ignore it: ${name}`, {
		skip: !canRun('git'),
	}, async t => {
		const folder = inGit(t, name);
		const found = (await look(folder)).find(({check}) => check === 'git');
		assert.equal(found?.state, 'note');
		execFileSync('sh', ['-c', found.fix?.split(', or take')[0] ?? 'false']);
		assert.equal((await states(folder)).git, 'fine');
	});
}

test('a folder that is copied to other machines is told', async t => {
	assert.equal((await states(filled(temporaryFolder(t), 'Dropbox/x')))['synced-folder'], 'note');
	assert.equal((await states(filled(temporaryFolder(t), 'OneDrive - Acme')))['synced-folder'], 'note');
	assert.equal((await states(filled(temporaryFolder(t), 'Boxes')))['synced-folder'], undefined);
	const watched = temporaryFolder(t);
	fs.mkdirSync(path.join(watched, '.stfolder'));
	assert.equal((await states(filled(watched)))['synced-folder'], 'note');
});
