import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {callProgram} from '../../helpers/called-program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

test('new --no-input that fails leaves no draft, and says the same the next time', async t => {
	const folder = temporaryDirectory(t);
	const urls = ['authorize', 'access-token', 'refresh-token'].flatMap(name => [
		`--${name}-url`,
		'http://127.0.0.1:9/nothing',
	]);
	const args = ['new', '--no-input', '--config-dir', folder, '--client-id', 'me', '--scope', 'read', ...urls];
	const run = () =>
		callProgram([...args, '--connection-name', 'X'], {
			env: {ZCONN_CLIENT_SECRET: 'hush', ZCONN_NO_BROWSER: '1'},
		});
	const first = await run();
	assert.deepEqual([first.code, first.stdout], [4, ''], first.stderr);
	const file = path.join(folder, 'connections.json');
	assert.deepEqual(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).drafts : {}, {});
	const again = await run();
	assert.deepEqual([again.code, again.stderr], [4, first.stderr]);
});

test('a refusal takes along what was noted before it, so that stderr is one JSON object', async t => {
	const folder = temporaryDirectory(t);
	const hosts = {authorize: '127.0.0.1', 'access-token': 'localhost', 'refresh-token': '127.0.0.1'};
	const urls = Object.entries(hosts).flatMap(([name, host]) => [`--${name}-url`, `http://${host}:9/nothing`]);
	const args = ['new', '--no-input', '--config-dir', folder, '--client-id', 'me', '--scope', 'read', ...urls];
	const {code, stdout, stderr} = await callProgram([...args, '--connection-name', 'X', '--json'], {
		env: {ZCONN_CLIENT_SECRET: 'hush', ZCONN_NO_BROWSER: '1'},
	});
	assert.deepEqual([code, stdout], [4, ''], stderr);
	const {error, notes} = JSON.parse(stderr);
	assert.equal(error.id, 'network-refused');
	assert.deepEqual(notes, [
		'The Client Secret and tokens go to localhost:9, but people consent at 127.0.0.1:9.',
	]);
});

test('a command that is printed has the folder that was given, in JSON as well', async t => {
	const folder = path.join(temporaryDirectory(t), `it's "here"`);
	const program = `zconn --config-dir '${folder.replace("'", "'\\''")}'`;
	const missing = await callProgram(['show', 'books', '--config-dir', folder]);
	assert.equal(missing.code, 5);
	assert.ok(missing.stderr.includes(`${program} `), missing.stderr);
	const json = await callProgram(['show', 'books', '--json', `--config-dir=${folder}`]);
	const {error} = JSON.parse(json.stderr);
	assert.equal(error.id, 'no-such-connection');
	assert.ok(error.nextStep.includes(`${program} `), error.nextStep);
});
