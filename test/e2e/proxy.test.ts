import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {startProgram} from '../helpers/program.js';
import {connect, endTokens} from './connect-scene.js';
import {openScene} from './scene.js';

const node = process.execPath;

/** Calls until it is told to stop; ends with 7 when it is. */
const client = `
const {ZCONN_PROXY_URL: url, ZCONN_PROXY_KEY: key, ZCONN_STORE_KEY: no} = process.env;
const call = async (path, init = {}) => {
	const answer = await fetch(url + path, {...init, headers: {authorization: 'Bearer ' + key, ...init.headers}});
	return [answer.status, (await answer.text()).slice(0, 200)];
};
process.on('SIGTERM', () => process.exit(7));
(async () => {
	console.log(JSON.stringify({
		fine: await call('/bennett_books/books/v3/organizations'),
		keyless: await call('/bennett_books/books/v3/organizations', {headers: {authorization: 'Bearer wrong'}}),
		write: await call('/bennett_books/books/v3/contacts', {method: 'POST', body: '{}'}),
		elsewhere: await call('/bennett_books/~example.com/books/v3/organizations'),
		no: no ?? null,
	}));
	setInterval(() => undefined, 1000);
})();`;

test('proxy: a command calls an API without a token, signals reach it, and its end is ours', async () => {
	await using scene = await openScene();
	await connect(scene, {scopes: 'ZohoBooks.settings.READ,ZohoBooks.contacts.CREATE'});
	const before = readFileSync(join(scene.folder, 'connections.json'), 'utf8');
	const token = JSON.parse(before).connections.bennett_books.accessToken.plain;

	await using running = startProgram(['proxy', 'bennett_books', '--read-only', '--', node, '-e', client], {
		env: {...scene.environment, ZCONN_STORE_KEY: 'never-to-be-seen'},
	});
	const text = await running.waitForOutput('"elsewhere"');
	running.kill('SIGTERM');
	const ended = await running.waitForExit();
	assert.deepEqual([ended.code, ended.stderr], [7, '']);
	assert.ok(!text.includes(token));
	const seen = JSON.parse(ended.stdout);
	assert.deepEqual([seen.fine[0], /"organizations"/.test(seen.fine[1])], [200, true]);
	assert.deepEqual([seen.keyless[0], /"id":"proxy-key-missing"/.test(seen.keyless[1])], [401, true]);
	assert.deepEqual([seen.write[0], /"id":"call-changes-data"/.test(seen.write[1])], [403, true]);
	assert.deepEqual([seen.elsewhere[0], /"id":"api-host-foreign"/.test(seen.elsewhere[1])], [403, true]);
	assert.equal(seen.no, null);

	const log = await scene.run(['log', 'bennett_books', '--json']);
	const uses: readonly Record<string, unknown>[] = JSON.parse(log.stdout).uses;
	assert.deepEqual(
		uses.map(({command, method, status, refusal}) => [command, method, status, refusal]),
		[
			['proxy', 'GET', null, 'api-host-foreign'],
			['proxy', 'POST', null, 'call-changes-data'],
			['proxy', 'GET', 200, null],
		],
	);

	// What other programs change while a door is open counts from the next call on.
	await using door = startProgram(['proxy', 'bennett_books', '--json'], {env: scene.environment});
	await door.waitForOutput('"connections"');
	const {url, key} = JSON.parse(door.stdout()).proxy;
	const call = () => fetch(`${url}/bennett_books/books/v3/organizations`, {headers: {'x-zconn-key': key}});
	assert.equal((await call()).status, 200);
	await endTokens(scene);
	await scene.run(['refresh', 'bennett_books']);
	const over = await call();
	assert.deepEqual(
		[
			over.status,
			over.headers.get('x-zconn-refusal'),
			(await over.text()).includes('zconn reconnect bennett_books'),
		],
		[502, 'invalid-code', true],
	);
	await scene.run(['remove', 'bennett_books', '--yes', '--keep-grant']);
	assert.equal((await call()).status, 404);
	door.kill('SIGTERM');
	assert.equal((await door.waitForExit()).code, 143);
	await assert.rejects(call());
});

test('proxy: what is refused starts nothing, and prints nothing on stdout', async () => {
	await using scene = await openScene();
	const rows: readonly (readonly [readonly string[], number, RegExp])[] = [
		[['nobody', '--', node, '-e', 'console.log(1)'], 5, /There is no connection "nobody"/],
		[['nobody', '--'], 2, /There is no command to run/],
		[['nobody', '--port', '0'], 2, /--port is not understood/],
		[['nobody', '--allow', 'GET books'], 2, /This rule is not understood/],
	];
	for (const [args, code, says] of rows) {
		const result = await scene.run(['proxy', ...args]);
		assert.deepEqual([result.code, result.stdout], [code, ''], args.join(' '));
		assert.match(result.stderr, says);
	}
});
