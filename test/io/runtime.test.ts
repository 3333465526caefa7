import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {promisify} from 'node:util';
import {createRuntime} from '../../source/io/runtime.js';
import type {WorldEvent} from '../../source/wizard/events.js';
import {ok} from '../../source/zoho/refusal.js';
import {serveLocally} from '../helpers/local-server.js';
import {connection, fileWith, service, temporaryFolder} from './helpers/files.js';
import {freePort} from './helpers/net.js';

const run = promisify(execFile);

/** A Zoho of one endpoint, and a config folder whose only data center it is, with a connection whose token is over. */
const place = async (t: TestContext) => {
	let refreshes = 0;
	const origin = await serveLocally(t, (request, response) => {
		request.resume();
		request.on('end', () => {
			refreshes++;
			response.end(JSON.stringify({access_token: `token-${refreshes}`, expires_in: 3600}));
		});
	});
	const folder = temporaryFolder(t);
	const here = {id: 'here', name: 'Here', accounts: origin, api: origin, console: origin};
	fs.writeFileSync(
		path.join(folder, 'data-centers.json'),
		JSON.stringify({replace: true, dataCenters: [here]}),
	);
	const lines: string[] = [];
	const runtime = createRuntime({
		configDirectory: folder,
		environment: {},
		platform: process.platform,
		version: '1.0.0',
		debug: line => lines.push(line),
	});
	t.after(() => runtime.close());
	const saved = await runtime.store.update(() =>
		ok(
			fileWith(
				[connection({dataCenter: 'here', accessTokenExpiresAt: '2020-01-01T00:00:00.000Z'})],
				[service({dataCenter: 'here'})],
			),
		),
	);
	assert.ok(saved.ok);
	return {runtime, folder, lines, refreshes: () => refreshes};
};

test('fifty who ask in two processes and in this one spend one refresh', async t => {
	const {runtime, folder, refreshes} = await place(t);
	const script = `
		const {createRuntime} = await import('./source/io/runtime.ts');
		const runtime = createRuntime({configDirectory: process.argv[1], environment: {}, platform: process.platform, version: '1'});
		const results = await Promise.all(Array.from({length: 20}, () => runtime.tokenKeeper.accessToken('books')));
		await runtime.close();
		process.stdout.write([...new Set(results.map(result => result.ok ? result.value.accessToken : result.refusal.id))].join());
	`;
	const child = async (): Promise<string> =>
		(await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder])).stdout;
	const [one, other, ...own] = await Promise.all([
		child(),
		child(),
		...Array.from({length: 10}, () => runtime.tokenKeeper.accessToken('books')),
	]);
	assert.equal(one, 'token-1');
	assert.equal(other, 'token-1');
	for (const result of own) assert.ok(result.ok && result.value.accessToken === 'token-1');
	assert.equal(refreshes(), 1);
});

test('the debug lines of a refresh have an origin and a path, and no secret', async t => {
	const {runtime, lines} = await place(t);
	assert.ok((await runtime.tokenKeeper.accessToken('books')).ok);
	assert.equal(lines.length, 1);
	assert.match(lines[0] ?? '', /^POST http:\/\/localhost:\d+\/oauth\/v2\/token → 200 in \d+ ms$/);
});

test('the folder is that of the flag; the table is read once; ids are never the same', async t => {
	const {runtime, folder} = await place(t);
	assert.equal(runtime.folder, folder);
	assert.equal(runtime.store.folder, folder);
	const table = runtime.dataCenters();
	assert.ok(table.ok);
	assert.deepEqual(
		table.value.map(({id}) => id),
		['here'],
	);
	fs.rmSync(path.join(folder, 'data-centers.json'));
	assert.equal(runtime.dataCenters(), table);
	assert.equal(new Set(Array.from({length: 100}, runtime.newId)).size, 100);
	assert.match(runtime.newId(), /^[\w-]{12}$/);
});

test('effects run through the real callback server, and stopping frees the port', async t => {
	const {runtime} = await place(t);
	const port = await freePort();
	const events: WorldEvent[] = [];
	let wake: () => void = () => undefined;
	const prepared = new Promise<void>(resolve => {
		wake = resolve;
	});
	const effects = runtime.createEffects({
		ports: [port],
		timeoutSeconds: 600,
		announce: () => undefined,
		openBrowser: false,
		dispatch: event => {
			events.push(event);
			wake();
		},
	});
	const table = runtime.dataCenters();
	assert.ok(table.ok);
	effects.run({type: 'prepare-consent', id: 'one', accountsUrl: table.value[0]?.accounts ?? ''});
	await prepared;
	const [event] = events;
	assert.ok(event?.type === 'consent-prepared');
	assert.equal(event.attempt.redirectUri, `http://localhost:${port}/callback`);
	const server = await runtime.callbackServer();
	assert.deepEqual((await server.check([port])).taken, [port]);
	await effects.stop();
	assert.deepEqual((await server.check([port])).free, [port]);
});

test('whatever was never used is never loaded: stopping and closing at once is nothing', async t => {
	const runtime = createRuntime({
		configDirectory: path.join(temporaryFolder(t), 'none'),
		environment: {},
		platform: 'linux',
		version: '1',
	});
	const effects = runtime.createEffects({
		ports: [],
		timeoutSeconds: 1,
		announce: () => undefined,
		dispatch: () => undefined,
	});
	await effects.idle();
	await effects.stop();
	await runtime.close();
	assert.equal(fs.existsSync(runtime.folder), false);
});

test('after the first frame the compile cache is written, once the frame is out', async t => {
	const calls: string[] = [];
	t.mock.method(process.getBuiltinModule('node:module'), 'flushCompileCache', () => calls.push('flush'));
	const {runtime} = await place(t);
	runtime.onFirstFrame();
	assert.deepEqual(calls, []);
	await new Promise(resolve => setImmediate(resolve));
	assert.deepEqual(calls, ['flush']);
});

test('another folder that is typed may begin with a tilde, which no shell has replaced', t => {
	const home = temporaryFolder(t);
	const runtime = createRuntime({
		configDirectory: temporaryFolder(t),
		environment: {HOME: home, USERPROFILE: home},
		platform: process.platform,
		version: '1.0.0',
	});
	t.after(() => runtime.close());
	assert.equal(runtime.keyedFileIn('~/zoho').store.path, path.join(home, 'zoho', 'connections.json'));
	assert.equal(runtime.keyedFileIn('zoho').store.path, path.resolve('zoho', 'connections.json'));
});
