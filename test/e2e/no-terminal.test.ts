import assert from 'node:assert/strict';
import {test} from 'node:test';
import {acceptClientType, openScene} from './scene.js';

for (const args of [[], ['new']]) {
	for (const silentStdin of [true, false]) {
		const where = silentStdin ? 'a pipe on which nothing arrives' : 'no stdin';
		test(`zconn ${args.join(' ')} on ${where}: one line that names the flags, exit 2, at once`, async () => {
			await using scene = await openScene();
			const ran = await scene.runAlone(args, {silentStdin});
			assert.deepEqual([ran.code, ran.stdout], [2, '']);
			assert.match(ran.stderr, /^[^\n]+\n$/);
			for (const flag of ['--no-input', '--client-id', '--client-secret-file', '--scope'])
				assert.ok(ran.stderr.includes(flag), `${flag} is not named`);
		});
	}
}

test('CI=true in a terminal is still a terminal: the wizard draws and hears', async () => {
	await using scene = await openScene();
	await using terminal = scene.wizard({args: [], env: {CI: 'true', CONTINUOUS_INTEGRATION: '1'}});
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
	// In color, too: `CI` is about logs.
	assert.match(terminal.raw(), /\u001B\[36m/);
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
});
