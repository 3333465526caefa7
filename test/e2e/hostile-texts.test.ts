import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import {type HostileZoho, hostileZoho} from './hostile-zoho.js';
import {authorizeUrlOn, fillWizard, openScene, readySentence, type Scene} from './scene.js';

after(closeBrowser);

/** Sets the title, fills the clipboard, clears the screen, hides the cursor, in 7- and 8-bit forms; then turns text around. */
const payload =
	'\u001b]0;taken\u0007\u001b]52;c;dGFrZW4=\u0007\u001b[2J\u001b[?25l\u009b31m\u202etaken\r\n<script>taken()</script>';

const traces = /\u001b\]0;|\u001b\]52;|\u001b\[2J|\u009b|\u202e/;

/** Puts the hostile Zoho in the place of the United States. */
const trust = (scene: Scene, {origin}: HostileZoho): void => {
	const dataCenters = [{id: 'us', name: 'United States', accounts: origin, api: origin, console: origin}];
	writeFileSync(join(scene.folder, 'data-centers.json'), JSON.stringify({replace: true, dataCenters}));
};

const client = {id: `1000.${'A'.repeat(30)}`, secret: 'a'.repeat(42)};

/** The callback that a browser would bring after Accept. */
const callback = (url: string): string => {
	const state = encodeURIComponent(new URL(url).searchParams.get('state') ?? '');
	return `http://localhost:${callbackPorts[0]}/callback?code=1000.abc.def&state=${state}`;
};

test('escape sequences in what Zoho says reach neither the terminal nor the page', async () => {
	await using scene = await openScene();
	await using zoho = await hostileZoho();
	trust(scene, zoho);
	await using tab = await newPage();
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, client, {connectionName: '<b>Acme</b>'});
	terminal.press('enter');

	zoho.say({token: {error: `invalid_${payload}`, error_description: payload}});
	await tab.page.goto(callback(await authorizeUrlOn(terminal)));
	await terminal.waitFor('✖ ');
	assert.doesNotMatch(terminal.raw(), traces);
	assert.equal(await tab.page.locator('script').count(), 0);

	zoho.say({
		token: {
			access_token: `1000.${'b'.repeat(32)}.${'c'.repeat(32)}`,
			refresh_token: `1000.${'d'.repeat(32)}.${'e'.repeat(32)}`,
			scope: `AaaServer.profile.READ ZohoBooks.settings.READ ${payload}`,
			api_domain: zoho.origin,
			token_type: 'Bearer',
			expires_in: 3600,
		},
		user: {ZUID: 1, Email: `noah@example.com${payload}`, Display_Name: `Noah ${payload}`},
		organization: `Roasters ${payload}`,
	});
	terminal.press('enter');
	await tab.page.goto(callback(await authorizeUrlOn(terminal, 2)));
	await terminal.waitFor(readySentence);
	await terminal.waitFor(/Account +Noah/);
	assert.doesNotMatch(terminal.raw(), traces);
	assert.ok(terminal.modes().bracketedPaste);
	assert.equal(await tab.page.locator('script').count(), 0);
	assert.equal(await tab.page.locator('b').count(), 0);
	assert.match((await tab.page.textContent('main')) ?? '', /<b>Acme<\/b>.*Roasters/s);
	terminal.press('enter');
	await terminal.waitForExit();

	const {linkName} = JSON.parse((await scene.run(['list', '--json'])).stdout).connections[0];
	for (const args of [['list'], ['show', linkName], ['list', '--json'], ['show', linkName, '--json']]) {
		const {code, stdout, stderr} = await scene.run(args);
		assert.equal(code, 0);
		assert.doesNotMatch(stdout + stderr, /[\u001b\u009b\u202e\u0007]/, args.join(' '));
	}
	zoho.say({token: {error: `invalid_client${payload}`}});
	const token = await scene.run(['token', linkName, '--min-ttl', '3600']);
	assert.equal(token.stdout, '');
	assert.doesNotMatch(token.stderr, /[\u001b\u009b\u202e\u0007]/);
});
