import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import type {ServerResponse} from 'node:http';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {callProgram} from '../helpers/called-program.js';
import {serveLocally} from '../helpers/local-server.js';
import {distCli, runProgram} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {openTerminal} from '../helpers/terminal.js';
import {connection, fileWith} from '../io/helpers/files.js';

/** Title, clipboard, screen, cursor, in 7- and 8-bit forms; text turned around, and what is not seen. */
const payload = '\u001b]0;taken\u0007\u001b]52;c;dA==\u0007\u001b[2J\u009b31m\u202e\u200b\u200e\u061c';
const traces = /\u001b\]0;taken|\u001b\]52;|\u009b|[\u202e\u200b\u200e\u061c]/;
const json = JSON.stringify({code: 0, name: payload});

type Answer = {
	readonly type?: string | undefined;
	readonly status?: number;
	readonly body: string | Buffer;
	readonly headers?: Record<string, string>;
};

/** A saved connection at a server that answers what a test wants. */
const scene = async (t: TestContext, answerOf: (path: string) => Answer) => {
	const asked: {readonly url: string; readonly headers: NodeJS.Dict<string | string[]>}[] = [];
	const send = (response: ServerResponse, {type, status = 200, body, headers = {}}: Answer): void => {
		response.writeHead(status, {...(type === undefined ? {} : {'content-type': type}), ...headers}).end(body);
	};
	const origin = await serveLocally(t, (request, response) => {
		asked.push({url: request.url ?? '', headers: request.headers});
		send(response, answerOf(request.url ?? ''));
	});
	const folder = join(temporaryDirectory(), 'config');
	mkdirSync(folder, {mode: 0o700});
	const table = {
		replace: true,
		dataCenters: [{id: 'us', name: 'United States', accounts: origin, api: origin, console: origin}],
	};
	const expires = new Date(Date.now() + 3_600_000).toISOString();
	const file = fileWith([connection({apiDomain: origin, accessTokenExpiresAt: expires})]);
	writeFileSync(join(folder, 'data-centers.json'), JSON.stringify(table), {mode: 0o600});
	writeFileSync(join(folder, 'connections.json'), JSON.stringify(file), {mode: 0o600});
	const env = {ZCONN_CONFIG_DIR: folder};
	return {
		asked,
		folder,
		run: (...args: readonly string[]) => callProgram(['api', 'books', ...args], {env}),
		runAlone: (...args: readonly string[]) => runProgram(['api', 'books', ...args], {env, timeout: 60_000}),
		show: (...args: readonly string[]) =>
			openTerminal({args: [distCli, 'api', 'books', ...args], env, rows: 30}),
	};
};

const types = [
	...['application/json', 'APPLICATION/JSON', 'text/plain', 'text/html', 'application/octet-stream'],
	...['application/pdf', 'image/png', 'application/zip', '', undefined, 'text/plain; charset=nonsense'],
];

test('api on a terminal: text of every type is shown and steers nothing, an error too', async t => {
	const {show} = await scene(t, path => {
		const index = Number(/\d+$/.exec(path)?.[0] ?? '0');
		return {type: types[index], status: path.includes('error') ? 404 : 200, body: json};
	});
	for (const index of types.keys()) {
		await using terminal = show(`/books/v3/${index % 2 ? 'error' : 'fine'}/${index}`);
		await terminal.waitForExit();
		assert.match(terminal.screen(), /\\u001b\]0;taken/, String(types[index]));
		assert.doesNotMatch(terminal.raw(), traces, String(types[index]));
	}
});

test('api on a terminal: what is no text is refused, as curl refuses it', async t => {
	const images = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), Buffer.from([0xff, 0xfe, 0x9b, 0x33])];
	const {show, run} = await scene(t, path => ({type: 'text/plain', body: images[Number(path.at(-1))] ?? ''}));
	for (const index of images.keys()) {
		await using terminal = show(`/books/v3/${index}`);
		assert.deepEqual(await terminal.waitForExit(), {code: 2});
		assert.match(terminal.screen(), /The answer is not text/);
		assert.doesNotMatch(terminal.raw(), traces);
		// In a pipe it goes through.
		assert.equal((await run(`/books/v3/${index}`)).code, 0);
	}
});

