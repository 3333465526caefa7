import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import {openConnectScene} from './connect-scene.js';
import {authorizeUrlOn, consent, fillWizard, openScene, readySentence} from './scene.js';

after(closeBrowser);

test('a callback that names a foreign accounts server is refused before any secret is sent', async () => {
	await using scene = await openConnectScene();
	await scene.setFaults({'forge-accounts-server': true});
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	await consent(scene.page, await scene.opened.waitForOpenedUrl(), 'Noah');
	await terminal.waitFor("accounts server that is not one of Zoho's");
	await scene.page.getByText("accounts server that is not one of Zoho's").waitFor();
	assert.deepEqual(await scene.tokenRequests(), {});
	await scene.setFaults({'forge-accounts-server': false});
	terminal.press('enter');
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
	await terminal.waitFor(readySentence);
});

test('a foreign state is refused in the browser, and zconn goes on waiting for its own', async () => {
	await using scene = await openConnectScene();
	await scene.setFaults({'wrong-state': true});
	await using terminal = scene.wizard({rows: 30});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	const url = await scene.opened.waitForOpenedUrl();
	await consent(scene.page, url, 'Noah');
	await scene.page.getByText('This address did not come from the request').waitFor();
	assert.match(terminal.screen(), /\d:\d\d left/);
	assert.deepEqual(await scene.tokenRequests(), {});
	await scene.setFaults({'wrong-state': false});
	await consent(scene.page, url, 'Noah');
	await terminal.waitFor(readySentence);
});

test('a second callback changes nothing of the first', async () => {
	await using scene = await openConnectScene();
	await scene.setFaults({'slow-response': true});
	await using second = await newPage();
	await using terminal = scene.wizard({rows: 30});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	const url = await authorizeUrlOn(terminal);
	const first = consent(scene.page, url, 'Noah');
	await terminal.waitFor('Exchanging the code');
	const state = encodeURIComponent(new URL(url).searchParams.get('state') ?? '');
	await second.page.goto(
		`http://localhost:${callbackPorts[0]}/callback?code=1000.another&location=us&state=${state}`,
	);
	await second.page.getByText('This answer was used already').waitFor();
	await first;
	await terminal.waitFor(readySentence);
	await scene.page.getByText('ready for use').waitFor();
	assert.equal((await scene.tokenRequests())['authorization_code asked'], 1);
});

const markup = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>"'><b>`;

type Case = {
	readonly name: string;
	/** `#` stands for the right state. */
	readonly query: Readonly<Record<string, string>>;
	/** Whether it is taken for the answer, so that the consent has failed. */
	readonly isTaken: boolean;
};

/** Every parameter that may be echoed, one hostile at a time. */
const hostile: readonly Case[] = [
	{name: 'error', query: {error: markup, state: '#'}, isTaken: true},
	{
		name: 'error_description',
		query: {error: 'access_denied', error_description: markup, state: '#'},
		isTaken: true,
	},
	{
		name: 'accounts-server',
		query: {code: '1000.a', 'accounts-server': `https://evil.example/${markup}`, state: '#'},
		isTaken: true,
	},
	{name: 'location', query: {code: '1000.a', location: markup, state: '#'}, isTaken: true},
	{name: 'code', query: {code: markup, state: '#'}, isTaken: false},
	{name: 'state', query: {code: '1000.a', state: markup}, isTaken: false},
	{name: 'an unknown one', query: {[markup]: markup}, isTaken: false},
];

test('HTML in any parameter of the callback never becomes part of the page, and never runs', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, {id: `1000.${'A'.repeat(30)}`, secret: 'a'.repeat(42)});
	terminal.press('enter');
	let count = 1;
	for (const {name, query, isTaken} of hostile) {
		await terminal.waitFor(/\d:\d\d left/);
		const state = new URL(await authorizeUrlOn(terminal, count)).searchParams.get('state') ?? '';
		const parameters = new URLSearchParams(query);
		if (query.state === '#') parameters.set('state', state);
		const answer = await tab.page.goto(`http://localhost:${callbackPorts[0]}/callback?${parameters}`);
		assert.match(answer?.headers()['content-security-policy'] ?? '', /^default-src 'none'/);
		assert.match(await tab.page.title(), / · zconn$/, name);
		assert.equal(await tab.page.locator('main').count(), 1);
		assert.equal(await tab.page.locator('img, script, b, iframe, object, link').count(), 0, name);
		assert.deepEqual(tab.outsideRequests(), []);
		await terminal.waitFor(isTaken ? /❯ {2}(?:Try|Ask) again/ : /\d:\d\d left/);
		if (!isTaken) continue;
		terminal.press('enter');
		count++;
	}
});
