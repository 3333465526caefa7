import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser, type newPage} from '../helpers/browser.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {clipboardIn} from './clipboard.js';
import {accept, type ConnectScene, connect, openConnectScene} from './connect-scene.js';
import {authorizeUrlOn, readySentence} from './scene.js';

after(closeBrowser);

type Page = Awaited<ReturnType<typeof newPage>>['page'];

/** The highlighted row begins with this. */
const here = (label: string): RegExp => new RegExp(`▸ ${label.replaceAll('+', '\\+')}(?![a-z]| and)`);

/** The clicks of the guide in the practice Sigma, each marked in the terminal as it is done. */
const clickThrough = async (terminal: TestTerminal, page: Page): Promise<void> => {
	const clicks: readonly (readonly [string, () => Promise<unknown>])[] = [
		['Log in to Zoho Sigma.', async () => undefined],
		['Select the workspace', () => page.getByRole('link', {name: 'Practice Workspace'}).click()],
		['In the Extensions tab', () => page.getByRole('link', {name: 'Edit Contact Bridge'}).click()],
		['Switch to the Build tab.', () => page.getByRole('tab', {name: 'Build'}).click()],
		['Select Connections', () => page.getByRole('link', {name: 'Connections', exact: true}).click()],
		['Click New Connection', () => page.getByRole('link', {name: 'New Connection'}).click()],
		['Under Pick Your Service', () => page.getByRole('tab', {name: 'Custom Service'}).click()],
		['Click + Create New Service.', () => page.getByRole('link', {name: '+ Create New Service'}).click()],
	];
	for (const [label, click] of clicks) {
		await terminal.waitFor(here(label));
		await click();
		terminal.press('enter');
	}
};

const chosenOn = (screen: string, label: string): string =>
	new RegExp(`▸ ${label} +(.+?) +choose`).exec(screen)?.[1] ?? '';

/** Sigma's form, every value as the terminal gives it. */
const fillForm = async (
	terminal: TestTerminal,
	page: Page,
	clipboard: ReturnType<typeof clipboardIn>,
): Promise<void> => {
	const choices = ['Authentication Type', 'Parameter Type', 'Grant Type', 'Scope Delimiter'];
	const labels = await page.locator('form.card label').allTextContents();
	assert.equal(labels.length, 11);
	for (const label of labels) {
		const screen = await terminal.waitFor(here(label));
		if (choices.includes(label)) {
			await page.getByLabel(label, {exact: true}).selectOption(chosenOn(screen, label));
			terminal.press('enter');
			continue;
		}
		terminal.press('enter');
		if (label === 'Client Secret') {
			await terminal.waitFor('❯  Copy it');
			terminal.press('enter');
		}
		await terminal.waitFor(`Copied ${label}.`);
		await page.getByLabel(label, {exact: true}).fill(clipboard.take());
	}
	await terminal.waitFor(here('Create Service'));
	await page.getByRole('button', {name: 'Create Service'}).click();
	terminal.press('enter');
};

/** Esc by Esc, from the name of the connection. */
const backToRedirects = async (terminal: TestTerminal): Promise<void> => {
	await terminal.waitFor('● Connect');
	for (const part of ['● Values', '● New Connection', '● Redirect URLs']) {
		terminal.press('esc');
		await terminal.waitFor(part);
	}
};

/** Adds what was copied to the client's redirect URIs, as a person does. */
const addRedirectUri = async (scene: ConnectScene, uri: string): Promise<void> => {
	const {page} = scene;
	await page.goto(`${scene.dataCenter('us').console}/clients/${scene.client.id}/edit`);
	await page.getByRole('button', {name: 'Add another redirect URI'}).click();
	await page.getByLabel('Authorized Redirect URI 3', {exact: true}).fill(uri);
	await page.getByRole('button', {name: 'Update', exact: true}).click();
};

