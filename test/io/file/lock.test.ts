import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {createLock} from '../../../source/io/file/lock.js';
import {newOwnerName} from '../../../source/io/file/lock-owner.js';
import {claim} from '../../../source/io/file/lock-place.js';
import {temporaryFolder} from '../helpers/files.js';

test('work within one process runs one after the other, in the order it came', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const lock = createLock();
	const events: string[] = [];
	await Promise.all(
		[1, 2, 3].map(number =>
			lock.hold(file, async () => {
				events.push(`begin ${number}`);
				assert.equal(fs.existsSync(file), true);
				await new Promise(resolve => setImmediate(resolve));
				events.push(`end ${number}`);
			}),
		),
	);
	assert.deepEqual(events, ['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
	assert.equal(fs.existsSync(file), false);
});

test('released when the work throws', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const lock = createLock();
	await assert.rejects(
		lock.hold(file, async () => {
			throw new Error('a bug');
		}),
		/a bug/,
	);
	assert.equal(fs.existsSync(file), false);
	assert.deepEqual(await lock.hold(file, async () => 7), {ok: true, value: 7});
});

test('a caller that waits too long is refused with the path, within this process too', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const lock = createLock({limit: 30});
	const other = createLock({limit: 30});
	let release = (): void => undefined;
	const held = new Promise<void>(resolve => {
		release = resolve;
	});
	const first = lock.hold(file, () => held);
	for (const result of [await lock.hold(file, async () => 1), await other.hold(file, async () => 1)]) {
		assert.ok(!result.ok);
		assert.equal(result.refusal.id, 'locked');
		assert.equal(result.refusal.exitCode, 6);
		assert.ok(result.refusal.what.includes(file));
	}
	release();
	assert.ok((await first).ok);
	assert.deepEqual(await other.hold(file, async () => 2), {ok: true, value: 2});
});

test('a lock left behind by a killed process is taken over', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const script = `
		const {createLock} = await import('./source/io/file/lock.ts');
		await createLock().hold(process.argv[1], () => new Promise(() => {
			console.log('held');
			setInterval(() => {}, 1000);
		}));
	`;
	const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, file]);
	await once(child.stdout, 'data');
	const blocked = await createLock({limit: 1}).hold(file, async () => 1);
	assert.equal(blocked.ok, false);
	child.kill('SIGKILL');
	await once(child, 'exit');
	assert.equal(fs.existsSync(file), true);
	// At once: its process is gone.
	assert.deepEqual(await createLock({limit: 1}).hold(file, async () => 2), {ok: true, value: 2});
	assert.equal(fs.existsSync(file), false);
});

test('of many who find a dead lock one after the other gets it, and none is refused', async t => {
	const folder = temporaryFolder(t);
	for (let round = 0; round < 10; round++) {
		const file = path.join(folder, `${round}.lock`);
		fs.mkdirSync(file);
		const old = new Date(Date.now() - 60_000);
		fs.utimesSync(file, old, old);
		let holders = 0;
		const results = await Promise.all(
			Array.from({length: 30}, () =>
				createLock({limit: 60_000}).hold(file, async () => {
					assert.equal(++holders, 1);
					await new Promise(resolve => setImmediate(resolve));
					holders--;
				}),
			),
		);
		assert.deepEqual(
			results.filter(result => !result.ok),
			[],
		);
	}
	assert.deepEqual(fs.readdirSync(folder), []);
});

test('two that come at once, see each other and step back leave no empty folder that all others wait for', t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const mine = newOwnerName();
	// The other one has stepped back by the time that we do.
	t.mock.method(fs, 'readdirSync', () => [mine, newOwnerName()], {times: 1});
	assert.equal(claim(file, mine), false);
	assert.equal(fs.existsSync(file), false);
	assert.equal(claim(file, mine), true);
});

test('a dead lock of the future, from before the clock was put back, is taken over too', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	fs.mkdirSync(file);
	const ahead = new Date(Date.now() + 3_600_000);
	fs.utimesSync(file, ahead, ahead);
	assert.deepEqual(await createLock({limit: 30_000, stale: 200}).hold(file, async () => 4), {
		ok: true,
		value: 4,
	});
	assert.equal(fs.existsSync(file), false);
});

test('a holder that lives is waited for, however long it works', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const {promise: held, resolve: release} = Promise.withResolvers<void>();
	const {promise: begun, resolve: begin} = Promise.withResolvers<void>();
	// It renews every second at most; the other one takes over what was not renewed for two.
	const first = createLock({stale: 2000}).hold(file, () => {
		begin();
		return held;
	});
	await begun;
	const second = createLock({stale: 2000, limit: 2500}).hold(file, async () => 6);
	const result = await second;
	assert.ok(!result.ok && result.refusal.id === 'locked');
	release();
	assert.ok((await first).ok);
});

test('a lock that is lost while it is held crashes nothing', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const result = await createLock().hold(file, async () => {
		fs.rmSync(file, {recursive: true});
		return 3;
	});
	assert.deepEqual(result, {ok: true, value: 3});
});

test('a folder that cannot be made is a refusal', async t => {
	const place = path.join(temporaryFolder(t), 'taken');
	fs.writeFileSync(place, '');
	const result = await createLock().hold(path.join(place, 'x.lock'), async () => 1);
	assert.ok(!result.ok);
	assert.equal(result.refusal.id, 'file-not-writable');
});

