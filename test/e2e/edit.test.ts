import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {type ConnectScene, connect, openConnectScene, openRegistered} from './connect-scene.js';
import {authorizeUrlOn, consent, openReviewLine, readySentence, registerClient, type Scene} from './scene.js';

after(closeBrowser);

const pathOf = ({folder}: Scene): string => join(folder, 'connections.json');
const fileOf = (scene: Scene) => JSON.parse(readFileSync(pathOf(scene), 'utf8'));

/** Consents as a person who lives in Europe, while another is signed in. */
const signInElsewhere = async ({page}: ConnectScene, url: string): Promise<void> => {
	await page.goto(url);
	await page.getByRole('button', {name: /Noah/}).click();
	await page.getByRole('link', {name: 'Sign in as someone else'}).click();
	await page.getByRole('button', {name: /Elena/}).click();
	await page.getByRole('button', {name: 'Accept', exact: true}).click();
};

test('running through an edit and changing nothing writes nothing: same bytes, same time', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	const before = readFileSync(pathOf(scene), 'utf8');
	const {mtimeMs} = statSync(pathOf(scene));
	await using terminal = scene.wizard({args: ['edit', 'books'], rows: 34});
	await terminal.waitFor('❯  Close');
	await openReviewLine(terminal, 'Connection Name');
	terminal.press('enter');
	await terminal.waitFor('❯  Close');
	terminal.press('enter');
	await terminal.waitFor('nothing was written');
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.equal(readFileSync(pathOf(scene), 'utf8'), before);
	assert.equal(statSync(pathOf(scene)).mtimeMs, mtimeMs);
});

test('a new name needs no consent, and scripts go on under the link name', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	await using terminal = scene.wizard({args: ['edit', 'books'], rows: 34});
	await terminal.waitFor('❯  Close');
	await openReviewLine(terminal, 'Connection Name');
	terminal.type('Books of Bennett');
	terminal.press('enter');
	await terminal.waitFor(/Books → Books of Bennett\n.*costs nothing/);
	await terminal.waitFor('❯  Save');
	terminal.press('enter');
	await terminal.waitFor('✔ Saved');
	terminal.press('enter');
	await terminal.waitForExit();
	assert.equal(fileOf(scene).connections.books.name, 'Books of Bennett');
	assert.equal((await scene.run(['token', 'books'])).code, 0);
	assert.equal(scene.opened.openedUrls().length, 1);
});

test('other scopes: the cost is shown first; the service changes only when the new grant works', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	await using terminal = scene.wizard({
		args: ['edit', 'books', '--scope', 'AaaServer.profile.READ,ZohoInventory.settings.READ'],
		rows: 34,
	});
	await terminal.waitFor('❯  Save and Connect');
	assert.match(terminal.screen(), /needs a new consent/);
	const before = fileOf(scene);
	terminal.press('enter');
	const url = await scene.opened.waitForOpenedUrl(2);
	assert.match(await authorizeUrlOn(terminal), /ZohoInventory\.settings\.READ/);
	assert.deepEqual(fileOf(scene).services, before.services);
	await consent(scene.page, url, 'Noah');
	await terminal.waitFor(readySentence);
	const after = fileOf(scene);
	assert.deepEqual(after.services.zoho.scopes, ['AaaServer.profile.READ', 'ZohoInventory.settings.READ']);
	assert.deepEqual(after.connections.books.scopesGranted, [
		'AaaServer.profile.READ',
		'ZohoInventory.settings.READ',
	]);
	assert.deepEqual(after.drafts, {});
});

test('another client, without a terminal: the old grant is revoked with the old client', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const second = await registerClient(scene.page, scene.dataCenter('us').console, {name: 'Second client'});
	const running = scene.run(['edit', 'books', '--no-input', '--client-id', second.id], {
		env: {ZCONN_CLIENT_SECRET: second.secret},
	});
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
	const result = await running;
	assert.equal(result.code, 0, result.stderr);
	assert.equal(result.stdout, 'books\n');
	assert.match(result.stderr, /old grant was revoked/);
	assert.equal(fileOf(scene).services.zoho.clientId, second.id);
	assert.equal(fileOf(scene).connections.books.outgoing, undefined);
});

