import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import * as z from 'zod/mini';
import {closeBrowser, newPage} from '../helpers/browser.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {acceptScopes, openScene, type RegisteredClient, readySentence, useTheseValues} from './scene.js';

after(closeBrowser);

type Page = Awaited<ReturnType<typeof newPage>>['page'];

const scopes = 'ZohoCRM.org.READ,AaaServer.profile.READ';

/** On the console's tab *Client Secret*. */
const readCredentials = async (page: Page): Promise<RegisteredClient> => ({
	id: (await page.getByTestId('client-id').textContent())?.trim() ?? '',
	secret: (await page.getByTestId('client-secret').textContent())?.trim() ?? '',
});

const addClient = async (page: Page, console: string, type: string): Promise<void> => {
	await page.goto(console);
	await page.getByRole('button', {name: 'Add Client'}).click();
	await page.getByRole('link', {name: type}).click();
};

/** The one Self Client of the console, which is made of nothing. */
const createSelfClient = async (page: Page, console: string): Promise<RegisteredClient> => {
	await addClient(page, console, 'Self Client');
	await page.getByRole('button', {name: 'Create'}).click();
	return readCredentials(page);
};

/** A client for devices that works in Europe too. */
const createDeviceClient = async (page: Page, console: string): Promise<RegisteredClient> => {
	await addClient(page, console, 'Non-browser Applications');
	await page.getByLabel('Client Name').fill('Harbor');
	await page.getByLabel('Homepage URL').fill('https://example.com');
	await page.getByRole('button', {name: 'Create', exact: true}).click();
	const client = await readCredentials(page);
	await page.getByRole('tab', {name: 'Settings'}).click();
	await page.getByLabel('Use the same OAuth credentials for all data centers').check();
	await page.getByRole('switch', {name: 'Europe'}).check();
	await page.getByText('Saved.').waitFor();
	return client;
};

/** Fills in the tab *Generate Code* of the Self Client, and chooses an organization of the several. */
const generateCode = async (page: Page, organization: string): Promise<string> => {
	await page.getByRole('tab', {name: 'Generate Code'}).click();
	await page.getByLabel('Scope', {exact: true}).fill(scopes);
	await page.getByLabel('Time Duration').selectOption('10 minutes');
	await page.getByLabel('Scope Description').fill('zconn');
	await page.getByRole('button', {name: 'Create'}).click();
	await page.getByLabel(organization).check();
	await page.getByRole('button', {name: 'Create'}).click();
	return (await page.getByTestId('generated-code').textContent())?.trim() ?? '';
};

/** Types the code of a device where it says, signs in as Elena of Europe, and decides. */
const decideOnDevice = async (page: Page, address: string, code: string, decision: 'Accept' | 'Reject') => {
	await page.goto(address);
	await page.getByLabel('Enter the code that your device shows').fill(code);
	await page.getByRole('button', {name: 'Continue'}).click();
	const choice = page.getByRole('button', {name: /Elena/});
	const decide = page.getByRole('button', {name: decision, exact: true});
	await choice.or(decide).first().waitFor();
	if (await choice.isVisible()) await choice.click();
	await decide.click();
	await page.getByText(/Your device (?:has access now|does not get access)/).waitFor();
};

/** Chooses a client type by its first letters. */
const chooseType = async (terminal: TestTerminal, type: string): Promise<void> => {
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Type');
	terminal.type(type.slice(0, 4));
	await terminal.waitFor(`▸ ${type}`);
	terminal.press('enter');
};

/** From the Client ID to the button of the Service step. */
const fillClient = async (terminal: TestTerminal, client: RegisteredClient): Promise<void> => {
	await terminal.waitFor('❯ Client ID');
	terminal.paste(client.id);
	await terminal.waitFor(client.id.slice(-16));
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	terminal.paste(client.secret);
	terminal.press('enter');
	await terminal.waitFor(useTheseValues);
};

/** From the button of the Service step to Create and Connect. */
const createAndConnect = async (terminal: TestTerminal): Promise<void> => {
	terminal.press('enter');
	await terminal.waitFor('❯ Scope ');
	terminal.paste(scopes);
	await acceptScopes(terminal);
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
	terminal.press('enter');
};

const endReady = async (terminal: TestTerminal, ...shown: readonly RegExp[]): Promise<void> => {
	await terminal.waitFor(readySentence);
	for (const each of shown) assert.match(terminal.screen(), each);
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
};

