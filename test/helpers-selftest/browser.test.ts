import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import path from 'node:path';
import {after, type TestContext, test} from 'node:test';
import {closeBrowser, newPage, staysHere} from '../helpers/browser.js';
import {browserScript} from '../helpers/browser-script.js';
import {serveLocally} from '../helpers/local-server.js';
import {temporaryDirectory} from '../helpers/temporary.js';

after(closeBrowser);

const serve = (t: TestContext, html: string): Promise<string> =>
	serveLocally(
		t,
		(request, response) => {
			if (request.url === '/away') response.writeHead(302, {location: 'http://redirected.example/'}).end();
			else response.setHeader('content-type', 'text/html').end(html);
		},
		'127.0.0.1',
	);

test('visits a page on this machine, at the size and in the colors asked for', async t => {
	const url = await serve(t, '<title>Here</title><h1>Hello</h1>');
	await using tab = await newPage({width: 390, height: 700, colorScheme: 'dark'});
	await tab.page.goto(url);
	assert.equal(await tab.page.title(), 'Here');
	assert.equal(await tab.page.evaluate('innerWidth'), 390);
	assert.equal(await tab.page.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`), true);
	assert.deepEqual(tab.outsideRequests(), []);
	assert.deepEqual(tab.complaints(), []);
});

test('lets nothing out, and tells what tried: contents, redirects, sockets', async t => {
	const url = await serve(
		t,
		`<img src="http://picture.example/a.png"><script>new WebSocket('ws://socket.example/'); throw new Error('oops')</script>`,
	);
	await using tab = await newPage();
	// It is told of a moment after the page has loaded, and never once the page has gone.
	const socket = tab.page.waitForEvent('websocket');
	await tab.page.goto(url);
	await socket;
	await assert.rejects(tab.page.goto(`${url}/away`));
	assert.deepEqual(tab.outsideRequests().toSorted(), [
		'http://picture.example/a.png',
		'http://redirected.example/',
		'ws://socket.example/',
	]);
	assert.ok(tab.complaints().includes('oops'));
});

test('profiles do not know each other', async t => {
	const url = await serve(t, '<p>hi</p>');
	await using one = await newPage();
	await one.page.goto(url);
	await one.page.evaluate(`document.cookie = 'who=me'`);
	await using two = await newPage();
	await two.page.goto(url);
	assert.equal(await two.page.evaluate('document.cookie'), '');
});

test('knows what stays on this machine', () => {
	const here = [
		'http://localhost:1/',
		'http://[::1]:2/',
		'ws://127.0.0.9/',
		'data:text/plain,a',
		'about:blank',
	];
	for (const address of here) assert.ok(staysHere(address), address);
	const away = [
		'http://localhost.example/',
		'https://127.0.0.1.example/',
		'http://zoho.com/',
		'wss://[::2]/',
	];
	for (const address of away) assert.ok(!staysHere(address), address);
});

test('a script that plays the browser tells what it was asked to open', async t => {
	const directory = temporaryDirectory(t);
	const browser = browserScript(directory);
	assert.deepEqual(browser.openedUrls(), []);
	const first = browser.waitForOpenedUrl();
	const url = "http://localhost:8790/go?a=b&c=%20'd'";
	execFileSync(browser.path, [url]);
	assert.equal(await first, url);
	execFileSync(browser.path, ['--new-window', 'http://localhost/2']);
	assert.equal(await browser.waitForOpenedUrl(2), 'http://localhost/2');
	assert.deepEqual(browser.openedUrls(), [url, 'http://localhost/2']);
	await assert.rejects(browser.waitForOpenedUrl(3, 30), /opened 2 times within 30 ms, not 3/);
});

test('a script that plays a browser that does not start', t => {
	const browser = browserScript(temporaryDirectory(t), 3);
	assert.equal(path.basename(browser.path), 'browser.sh');
	assert.throws(() => execFileSync(browser.path, ['x']), {status: 3});
});