test('from the terminal into Sigma, each value copied: without the redirect URL it fails at the end, with it the last sentence comes', async () => {
	await using scene = await openConnectScene();
	await connect(scene);
	const clipboard = clipboardIn(scene.folder);
	const {page} = scene;
	await using terminal = scene.wizard({args: ['sheet', 'bennett_books'], env: clipboard.env});
	await terminal.waitFor('1 of 1 is missing.');
	terminal.press('tab');
	await page.goto(`${scene.dataCenter('us').sigma}`);
	await clickThrough(terminal, page);
	await fillForm(terminal, page, clipboard);

	await terminal.waitFor(here('Connection Name'));
	terminal.press('enter');
	await terminal.waitFor('Copied Connection Name.');
	await page.getByLabel('Connection Name', {exact: true}).fill(clipboard.take());
	await page.getByRole('button', {name: 'Create and Connect'}).click();
	const connection = page.url();
	await page.getByRole('button', {name: 'Connect', exact: true}).click();
	await page.getByRole('heading', {name: 'Invalid Redirect Uri'}).waitFor();

	await backToRedirects(terminal);
	terminal.press('enter');
	await terminal.waitFor('Copied the address of United States.');
	await addRedirectUri(scene, clipboard.take());
	await backToRedirects(terminal);
	terminal.type('t');
	await terminal.waitFor('It is registered.');

	await page.goto(connection);
	await page.getByRole('button', {name: 'Connect', exact: true}).click();
	await page.getByRole('button', {name: /Noah/}).click();
	await page.getByRole('button', {name: 'Accept', exact: true}).click();
	await page.getByText(readySentence).waitFor();
	await page.getByRole('tab', {name: 'JSON'}).click();
	assert.match((await page.locator('#sample-code').textContent()) ?? '', /"bennett_books"/);

	terminal.press('enter');
	for (const label of ['Create and Connect', 'Connect']) {
		await terminal.waitFor(here(label));
		terminal.press('enter');
	}
	await terminal.waitFor('❯  Copy the snippet');
	terminal.press('enter');
	await terminal.waitFor('Copied the snippet.');
	assert.deepEqual(JSON.parse(`{${clipboard.take()}}`), {
		usedConnections: [{connectionLinkName: 'bennett_books', connectionName: 'Bennett Books'}],
	});
	terminal.type('q');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.match(terminal.screen(), /All 25 steps into Sigma are done\./);
	assertNoSecrets({terminal: terminal.raw()}, [scene.client.secret]);
});

test('in plain lines: what is done is kept, the secret goes out after a question only, and Home goes on with it', async () => {
	await using scene = await openConnectScene();
	await connect(scene);
	const clipboard = clipboardIn(scene.folder);
	await using plain = scene.wizard({args: ['sheet', 'bennett_books', '--plain'], env: clipboard.env});
	await plain.waitFor('Enter when added');
	assert.match(plain.screen(), /Copy Bennett Books to Sigma, 25 steps\./);
	assert.match(
		plain.copied(),
		/Step 1 of 25\. Add http:\/\/localhost:\d+\/sigma\/delugeauth\/callback:\s+not\s+registered\./,
	);
	plain.type('c\r');
	await plain.waitFor('✔ Copied the address of United States.');
	assert.match(clipboard.take(), /\/sigma\/delugeauth\/callback$/);
	plain.type('\r');
	for (const step of ['2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14']) {
		await plain.waitFor(`Step ${step} of 25.`);
		plain.type('\r');
	}
	await plain.waitFor('Step 15 of 25. Client Secret, not shown.');
	plain.type('c\r');
	await plain.waitFor(/n \[n\]:/);
	plain.type('y\r');
	await plain.waitFor('✔ Copied Client Secret.');
	assert.equal(clipboard.take(), scene.client.secret);
	plain.type('q\r');
	assert.deepEqual(await plain.waitForExit(), {code: 0});
	assertNoSecrets({plain: plain.raw()}, [scene.client.secret]);

	await using home = scene.wizard({args: [], env: clipboard.env});
	await home.waitFor('▸ Bennett Books');
	home.type('g');
	// Copied is not registered: Zoho is asked, and the row is open again.
	await home.waitFor('1 of 1 is missing.');
	assert.match(home.screen(), /14 of 25 done/);
	home.press('esc');
	await home.waitFor('▸ Bennett Books');
	assert.match(home.screen(), /14 of 25 steps into Sigma are done; g goes on\./);
});

test('g on Ready goes on to Sigma, Esc comes back, and the whole page stays once', async () => {
	await using scene = await openConnectScene();
	await connect(scene);
	await using terminal = scene.wizard({args: ['reconnect', 'bennett_books']});
	await accept(await authorizeUrlOn(terminal));
	await terminal.waitFor('g copy to Sigma');
	terminal.type('g');
	await terminal.waitFor('1 of 1 is missing.');
	assert.match(terminal.screen(), /Copy Bennett Books to Sigma/);
	terminal.press('esc');
	await terminal.waitFor('0 of 25 steps into Sigma are done; g goes on.');
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	const left = terminal.scrollback();
	assert.equal(left.split(readySentence).length, 2, left);
	assert.match(left, /^What next\n {2}g {2}Copy to Sigma/m);
	assert.doesNotMatch(left, /Enter done/);
});
