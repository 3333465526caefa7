import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import * as z from 'zod/mini';
import {startProgram} from '../helpers/program.js';
import {decideDevice, enable, generateCode, registerDevice, registerSelfClient} from '../practice/visitor.js';
import {openScene, type Scene} from './scene.js';

const scopes = 'ZohoCRM.org.READ,AaaServer.profile.READ';

const fileWith = ({folder}: Scene, name: string, text: string): string => {
	const file = join(folder, name);
	writeFileSync(file, `${text}\n`, {mode: 0o600});
	return file;
};

const flagsOf = (scene: Scene, client: {client_id: string; client_secret: string}) => [
	...['new', '--no-input', '--client-id', client.client_id],
	...['--client-secret-file', fileWith(scene, 'secret.txt', client.client_secret)],
];

/** A page's address in the output of a program that goes on. */
const addressIn = async (program: ReturnType<typeof startProgram>): Promise<string> => {
	await program.waitForOutput(/\/oauth\/v3\/device\?code=\S+/);
	return /http\S+\/oauth\/v3\/device\?code=\S+/.exec(program.stderr())?.[0] ?? '';
};

test('a Self Client: its code, its credentials, and its refresh token elsewhere', async () => {
	await using scene = await openScene();
	const client = await registerSelfClient(scene.dataCenter('us').console);
	const flags = flagsOf(scene, client);
	const code = fileWith(scene, 'code.txt', await generateCode(client.page, scopes));
	const bySelf = ['--client-type', 'self-client', '--scope', scopes, '--connection-name', 'Own'];

	const missing = await scene.run([...flags, ...bySelf]);
	assert.equal(missing.code, 2);
	assert.match(missing.stderr, /--code-file/);
	const made = await scene.run([...flags, ...bySelf, '--code-file', code]);
	assert.deepEqual([made.code, made.stdout], [0, 'own\n'], made.stderr);
	assert.match(made.stderr, /amelia@example\.com/);
	const again = await scene.run([...flags, ...bySelf, '--code-file', code]);
	assert.equal(again.code, 3);
	assert.match(again.stderr, /Zoho does not accept this code any more/);
	const reconnected = await scene.run([
		...['reconnect', 'own', '--no-input', '--code-file'],
		fileWith(scene, 'code2.txt', await generateCode(client.page, scopes)),
	]);
	assert.deepEqual([reconnected.code, reconnected.stdout], [0, 'own\n'], reconnected.stderr);

	const asClient = ['--soid', 'ZohoCRM.700100001', '--scope', scopes, '--connection-name', 'Job'];
	await scene.setFaults({'reject-client-credentials': true});
	const untested = await scene.run([...flags, ...asClient]);
	assert.equal(untested.code, 3, untested.stderr);
	assert.match(untested.stderr, /refuses it\. Nothing was saved/);
	await scene.setFaults({'reject-client-credentials': false});
	const job = await scene.run([...flags, ...asClient]);
	assert.deepEqual([job.code, job.stdout], [0, 'job\n'], job.stderr);
	const tokens = await Promise.all([scene.runAlone(['token', 'job']), scene.runAlone(['token', 'job'])]);
	assert.deepEqual(
		tokens.map(token => token.code),
		[0, 0],
	);
	const before = (await scene.tokenRequests())['client_credentials minted'] ?? 0;
	assert.equal((await scene.run(['refresh', 'job'])).code, 0);
	assert.equal((await scene.tokenRequests())['client_credentials minted'], before + 1);
	const shown = await scene.run(['show', 'job']);
	assert.match(shown.stdout, /ZohoCRM\.700100001/);
	const revoked = await scene.run(['revoke', 'job', '--yes']);
	assert.equal(revoked.code, 0, revoked.stderr);
	assert.equal((await scene.run(['token', 'job'])).code, 3);
	const back = await scene.run(['reconnect', 'job', '--no-input']);
	assert.equal(back.code, 0, back.stderr);
});

test('a device: its code is typed elsewhere, and its account lives elsewhere', async () => {
	await using scene = await openScene();
	const client = await registerDevice(scene.dataCenter('us').console);
	await enable(client.page, ['eu'], true);
	await scene.setFaults({'device-interval-seconds': 1});
	const flags = [...flagsOf(scene, client), '--client-type', 'non-browser', '--scope', scopes];
	const running = startProgram(flags, {env: scene.environment});
	await decideDevice(await addressIn(running), 'elena');
	const ended = await running.waitForExit();
	assert.deepEqual([ended.code, ended.stdout], [0, 'zoho\n'], ended.stderr);
	assert.match(ended.stderr, /enter the code [A-Z0-9]{4}-[A-Z0-9]{4}/);
	assert.match(ended.stderr, /Approved in Europe; asking there/);
	assert.match(ended.stderr, /elena@example\.com/);

	const left = startProgram(flags, {env: scene.environment});
	await addressIn(left);
	left.kill('SIGINT');
	assert.equal((await left.waitForExit()).code, 130);
});

test('a refresh token that exists is found, shown and kept once', async () => {
	await using scene = await openScene();
	const client = await registerSelfClient(scene.dataCenter('eu').console);
	const code = await generateCode(client.page, scopes);
	const {accounts} = scene.dataCenter('eu');
	const reply = await fetch(`${accounts}/oauth/v2/token`, {
		method: 'POST',
		body: new URLSearchParams({
			client_id: client.client_id,
			client_secret: client.client_secret,
			grant_type: 'authorization_code',
			code,
		}),
	});
	const body = await reply.text();
	const {refresh_token} = z.looseObject({refresh_token: z.string()}).parse(JSON.parse(body));
	const flags = flagsOf(scene, client);
	const file = fileWith(scene, 'reply.json', body);
	const us = await scene.run([...flags, '--refresh-token-file', file, '--data-center', 'us']);
	assert.equal(us.code, 3, us.stderr);
	assert.match(us.stderr, /invalid_client/);
	const kept = await scene.run([...flags, '--refresh-token-file', file, '--connection-name', 'Kept']);
	assert.deepEqual([kept.code, kept.stdout], [0, 'kept\n'], kept.stderr);
	assert.match(kept.stderr, /Account: Elena Moreau[\s\S]*Data center: Europe/);
	const again = await scene.run([...flags, '--refresh-token-file', file]);
	assert.equal(again.code, 2);
	assert.match(again.stderr, /This grant is here already: kept/);
	assert.equal((await scene.run(['token', 'kept'])).code, 0);
	assert.ok(readFileSync(join(scene.folder, 'connections.json'), 'utf8').includes(refresh_token));
});
