import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {startProgram} from '../helpers/program.js';
import {realScene, token} from '../io/shared/real-scene.js';

test('a process that is stopped past its turn is fenced when it goes on, and answers with the token of the row', async t => {
	const fleet = await realScene(t);
	const go = Promise.withResolvers<void>();
	t.after(() => go.resolve());
	// The first answer waits until its machine is stopped.
	fleet.scene.answer = (_, count) => (count === 1 ? {...token(1), after: go.promise} : token(count));
	await fleet.endToken();
	const start = () =>
		startProgram(['token', 'acme'], {
			env: {...fleet.environment, ZCONN_CONFIG_DIR: fleet.emptyFolder()},
		});
	const holder = start();
	while (fleet.requests() === 0) await delay(20);
	holder.kill('SIGSTOP');
	// Half a minute later.
	await fleet.run(`update zconn.grant set lease_until = now() - interval '1 second'`);
	const other = await start().waitForExit();
	assert.deepEqual([other.code, other.stdout.trim()], [0, 'access-token-2'], other.stderr);
	go.resolve();
	holder.kill('SIGCONT');
	const late = await holder.waitForExit();
	assert.deepEqual([late.code, late.stdout.trim()], [0, 'access-token-2'], late.stderr);
	assert.deepEqual(await fleet.events(), ['share', 'claim', 'claim', 'tokens']);
	assert.equal((await fleet.row()).lease_by, null);
});
