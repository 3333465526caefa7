import assert from 'node:assert/strict';
import {after, describe, it} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {assertReadable, tabThrough} from '../helpers/page-checks.js';
import {sigmaWalk} from './sigma-walk.js';
import {at, defaultRequest, register, registerSelfClient, startTestPractice} from './visitor.js';

const {practice} = await startTestPractice();
const us = at(practice, 'us');
const client = await register(us.console);
const selfClient = await registerSelfClient(at(practice, 'eu').console);
after(closeBrowser);

const authorizeUrl = (changes: Record<string, string> = {}): string =>
	`${us.accounts}/oauth/v2/auth?${new URLSearchParams({...defaultRequest, client_id: client.client_id, ...changes})}`;

const sigma = await sigmaWalk(us);
const made = await sigma.makeConnection(await sigma.makeService(client));

const addresses = [
	`${us.sigma}`,
	sigma.path.replace(/\/extensions\/.*/, ''),
	`${sigma.path.replace(/\/extensions\/.*/, '')}/connections`,
	sigma.path,
	`${sigma.path}/build`,
	`${sigma.path}/connections`,
	`${sigma.path}/connections/new?tab=custom`,
	`${sigma.path}/services/new`,
	made,

	us.console,
	`${us.console}/clients/new`,
	`${us.console}/clients/new/server-based`,
	`${us.console}/clients/new/self-client`,
	`${us.console}/clients/new/non-browser`,
	`${selfClient.page}/generate`,
	`${us.accounts}/oauth/v3/device`,
	client.page,
	`${client.page}/settings`,
	`${client.page}/edit`,
	`${us.console}/clients/none`,
	practice.controls,
	`${us.accounts}/practice/connected-apps`,
	authorizeUrl(),
	authorizeUrl({client_id: 'unknown'}),
	authorizeUrl({scope: 'Nonsense'}),
];

describe('every page', () => {
	it('is readable', async () => {
		await using tab = await newPage();
		const {page} = tab;
		for (const url of addresses) {
			const response = await page.goto(url);
			assert.match(response?.headers()['content-security-policy'] ?? '', /default-src 'none'/);
			assert.equal(await page.getByText('Practice Zoho: nothing leaves this machine').count(), 1, url);
			await assertReadable(page, url);
		}
		await page.goto(`${us.console}/clients/new/server-based`);
		await page.getByLabel('Client Name').fill('Bad!');
		await page.getByRole('button', {name: 'Create', exact: true}).click();
		await page.getByText('Enter a valid homepage URL').waitFor();
		await assertReadable(page, 'the form with its errors');
		await page.goto(authorizeUrl());
		await page.getByRole('button', {name: 'Amelia Hart'}).click();
		await page.getByRole('button', {name: 'Accept'}).waitFor();
		await assertReadable(page, 'the consent page');
		await page.goto(`${us.accounts}/practice/connected-apps`);
		await assertReadable(page, 'the connected apps');
		assert.deepEqual(tab.outsideRequests(), []);
	});
});

describe('with the keyboard alone', () => {
	it('Tab reaches everything in order, the focus can be seen, and Tab goes past', async () => {
		await using tab = await newPage();
		for (const url of addresses) {
			await tab.page.goto(url);
			const names = await tabThrough(tab.page);
			assert.equal(names[0], 'Skip to the content', url);
		}
		await tab.page.goto(`${us.console}/clients/new/server-based`);
		assert.deepEqual((await tabThrough(tab.page)).slice(-6), [
			'Client Name',
			'Homepage URL',
			'Authorized Redirect URI 1',
			'Add another redirect URI',
			'Create',
			'Cancel',
		]);
	});

	it('a client is registered and switched on elsewhere', async () => {
		await using tab = await newPage();
		const {page} = tab;
		await page.goto(us.console);
		await page.getByRole('button', {name: 'Add Client'}).press('Enter');
		await page.getByRole('link', {name: 'Server-based Applications'}).press('Enter');
		await page.getByLabel('Client Name').press('Enter');
		// The first wrong field has the focus, so that one can type at once.
		await page.getByText('Not saved: 3 fields need another look.').waitFor();
		await page.keyboard.type('Harbor');
		await page.keyboard.press('Tab');
		await page.keyboard.type('https://example.com');
		await page.keyboard.press('Tab');
		await page.keyboard.type('http://localhost:8790/callback');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page.keyboard.type('http://localhost:8791/callback');
		await page.keyboard.press('Enter');
		await page.getByRole('tab', {name: 'Client Secret'}).press('ArrowRight');
		await page.keyboard.press('Space');
		await page.getByRole('tab', {name: 'Settings', selected: true}).waitFor();
		await page.getByRole('switch', {name: 'Canada'}).press('Space');
		await page.getByText('Saved.').waitFor();
		await page.reload();
		assert.equal(await page.getByRole('switch', {name: 'Canada'}).isChecked(), true);
	});
});

