import assert from 'node:assert/strict';
import {once} from 'node:events';
import http from 'node:http';
import net from 'node:net';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {gzipSync} from 'node:zlib';
import {longestInput} from '../../../source/io/bounds.js';
import {readAllowList} from '../../../source/zoho/operations/allow-list.js';
import {callGuard} from '../../../source/zoho/operations/guard.js';
import {key, openProxy} from './scene.js';

const json = (response: http.ServerResponse, body: object, status = 200) =>
	response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body));

const dead = {code: 57, message: 'You are not authorized to perform this operation'};

test('a call gets the Authorization and the organization, and its answer comes back byte for byte', async t => {
	const packed = gzipSync('{"contacts":[]}');
	const seen: http.IncomingMessage[] = [];
	const {call, uses} = await openProxy(
		t,
		(request, response) => {
			seen.push(request);
			response
				.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip', 'set-cookie': 'a=1'})
				.end(packed);
		},
		{row: {organization: {id: '7', name: 'Acme', product: 'Zoho Books'}}},
	);
	const answer = await call('/books/v3/contacts?page=2', {headers: {cookie: 'mine=1', 'x-mine': 'yes'}});
	assert.deepEqual([answer.status, await answer.text()], [200, '{"contacts":[]}']);
	assert.equal(answer.headers.get('set-cookie'), null);
	const [first] = seen;
	assert.equal(first?.url, '/books/v3/contacts?page=2&organization_id=7');
	assert.equal(first?.headers.authorization, 'Zoho-oauthtoken example-access-token');
	assert.equal(first?.headers['x-mine'], 'yes');
	assert.equal(first?.headers.cookie, undefined);
	assert.ok(!first?.rawHeaders.join('\n').includes(key));
	assert.deepEqual(uses, [
		{command: 'proxy', connection: 'books', method: 'GET', path: '/books/v3/contacts', status: 200},
	]);
	assert.ok(!JSON.stringify(uses).includes(key));
});

test('a rejected token is replaced once, and a short body is sent again; later calls have the new one', async t => {
	const bodies: string[] = [];
	const {call, requests} = await openProxy(t, async (request, response) => {
		bodies.push(await text(request));
		const isNew = request.headers.authorization === 'Zoho-oauthtoken new-access-token';
		json(response, isNew ? {code: 0} : dead, isNew ? 200 : 401);
	});
	const answer = await call('/books/v3/contacts', {method: 'POST', body: '{"a":1}'});
	assert.deepEqual([answer.status, await answer.text()], [200, '{"code":0}']);
	assert.deepEqual(bodies, ['{"a":1}', '{"a":1}']);
	assert.equal((await call('/books/v3/contacts')).status, 200);
	assert.equal(bodies.length, 3);
	assert.equal(requests.length, 1);
});

test('a hundred calls with a dead token ask for one new token', async t => {
	const {call, requests} = await openProxy(t, (request, response) => {
		const isNew = request.headers.authorization === 'Zoho-oauthtoken new-access-token';
		json(response, isNew ? {code: 0} : dead, isNew ? 200 : 401);
	});
	const answers = await Promise.all(Array.from({length: 100}, () => call('/books/v3/contacts')));
	assert.ok(answers.every(({status}) => status === 200));
	assert.equal(requests.length, 1);
});

test('a long body is not sent twice: that is said, and the next try has a new token', async t => {
	const {call} = await openProxy(t, async (request, response) => {
		request.resume();
		await once(request, 'end');
		const isNew = request.headers.authorization === 'Zoho-oauthtoken new-access-token';
		json(response, isNew ? {code: 0} : dead, isNew ? 200 : 401);
	});
	const body = Buffer.alloc(1024 * 1024);
	const gone = await call('/books/v3/contacts', {method: 'POST', body});
	assert.deepEqual([gone.status, gone.headers.get('x-zconn-refusal')], [503, 'proxy-body-gone']);
	assert.equal((await call('/books/v3/contacts', {method: 'POST', body})).status, 200);
});

test('where no new token can be had, the answer of the API is handed on; a grant that is over is told', async t => {
	const throttled = await openProxy(t, (_request, response) => json(response, dead, 401), {
		replies: [{id: 'network-dns', what: '', why: '', next: '', exitCode: 4}],
	});
	assert.equal((await throttled.call('/books/v3/contacts')).status, 401);
	const over = await openProxy(t, (_request, response) => json(response, dead, 401), {
		replies: [{error: 'invalid_code'}],
	});
	const answer = await over.call('/books/v3/contacts');
	assert.deepEqual([answer.status, answer.headers.get('x-zconn-refusal')], [502, 'invalid-code']);
});

