import assert from 'node:assert/strict';
import {createServer, type Server} from 'node:net';
import {test} from 'node:test';
import {runProgram} from '../helpers/program.js';

/** A SOCKS5 proxy that lets anyone in and reaches nothing; it remembers what it was asked for. */
const openProxy = async (): Promise<{
	readonly server: Server;
	readonly port: number;
	readonly asked: string[];
}> => {
	const asked: string[] = [];
	const server = createServer(socket => {
		socket.on('error', () => undefined);
		socket.once('data', () => {
			socket.write(Buffer.from([5, 0]));
			socket.once('data', request => {
				asked.push(request.subarray(5, 5 + (request[4] ?? 0)).toString());
				// Host unreachable (RFC 1928 6).
				socket.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]));
			});
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {server, port: typeof address === 'object' && address ? address.port : 0, asked};
};

for (const scheme of ['socks5', 'socks5h', 'socks']) {
	test(`${scheme}: in HTTPS_PROXY is used, and Node's warning about it is not shown`, async t => {
		const {server, port, asked} = await openProxy();
		t.after(() => server.close());
		const ran = await runProgram(['doctor'], {env: {HTTPS_PROXY: `${scheme}://127.0.0.1:${port}`}});
		// The name goes to the proxy, which looks it up.
		assert.ok(asked.includes('accounts.zoho.com'), `${ran.stdout}${ran.stderr}`);
		assert.doesNotMatch(ran.stdout + ran.stderr, /Warning|experimental/i);
	});
}
