import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, describe, it} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {at, defaultRequest, startTestPractice} from './visitor.js';

const {practice} = await startTestPractice();
const us = at(practice, 'us');

const received: string[] = [];
const program = createServer((request, response) => {
	received.push(request.url ?? '');
	response.end('<title>Done</title>');
});
await new Promise<void>(resolve => program.listen(0, '127.0.0.1', resolve));
after(async () => {
	await closeBrowser();
	program.closeAllConnections();
	program.close();
});
const address = program.address();
const callback = `http://localhost:${address !== null && typeof address === 'object' ? address.port : 0}/callback`;

const authorizeUrl = (clientId: string): string =>
	`${us.accounts}/oauth/v2/auth?${new URLSearchParams({
		...defaultRequest,
		client_id: clientId,
		redirect_uri: callback,
	})}`;

describe('in a browser', () => {
	for (const javaScript of [true, false])
		it(`a client is registered and consent given, ${javaScript ? 'with' : 'without'} scripts, on a phone`, async () => {
			await using tab = await newPage({width: 390, javaScript});
			const {page} = tab;
			await page.goto(us.console);
			await page.getByRole('button', {name: 'Add Client'}).click();
			await page.getByRole('link', {name: 'Server-based Applications'}).click();
			await page.getByLabel('Client Name').fill('Tom & Jerry_2');
			await page.getByLabel('Homepage URL').fill('https://example.com');
			await page.getByLabel('Authorized Redirect URI 1').fill(callback);
			await page.getByRole('button', {name: 'Add another redirect URI'}).click();
			await page.getByLabel('Authorized Redirect URI 2').fill('http://localhost:8791/callback');
			await page.getByRole('button', {name: 'Create', exact: true}).click();
			const clientId = await page.getByTestId('client-id').textContent();
			assert.match((await page.getByTestId('client-secret').textContent()) ?? '', /^[0-9a-f]{42}$/u);
			await page.getByRole('tab', {name: 'Settings'}).click();
			assert.equal(await page.getByRole('tab', {name: 'Settings', selected: true}).count(), 1);
			await page.getByLabel('Use the same OAuth credentials for all data centers').check();
			await page.getByRole('switch', {name: 'Europe'}).check();
			if (javaScript) await page.getByText('Saved.').waitFor();
			else {
				// The page that follows must be there before it is loaded again.
				await Promise.all([page.waitForEvent('load'), page.getByRole('button', {name: 'Save'}).click()]);
			}
			await page.reload();
			assert.equal(await page.getByRole('switch', {name: 'Europe'}).isChecked(), true);
			assert.equal(await page.getByRole('switch', {name: 'United States'}).isDisabled(), true);
			await page.goto(authorizeUrl(clientId ?? ''));
			await page.getByRole('button', {name: 'Amelia Hart'}).click();
			await page.getByText('Read contacts in Zoho Books').waitFor();
			await page.getByLabel('Lakeside Rentals').check();
			await page.getByRole('link', {name: 'Sign in as someone else'}).click();
			await page.getByRole('button', {name: 'Elena Moreau'}).click();
			await page.getByRole('button', {name: 'Accept'}).click();
			await page.waitForURL(`${callback}?**`);
			const query = new URL(page.url()).searchParams;
			assert.deepEqual(
				[query.get('location'), query.get('accounts-server')],
				['eu', at(practice, 'eu').accounts],
			);
			assert.deepEqual([tab.outsideRequests(), tab.complaints()], [[], []]);
		});
});
