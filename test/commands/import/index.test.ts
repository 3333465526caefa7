import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {Connection} from '../../../source/connection/connection.js';
import {printExport} from '../../../source/connection/file/export.js';
import {type ConnectionsFile, printConnectionsFile} from '../../../source/connection/file/format.js';
import {encryptAge} from '../../../source/io/secrets/age.js';
import {sampleConnection, sampleFile, sampleService} from '../../connection/samples.js';
import {callProgram} from '../../helpers/called-program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

const passphrase = 'several plain words';
const env = {ZCONN_EXPORT_PASSPHRASE: passphrase};
/** Of scrypt: a file of any work factor is opened, and these are opened often. */
const quick = 10;

const own = {
	authorizeUrl: 'https://auth.example/a',
	accessTokenUrl: 'https://auth.example/t',
	refreshTokenUrl: 'https://auth.example/t',
};
const ofOther = (change: Partial<Connection> = {}): Connection =>
	sampleConnection({dataCenter: null, apiDomain: null, ...change});

const fileOf = (
	service: Parameters<typeof sampleService>[0],
	rows: readonly Connection[],
): ConnectionsFile => ({
	...sampleFile(),
	services: {suite: sampleService(service)},
	connections: Object.fromEntries(rows.map(row => [row.linkName, row])),
});

const machineWith = (t: TestContext, file: ConnectionsFile): string => {
	const folder = temporaryDirectory(t);
	writeFileSync(path.join(folder, 'connections.json'), printConnectionsFile(file), {mode: 0o600});
	return folder;
};

const exportOf = async (t: TestContext, file: ConnectionsFile): Promise<string> => {
	const to = path.join(temporaryDirectory(t), 'moved.age');
	writeFileSync(to, await encryptAge(printExport({hasSecrets: true, file}), passphrase, quick));
	return to;
};

test('before and after of everything that decides where secrets go, also for connections that only share the service', async t => {
	const here = machineWith(
		t,
		fileOf({...own, dataCenter: null}, [ofOther(), ofOther({linkName: 'beta', name: 'Beta'})]),
	);
	const brought = await exportOf(
		t,
		fileOf({...own, dataCenter: null, refreshTokenUrl: 'https://evil.example/t', parameterType: 'query'}, [
			ofOther(),
		]),
	);
	const run = (...flags: readonly string[]) =>
		callProgram(['import', brought, '--config-dir', here, ...flags], {env});
	const asked = await run();
	assert.equal(asked.code, 2);
	const dry = await run('--dry-run');
	for (const text of [asked.stderr, dry.stdout]) {
		assert.match(text, /Refresh token URL: https:\/\/auth\.example\/t → https:\/\/evil\.example\/t/);
		assert.match(text, /Parameter Type: header → query/);
		assert.match(text, /for these too: Beta/);
		assert.match(text, /! secrets go to evil\.example, but people consent at auth\.example/);
	}
	const json = JSON.parse((await run('--dry-run', '--json')).stdout);
	assert.deepEqual(json.import.services[0].changes[0], {
		key: 'refreshTokenUrl',
		before: 'https://auth.example/t',
		after: 'https://evil.example/t',
	});
	assert.match(readFileSync(path.join(here, 'connections.json'), 'utf8'), /auth\.example\/t/);
});

test('of something new the hosts are named, and an API domain elsewhere is left out', async t => {
	const here = temporaryDirectory(t);
	const evil = 'https://www.zohoapis.com.evil.example';
	const zoho = await exportOf(t, fileOf({}, [sampleConnection({apiDomain: evil})]));
	const imported = await callProgram(['import', zoho, '--config-dir', here], {env});
	assert.equal(imported.code, 0, imported.stderr);
	assert.match(imported.stderr, /acme: .*evil\.example is no API of its server/);
	assert.doesNotMatch(imported.stdout, /secrets go/);
	const saved = JSON.parse(readFileSync(path.join(here, 'connections.json'), 'utf8'));
	assert.equal(saved.connections.acme.apiDomain, null);
	const foreign = await exportOf(t, fileOf({...own, dataCenter: null, linkName: 'suite'}, [ofOther()]));
	const dry = await callProgram(['import', foreign, '--config-dir', temporaryDirectory(t), '--dry-run'], {
		env,
	});
	assert.match(dry.stdout, /not Zoho's: its secrets go to auth\.example/);
});

test('exports that PowerShell 5 wrote are read: UTF-16, with secrets and without', async t => {
	const text = printExport({hasSecrets: false, file: sampleFile()});
	const armored = await encryptAge(printExport({hasSecrets: true, file: sampleFile()}), passphrase, quick);
	for (const [name, content] of [
		['plain', text],
		['sealed', armored],
	] as const) {
		const windows = content.replaceAll('\n', '\r\n');
		for (const bytes of [
			Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(windows, 'utf16le')]),
			Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(windows, 'utf16le').swap16()]),
			Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(windows)]),
		]) {
			const folder = temporaryDirectory(t);
			const from = path.join(folder, name);
			writeFileSync(from, bytes);
			const {code, stdout, stderr} = await callProgram(['import', from, '--config-dir', folder], {env});
			assert.deepEqual([code, /acme/.test(stdout)], [0, true], stderr);
			assert.ok(existsSync(path.join(folder, 'connections.json')));
		}
	}
});

test('exporting a connection whose server rotates refresh tokens warns, others of that service too', async t => {
	const file = fileOf({...own, dataCenter: null}, [
		ofOther({rotates: true}),
		ofOther({linkName: 'beta', name: 'Beta'}),
		ofOther({linkName: 'calm', name: 'Calm', service: 'elsewhere'}),
	]);
	const services = {...file.services, elsewhere: sampleService({...own, dataCenter: null})};
	const folder = machineWith(t, {...file, services});
	const args = ['export', 'beta', 'calm', '--with-secrets', '--config-dir', folder];
	const {code, stderr} = await callProgram(args, {env});
	assert.equal(code, 0, stderr);
	assert.match(stderr, /! beta: the server gives a new refresh token/);
	assert.doesNotMatch(stderr, /calm: the server/);
});
