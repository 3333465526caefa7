import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import {startProgram} from '../helpers/program.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {accept, openConnectScene, openRegistered} from './connect-scene.js';
import {foreignProgram} from './foreign-program.js';
import {assertFree} from './restored.js';
import {browserLink, consent, openScene, registerClient} from './scene.js';

after(closeBrowser);

const scopes = ['--scope', 'AaaServer.profile.READ', '--scope', 'ZohoBooks.settings.READ,ZohoCRM.org.READ'];

test('new --no-input connects with flags alone, and the other commands read what it saved', async () => {
	await using scene = await openConnectScene();
	const {client, page} = scene;
	const secretFile = join(scene.folder, 'secret.txt');
	writeFileSync(secretFile, `${client.secret}\n`, {mode: 0o600});
	const given = ['--client-id', client.id, '--client-secret-file', secretFile, ...scopes];
	const [created] = await Promise.all([
		scene.run(['new', '--no-input', '--connection-name', 'Nightly Books', ...given]),
		scene.opened.waitForOpenedUrl().then(url => consent(page, url, 'Noah')),
	]);
	assert.deepEqual([created.code, created.stdout], [0, 'nightly_books\n']);
	// The address goes to the person, not into the pipe.
	assert.match(created.stderr, /^http:\/\/localhost:\d+\/oauth\/v2\/auth\?\S+&state=[\w-]{43}&\S+$/m);
	// The user who agreed is named: perhaps no one watched the browser.
	const account = 'noah@example.com · Bennett Coffee Roasters · United States';
	assert.ok(created.stderr.includes(`Connected "Nightly Books" as ${account}\n`), created.stderr);
	const [link = ''] = scene.opened.openedUrls();
	assert.match(link, browserLink);
	assert.ok(!created.stderr.includes(link));

	const list = await scene.run(['list']);
	assert.match(list.stdout, /^NAME +HEALTH +DATA CENTER +SERVICE +TOKEN ENDS IN\nnightly_books +ready +us +/);
	const listed = JSON.parse((await scene.run(['list', '--json'])).stdout);
	assert.deepEqual(Object.keys(listed), ['format', 'connections']);
	assert.equal(listed.connections[0].account.email, 'noah@example.com');
	const show = await scene.run(['show', 'nightly_books']);
	assert.match(show.stdout, /Organization +Bennett Coffee Roasters/);
	const shown = JSON.parse((await scene.run(['show', 'nightly_books', '--json'])).stdout);
	assert.deepEqual(shown.connection.scopes, listed.connections[0].scopes);
	const token = await scene.run(['token', 'nightly_books']);
	const asJson = JSON.parse((await scene.run(['token', 'nightly_books', '--json'])).stdout);
	assert.equal(`${asJson.token.accessToken}\n`, token.stdout);
	const unknown = await scene.run(['token', 'nightly_book']);
	assert.deepEqual([unknown.code, unknown.stdout], [5, '']);
	assertNoSecrets(
		{created: created.stderr, list: list.stdout, show: show.stdout, all: JSON.stringify([listed, shown])},
		[client.secret, asJson.token.accessToken],
	);
});

test('new --no-input with the Client ID of a saved service uses that service, unless it says otherwise', async () => {
	await using scene = await openRegistered();
	const {id, secret} = scene.client;
	for (const [index, connectionName] of ['First', 'Second'].entries()) {
		const running = scene.run(
			['new', '--no-input', '--client-id', id, '--connection-name', connectionName, ...scopes],
			{env: {ZCONN_CLIENT_SECRET: secret}},
		);
		await accept(await scene.opened.waitForOpenedUrl(index + 1));
		const {code, stderr} = await running;
		assert.equal(code, 0, stderr);
		assert.match(stderr, new RegExp(`Connected "${connectionName}" as noah@example.com`));
	}
	const {services} = JSON.parse((await scene.run(['services', '--json'])).stdout);
	assert.deepEqual(
		services.map(({linkName, connections}: {linkName: string; connections: string[]}) => [
			linkName,
			connections,
		]),
		[['zoho', ['first', 'second']]],
	);
	assert.match(
		(await scene.run(['services'])).stdout,
		/^NAME +SERVICE +CONNECTIONS .*\nzoho +Zoho +2 +3 +us +1000\./,
	);
	const wider = await scene.run(
		['new', '--no-input', '--client-id', id, '--scope', 'ZohoCRM.org.READ', '--timeout', '1'],
		{env: {ZCONN_CLIENT_SECRET: secret}},
	);
	assert.match(wider.stderr, /! The service "Zoho" has the same Client ID, but not the same Scope; /);
	assert.deepEqual(JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).drafts, {});
});

test('the secret comes from the environment, the account from Canada, and the token is renewed when it is over', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const canada = scene.dataCenter('ca');
	const client = await registerClient(tab.page, canada.console);
	// Shorter than what `token` promises, so that every call has to ask for another.
	await scene.setFaults({'access-token-ttl-seconds': 60});
	const args = ['new', '--no-input', '--data-center', 'ca', '--client-id', client.id, ...scopes];
	const [created] = await Promise.all([
		scene.run(args, {env: {ZCONN_CLIENT_SECRET: client.secret}}),
		scene.opened.waitForOpenedUrl().then(url => consent(tab.page, url, 'Maya')),
	]);
	assert.equal(created.code, 0, created.stderr);
	const name = created.stdout.trim();
	const saved = () =>
		JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).connections[name];
	const before = saved();
	assert.equal(before.dataCenter, 'ca');
	await scene.setFaults({'access-token-ttl-seconds': 3600});
	const first = await scene.run(['token', name]);
	const second = await scene.run(['token', name]);
	assert.deepEqual([first.code, second.stdout], [0, first.stdout]);
	assert.notEqual(first.stdout.trim(), before.accessToken.plain);
	assert.deepEqual(saved().refreshToken, before.refreshToken);
	const answer = await fetch(`${canada.api}/books/v3/organizations`, {
		headers: {authorization: `Zoho-oauthtoken ${first.stdout.trim()}`},
	});
	assert.equal(answer.status, 200);
	await assertFree(callbackPorts[0]);
});

