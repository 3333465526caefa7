import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {connect} from './connect-scene.js';
import {openScene} from './scene.js';

test('sheet and show: without secrets for programs, with them for a person who says yes', async () => {
	await using scene = await openScene();
	const {secret} = await connect(scene);
	const row = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).connections
		.bennett_books;

	const text = await scene.run(['sheet', 'bennett_books']);
	assert.equal(text.code, 0);
	assert.match(text.stdout, /^ {2}\d+\. Client Secret +as saved; --reveal shows it$/m);
	assert.match(text.stdout, /^ +1\. United States +http:\/\/localhost:\d+\/sigma\/delugeauth\/callback$/m);
	const json = await scene.run(['sheet', 'bennett_books', '--json']);
	const {format, sheet} = JSON.parse(json.stdout);
	assert.equal(format, 1);
	assert.equal(sheet.manifest.usedConnections[0].connectionLinkName, 'bennett_books');
	for (const command of ['sheet', 'show']) {
		const piped = await scene.run([command, 'bennett_books', '--reveal', '--json']);
		assert.deepEqual([piped.code, piped.stdout], [2, '']);
		assert.equal(JSON.parse(piped.stderr).error.id, 'wrong-use');
		assertNoSecrets({piped: piped.stderr}, [secret]);
	}
	assertNoSecrets({text: text.stdout, json: json.stdout}, [
		secret,
		row.refreshToken.plain,
		row.accessToken.plain,
	]);

	for (const [command, expected] of [
		['sheet', [secret]],
		['show', [secret, row.refreshToken.plain, row.accessToken.plain]],
	] as const) {
		await using no = scene.wizard({args: [command, 'bennett_books', '--reveal'], columns: 160});
		await no.answer('Type yes to go on', 'no');
		assert.deepEqual(await no.waitForExit(), {code: 2});
		assert.ok(!no.screen().includes(secret));
		await using yes = scene.wizard({args: [command, 'bennett_books', '--reveal'], columns: 160, rows: 60});
		await yes.answer('Type yes to go on', 'yes');
		assert.deepEqual(await yes.waitForExit(), {code: 0});
		for (const word of expected) assert.ok(yes.screen().includes(word), command);
	}
});
