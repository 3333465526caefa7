import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {createLock} from '../../source/io/lock.js';
import {createStore} from '../../source/io/store.js';
import {ok} from '../../source/zoho/refusal.js';
import {connection, fileWith, temporaryFolder} from './helpers/files.js';

/** Writes without end, and puts out a dot after each step of a write. */
const writer = `
	import fs from 'node:fs';
	for (const name of ['writeFileSync', 'renameSync', 'writeSync', 'fsyncSync']) {
		const real = fs[name];
		fs[name] = (...given) => {
			const result = real(...given);
			process.stdout.write('.');
			return result;
		};
	}
	const {createStore} = await import('./source/io/store.ts');
	const {createLock} = await import('./source/io/lock.ts');
	const store = createStore({folder: process.argv[1], lock: createLock()});
	for (let round = 1; ; round++) {
		const result = await store.update(file => ({ok: true, value: {...file, note: String(round).repeat(20_000)}}));
		if (!result.ok) process.exit(1);
	}
`;

test('a writer that is killed at any point leaves a whole file, and the next one goes on', async t => {
	const folder = temporaryFolder(t);
	const store = createStore({folder, lock: createLock()});
	assert.ok((await store.update(() => ok(fileWith()))).ok);
	for (const steps of [1, 2, 3, 5, 8, 13]) {
		const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', writer, folder]);
		let seen = 0;
		for await (const chunk of child.stdout) {
			seen += String(chunk).length;
			if (seen >= steps) break;
		}
		const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
		child.kill('SIGKILL');
		await ended;
		assert.equal(child.signalCode, 'SIGKILL');
		const file = store.read();
		assert.ok(file.ok);
		assert.deepEqual(file.value.connections, {books: connection()});
		// The lock of the dead is taken over when it is stale; a test need not wait for that.
		const lock = path.join(folder, 'connections.lock');
		const old = new Date(Date.now() - 60_000);
		if (fs.existsSync(lock)) fs.utimesSync(lock, old, old);
		assert.ok((await store.update(now => ok({...now, drafts: {}, steps}))).ok);
	}
});