test('an answer that is missing is named with its flag, at once', async () => {
	await using scene = await openScene();
	const ran = await scene.runAlone(['new', '--no-input', '--client-id', '1000.ABC'], {silentStdin: true});
	assert.deepEqual([ran.code, ran.stdout], [2, '']);
	assert.match(ran.stderr, /Client Secret.*\n.*\n.*--client-secret-file/);
	assert.deepEqual(scene.opened.openedUrls(), []);
});

test('a warning is said once, however many answers it is about, and none about an answer that is refused', async () => {
	await using scene = await openScene();
	const {accounts} = scene.dataCenter('eu');
	const urls = ['authorize', 'access-token', 'refresh-token'].flatMap(name => [
		`--${name}-url`,
		`${accounts}/x`,
	]);
	const warned = await scene.run(['new', '--no-input', '--data-center', 'us', ...urls]);
	assert.equal(warned.stderr.split('but the data center chosen is another one').length, 2, warned.stderr);
	const refused = await scene.run(['new', '--no-input', '--data-center', 'xx']);
	assert.deepEqual([warned.code, refused.code], [2, 2]);
	assert.match(refused.stderr, /^✖ An answer cannot be used: Data center\./);
});

test('both ports taken and no one to paste: exit 4 at once, no browser, nothing saved', async () => {
	await using scene = await openScene();
	await using _first = await foreignProgram(callbackPorts[0], '127.0.0.1');
	await using _second = await foreignProgram(callbackPorts[1], '::1');
	const began = performance.now();
	const ran = await scene.runAlone(['new', '--no-input', '--client-id', '1000.ABC', ...scopes], {
		env: {ZCONN_CLIENT_SECRET: 'a'.repeat(42)},
		silentStdin: true,
	});
	assert.deepEqual([ran.code, ran.stdout], [4, ''], ran.stderr);
	assert.ok(ran.stderr.includes(`✖ No callback port is free: ${callbackPorts.join(', ')}.\n`), ran.stderr);
	assert.match(ran.stderr, /--port N/);
	assert.doesNotMatch(ran.stderr, /paste/i);
	assert.ok(performance.now() - began < 15_000);
	assert.deepEqual(scene.opened.openedUrls(), []);
	const asJson = await scene.run(['new', '--no-input', '--json', '--client-id', '1000.ABC', ...scopes], {
		env: {ZCONN_CLIENT_SECRET: 'a'.repeat(42)},
	});
	assert.equal(JSON.parse(asJson.stderr).error.id, 'ports-taken');
});

test('what is told while new --no-input waits reaches stderr, once and without asking for a paste', async () => {
	await using scene = await openScene();
	await using _first = await foreignProgram(callbackPorts[0], '127.0.0.1');
	await using program = startProgram(
		['new', '--no-input', '--client-id', '1000.ABC', '--timeout', '4', ...scopes],
		{
			env: {
				...scene.environment,
				ZCONN_CLIENT_SECRET: 'a'.repeat(42),
				BROWSER: '/nowhere/no-such-browser',
				KUBERNETES_SERVICE_HOST: '10.0.0.1',
			},
		},
	);
	await program.waitForOutput('no-such-browser could not be started');
	await fetch(`http://localhost:${callbackPorts[1]}/callback?code=1000.a&state=of-an-older-tab`);
	const ended = await program.waitForExit();
	assert.equal(ended.code, 4);
	for (const text of [
		`Port ${callbackPorts[0]} is taken`,
		'This is a container',
		'A callback of another attempt came',
	])
		assert.ok(ended.stderr.includes(text), `${text}: ${ended.stderr}`);
	assert.match(
		ended.stderr,
		/✖ Timed out waiting for the browser\.\n {2}\S+ seconds? passed without a usable answer\.\s+A callback/,
	);
	assert.doesNotMatch(ended.stderr, /paste|kept/i);
	assert.equal(ended.stderr.split('This is a container').length, 2);
});

test('SIGINT while new --no-input waits: exit 130, the port is free, stdout is empty', async () => {
	await using scene = await openScene();
	await using program = startProgram(['new', '--no-input', '--client-id', '1000.ABC', ...scopes], {
		env: {...scene.environment, ZCONN_CLIENT_SECRET: 'a'.repeat(42)},
	});
	await scene.opened.waitForOpenedUrl();
	program.kill('SIGINT');
	const ended = await program.waitForExit();
	assert.deepEqual([ended.code, ended.stdout], [130, '']);
	await assertFree(callbackPorts[0]);
});

test('a file that cannot be read as ours is left as it is, byte for byte: exit 6', async () => {
	await using scene = await openScene();
	const file = join(scene.folder, 'connections.json');
	const bytes = '{"format": 1, "connections": {"acme": {"refreshToken": \n';
	writeFileSync(file, bytes, {mode: 0o600});
	for (const args of [['list'], ['show', 'acme'], ['token', 'acme'], ['new', '--no-input']]) {
		const ran = await scene.run(args);
		assert.deepEqual([ran.code, ran.stdout], [6, ''], args.join(' '));
		assert.ok(ran.stderr.includes(file), 'it is not said which file');
	}
	await using terminal = scene.wizard();
	assert.deepEqual(await terminal.waitForExit(), {code: 6});
	assert.equal(readFileSync(file, 'utf8'), bytes);
});
