import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import * as z from 'zod/mini';
import {closeBrowser} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import {type ConnectScene, connect, openConnectScene} from './connect-scene.js';
import {consent, readySentence} from './scene.js';

after(closeBrowser);

const before = ['AaaServer.profile.READ', 'ZohoBooks.settings.READ'];
const wanted = [...before, 'ZohoInventory.settings.READ'];
const flags = ['--add-scope', 'ZohoInventory.settings.READ'];

const fileOf = ({folder}: ConnectScene) => JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8'));

const stateSchema = z.object({
	refreshTokens: z.number(),
	grants: z.array(z.object({refreshTokens: z.number(), scopes: z.array(z.string())})),
});

const zohoOf = async ({practice}: ConnectScene) => {
	const answer = await fetch(`${new URL(practice.controls).origin}/practice/control/state`);
	return stateSchema.parse(await answer.json());
};

const shortLink = new RegExp(`^http://localhost:${callbackPorts[0]}/go/[\\w-]{16,}$`);

test('scopes are only added: the same refresh token is widened, and no grant is used up', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const old = fileOf(scene);
	await using terminal = scene.wizard({args: ['edit', 'books', ...flags], rows: 34});
	await terminal.waitFor('❯  Save and Connect');
	assert.match(terminal.screen(), /needs a wider consent/);
	terminal.press('enter');
	const url = await scene.opened.waitForOpenedUrl(2);
	// The address behind it holds a secret, so the program and the browser are given the local link alone.
	assert.match(url, shortLink);
	await terminal.waitFor('Waiting for your approval');
	assert.deepEqual(fileOf(scene).services, old.services);
	await scene.page.goto(url);
	const {searchParams} = new URL(scene.page.url());
	assert.equal(searchParams.get('scope'), 'ZohoInventory.settings.READ');
	const secret = searchParams.get('enhance_token') ?? '';
	assert.match(secret, /^1000\./);
	await consent(scene.page, url, 'Noah');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /grant was widened/);
	await scene.page.getByRole('heading', {name: 'Connected'}).waitFor();
	const now = fileOf(scene);
	assert.deepEqual(now.services.zoho.scopes, wanted);
	assert.deepEqual(now.connections.books.scopesGranted, wanted);
	assert.deepEqual(now.connections.books.scopesRequested, wanted);
	assert.deepEqual(now.connections.books.refreshToken, old.connections.books.refreshToken);
	assert.equal(now.connections.books.outgoing, undefined);
	assert.deepEqual(now.drafts, {});
	assert.equal((await zohoOf(scene)).refreshTokens, 1);
	const everywhere =
		terminal.copied() + terminal.screen() + JSON.stringify(now) + scene.opened.openedUrls().join(' ');
	assert.ok(!everywhere.includes(secret));
	terminal.press('enter');
	await terminal.waitForExit();
	assert.equal((await scene.run(['test', 'books'])).code, 0);
});

test('Reject on Zoho’s page: the usual consent follows, and says why', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const running = scene.run(['edit', 'books', '--no-input', ...flags]);
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah', 'Reject');
	await scene.page.getByText('The grant was not widened').first().waitFor();
	const url = await scene.opened.waitForOpenedUrl(3);
	// The same port again: it is registered first, and the browser knows the way.
	assert.match(url, shortLink);
	await consent(scene.page, url, 'Noah');
	const result = await running;
	assert.equal(result.code, 0, result.stderr);
	assert.equal(result.stderr.match(/so a new grant was made/g)?.length, 1);
	assert.match(result.stderr, /old grant was revoked/);
	assert.deepEqual(fileOf(scene).connections.books.scopesGranted, wanted);
	assert.equal((await zohoOf(scene)).refreshTokens, 1);
});

test('Zoho widens nothing: the usual consent at once', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	await scene.setFaults({'refuse-widening': true});
	const running = scene.run(['edit', 'books', '--no-input', ...flags]);
	const url = await scene.opened.waitForOpenedUrl(2);
	await consent(scene.page, url, 'Noah');
	const result = await running;
	assert.equal(result.code, 0, result.stderr);
	assert.match(result.stderr, /Zoho answered "invalid_client"/);
	assert.deepEqual(fileOf(scene).services.zoho.scopes, wanted);
});

test('trouble of the server that passes costs no grant: exit 4, no browser, and all is as it was', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const before = fileOf(scene);
	for (const fault of ['token-html-500', 'throttle-400'] as const) {
		await scene.setFaults({[fault]: true});
		const ran = await scene.run(['edit', 'books', '--no-input', ...flags]);
		await scene.setFaults({[fault]: false});
		assert.deepEqual([ran.code, ran.stdout], [4, ''], `${fault}: ${ran.stderr}`);
		assert.match(ran.stderr, /not widened; it is as it was/);
		const now = fileOf(scene);
		assert.deepEqual([now.services, now.connections], [before.services, before.connections], fault);
	}
	assert.equal(scene.opened.openedUrls().length, 1);
	assert.equal((await zohoOf(scene)).refreshTokens, 1);
});

test('a forged ending proves nothing: the token is looked at, and the usual consent follows', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const old = fileOf(scene);
	const running = scene.run(['edit', 'books', '--no-input', ...flags]);
	const link = await scene.opened.waitForOpenedUrl(2);
	await scene.page.goto(link);
	await scene.page.goto(`http://localhost:${callbackPorts[0]}/callback?status=success&scope_enhanced=true`);
	await scene.page.getByText('The grant was not widened').first().waitFor();
	const url = await scene.opened.waitForOpenedUrl(3);
	assert.deepEqual(fileOf(scene).services, old.services);
	await consent(scene.page, url, 'Noah');
	const result = await running;
	assert.equal(result.code, 0, result.stderr);
	assert.match(result.stderr, /its new token lacks the new scopes/);
});
