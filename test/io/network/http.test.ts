import assert from 'node:assert/strict';
import type http from 'node:http';
import net from 'node:net';
import {type TestContext, test} from 'node:test';
import tls from 'node:tls';
import {MockAgent} from 'undici';
import {createHttp, type HttpOptions} from '../../../source/io/network/http.js';
import type {HttpRequest} from '../../../source/io/ports.js';
import {serveLocally} from '../../helpers/local-server.js';
import {freePort} from '../helpers/net.js';
import {selfSigned} from '../helpers/self-signed.js';

const secret = '0123456789abcdef0123456789abcdef01234567ab';

const make = (t: TestContext, options: Partial<HttpOptions> = {}) => {
	const lines: string[] = [];
	const waits: number[] = [];
	const client = createHttp({
		environment: {},
		version: '1.2.3',
		debug: line => lines.push(line),
		wait: async attempt => {
			waits.push(attempt);
		},
		...options,
	});
	t.after(() => client.close());
	return {client, lines, waits};
};

/** By address, so that nothing is looked up. */
const serve = (t: TestContext, handle: http.RequestListener): Promise<string> =>
	serveLocally(t, handle, '127.0.0.1');

test('an answer that is long in coming is waited for with one line, whatever the number of tries', async t => {
	const origin = await serve(t, () => undefined);
	const told: string[] = [];
	const limits = {headersTimeout: 150, bodyTimeout: 150, whole: 1000, silence: 20};
	const {client} = make(t, {limits, onWait: words => told.push(words)});
	const answer = await client.send({method: 'GET', url: `${origin}/x`});
	assert.equal(answer.ok, false);
	assert.deepEqual(told, [`Waiting for ${new URL(origin).host} to answer …`]);
});

test('sends a form in the body, asks for English, names itself, and reads the answer whole', async t => {
	const seen: {url?: string | undefined; headers?: http.IncomingHttpHeaders; body?: string} = {};
	const origin = await serve(t, async (request, response) => {
		seen.url = request.url;
		seen.headers = request.headers;
		seen.body = (await request.toArray()).join('');
		response
			.writeHead(200, {'Content-Type': 'application/json;charset=UTF-8', 'X-Many': ['a', 'b']})
			.end('{"a":"ä"}');
	});
	const {client, lines} = make(t);
	const answer = await client.send({
		method: 'POST',
		url: `${origin}/oauth/v2/token?x=${secret}`,
		form: {client_secret: secret, code: 'a b&c'},
	});
	assert.ok(answer.ok);
	assert.equal(answer.value.status, 200);
	assert.equal(answer.value.body, '{"a":"ä"}');
	assert.equal(answer.value.headers['content-type'], 'application/json;charset=UTF-8');
	assert.equal(answer.value.headers['x-many'], 'a, b');
	assert.equal(seen.body, `client_secret=${secret}&code=a+b%26c`);
	assert.equal(seen.headers?.['content-type'], 'application/x-www-form-urlencoded');
	assert.equal(seen.headers?.['accept-language'], 'en');
	assert.equal(seen.headers?.['user-agent'], 'zconn/1.2.3');
	assert.equal(lines.length, 1);
	assert.match(lines[0] ?? '', /^POST http:\/\/127\.0\.0\.1:\d+\/oauth\/v2\/token → 200 in \d+ ms$/);
});

test('no redirect is followed', async t => {
	const origin = await serve(t, (request, response) =>
		request.url === '/' ? response.writeHead(302, {location: '/other'}).end() : response.end('followed'),
	);
	const answer = await make(t).client.send({method: 'GET', url: origin});
	assert.ok(answer.ok);
	assert.equal(answer.value.status, 302);
});

test('an answer above one MiB is refused', async t => {
	const origin = await serve(t, (_request, response) => response.end(Buffer.alloc(1024 * 1024 + 1)));
	const answer = await make(t).client.send({method: 'POST', url: origin});
	assert.ok(!answer.ok);
	assert.equal(answer.refusal.id, 'network-failed');
	assert.match(answer.refusal.what, /too long/);
});

