import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {examineNetwork, type Host} from '../../../source/io/doctor/network.js';
import {explainNetworkFailure} from '../../../source/io/network/refusals.js';
import type {Environment, Http} from '../../../source/io/ports.js';
import {ok, type Refusal, refused} from '../../../source/zoho/refusal.js';
import {epoch, temporaryFolder} from '../helpers/files.js';

const us: Host = {name: 'United States', origin: 'https://accounts.zoho.com', isZoho: true};

const offline: Refusal = {
	id: 'network-dns',
	what: 'The name accounts.zoho.com could not be looked up.',
	why: 'This machine is offline.',
	next: 'Check the connection.',
	exitCode: 4,
};

/** @param ahead seconds that the server's clock is ahead of ours */
const look = (
	options: {readonly ahead?: number; readonly environment?: Environment; readonly refusal?: Refusal} = {},
) => {
	const http: Http = {
		send: async ({url}) => {
			assert.equal(url, 'https://accounts.zoho.com/oauth/serverinfo');
			if (options.refusal) return refused(options.refusal);
			const date = new Date(epoch + (options.ahead ?? 0) * 1000).toUTCString();
			return ok({status: 200, headers: {date}, body: '{}'});
		},
		close: async () => undefined,
	};
	return examineNetwork(
		{
			http: async () => http,
			clock: {now: () => epoch},
			environment: options.environment ?? {},
			platform: 'linux',
		},
		[us],
	);
};

test('a host that answers and a clock that agrees are fine', async () => {
	assert.deepEqual(
		(await look({ahead: 20})).map(({check, state}) => [check, state]),
		[
			['network', 'fine'],
			['clock', 'fine'],
		],
	);
});

test('a clock that is off is told with how much, which way, and how to set it', async () => {
	const rows: readonly (readonly [number, string, RegExp, number])[] = [
		[60, 'note', /60 seconds behind/, 0],
		[3600, 'wrong', /60 minutes behind/, 4],
		[-600, 'wrong', /10 minutes ahead/, 4],
	];
	for (const [ahead, state, says, exitCode] of rows) {
		const clock = (await look({ahead})).find(({check}) => check === 'clock');
		assert.deepEqual([clock?.state, clock?.exitCode], [state, exitCode]);
		assert.match(clock?.what ?? '', says);
		assert.match(clock?.fix ?? '', /timedatectl/);
	}
});

test('no answer is told in the words of the refusal, and nothing is said of the clock', async () => {
	assert.deepEqual(await look({refusal: offline}), [
		{
			check: 'network',
			state: 'wrong',
			what: `${offline.what} ${offline.why}`,
			fix: offline.next,
			exitCode: 4,
		},
	]);
});

test('a certificate out of date: what this machine takes the time to be, and how to set it', async () => {
	for (const code of ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']) {
		const refusal = explainNetworkFailure(Object.assign(new Error(code), {code}), {
			host: 'accounts.zoho.com',
		});
		const [network, clock] = await look({refusal});
		assert.equal(network?.state, 'wrong');
		assert.doesNotMatch(network?.fix ?? '', /zconn doctor/);
		assert.equal(clock?.state, 'note');
		assert.ok(clock.what.includes(new Date(epoch).toISOString().slice(0, 10)), clock.what);
		assert.match(clock.fix ?? '', /timedatectl/);
	}
});

test('the proxy on the way is named without its password', async () => {
	const [found] = await look({environment: {HTTPS_PROXY: 'http://me:hunter2@proxy.example:8080'}});
	assert.match(found?.what ?? '', /through the proxy proxy\.example:8080\./);
	assert.doesNotMatch(JSON.stringify(found), /hunter2/);
});

test('added authorities are looked at: Node itself only warns', async t => {
	const folder = temporaryFolder(t);
	const pem = path.join(folder, 'company.pem');
	const stateOf = async (): Promise<string | undefined> =>
		(await look({environment: {NODE_EXTRA_CA_CERTS: pem}})).find(({check}) => check === 'authorities')?.state;
	assert.equal(await stateOf(), 'wrong');
	fs.writeFileSync(pem, 'not one');
	assert.equal(await stateOf(), 'wrong');
	fs.writeFileSync(pem, '-----BEGIN CERTIFICATE-----\n');
	assert.equal(await stateOf(), 'fine');
});
