import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {sampleConnection, sampleFile, sampleService} from '../../connection/samples.js';
import {callProgram} from '../../helpers/called-program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

const flags = {
	authorizeUrl: ['--authorize-url', 'https://auth.example/a'],
	accessTokenUrl: ['--access-token-url', 'https://auth.example/t'],
	refreshTokenUrl: ['--refresh-token-url', 'https://auth.example/r'],
} as const;
type Key = keyof typeof flags;
const keys: readonly Key[] = ['authorizeUrl', 'accessTokenUrl', 'refreshTokenUrl'];

const given = ['--client-id', 'me', '--scope', 'read', '--connection-name', 'X'];
const env = {ZCONN_CLIENT_SECRET: 'hush', ZCONN_NO_BROWSER: '1'};

for (const said of [...keys.map(key => [key]), ['authorizeUrl', 'accessTokenUrl']] as Key[][]) {
	test(`--no-input names the flags that are missing when only ${said.join(' and ')} left Zoho`, async t => {
		const folder = temporaryDirectory(t);
		const args = ['new', '--no-input', '--config-dir', folder, ...given, ...said.flatMap(key => flags[key])];
		const {code, stdout, stderr} = await callProgram(args, {env});
		assert.deepEqual([code, stdout], [2, ''], stderr);
		for (const key of keys)
			assert.equal(stderr.includes(`${flags[key][0]} URL`), !said.includes(key), `${key}: ${stderr}`);
	});
}

test('edit --authorize-url alone starts no consent, at Zoho and elsewhere', async t => {
	const folder = temporaryDirectory(t);
	const other = sampleService({
		linkName: 'other',
		dataCenter: null,
		authorizeUrl: 'https://old.example/a',
		accessTokenUrl: 'https://old.example/t',
		refreshTokenUrl: 'https://old.example/t',
	});
	const file = sampleFile();
	const connections = {
		...file.connections,
		else: sampleConnection({linkName: 'else', service: 'other', dataCenter: null}),
	};
	writeFileSync(
		path.join(folder, 'connections.json'),
		printConnectionsFile({...file, services: {...file.services, other}, connections}),
		{mode: 0o600},
	);
	for (const linkName of ['acme', 'else']) {
		const args = ['edit', linkName, '--no-input', '--config-dir', folder, ...flags.authorizeUrl];
		const {code, stderr} = await callProgram(args, {env: {ZCONN_NO_BROWSER: '1'}});
		assert.equal(code, 2, stderr);
		assert.match(stderr, /--access-token-url URL.*--refresh-token-url URL/s);
	}
});

test('what --scope held besides scopes is said, and legal scopes of another server are taken as they are', async t => {
	const scene = async (...args: readonly string[]) => {
		const all = ['new', '--no-input', '--config-dir', temporaryDirectory(t), '--client-id', 'me', ...args];
		return callProgram(all, {env: {...env, HTTPS_PROXY: 'http://127.0.0.1:9'}});
	};
	const zoho = await scene('--scope', 'ZohoBooks.contacts.READ and words');
	assert.match(zoho.stderr, /^! .*words/m);
	const other = await scene('--scope', 'patient/*.read user:*', ...keys.flatMap(key => flags[key]));
	assert.doesNotMatch(other.stderr, /^! /m);
});