test('what may be repeated is tried twice more after 502, 503, 504 and after a break; the rest once', async t => {
	for (const [request, tries] of [
		[{method: 'GET'}, 3],
		[{method: 'POST'}, 1],
		[{method: 'POST', isRepeatable: true}, 3],
		[{method: 'GET', isRepeatable: false}, 1],
	] as const satisfies readonly (readonly [Omit<HttpRequest, 'url'>, number])[]) {
		for (const how of ['status', 'break'] as const) {
			let count = 0;
			const origin = await serve(t, (_request, response) => {
				count++;
				if (how === 'status') response.writeHead(503).end('busy');
				else response.socket?.destroy();
			});
			const {client, waits} = make(t);
			const answer = await client.send({...request, url: origin});
			assert.equal(count, tries);
			assert.equal(waits.length, tries - 1);
			if (how === 'status') assert.ok(answer.ok && answer.value.status === 503);
			else assert.ok(!answer.ok && answer.refusal.id === 'network-failed' && answer.refusal.exitCode === 4);
		}
	}
});

test('a success after a failure is the answer; other errors are answers at once', async t => {
	const statuses = [503, 200, 500, 429];
	const origin = await serve(t, (_request, response) => response.writeHead(statuses.shift() ?? 418).end());
	const {client} = make(t);
	for (const expected of [200, 500, 429]) {
		const answer = await client.send({method: 'GET', url: origin});
		assert.ok(answer.ok);
		assert.equal(answer.value.status, expected);
	}
});

test('nothing listening is told as refused, with the host, and logged', async t => {
	const {client, lines} = make(t);
	const port = await freePort();
	const answer = await client.send({method: 'POST', url: `http://localhost:${port}/x?code=${secret}`});
	assert.ok(!answer.ok);
	assert.equal(answer.refusal.id, 'network-refused');
	assert.match(answer.refusal.what, new RegExp(`localhost:${port}`));
	assert.match(lines.join('\n'), /network-refused ECONNREFUSED/);
	assert.doesNotMatch(lines.join('\n'), new RegExp(secret));
});

test('an abort is canceled, a time limit is a timeout; neither is repeated', async t => {
	let count = 0;
	const origin = await serve(t, () => {
		count++;
	});
	const {client} = make(t);
	const controller = new AbortController();
	const canceled = client.send({method: 'GET', url: origin, signal: controller.signal});
	controller.abort();
	const first = await canceled;
	assert.ok(!first.ok);
	assert.equal(first.refusal.id, 'canceled');
	const second = await client.send({method: 'GET', url: origin, signal: AbortSignal.timeout(20)});
	assert.ok(!second.ok);
	assert.equal(second.refusal.id, 'network-timeout');
	assert.ok(count <= 2);
});

