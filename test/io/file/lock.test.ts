import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {createLock} from '../../../source/io/file/lock.js';
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

test('whoever waits too long is refused with the path, within this process too', async t => {
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
		const {createLock} = await import('../source/io/file/lock.ts');
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
	const old = new Date(Date.now() - 60_000);
	fs.utimesSync(file, old, old);
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

test('somebody who was killed while taking a lock over is no obstacle', async t => {
	const file = path.join(temporaryFolder(t), 'x.lock');
	const old = new Date(Date.now() - 60_000);
	for (const folder of [file, `${file}.takeover`]) {
		fs.mkdirSync(folder);
		fs.utimesSync(folder, old, old);
	}
	assert.deepEqual(await createLock({limit: 30_000}).hold(file, async () => 5), {ok: true, value: 5});
	assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
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
		fs.rmdirSync(file);
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
