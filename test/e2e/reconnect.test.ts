import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {type ConnectScene, connect, openConnectScene} from './connect-scene.js';
import {consent, readySentence} from './scene.js';

after(closeBrowser);

const fileOf = ({folder}: ConnectScene) => JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8'));

/** Whether Zoho still gives an access token for a refresh token. */
const isAlive = async (scene: ConnectScene, refreshToken: string): Promise<boolean> => {
	const answer = await fetch(`${scene.dataCenter('us').accounts}/oauth/v2/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'refresh_token',
			client_id: scene.client.id,
			client_secret: scene.client.secret,
			refresh_token: refreshToken,
		}),
	});
	return (await answer.text()).includes('access_token');
};

const refreshTokenOf = (scene: ConnectScene, name = 'books'): string =>
	fileOf(scene).connections[name].refreshToken.plain;

test('reconnect: one consent, nothing asked; the old grant is revoked once the new one works', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const before = refreshTokenOf(scene);
	await using terminal = scene.wizard({args: ['reconnect', 'books'], rows: 30});
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /old grant was revoked/);
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	const now = refreshTokenOf(scene);
	assert.notEqual(now, before);
	assert.equal(await isAlive(scene, before), false);
	assert.equal(await isAlive(scene, now), true);
	assert.deepEqual(Object.keys(fileOf(scene).connections), ['books']);
	assertNoSecrets({screen: terminal.raw()}, [before, now, scene.client.secret]);
});

test('rejected or abandoned, a reconnect leaves the old connection as it was, to the byte', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const file = join(scene.folder, 'connections.json');
	const before = readFileSync(file, 'utf8');
	const {mtimeMs} = statSync(file);
	await using terminal = scene.wizard({args: ['reconnect', 'books'], rows: 30});
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah', 'Reject');
	await terminal.waitFor('You declined the request.');
	terminal.press('enter');
	await scene.opened.waitForOpenedUrl(3);
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assert.equal(readFileSync(file, 'utf8'), before);
	assert.equal(statSync(file).mtimeMs, mtimeMs);
	assert.equal(await isAlive(scene, refreshTokenOf(scene)), true);
});

test('another Zoho user is told by name and asked about: saved apart, or given up', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const before = fileOf(scene).connections.books;
	await using terminal = scene.wizard({args: ['reconnect', 'books'], rows: 30});
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Amelia');
	await terminal.waitFor('Another Zoho user');
	await scene.page.getByText('Go back to the terminal').waitFor();
	assert.match(terminal.screen(), /amelia@example\.com/);
	assert.match(terminal.screen(), /noah@example\.com/);
	terminal.press('enter');
	await terminal.waitFor(readySentence);
	terminal.press('enter');
	await terminal.waitForExit();
	assert.deepEqual(fileOf(scene).connections.books, before);
	assert.equal(fileOf(scene).connections.books_2.account.email, 'amelia@example.com');

	// Without a terminal the grant of another user is given back, and the command fails.
	const running = scene.run(['reconnect', 'books', '--no-input']);
	await consent(scene.page, await scene.opened.waitForOpenedUrl(3), 'Amelia');
	const result = await running;
	assert.equal(result.code, 3);
	assert.equal(result.stdout, '');
	assert.match(result.stderr, /Another Zoho user/);
	assert.deepEqual(fileOf(scene).connections.books, before);
});

test('offline at the revoke: the new grant is in use, the old one is remembered with the reason', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const before = refreshTokenOf(scene);
	await scene.setFaults({'revoke-html-500': true});
	await using terminal = scene.wizard({args: ['reconnect', 'books'], rows: 30});
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /is still valid at Zoho/);
	assert.equal(fileOf(scene).connections.books.outgoing[0].refreshToken.plain, before);
});
