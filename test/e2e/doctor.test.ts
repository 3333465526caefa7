import assert from 'node:assert/strict';
import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {callbackPorts} from '../helpers/ports.js';
import {connect, endTokens} from './connect-scene.js';
import {openScene} from './scene.js';

test('doctor: all is well, then a mode, a lost grant and a Zoho that is gone, each with its fix', async () => {
	await using scene = await openScene();
	await connect(scene);

	const well = await scene.run(['doctor']);
	assert.equal(well.code, 0, well.stdout);
	const [port, other] = callbackPorts;
	assert.match(well.stdout, new RegExp(`^✔ Free for the callback: ${port} and ${other}\\.$`, 'm'));
	assert.match(well.stdout, /^✔ .* answers: localhost:\d+, \d+ ms\.$/m);
	assert.match(well.stdout, /^✔ The clock agrees/m);
	assert.match(well.stdout, /^Nothing is wrong, \d worth knowing\.$/m);

	chmodSync(join(scene.folder, 'connections.json'), 0o644);
	await endTokens(scene);
	await scene.run(['refresh', '--all']);
	// Writing it closes it again.
	chmodSync(join(scene.folder, 'connections.json'), 0o644);
	const ill = await scene.run(['doctor', '--json']);
	assert.equal(ill.code, 6);
	const report = JSON.parse(ill.stdout);
	assert.deepEqual([report.format, report.exitCode], [1, 6]);
	const wrong = report.findings.filter(({state}: {state: string}) => state === 'wrong');
	assert.deepEqual(
		wrong.map(({check}: {check: string}) => check),
		['file-mode', 'connection'],
	);
	assert.match(wrong[1].fix, /zconn reconnect bennett_books/);

	chmodSync(join(scene.folder, 'connections.json'), 0o600);
	await scene.practice.close();
	const gone = await scene.run(['doctor'], {env: {ZCONN_ASCII: '1'}});
	assert.equal(gone.code, 3);
	assert.match(gone.stdout, /^x localhost:\d+ could not be connected to\./m);
	assert.match(gone.stdout, /^x bennett_books needs reconnecting/m);
	assert.match(gone.stdout, /^2 wrong/m);
});
