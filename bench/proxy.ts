/**
 * `npm run bench:proxy`: what `zconn proxy` adds to a call, beside the same call made directly. All of it on loopback: the API is a
 * thread of this process, the door is the built program, which finds product and host and adds the organization.
 */

import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {Worker} from 'node:worker_threads';
import {emptyFile, printConnectionsFile} from '../source/connection/file/format.js';
import {sampleConnection, sampleService} from '../test/connection/samples.js';
import {builtProgram} from './programs.js';
import {exitCodeOf, type Row, rowLines} from './report.js';
import {lowerQuartile, median} from './statistics.js';

const callsOfRound = 200;
const atOnce = 200;
/** Calls before memory is looked at for the first time: the heap has its size by then. */
const settled = 10_000;
const counted = 10_000;

/** Answers at once, and on `/books/v3/held` only when so many calls are there together. */
const api = `
const {parentPort} = require('node:worker_threads');
const body = JSON.stringify({code: 0, contacts: Array.from({length: 20}, (_, id) => ({id, name: 'Acme ' + id}))});
const answer = response => response.writeHead(200, {'content-type': 'application/json'}).end(body);
let held = [];
const server = require('node:http').createServer({keepAliveTimeout: 60000}, (request, response) => {
	if (!request.url.startsWith('/books/v3/held')) return answer(response);
	held.push(response);
	if (held.length < ${atOnce}) return;
	held.forEach(answer);
	held = [];
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;

const openApi = async (): Promise<{readonly origin: string; readonly close: () => Promise<unknown>}> => {
	const worker = new Worker(api, {eval: true});
	const port = await new Promise<number>((resolve, reject) => {
		worker.once('message', resolve).once('error', reject);
	});
	return {origin: `http://127.0.0.1:${port}`, close: () => worker.terminate()};
};

/** A config folder whose data center is the API. */
const writeFolder = (folder: string, origin: string): void => {
	const scopes = ['ZohoBooks.contacts.READ', 'ZohoCRM.modules.ALL', 'Desk.tickets.READ'];
	const connection = sampleConnection({
		apiDomain: origin,
		scopesRequested: scopes,
		scopesGranted: scopes,
		accessTokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
		organization: {id: '77', name: 'Acme', product: 'Zoho Books'},
	});
	const file = {...emptyFile, services: {suite: sampleService()}, connections: {acme: connection}};
	const center = {id: 'us', name: 'Here', accounts: origin, api: origin, console: origin};
	const texts = {
		'connections.json': printConnectionsFile(file),
		'data-centers.json': JSON.stringify({replace: true, dataCenters: [center]}),
	};
	for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text, {mode: 0o600});
};

const openDoor = async (folder: string) => {
	const child = spawn(
		process.execPath,
		[builtProgram, 'proxy', 'acme', '--read-only', '--config-dir', folder],
		{env: {PATH: process.env.PATH, HOME: folder}, stdio: ['ignore', 'pipe', 'inherit']},
	);
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const next = async (): Promise<string> => String((await lines.next()).value).split('=', 2)[1] ?? '';
	const [url, key] = [await next(), await next()];
	return {
		url,
		key,
		/** Bytes that it holds. */
		memory: (): number =>
			Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024,
		close: () => {
			const ended = new Promise(resolve => child.once('exit', resolve));
			child.kill('SIGTERM');
			return ended;
		},
	};
};

const agent = new http.Agent({keepAlive: true});

/** One call, to the last byte of its answer. @returns milliseconds */
const call = async (url: string, headers: http.OutgoingHttpHeaders): Promise<number> => {
	const start = performance.now();
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	http
		.get(url, {agent, headers}, response => {
			if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
			response.resume().once('end', resolve).once('error', reject);
		})
		.once('error', reject);
	await promise;
	return performance.now() - start;
};

type Way = {readonly base: string; readonly headers: http.OutgoingHttpHeaders};

const medianOfRound = async ({base, headers}: Way): Promise<number> => {
	const times: number[] = [];
	for (let count = 0; count < callsOfRound; count++)
		times.push(await call(`${base}/books/v3/contacts?page=${count}`, headers));
	return median(times);
};

const holdAll = async ({base, headers}: Way): Promise<number> => {
	const start = performance.now();
	await Promise.all(Array.from({length: atOnce}, () => call(`${base}/books/v3/held`, headers)));
	return performance.now() - start;
};

/** Many calls, a few at a time, each to a path of its own. */
const callOften = async ({base, headers}: Way, calls: number): Promise<void> => {
	let left = calls;
	const caller = async (): Promise<void> => {
		while (left-- > 0) await call(`${base}/books/v3/contacts/${Math.random()}`, headers);
	};
	await Promise.all(Array.from({length: 8}, caller));
};

const measure = async (rounds: number, folder: string): Promise<readonly Row[]> => {
	await using closing = new AsyncDisposableStack();
	const {origin, close} = await openApi();
	closing.defer(async () => void (await close()));
	writeFolder(folder, origin);
	const door = await openDoor(folder);
	closing.defer(async () => void (await door.close()));
	closing.defer(() => agent.destroy());
	const direct = {base: origin, headers: {authorization: 'Zoho-oauthtoken sample-access-token'}};
	const through = {base: `${door.url}/acme`, headers: {'x-zconn-key': door.key}};
	for (const way of [direct, through]) await callOften(way, 1000);
	const times = {direct: [] as number[], through: [] as number[]};
	for (let round = 0; round < rounds; round++) {
		times.direct.push(await medianOfRound(direct));
		times.through.push(await medianOfRound(through));
	}
	const directly = lowerQuartile(times.direct);
	const viaDoor = lowerQuartile(times.through);
	const held = [await holdAll(through), await holdAll(through), await holdAll(through)];
	const rows: Row[] = [
		{what: 'a call made directly', value: directly, unit: 'ms'},
		{what: 'the same through zconn proxy', value: viaDoor, unit: 'ms'},
		{what: 'added by zconn proxy', value: viaDoor - directly, unit: 'ms', aim: 1},
		{what: `${atOnce} calls at once, all answered`, value: lowerQuartile(held), unit: 'ms'},
	];
	if (process.platform !== 'linux') return rows;
	await callOften(through, settled);
	const before = door.memory();
	await callOften(through, counted);
	const grown = (door.memory() - before) / 1024 / 1024;
	return [
		...rows,
		{what: 'memory of zconn proxy', value: before / 1024 / 1024, unit: 'MB'},
		{what: `grown over ${counted} more calls`, value: grown, unit: 'MB', aim: 8},
	];
};

const {values} = parseArgs({
	options: {rounds: {type: 'string', default: '20'}, strict: {type: 'boolean', default: false}},
});
const folder = mkdtempSync(join(tmpdir(), 'zconn-bench-'));
try {
	const measured = {rows: await measure(Number(values.rounds), folder), skipped: []};
	console.log(
		`Lower quartiles of the medians of ${values.rounds} interleaved rounds on Node ${process.version}.\n`,
	);
	for (const line of rowLines(measured.rows)) console.log(line);
	process.exitCode = exitCodeOf(measured, values.strict);
} finally {
	rmSync(folder, {recursive: true, force: true});
}