describe('switches', () => {
	it('are not called saved while one of them is not', async () => {
		await using tab = await newPage();
		const {page} = tab;
		const gate = () => ({arrived: Promise.withResolvers<void>(), released: Promise.withResolvers<void>()});
		const [first, second] = [gate(), gate()];
		const gates = [first, second];
		await page.route('**/*', async route => {
			const next = route.request().method() === 'POST' ? gates.shift() : undefined;
			next?.arrived.resolve();
			await next?.released.promise;
			await route.fallback();
		});
		await page.goto((await register(us.console)).page);
		await page.getByRole('tab', {name: 'Settings'}).click();
		await page.getByRole('switch', {name: 'Europe'}).check();
		await first.arrived.promise;
		await page.getByRole('switch', {name: 'Canada'}).check();
		first.released.resolve();
		await second.arrived.promise;
		const status = page.getByRole('status');
		assert.equal(await status.textContent(), 'Saving…');
		second.released.resolve();
		await page.getByText('Saved.').waitFor();
		await page.reload();
		for (const name of ['Europe', 'Canada'])
			assert.equal(await page.getByRole('switch', {name}).isChecked(), true, name);
	});
});

describe('a copy button', () => {
	it('copies the client id, the secret, and a secret that was shown later', async () => {
		await using tab = await newPage();
		const {page} = tab;
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		const clipboard = () => page.evaluate('navigator.clipboard.readText()');
		await page.goto(client.page);
		await page.getByRole('button', {name: 'Copy client ID'}).click();
		await page.getByText('Copied.').waitFor();
		assert.equal(await clipboard(), client.client_id);
		await page.getByRole('button', {name: 'Copy client secret'}).press('Enter');
		await page.waitForFunction(
			`navigator.clipboard.readText().then(text => text === '${client.client_secret}')`,
		);
		await page.getByRole('tab', {name: 'Settings'}).click();
		await page.getByRole('switch', {name: 'Europe'}).check();
		await page.getByText('Saved.').waitFor();
		await page.getByText('SHOW CODE').last().click();
		await page.getByRole('button', {name: 'Copy client secret for Europe'}).click();
		await page.getByText('Copied.').waitFor();
		const shown = await page.getByTestId('client-secret-eu').textContent();
		assert.match(shown ?? '', /^[0-9a-f]{42}$/);
		assert.notEqual(shown, client.client_secret);
		assert.equal(await clipboard(), shown);
	});

	it('selects the value where the browser does not let it copy', async () => {
		await using tab = await newPage();
		const {page} = tab;
		await page.addInitScript('navigator.clipboard.writeText = () => Promise.reject(new Error());');
		await page.goto(client.page);
		await page.getByRole('button', {name: 'Copy client ID'}).click();
		await page.getByText('copy it by hand').waitFor();
		assert.equal(await page.evaluate('getSelection().toString()'), client.client_id);
	});
});

describe('what comes from outside', () => {
	const hostile = `"><img src=x onerror="document.title='taken'"><script>document.title='taken'</script>'&amp;`;

	it('is shown as text, never as markup', async () => {
		await using tab = await newPage();
		const {page} = tab;
		const shows = async (what: string): Promise<void> => {
			assert.equal(await page.locator('main img, main script').count(), 0, what);
			assert.notEqual(await page.title(), 'taken', what);
			assert.ok((await page.content()).includes('&lt;script&gt;'), `${what} does not show it`);
		};
		await page.goto(`${us.console}/clients/new/server-based`);
		await page.getByLabel('Client Name').fill(hostile);
		await page.getByLabel('Homepage URL').fill(hostile);
		await page.getByLabel('Authorized Redirect URI 1').fill(hostile);
		await page.getByRole('button', {name: 'Create', exact: true}).click();
		await page.getByText('Enter a valid client name').waitFor();
		assert.equal(await page.getByLabel('Client Name').inputValue(), hostile);
		assert.equal(await page.getByLabel('Authorized Redirect URI 1').inputValue(), hostile);
		assert.equal(await page.locator('main img, main script').count(), 0);
		await page.goto(authorizeUrl({redirect_uri: hostile}));
		await shows('the redirect URI');
		await page.goto(authorizeUrl({scope: hostile.replaceAll(/[\s,]/g, '')}));
		await shows('the scope');
		// Carried through the sign-in and the consent page in hidden fields and links.
		await page.goto(authorizeUrl({state: hostile, soid: hostile}));
		assert.equal(await page.locator('main img, main script').count(), 0);
		await page.getByRole('button', {name: 'Noah Bennett'}).click();
		await page.getByRole('button', {name: 'Accept'}).waitFor();
		assert.equal(await page.locator('main img, main script').count(), 0);
		// The refused requests themselves are told as errors; a blocked script or image would be too.
		const complaints = tab.complaints().filter(text => !text.includes('status of 400'));
		assert.deepEqual([tab.outsideRequests(), complaints], [[], []]);
	});
});