test('an untrusted certificate leads to NODE_EXTRA_CA_CERTS, never to turning checks off', async t => {
	const server = tls.createServer({
		...selfSigned(),
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	t.after(() => server.close());
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const answer = await make(t).client.send({method: 'GET', url: `https://localhost:${port}/`});
	assert.ok(!answer.ok);
	assert.equal(answer.refusal.id, 'network-tls');
	assert.match(answer.refusal.next, /NODE_EXTRA_CA_CERTS/);
	assert.doesNotMatch(JSON.stringify(answer.refusal), /REJECT_UNAUTHORIZED|--insecure/i);
});

/** A proxy that notes the targets of its tunnels and refuses them all. */
const refusingProxy = async (t: TestContext) => {
	const targets: string[] = [];
	const server = net.createServer(socket => {
		socket.on('error', () => undefined);
		socket.once('data', data => {
			targets.push(String(data).split('\r\n')[0] ?? '');
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
		});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	t.after(() => server.close());
	const address = server.address();
	return {targets, url: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`};
};

test('the proxy of the environment is used, told by name when it refuses, and never for loopback', async t => {
	const proxy = await refusingProxy(t);
	const {client} = make(t, {
		environment: {HTTPS_PROXY: proxy.url, HTTP_PROXY: `http://user:${secret}@${proxy.url}`},
	});
	const answer = await client.send({method: 'POST', url: 'https://accounts.zoho.example/oauth/v2/token'});
	assert.ok(!answer.ok);
	assert.equal(answer.refusal.id, 'network-proxy');
	assert.ok(answer.refusal.what.includes(proxy.url));
	assert.doesNotMatch(JSON.stringify(answer.refusal), new RegExp(secret));
	assert.deepEqual(proxy.targets, ['CONNECT accounts.zoho.example:443 HTTP/1.1']);
	const origin = await serve(t, (_request, response) => response.end('direct'));
	for (const host of ['127.0.0.1', 'localhost']) {
		const direct = await client.send({method: 'GET', url: origin.replace('127.0.0.1', host)});
		assert.ok(direct.ok);
		assert.equal(direct.value.body, 'direct');
	}
	assert.equal(proxy.targets.length, 1);
});

test('a proxy address that is none is told so', async t => {
	const {client} = make(t, {environment: {HTTPS_PROXY: 'http://'}});
	const answer = await client.send({method: 'GET', url: 'https://accounts.zoho.example/'});
	assert.ok(!answer.ok);
	assert.equal(answer.refusal.id, 'network-proxy');
});

test('undici is not loaded before the first request, and closing without one is fine', async () => {
	let isLoaded = false;
	const client = createHttp({
		environment: {},
		version: '1',
		dispatcher: async () => {
			isLoaded = true;
			return new MockAgent();
		},
	});
	await client.close();
	assert.equal(isLoaded, false);
});

test('the process environment is not looked at', async t => {
	const proxy = await refusingProxy(t);
	const before = process.env.http_proxy;
	process.env.http_proxy = `http://${proxy.url}`;
	t.after(() => {
		if (before === undefined) delete process.env.http_proxy;
		else process.env.http_proxy = before;
	});
	const answer = await make(t).client.send({method: 'POST', url: 'http://zconn.invalid/'});
	assert.ok(!answer.ok);
	assert.equal(answer.refusal.id, 'network-dns');
	assert.deepEqual(proxy.targets, []);
});

test('what cannot be sent is told as that, and so are redirects that lead nowhere', async t => {
	const origin = await serve(t, (request, response) => {
		if (request.url === '/circle') response.writeHead(302, {location: '/circle'}).end();
		else if (request.url === '/script') response.writeHead(302, {location: 'javascript:alert(1)'}).end();
		else response.end('fine');
	});
	const {client} = make(t);
	const ending = async (method: string, path: string, headers: Record<string, string> = {}) => {
		const answer = await client.fetch({method, url: `${origin}${path}`, headers: new Headers(headers)});
		return answer.ok ? answer.value.status : [answer.refusal.id, answer.refusal.exitCode];
	};
	for (const [name, value] of [
		['transfer-encoding', 'chunked'],
		['upgrade', 'websocket'],
		['keep-alive', '5'],
		['expect', '100-continue'],
	] as const)
		assert.deepEqual(await ending('GET', '/', {[name]: value}), ['request-unsendable', 2], name);
	for (const method of ['TRACE', 'CONNECT', 'G ET'])
		assert.deepEqual(await ending(method, '/'), ['request-unsendable', 2], method);
	for (const path of ['/circle', '/script'])
		assert.deepEqual(await ending('GET', path), ['network-redirects', 4], path);
	assert.equal(await ending('GET', '/'), 200);
});

test('Retry-After is honored: waited for when it is short, handed on when it is long', async t => {
	for (const [header, tries, atLeast] of [
		['2', 3, [2000, 2000]],
		['60', 1, []],
		['nonsense', 3, [0, 0]],
	] as const) {
		let count = 0;
		const origin = await serve(t, (_request, response) => {
			count++;
			response.writeHead(503, {'retry-after': header}).end();
		});
		const waited: number[] = [];
		const {client} = make(t, {wait: async (_attempt, _signal, least) => void waited.push(least)});
		const answer = await client.send({method: 'GET', url: origin});
		assert.ok(answer.ok && answer.value.status === 503);
		assert.deepEqual([count, waited], [tries, [...atLeast]], header);
	}
});