test('api in a pipe: byte for byte, whatever the type', async t => {
	const {runAlone} = await scene(t, path => ({type: types[Number(path.at(-1))], body: json}));
	for (const index of [0, 4, 9]) assert.equal((await runAlone(`/books/v3/${index}`)).stdout, json);
});

test('api: another host gets the address alone, and its answer is told as its own', async t => {
	const seen: NodeJS.Dict<string | string[]>[] = [];
	const other = await serveLocally(t, (request, response) => {
		seen.push(request.headers);
		response
			.writeHead(200, {'content-type': 'application/json'})
			.end('{"code": 0, "page_context": {"page": 1, "has_more_page": true}}');
	});
	const {run, asked} = await scene(t, () => ({status: 307, body: '', headers: {location: `${other}/taken`}}));
	const headers = ['-H', 'X-Api-Key: custom-secret', '-H', 'Cookie: a=b'];
	for (const more of [[], ['--paginate'], ['--paginate', '--slurp']]) {
		const ran = await run('/books/v3/bills', ...headers, ...more);
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /^! localhost:\d+ sent the call on to localhost:\d+, whose answer this is/m);
	}
	assert.equal(seen.length, 3, 'its pages are not followed');
	for (const {authorization, cookie, 'x-api-key': key} of seen)
		assert.deepEqual([authorization, cookie, key], [undefined, undefined, undefined]);
	const before = asked.length;
	const written = await run('/books/v3/bills', ...headers, '-X', 'POST', '-f', 'a=b');
	assert.equal(written.code, 4);
	assert.match(written.stderr, /was not sent/);
	assert.deepEqual([asked.length, seen.length], [before + 1, 3]);
});

test('api --paginate: a circle, and a page that unpacks to far more, end', async t => {
	const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
	const {run, asked} = await scene(t, path => {
		if (path.includes('bomb'))
			return {type: 'application/json', body: bomb, headers: {'content-encoding': 'gzip'}};
		const info = {more_records: true, next_page_token: path.includes('=a') ? 'b' : 'a'};
		return {type: 'application/json', body: JSON.stringify({data: [], info})};
	});
	const circle = await run('/crm/v8/Leads', '--paginate');
	assert.equal(circle.code, 4);
	assert.match(circle.stderr, /go in a circle/);
	assert.equal(circle.stdout.trim().split('\n').length, 3);
	assert.equal(asked.length, 4);
	const long = await run('/books/v3/bomb', '--paginate');
	assert.equal(long.code, 4);
	assert.match(long.stderr, /The answer is too long/);
});

test('api, import and new: a pipe without a writer and a device without an end are refused', {
	skip: process.platform !== 'linux' && 'devices of Linux',
}, async t => {
	const {runAlone, folder} = await scene(t, () => ({body: ''}));
	const pipe = join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
	const env = {ZCONN_CONFIG_DIR: folder};
	const before = readFileSync(join(folder, 'connections.json'), 'utf8');
	const secret = [
		'new',
		'--no-input',
		'--client-id',
		'1000.A',
		'--scope',
		'A.b.READ',
		'--client-secret-file',
	];
	const calls = await Promise.all([
		runAlone('/books/v3/a', '--input', pipe),
		runAlone('/books/v3/a', '--input', '/dev/zero'),
		runAlone('/books/v3/a', '-F', `a=@${pipe}`),
		runAlone('/books/v3/a', '-F', 'a=@/dev/zero'),
		runProgram(['import', '/dev/zero'], {env, timeout: 60_000}),
		runProgram(['import', pipe], {env}),
		runProgram([...secret, '/dev/zero'], {env}),
		runProgram([...secret, pipe], {env}),
	]);
	assert.deepEqual(
		calls.map(({code}) => code),
		[2, 2, 2, 2, 6, 6, 2, 2],
		calls.map(({stderr}) => stderr).join('\n'),
	);
	for (const {stderr} of calls) assert.match(stderr, /no program writes to it|far longer/);
	assert.equal(readFileSync(join(folder, 'connections.json'), 'utf8'), before);
});
