import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import type {ClientMetadata} from 'oidc-provider';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {browserScript} from '../helpers/browser-script.js';
import {callProgram} from '../helpers/called-program.js';
import {consentAt, startOidcServer} from '../helpers/oidc-server.js';
import {callbackPorts} from '../helpers/ports.js';
import {distCli, type ProgramOptions, runProgram} from '../helpers/program.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {type HasAfter, temporaryDirectory} from '../helpers/temporary.js';
import {openTerminal} from '../helpers/terminal.js';
import {acceptScopes, answerPrompts, readySentence, useTheseValues} from './scene.js';

after(closeBrowser);

// Every character that RFC 6749 appendix A.2 allows is sent as it is.
const secret = 'a b"c\'d<e>%&+=:~!*()\\{}';
const clients: readonly ClientMetadata[] = [
	{client_id: 'basic only', client_secret: secret, token_endpoint_auth_method: 'client_secret_basic'},
	{client_id: 'jwt', client_secret: secret, token_endpoint_auth_method: 'client_secret_post'},
	{client_id: 'public', token_endpoint_auth_method: 'none'},
];

const scopes = ['--scope', 'openid email offline_access'];

/** The program with a config folder of its own, and a browser that only writes addresses down. */
const programIn = (t: HasAfter) => {
	const folder = temporaryDirectory(t);
	const opened = browserScript(folder);
	const run = (args: readonly string[], options: Pick<ProgramOptions, 'env'> = {}, start = callProgram) =>
		start([...args, '--config-dir', folder], {env: {BROWSER: opened.path, ...options.env}});
	const file = join(folder, 'connections.json');
	const saved = () => JSON.parse(readFileSync(file, 'utf8'));
	const change = (name: string, row: Record<string, unknown>): void => {
		const whole = saved();
		whole.connections[name] = {...whole.connections[name], ...row};
		writeFileSync(file, JSON.stringify(whole));
	};
	/** Runs a command that asks for a consent, while a person gives it. */
	const connect = async (args: readonly string[], env: ProgramOptions['env'] = {}, login = 'ada') => {
		const count = opened.openedUrls().length + 1;
		const [created] = await Promise.all([
			run(args, {env}),
			opened.waitForOpenedUrl(count).then(url => consentAt(url, {login})),
		]);
		return created;
	};
	const wizard = (args: readonly string[]) =>
		openTerminal({
			args: [distCli, ...args, '--config-dir', folder],
			env: {BROWSER: opened.path},
			rows: 34,
			columns: 100,
		});
	return {run, saved, change, connect, wizard, opened};
};

const over = {accessTokenExpiresAt: '2020-01-01T00:00:00.000Z'};

test('a server that takes Basic alone: discovery, rotation, twelve at once, revoke', async t => {
	const server = await startOidcServer(t, clients.slice(0, 1), {
		ports: callbackPorts,
		change: {clientAuthMethods: ['client_secret_basic']},
	});
	const {run, saved, change, connect} = programIn(t);
	const args = ['new', '--no-input', '--issuer', server.issuer, '--client-id', 'basic only', ...scopes];
	const created = await connect([...args, '--connection-name', 'Work'], {ZCONN_CLIENT_SECRET: secret});
	assert.deepEqual([created.code, created.stdout], [0, 'work\n'], created.stderr);
	assert.match(created.stderr, /Connected "Work" as ada@example\.org/);

	const {services, connections} = saved();
	const [service] = Object.values<Record<string, unknown>>(services);
	assert.equal(service?.clientAuth, 'basic');
	assert.deepEqual([service?.issuer, service?.namesIssuer], [server.issuer, true]);
	assert.deepEqual([service?.scopeDelimiter, service?.dataCenter], ['space', null]);
	assert.equal(connections.work.account.id, 'ada');

	const header = await run(['token', 'work', '--header']);
	assert.match(header.stdout, /^Authorization: Bearer \S+\n$/);

	change('work', over);
	const tokens = await Promise.all(Array.from({length: 12}, () => run(['token', 'work'], {}, runProgram)));
	assert.deepEqual(
		[...new Set(tokens.map(({code}) => code))],
		[0],
		tokens.find(({code}) => code !== 0)?.stderr,
	);
	assert.equal(new Set(tokens.map(({stdout}) => stdout)).size, 1);
	assert.equal(server.granted('refresh_token'), 1);
	assert.equal(saved().connections.work.rotates, true);

	const tested = await run(['test', 'work']);
	assert.equal(tested.code, 0, tested.stderr);
	const revoked = await run(['revoke', 'work', '--yes']);
	assert.equal(revoked.code, 0, revoked.stderr);
	assert.equal(server.revoked(), 1);
	assert.equal((await run(['token', 'work'])).code, 3);
	assertNoSecrets(
		{created: created.stderr, tested: tested.stdout, revoked: revoked.stdout + revoked.stderr},
		[secret, (tokens[0]?.stdout ?? '').trim()],
	);
});