test('a person chooses Self Client, and pastes the code that the console generates', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const client = await createSelfClient(tab.page, scene.dataCenter('us').console);
	await using terminal = scene.wizard({rows: 30});
	await chooseType(terminal, 'Self Client');
	const form = await terminal.waitFor('❯ API Console form');
	assert.match(form, /Click Add Client, then Self Client, then Create/);
	assert.doesNotMatch(form, /Redirect|Homepage|Use the same OAuth|Sigma's URLs/);
	terminal.press('tab');
	await fillClient(terminal, client);
	await createAndConnect(terminal);
	await terminal.waitFor('Generate Code tab');
	await terminal.waitFor('▸ Scope ');
	terminal.press('tab');
	await terminal.waitFor('Paste the code now');
	const code = await generateCode(tab.page, 'Lakeside Rentals');
	terminal.paste(code);
	await terminal.waitFor(code.slice(-16));
	terminal.press('enter');
	await endReady(terminal, /amelia@example\.com/, /Lakeside Rentals/);
	assert.equal((await scene.run(['token', 'zoho'])).code, 0);
});

test('client credentials: the organization is missing, then corrected where the screen leads', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const client = await createSelfClient(tab.page, scene.dataCenter('us').console);
	await using terminal = scene.wizard({
		rows: 30,
		args: ['new', '--grant', 'client-credentials', '--soid', 'ZohoCRM.70010000'],
	});
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Type');
	await terminal.waitFor('▸ Self Client');
	terminal.press('enter');
	await terminal.waitFor('❯ API Console form');
	terminal.press('tab');
	await fillClient(terminal, client);
	await createAndConnect(terminal);
	await terminal.waitFor('❯  Correct the organization (soid)');
	assert.match(terminal.screen(), /missing_org_info/);
	terminal.press('enter');
	await terminal.waitFor('❯ soid');
	terminal.type('1');
	await terminal.waitFor('ZohoCRM.700100001');
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
	terminal.press('enter');
	await endReady(terminal, /Lakeside Bicycles/);
	assert.equal((await scene.run(['token', 'zoho'])).code, 0);
});

test('a person types the code of a device, rejects, then accepts the next from another data center', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const us = scene.dataCenter('us');
	const client = await createDeviceClient(tab.page, us.console);
	await scene.setFaults({'device-interval-seconds': 1});
	await using terminal = scene.wizard({rows: 30});
	await chooseType(terminal, 'Non-browser Applications');
	const form = await terminal.waitFor('❯ API Console form');
	assert.doesNotMatch(form, /Redirect|Sigma's URLs/);
	terminal.press('tab');
	await terminal.waitFor('❯ Use the same OAuth credentials');
	terminal.press('enter');
	await terminal.waitFor('❯ Data centers to enable');
	terminal.press('enter');
	await fillClient(terminal, client);
	await createAndConnect(terminal);
	const address = `${us.accounts}/oauth/v3/device`;
	const code = /((?:[A-Z0-9] ){4}- (?:[A-Z0-9] ?){4})/;
	const codeOn = (screen: string): string => code.exec(screen)?.[1]?.replaceAll(' ', '') ?? '';
	const first = await terminal.waitFor(code);
	assert.ok(first.includes(address));
	await decideOnDevice(tab.page, address, codeOn(first), 'Reject');
	await terminal.waitFor("Zoho's answer: access_denied");
	terminal.press('enter');
	const second = await terminal.waitFor(screen => codeOn(screen) !== '');
	assert.notEqual(codeOn(second), codeOn(first));
	await decideOnDevice(tab.page, address, codeOn(second), 'Accept');
	await endReady(terminal, /elena@example\.com/);
	assert.equal((await scene.run(['token', 'zoho'])).code, 0);
});

test('a person hands over a refresh token that works already', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const {console, accounts} = scene.dataCenter('us');
	const client = await createSelfClient(tab.page, console);
	const reply = await fetch(`${accounts}/oauth/v2/token`, {
		method: 'POST',
		body: new URLSearchParams({
			client_id: client.id,
			client_secret: client.secret,
			grant_type: 'authorization_code',
			code: await generateCode(tab.page, 'Lakeside Bicycles'),
		}),
	});
	const {refresh_token} = z.looseObject({refresh_token: z.string()}).parse(await reply.json());
	await using terminal = scene.wizard({rows: 30});
	await chooseType(terminal, 'I have a refresh token');
	await fillClient(terminal, client);
	terminal.press('enter');
	await terminal.waitFor('❯ Connection Name');
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
	terminal.press('enter');
	await terminal.waitFor('❯ Refresh token');
	terminal.paste(refresh_token);
	terminal.press('enter');
	await terminal.waitFor('❯  Save the connection');
	assert.match(terminal.screen(), /Lakeside Bicycles/);
	terminal.press('enter');
	await endReady(terminal, /amelia@example\.com/);
	assert.equal((await scene.run(['token', 'zoho'])).code, 0);
});
