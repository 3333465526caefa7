import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, describe, it} from 'node:test';
import {renderCallbackPage} from '../../../source/io/callback/page.js';
import type {CallbackPage} from '../../../source/io/callback/words.js';
import {closeBrowser, newPage} from '../../helpers/browser.js';
import {assertReadable} from '../../helpers/page-checks.js';
import {place, strays} from '../helpers/callback-pages.js';

const hostile = `"><img src=x onerror="document.title='taken'"><script>document.title='taken'</script>'&amp;`;

const connected: CallbackPage = {
	kind: 'connected',
	connectionName: 'Harbor Books',
	account: 'Amelia Hart, amelia@example.com',
	organization: 'Lakeside Bicycles',
	dataCenter: 'United States',
	granted: ['ZohoBooks.contacts.READ', 'ZohoBooks.settings.READ'],
	missing: ['ZohoCRM.org.READ'],
};

const refusedPage = {
	kind: 'refused',
	refusal: {
		id: 'wrong-secret',
		what: 'The client secret was not accepted.',
		why: 'Zoho knows this client in this data center, but not with this secret.',
		next: 'Copy the secret again from the Client Secret tab.',
		exitCode: 3,
		detail: 'invalid_client_secret',
	},
} as const satisfies CallbackPage;

const pages: readonly CallbackPage[] = [
	connected,
	refusedPage,
	...strays.map((kind): CallbackPage => ({kind})),
	{
		...connected,
		connectionName: hostile,
		account: hostile,
		organization: hostile,
		dataCenter: hostile,
		granted: [hostile],
		missing: [hostile],
	},
	{
		kind: 'refused',
		refusal: {...refusedPage.refusal, what: hostile, why: hostile, next: hostile, detail: hostile},
	},
];
const hostilePages = [pages.length - 2, pages.length - 1];

const server = createServer((request, response) => {
	const page = pages[Number((request.url ?? '').slice(1))];
	if (page === undefined) return response.writeHead(404).end();
	const {status, headers, html} = renderCallbackPage(page, place);
	return response.writeHead(status, headers).end(html);
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
after(async () => {
	await closeBrowser();
	server.closeAllConnections();
	server.close();
});
const bound = server.address();
const origin = `http://localhost:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;

describe('the pages that end a consent', () => {
	it('are readable', async () => {
		await using tab = await newPage();
		for (const [index, page] of pages.entries()) {
			await tab.page.goto(`${origin}/${index}`);
			await assertReadable(tab.page, `${page.kind} ${index}`);
		}
		assert.deepEqual(tab.outsideRequests(), []);
	});

	it('name what was connected, or what went wrong and what to do', async () => {
		await using tab = await newPage();
		const {page} = tab;
		await page.goto(`${origin}/0`);
		const good = (await page.locator('main').textContent()) ?? '';
		for (const text of ['The connection has been authenticated and is ready for use.', 'Harbor Books'])
			assert.ok(good.includes(text), text);
		assert.ok(good.indexOf('Not granted') < good.indexOf('ZohoBooks.settings.READ'));
		await page.goto(`${origin}/1`);
		const bad = (await page.locator('main').textContent()) ?? '';
		const {what, why, next, detail} = refusedPage.refusal;
		for (const text of [what, why, next, detail]) assert.ok(bad.includes(text), text);
	});

	it('escape every value, and hold no script, form or link', async () => {
		await using tab = await newPage();
		const {page} = tab;
		for (const index of hostilePages) {
			await page.goto(`${origin}/${index}`);
			assert.equal(await page.locator('script, img, a, form, link, iframe').count(), 0);
			assert.ok((await page.title()).includes(index === hostilePages[1] ? '<script>' : 'Connected'));
			const text = await page.locator('main').textContent();
			assert.ok(text?.includes(hostile));
		}
	});
});
