import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer, request} from 'node:http';
import {connect} from 'node:net';
import {networkInterfaces} from 'node:os';
import path from 'node:path';
import {describe, it} from 'node:test';
import * as z from 'zod/mini';
import {startPractice} from '../../source/practice/index.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {at, postForm, register, startTestPractice, visitor} from './visitor.js';

const {practice} = await startTestPractice();
const us = at(practice, 'us');

describe('starting', () => {
	it('gives every data center an origin of its own for each of its servers', () => {
		assert.deepEqual(
			practice.dataCenters.map(({id}) => id),
			['us', 'eu', 'ca'],
		);
		const origins = practice.dataCenters.flatMap(({accounts, api, console}) => [accounts, api, console]);
		assert.equal(new Set(origins).size, 9);
		for (const origin of origins) assert.match(origin, /^http:\/\/localhost:\d+$/u);
	});

	it('takes another port when a foreign program holds the wished one', async () => {
		const foreign = createServer((_request, response) => response.end('not Zoho'));
		await new Promise<void>(resolve => foreign.listen(0, '127.0.0.1', resolve));
		const address = foreign.address();
		assert.ok(address !== null && typeof address === 'object');
		const other = await startPractice({ports: [address.port]});
		assert.notEqual(at(other, 'us').accounts, `http://localhost:${address.port}`);
		assert.equal((await fetch(other.controls)).status, 200);
		await other.close();
		await new Promise(resolve => foreign.close(resolve));
	});

	it('binds loopback addresses only', async t => {
		const outer = Object.values(networkInterfaces())
			.flat()
			.find(one => one?.internal === false && one.family === 'IPv4')?.address;
		if (outer === undefined) return t.skip('this machine has no other address');
		const {port} = new URL(us.accounts);
		const outcome = await new Promise(resolve => {
			const socket = connect(Number(port), outer, () => resolve('connected'));
			socket.on('error', () => resolve('refused'));
		});
		assert.equal(outcome, 'refused');
	});

	it('ends at once although a browser keeps its connection open', async () => {
		const other = await startPractice({ports: [0]});
		const socket = connect(Number(new URL(other.controls).port), '127.0.0.1');
		socket.on('error', () => {});
		const ended = new Promise(resolve => socket.once('close', resolve));
		await new Promise(resolve => socket.once('connect', resolve));
		socket.write('GET /practice/about HTTP/1.1\r\nHost: localhost\r\n\r\n');
		await new Promise(resolve => socket.once('data', resolve));
		await other.close();
		await ended;
	});
});

describe('the state', () => {
	it('survives a restart, for its owner only', async t => {
		const stateFile = path.join(temporaryDirectory(t), 'deep', 'state.json');
		const first = await startPractice({ports: [0], stateFile});
		const {client_id} = await register(at(first, 'us').console);
		await first.close();
		if (process.platform !== 'win32') assert.equal(statSync(stateFile).mode & 0o777, 0o600);
		const second = await startPractice({ports: [0], stateFile});
		const list = await (await fetch(at(second, 'us').console)).text();
		await second.close();
		assert.ok(list.includes(client_id));
	});

	it('that cannot be understood is set aside', async t => {
		const stateFile = path.join(temporaryDirectory(t), 'state.json');
		for (const broken of ['{"format":1', '{"format":2}', '']) {
			writeFileSync(stateFile, broken);
			await (await startPractice({ports: [0], stateFile})).close();
			assert.equal(readFileSync(`${stateFile}.broken`, 'utf8'), broken);
			assert.equal(existsSync(stateFile), false);
		}
		if (process.platform === 'win32') return;
		execFileSync('mkfifo', [stateFile]);
		await (await startPractice({ports: [0], stateFile})).close();
		assert.equal(existsSync(stateFile), false, 'a pipe');
	});

	it('is told in numbers, without secrets', async () => {
		const {client_id, client_secret} = await register(us.console);
		await postForm(`${us.accounts}/oauth/v2/token`, {grant_type: 'refresh_token', client_id});
		const text = await (await fetch(`${us.accounts}/practice/control/state`)).text();
		assert.ok(!text.includes(client_secret));
		const state = z
			.looseObject({clients: z.number(), requests: z.record(z.string(), z.number())})
			.parse(JSON.parse(text));
		assert.equal(state.clients, 1);
		assert.equal(state.requests['accounts us POST /oauth/v2/token'], 1);
		assert.deepEqual(state.tokenRequests, {'refresh_token asked': 1, 'refresh_token refused': 1});
	});
});

describe('the guards', () => {
	const statusFor = (origin: string, host: string): Promise<number | undefined> =>
		new Promise((resolve, reject) => {
			const {port} = new URL(origin);
			const asked = request({host: '127.0.0.1', port, path: '/practice/about', headers: {host}}, answer => {
				answer.resume();
				resolve(answer.statusCode);
			});
			asked.on('error', reject);
			asked.end();
		});

	it('answer to names of this machine only', async () => {
		assert.equal(await statusFor(us.accounts, 'evil.example'), 421);
		assert.equal(await statusFor(us.accounts, 'localhost'), 200);
	});

	it('refuse changes that other origins ask for, other ports of this machine included', async () => {
		const paths = [
			`${us.accounts}/practice/control/reset`,
			`${us.accounts}/practice/control/faults`,
			`${us.accounts}/practice/controls/reset`,
			`${us.accounts}/practice/sign-in`,
			`${us.accounts}/practice/decision`,
			`${us.console}/clients/new/server-based`,
		];
		for (const url of paths) {
			for (const origin of ['http://localhost:8790', 'https://evil.example', 'null'])
				assert.equal((await postForm(url, {}, {origin})).status, 403, url);
			assert.equal((await postForm(url, {}, {'sec-fetch-site': 'same-site'})).status, 403, url);
		}
		const own = await postForm(`${us.accounts}/practice/control/reset`, {}, {origin: us.accounts});
		assert.equal(own.status, 200);
	});

	it('lead a sign-in nowhere else', async () => {
		const {go} = visitor();
		for (const endpoint of ['https://evil.example/', '//evil.example', 'javascript:0']) {
			const answer = await go(`${us.accounts}/practice/sign-in`, {person: 'noah', endpoint, query: ''});
			assert.equal(answer.location, `${us.accounts}/practice/connected-apps`);
		}
	});

	it('refuse bodies beyond all measure', async () => {
		const body = 'x'.repeat(300 * 1024);
		const answer = await fetch(`${us.accounts}/oauth/v2/token`, {method: 'POST', body});
		assert.equal(answer.status, 413);
	});
});