test('a public client, a JWT of three kilobytes, and a server that gives no refresh token', async t => {
	const server = await startOidcServer(t, clients, {
		ports: callbackPorts,
		change: {issueRefreshToken: async (_context, client) => client.clientId === 'public'},
	});
	const {run, saved, change, connect} = programIn(t);
	const args = ['new', '--no-input', '--issuer', server.issuer, ...scopes];
	const open = await connect([
		...args,
		'--client-auth',
		'none',
		'--client-id',
		'public',
		'--connection-name',
		'Open',
	]);
	assert.equal(open.code, 0, open.stderr);
	assert.deepEqual(saved().services.localhost.clientSecret, {plain: ''});
	change('open', over);
	assert.equal((await run(['token', 'open'])).code, 0);
	assert.equal(server.granted('refresh_token'), 1);

	const env = {ZCONN_CLIENT_SECRET: secret};
	const long = await connect(
		[...args, '--client-id', 'jwt', '--client-auth', 'post', '--connection-name', 'Long'],
		env,
	);
	assert.equal(long.code, 0, long.stderr);
	assert.match(long.stderr, /The server gave no refresh token/);
	const token = await run(['token', 'long']);
	assert.match(token.stdout, /^ey\S{3000,}\n$/);
	assert.match(
		(await run(['show', 'long'])).stdout,
		/Health +ready[\s\S]*Token expires +.*; you consent again then/,
	);
	change('long', over);
	const ended = await run(['token', 'long']);
	assert.deepEqual([ended.code, ended.stdout], [3, '']);
	assert.match(ended.stderr, /The access token of long is over\..*gave no refresh token.*reconnect long/s);
	assert.match((await run(['list'])).stdout, /long +needs reconnecting/);
	const again = await connect(['reconnect', 'long', '--no-input'], {}, 'ada');
	assert.equal(again.code, 0, again.stderr);
	assert.equal((await run(['token', 'long'])).code, 0);
	// This server cannot end a token that it keeps no record of (RFC 7009 section 2.2.1).
	const kept = await run(['revoke', 'long', '--yes']);
	assert.equal(kept.code, 4);
	assert.match(kept.stderr, /It cannot revoke tokens of this kind\./);
});

test('the wizard leads to another server: the issuer alone, a consent in the browser, who it was', async t => {
	const server = await startOidcServer(t, clients.slice(0, 1), {ports: callbackPorts});
	const {run, wizard, opened} = programIn(t);
	await using tab = await newPage();
	await using terminal = wizard(['new', ...scopes]);
	await terminal.waitFor('❯ Data center');
	terminal.type('another');
	await terminal.waitFor('▸ Another OAuth 2.0 server');
	terminal.press('enter');
	await terminal.waitFor('❯ Issuer');
	terminal.paste(server.issuer);
	await terminal.waitFor(server.issuer);
	terminal.press('enter');
	await terminal.waitFor('❯ Client registration');
	assert.match(terminal.screen(), /was asked: its URLs are filled in/);
	terminal.press('tab');
	await terminal.waitFor('❯ Client authentication');
	terminal.press('enter');
	await terminal.waitFor('❯ Client ID');
	terminal.paste('basic only');
	await terminal.waitFor('basic only');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	terminal.paste(secret);
	terminal.press('enter');
	await terminal.waitFor(useTheseValues);
	terminal.press('enter');
	await terminal.waitFor('❯ Scope ');
	await acceptScopes(terminal);
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
	assert.doesNotMatch(terminal.screen(), /Data centers to enable|API Console/);
	terminal.press('enter');
	const {page} = tab;
	await page.goto(await opened.waitForOpenedUrl());
	await page.locator('input[name=login]').fill('grace');
	await page.locator('input[name=password]').fill('any');
	await page.locator('button[type=submit]').click();
	await page.locator('button[type=submit]', {hasText: 'Continue'}).click();
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /grace@example\.org/);
	await page.getByText('grace@example.org').waitFor();
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.equal((await run(['token', 'localhost'])).code, 0);
	assertNoSecrets({screen: terminal.raw(), page: await page.content()}, [secret]);
});

test('plain lines lead to another server: what asking it came to, its URLs, scopes as it documents them', async t => {
	const server = await startOidcServer(t, clients.slice(0, 1), {ports: callbackPorts});
	const {run, wizard, opened} = programIn(t);
	await using terminal = wizard(['new', '--plain']);
	await answerPrompts(terminal, [
		['Number [1]:', '12'],
		['Issuer:', 'not an address'],
		['Error: Issuer must be an https:// address', server.issuer],
		['was asked: its URLs are filled in', ''],
		['Client authentication.', ''],
		['\nClient ID:', 'basic only'],
		['\nClient Secret:', secret],
		['Service Name: localhost\nEnter uses these values; 0 reads them:', '0'],
		[`6. Revocation URL: ${server.issuer}/token/revocation`, ''],
		['Scopes, with commas or spaces between them:', '?'],
		['Example: openid email offline_access', 'openid email offline_access'],
		['✔ Chosen: openid, email, offline_access.', ''],
		['Number [2]:', ''],
		['Connection Name [localhost]:', 'Work'],
		['Link name [work]:', ''],
		['Enter is Create and Connect', ''],
	]);
	await consentAt(await opened.waitForOpenedUrl(), {login: 'ada'});
	await answerPrompts(terminal, [['What next\n', '']]);
	await terminal.waitForExit();
	const heard = terminal.scrollback();
	assert.match(heard, /Account: <ada@example\.org>/);
	assert.doesNotMatch(heard, /API Console|Sigma's redirect URLs|Data centers to enable|Ctrl\+R/);
	assert.equal((await run(['token', 'work'])).code, 0);
	assertNoSecrets({lines: terminal.raw()}, [secret]);
});