test('bodies are streamed both ways: the first part arrives before the last one is sent', async t => {
	const {url} = await openProxy(t, (request, response) => {
		response.writeHead(200, {'content-type': 'application/octet-stream'});
		request.pipe(response);
	});
	const request = http.request(`${url}/books/books/v3/echo`, {method: 'POST', headers: {'x-zconn-key': key}});
	request.write('first');
	const [response] = await once(request, 'response');
	const [part] = await once(response, 'data');
	assert.equal(String(part), 'first');
	request.end('last');
	assert.equal(await text(response), 'last');
});

test('a program that reads slowly slows the API down, and one that leaves ends the call', async t => {
	let written = 0;
	const gone = Promise.withResolvers<void>();
	const {url} = await openProxy(t, async (_request, response) => {
		response.writeHead(200, {'content-type': 'application/octet-stream'});
		response.on('close', gone.resolve);
		const part = Buffer.alloc(65_536);
		while (!response.destroyed && written < 512 * part.length) {
			written += part.length;
			if (!response.write(part)) await Promise.race([once(response, 'drain'), gone.promise]);
		}
	});
	const request = http.get(`${url}/books/books/v3/long`, {headers: {'x-zconn-key': key}});
	const [response] = await once(request, 'response');
	let before = -1;
	// Until nothing moves any more.
	while (before !== written) {
		before = written;
		await delay(100);
	}
	assert.ok(written < 24 * 1024 * 1024, `${written} bytes were taken that nothing reads`);
	response.destroy();
	await gone.promise;
});

test('redirects are not followed: back to this door on the same host, as they are to another one', async t => {
	let count = 0;
	const {call} = await openProxy(t, (request, response) => {
		count++;
		const to = request.url?.endsWith('far') ? 'https://elsewhere.example/x' : '/books/v3/next?a=b';
		response.writeHead(302, {location: to}).end();
	});
	assert.equal((await call('/books/v3/near')).headers.get('location'), '/books/books/v3/next?a=b');
	assert.equal((await call('/books/v3/far')).headers.get('location'), 'https://elsewhere.example/x');
	assert.equal(count, 2);
});

test('what is not allowed asks for no token and sends nothing', async t => {
	const rules = readAllowList(['GET /books/v3/contacts/**']);
	assert.ok(rules.ok);
	const widen = {write: 'w', allow: () => 'a'};
	const {call, uses} = await openProxy(
		t,
		() => {
			throw new Error('Something was sent.');
		},
		{options: {guard: callGuard({rules: rules.value, isReadOnly: true, widen})}},
	);
	for (const [path, method] of [
		['/books/v3/invoices', 'GET'],
		['/books/v3/contacts', 'POST'],
		['/books/v3/contacts/..%2finvoices', 'GET'],
		['/~example.com/books/v3/contacts', 'GET'],
	] as const)
		assert.ok([400, 403].includes((await call(path, {method})).status), path);
	assert.deepEqual(
		uses.map(({refusal}) => refusal),
		['call-not-allowed', 'call-not-allowed', 'api-host-foreign'],
	);
});

test('a server other than Zoho gets its token on the hosts of its service alone', async t => {
	const seen: (string | undefined)[] = [];
	const {call, origin} = await openProxy(
		t,
		(request, response) => {
			seen.push(request.headers.authorization);
			json(response, {});
		},
		{row: {dataCenter: null}},
	);
	assert.equal((await call('/anything')).status, 200);
	assert.equal((await call(`/~${new URL(origin).host}/anything`)).status, 200);
	const foreign = await call('/~example.com/anything');
	assert.deepEqual([foreign.status, foreign.headers.get('x-zconn-refusal')], [403, 'api-host-foreign']);
	assert.deepEqual(seen, ['Bearer example-access-token', 'Bearer example-access-token']);
});

