import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import {ownerOf} from '../../../source/io/callback/peer.js';
import {createCallbackServer} from '../../../source/io/callback/server.js';
import {ask, freePort, statusOf} from '../helpers/net.js';

/** As Linux prints it; the listener's own end, the other end, and one that has ended. */
const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2256 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1111        0 1 1 0000000000000000 100 0 0 10 0
   1: 0100007F:2256 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1111        0 2 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:C001 0100007F:2256 01 00000000:00000000 00:00000000 00000000  2222        0 3 1 0000000000000000 20 4 30 10 -1
   4: 0100007F:C004 0100007F:2256 05 00000000:00000000 00:00000000 00000000  2222        0 4 1 0000000000000000 20 4 30 10 -1
   3: 0100007F:C002 0100007F:2256 06 00000000:00000000 03:00000F1A 00000000     0        0 0 3 0000000000000000
`;

test('the owner of the other end is read from the table of Linux', () => {
	assert.equal(ownerOf(table, {remotePort: 0xc001, localPort: 8790}), 2222);
	assert.equal(
		ownerOf(table, {remotePort: 0xc004, localPort: 8790}),
		2222,
		'it says no more, but still reads',
	);
	assert.equal(ownerOf(table, {remotePort: 0xc002, localPort: 8790}), undefined, 'it has ended');
	assert.equal(ownerOf(table, {remotePort: 0xc003, localPort: 8790}), undefined);
	for (const text of ['', 'nonsense', 'a\nb c d\n\n'])
		assert.equal(ownerOf(text, {remotePort: 1, localPort: 2}), undefined);
});

const open = async (t: TestContext, userId: number) => {
	const strays: string[] = [];
	const server = createCallbackServer({random: {bytes: count => randomBytes(count)}, userId});
	const result = await server.listen({
		ports: [await freePort()],
		state: 'shown-0123456789',
		browserState: 'browser-0123456789',
		onCallback: () => undefined,
		onStray: stray => strays.push(stray),
	});
	assert.ok(result.ok);
	const listener = result.value;
	t.after(() => listener.close());
	listener.setAddresses({shown: 'https://a.example/shown', browser: 'https://a.example/browser'});
	return {listener, strays};
};

/** The status that another user of the machine gets. */
const statusAs = async (userId: number, url: string): Promise<number> => {
	const script = `fetch(${JSON.stringify(url)}, {redirect: 'manual'}).then(({status}) => console.log(status))`;
	const {promise, resolve, reject} = Promise.withResolvers<number>();
	const args = ['--reuid', String(userId), '--clear-groups', process.execPath, '-e', script];
	execFile('setpriv', args, {cwd: '/'}, (error, out) => (error ? reject(error) : resolve(Number(out))));
	return promise;
};

/** The answer to another user's program that ends its own half of the connection together with the request. */
const answerToHalfClosed = async (userId: number, url: string): Promise<string> => {
	const {port, pathname, host} = new URL(url);
	const script = `const socket = net.connect({port: ${port}, host: '127.0.0.1', allowHalfOpen: true}, () =>
		socket.end('GET ${pathname} HTTP/1.1\\r\\nHost: ${host}\\r\\nConnection: close\\r\\n\\r\\n'));
		socket.pipe(process.stdout)`;
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	const args = ['--reuid', String(userId), '--clear-groups', process.execPath, '-e', script];
	execFile('setpriv', args, {cwd: '/'}, (error, out) => (error ? reject(error) : resolve(out)));
	return promise;
};

const canSwitch =
	process.getuid?.() === 0 &&
	spawnSync('setpriv', ['--reuid', '2222', '--clear-groups', process.execPath, '-e', '0'], {cwd: '/'})
		.status === 0;

test("another user of the machine cannot follow the browser's link, not even first; what people copy stays open", {
	skip: !canSwitch && 'two users are needed: run as root, with a node that others may run',
}, async t => {
	const {listener, strays} = await open(t, 1111);
	assert.equal(await statusAs(2222, listener.browserLink), 403);
	assert.match(await answerToHalfClosed(2222, listener.browserLink), /^HTTP\/1\.1 403 /);
	assert.deepEqual(strays, ['other-user']);
	assert.equal(await statusAs(1111, listener.browserLink), 302);
	assert.equal(await statusAs(1111, listener.browserLink), 410);
	assert.equal(await statusAs(2222, listener.shortLink), 302);
	// Forwarders of ports run as root.
	const forwarded = await open(t, 1111);
	const {port, browserLink} = forwarded.listener;
	assert.equal(
		statusOf(await ask(port, new URL(browserLink).pathname)),
		process.getuid?.() === 0 ? 302 : 403,
	);
});
