import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {createLock} from '../../source/io/lock.js';
import {temporaryFolder} from './helpers/files.js';

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
		const {createLock} = await import('./source/io/lock.ts');
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