test('a token that travels in the address: nowhere else, and it comes back to the program in nothing', async t => {
	const seen: http.IncomingMessage[] = [];
	const {call, uses, url} = await openProxy(
		t,
		(request, response) => {
			seen.push(request);
			const isDead = request.url?.includes('example-access-token');
			if (request.url?.startsWith('/away')) response.writeHead(302, {location: `/next${request.url}`}).end();
			else if (request.url?.startsWith('/told')) response.writeHead(200, {'x-asked': request.url}).end('{}');
			else json(response, isDead ? {error: 'invalid_token'} : {}, isDead ? 401 : 200);
		},
		{row: {dataCenter: null}, service: {parameterType: 'query'}},
	);
	const answer = await call('/anything?a=%20b&access_token=mine');
	assert.equal(answer.status, 200);
	assert.deepEqual(
		seen.map(request => new URL(request.url ?? '', url).searchParams.getAll('access_token')),
		[['example-access-token'], ['new-access-token']],
	);
	const away = await call('/away');
	const told = await call('/told');
	assert.deepEqual([away.status, told.status], [302, 200]);
	for (const {headers} of [away, told])
		assert.ok(!JSON.stringify([...headers]).includes('access-token'), JSON.stringify([...headers]));
	assert.ok(seen.every(({headers}) => headers.authorization === undefined));
	assert.deepEqual(
		uses.map(({path}) => path),
		['/anything', '/away', '/told'],
	);
});

test('an answer that breaks off breaks off at the program too, and the door stays open', async t => {
	let count = 0;
	const {call, uses} = await openProxy(t, (_request, response) => {
		response.writeHead(200, {'content-type': 'application/octet-stream', 'content-length': '1000'});
		if (++count > 1) response.end(Buffer.alloc(1000));
		else response.write(Buffer.alloc(500), () => response.destroy());
	});
	const broken = await call('/books/v3/contacts');
	await assert.rejects(broken.arrayBuffer());
	assert.equal((await (await call('/books/v3/contacts')).arrayBuffer()).byteLength, 1000);
	assert.deepEqual(
		uses.map(({status, refusal}) => status ?? refusal),
		['network-failed', 200],
	);
});

/** What comes back for bytes as they are. */
const raw = async (url: string, bytes: string): Promise<string> => {
	const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
	socket.end(bytes);
	return text(socket);
};

test('what is no plain request gets no further: smuggling, whole addresses, CONNECT, upgrades', async t => {
	const {url} = await openProxy(t, () => {
		throw new Error('Something was sent.');
	});
	const {host} = new URL(url);
	const head = `Host: ${host}\r\nx-zconn-key: ${key}\r\n`;
	const rows: readonly (readonly [string, number])[] = [
		[`GET http://${host}/books/books/v3/x HTTP/1.1\r\n${head}\r\n`, 400],
		[`GET //evil.example/books HTTP/1.1\r\n${head}\r\n`, 400],
		[`OPTIONS * HTTP/1.1\r\n${head}\r\n`, 400],
		[`CONNECT evil.example:443 HTTP/1.1\r\n${head}\r\n`, 405],
		[`TRACE /books/books/v3/x HTTP/1.1\r\n${head}\r\n`, 405],
		[`GET /books/books/v3/x HTTP/1.1\r\n${head}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 400],
		[
			`POST /books/books/v3/x HTTP/1.1\r\n${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
			400,
		],
		[`POST /books/books/v3/x HTTP/1.1\r\n${head}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`, 400],
		[`POST /books/books/v3/x HTTP/1.1\r\n${head}Transfer-Encoding: chunked, identity\r\n\r\nabc`, 400],
		[`POST /books/books/v3/x HTTP/1.1\r\n${head}Content-Length: ${longestInput + 1}\r\n\r\na`, 413],
		[`GET /books/books/v3/x HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 401],
		[`GET /books/books/v3/x HTTP/1.1\r\nHost: evil.example\r\nx-zconn-key: ${key}\r\n\r\n`, 403],
		[`GET /books/books/v3/x HTTP/1.1\r\n${head}x: ${'y'.repeat(40_000)}\r\n\r\n`, 400],
		['\u0016\u0003\u0001 no http\r\n\r\n', 400],
	];
	for (const [bytes, status] of rows) {
		const answer = await raw(url, bytes);
		assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), bytes.slice(0, 200));
		assert.match(answer, /x-zconn-refusal: /, bytes.slice(0, 200));
	}
});

test('a door that is closed takes its calls with it, and a port that is taken is told', async t => {
	const {call, proxy, url} = await openProxy(t, () => undefined);
	const port = Number(new URL(url).port);
	await assert.rejects(
		openProxy(t, () => undefined, {options: {port}}),
		new RegExp(`Port ${port} is taken`),
	);
	const hanging = assert.rejects(call('/books/v3/never'));
	await delay(50);
	await proxy.close();
	await hanging;
	await assert.rejects(call('/books/v3/never'));
});