test('an edit that is left half-way goes on where it was', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	await using first = scene.wizard({args: ['edit', 'books'], rows: 34});
	await first.waitFor('❯  Close');
	await openReviewLine(first, 'Service Name');
	first.type('Half typed');
	await first.waitFor('Half typed');
	first.press('ctrl-c');
	assert.deepEqual(await first.waitForExit(), {code: 130});
	await using second = scene.wizard({args: ['edit', 'books'], rows: 34});
	await second.waitFor('Half typed');
	assert.equal(fileOf(scene).services.zoho.name, 'Zoho');
});

test('a connection that does not exist: exit 5, with the names near it', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	for (const command of ['edit', 'reconnect']) {
		const result = await scene.run([command, 'boks', '--no-input']);
		assert.equal(result.code, 5);
		assert.match(result.stderr, /books/);
	}
});

test('the account moved to another data center: told, asked about, and connected there', async () => {
	await using scene = await openConnectScene();
	const client = await registerClient(scene.page, scene.dataCenter('us').console, {
		name: 'Two continents',
		dataCenters: ['Europe'],
	});
	const there: ConnectScene = {...scene, client};
	await connect(there, {connectionName: 'Books'});
	const old = fileOf(scene).connections.books;
	await using terminal = scene.wizard({args: ['reconnect', 'books'], rows: 34});
	await signInElsewhere(scene, await scene.opened.waitForOpenedUrl(2));
	await terminal.waitFor('Another Zoho user approved this time');
	assert.match(terminal.screen(), /elena@example\.com/);
	assert.deepEqual(fileOf(scene).connections.books.refreshToken, old.refreshToken);
	terminal.press('down');
	await terminal.waitFor('❯  Replace');
	terminal.press('enter');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /This account is in Europe/);
	const now = fileOf(scene).connections.books;
	assert.equal(now.dataCenter, 'eu');
	assert.equal(now.apiDomain, scene.dataCenter('eu').api);
	// The grant of the United States is revoked there, not in Europe.
	assert.equal(now.outgoing, undefined);
	terminal.press('enter');
	await terminal.waitForExit();
	assert.equal((await scene.run(['refresh', 'books'])).code, 0);
	assert.equal((await scene.run(['test', 'books'])).code, 0);
});

test('the data center of a service is moved by an edit: its addresses follow, and it is a new grant', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {connectionName: 'Books'});
	const client = await registerClient(scene.page, scene.dataCenter('eu').console, {
		name: 'At home in Europe',
	});
	const flags = ['--data-center', 'eu', '--client-id', client.id, '--other-user', 'replace'];
	const running = scene.run(['edit', 'books', '--no-input', ...flags], {
		env: {ZCONN_CLIENT_SECRET: client.secret},
	});
	const url = await scene.opened.waitForOpenedUrl(2);
	const {accounts} = scene.dataCenter('eu');
	await scene.page.goto(url);
	assert.equal(new URL(scene.page.url()).origin, accounts);
	await consent(scene.page, url, 'Elena');
	const result = await running;
	assert.equal(result.code, 0, result.stderr);
	const file = fileOf(scene);
	const addresses = [file.services.zoho.authorizeUrl, file.services.zoho.refreshTokenUrl];
	for (const address of addresses) assert.equal(new URL(address).origin, accounts);
	assert.deepEqual(
		[file.services.zoho.dataCenter, file.connections.books.dataCenter, file.connections.books.outgoing],
		['eu', 'eu', undefined],
	);
	assert.equal((await scene.run(['refresh', 'books'])).code, 0);
});