const script = `
	const {createLock} = await import('./source/io/file/lock.ts');
	await createLock().hold(process.argv[1], () => new Promise(() => {
		console.log('held');
		setInterval(() => {}, 1000);
	}));
`;

/** Another process that holds a lock until it is ended. */
const holder = async (t: TestContext, file: string) => {
	const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, file]);
	t.after(() => child.kill('SIGKILL'));
	await once(child.stdout, 'data');
	return child;
};

/** A lock as its holder leaves it who is killed at this moment. @param name the holder's */
const leave = (file: string, name: string): void => {
	fs.mkdirSync(path.join(file, name), {recursive: true});
};

const linux = {skip: process.platform === 'linux' ? false : 'only Linux tells when a process began'};

test('the id of a dead holder that another process has by now is no obstacle', linux, async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const [, started = '', random = '', machine = ''] = newOwnerName().split('.');
	leave(file, `${process.pid}.${Number(started) - 1}.${random}.${machine}`);
	assert.deepEqual(await createLock({limit: 1}).hold(file, async () => 1), {ok: true, value: 1});
	assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
});

test('a holder elsewhere is waited for until it has not renewed its lock for long', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const name = '1.1.abc.another-machine';
	leave(file, name);
	const result = await createLock({limit: 1}).hold(file, async () => 1);
	assert.ok(!result.ok && result.refusal.id === 'locked');
	assert.match(result.refusal.why, /another machine or in another container/);
	const old = new Date(Date.now() - 60_000);
	fs.utimesSync(path.join(file, name), old, old);
	assert.deepEqual(await createLock({limit: 1}).hold(file, async () => 2), {ok: true, value: 2});
});

test('a stopped holder loses its lock, and the one that must not be overtaken keeps it and is named', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const child = await holder(t, file);
	child.kill('SIGSTOP');
	const patient = await createLock({limit: 500, stale: 100, waitsForRunning: true}).hold(file, async () => 1);
	assert.ok(!patient.ok && patient.refusal.id === 'locked');
	assert.match(patient.refusal.why, new RegExp(`Process ${child.pid} is stopped`));
	assert.match(patient.refusal.next, new RegExp(`kill -CONT ${child.pid}`));
	assert.deepEqual(await createLock({stale: 100}).hold(file, async () => 2), {ok: true, value: 2});
});

test('a lease that was taken over places nothing', async t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'x.lock');
	const ready = path.join(folder, 'ready');
	const target = path.join(folder, 'target');
	fs.writeFileSync(ready, 'new');
	fs.writeFileSync(target, 'old');
	const held = await createLock().hold(file, async lease => {
		const before = lease.isOurs();
		const [name = ''] = fs.readdirSync(file);
		fs.renameSync(path.join(file, name), path.join(folder, 'away'));
		return [before, lease.isOurs(), lease.place(ready, target)];
	});
	assert.deepEqual(held, {ok: true, value: [true, false, false]});
	assert.equal(fs.readFileSync(target, 'utf8'), 'old');
});

test('what stands where the lock belongs and is none is refused at once, with the command that removes it', async t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'x.lock');
	const makers = {
		file: () => fs.writeFileSync(file, ''),
		link: () => fs.symlinkSync(folder, file),
	};
	for (const [what, make] of Object.entries(makers)) {
		make();
		const began = performance.now();
		const result = await createLock().hold(file, async () => 1);
		assert.ok(performance.now() - began < 5000);
		assert.ok(!result.ok && result.refusal.id === 'lock-in-the-way', what);
		assert.ok(result.refusal.what.includes(`a ${what} `), result.refusal.what);
		assert.ok(result.refusal.next.includes(`rm '${file}'`));
		assert.equal(result.refusal.exitCode, 6);
		fs.rmSync(file);
	}
	// What a file manager leaves in the folder of a lock is no holder.
	leave(file, 'Thumbs.db');
	assert.deepEqual(await createLock({limit: 1}).hold(file, async () => 1), {ok: true, value: 1});
});

test('what another user left of a lock is refused with the command that removes it', {
	skip:
		process.getuid?.() === 0 ? false : 'NOT TESTED with locks of other users: only root can give them away',
}, async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	leave(file, newOwnerName().replace(/^\d+\.\d+/, '999999999.1'));
	fs.chownSync(file, 1111, 1111);
	t.mock.method(fs, 'renameSync', () => {
		throw Object.assign(new Error('EACCES'), {code: 'EACCES'});
	});
	const result = await createLock().hold(file, async () => 1);
	assert.ok(!result.ok && result.refusal.id === 'lock-of-another-user');
	assert.ok(result.refusal.next.includes(`sudo rm -r '${file}'`));
	t.mock.method(fs, 'lstatSync', () => {
		throw Object.assign(new Error('EACCES'), {code: 'EACCES'});
	});
	const closed = await createLock().hold(file, async () => 1);
	assert.ok(!closed.ok && closed.refusal.id === 'file-not-writable', 'its folder is closed');
});

test('after a second it is said, once, who is waited for', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const child = await holder(t, file);
	const words: string[] = [];
	const result = await createLock({limit: 1500, onWait: text => words.push(text)}).hold(file, async () => 1);
	assert.ok(!result.ok);
	assert.deepEqual(words, [`Waiting for another zconn (process ${child.pid}) to finish …`]);
	words.length = 0;
	child.kill('SIGKILL');
	assert.deepEqual(await createLock({onWait: text => words.push(text)}).hold(file, async () => 2), {
		ok: true,
		value: 2,
	});
	assert.deepEqual(words, []);
});
