import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import {openConnectScene} from './connect-scene.js';
import {authorizeUrlOn, browserLink, consent, fillWizard, readySentence} from './scene.js';

after(closeBrowser);

const codeAddress = /localhost:\d+\/callback\?/;

test("another user's browser cannot bring its account by what stands in the launcher's arguments", async () => {
	await using scene = await openConnectScene();
	await using stranger = await newPage();
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	const link = await scene.opened.waitForOpenedUrl();
	assert.match(link, browserLink);
	await scene.page.goto(link);
	const {searchParams} = new URL(scene.page.url());
	const copied = new URL(await authorizeUrlOn(terminal)).searchParams;
	assert.match(searchParams.get('state') ?? '', /^[\w-]{43}$/);
	assert.notEqual(searchParams.get('state'), copied.get('state'));

	// The link for a second time, from another browser: nothing behind it is shown.
	const second = await stranger.page.goto(link);
	assert.equal(second?.status(), 410);
	await stranger.page.getByRole('heading', {name: 'This link was used already'}).waitFor();
	await terminal.waitFor('followed a second time');

	// Even with the whole address, agreed to by another person, the callback needs the first browser's cookie.
	await consent(stranger.page, scene.page.url(), 'Amelia');
	await stranger.page.getByRole('heading', {name: 'not the browser that zconn opened'}).waitFor();
	await terminal.waitFor('another browser than the one that was opened');
	assert.deepEqual(await scene.tokenRequests(), {});
	assert.match(terminal.screen(), /\d:\d\d left/);

	// A reload of the first browser, and its answer.
	await consent(scene.page, link, 'Noah');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /noah@example\.com/);
	await scene.page.getByRole('heading', {name: 'Connected'}).waitFor();
});

test('the address that people copy works in any browser, also after the other one was opened', async () => {
	await using scene = await openConnectScene();
	await using other = await newPage();
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	await scene.page.goto(await scene.opened.waitForOpenedUrl());
	await consent(other.page, await authorizeUrlOn(terminal), 'Noah');
	await terminal.waitFor(readySentence);
});

test("a paste needs no cookie, be it of the browser's address or of the one that people copy", async () => {
	await using scene = await openConnectScene();
	await using stranger = await newPage();
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	await scene.page.goto(await scene.opened.waitForOpenedUrl());
	await consent(stranger.page, scene.page.url(), 'Noah');
	await stranger.page.waitForURL(codeAddress);
	terminal.paste(stranger.page.url());
	terminal.press('enter');
	await terminal.waitFor(readySentence);
});

test('a page that the browser shows cannot put its words on the terminal, nor end the wait', async () => {
	await using scene = await openConnectScene();
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	const link = await scene.opened.waitForOpenedUrl();
	await scene.page.goto(link);
	const words = new URLSearchParams({
		error: 'Your-account-is-locked',
		error_description: 'Call 555 0100 now',
	});
	await scene.page.goto(`http://localhost:${callbackPorts[0]}/callback?${words}`);
	await terminal.waitFor('reports an error, but not to which attempt');
	assert.doesNotMatch(terminal.raw(), /locked|555/);
	assert.match(terminal.screen(), /\d:\d\d left/);
	await consent(scene.page, link, 'Noah');
	await terminal.waitFor(readySentence);
});
