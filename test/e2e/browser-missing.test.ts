import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {browserScript} from '../helpers/browser-script.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {openConnectScene} from './connect-scene.js';
import {authorizeUrlOn, browserLink, consent, fillWizard, readySentence} from './scene.js';

after(closeBrowser);

const shortLink = /http:\/\/localhost:\d+\/go\/[\w-]+/;

test('BROWSER names a program that is not there: the address on the terminal is enough', async () => {
	await using scene = await openConnectScene();
	await using terminal = scene.wizard({rows: 30, env: {BROWSER: '/nowhere/no-such-browser'}});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	const screen = await terminal.waitFor('no-such-browser could not be started (ENOENT)');
	const short = shortLink.exec(screen)?.[0] ?? '';
	const {headers} = await fetch(short, {redirect: 'manual'});
	assert.equal(headers.get('location'), await authorizeUrlOn(terminal));
	await consent(scene.page, await authorizeUrlOn(terminal), 'Noah');
	await terminal.waitFor(readySentence);
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
});

test('BROWSER ends with 1: said so, and the short link leads to the consent', async () => {
	await using scene = await openConnectScene();
	const failing = browserScript(temporaryDirectory(), 1);
	await using terminal = scene.wizard({rows: 30, env: {BROWSER: failing.path}});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	const screen = await terminal.waitFor('ended with code 1');
	const short = shortLink.exec(screen)?.[0] ?? '';
	const [given = ''] = failing.openedUrls();
	// What a launcher gets can be read by all users of the machine, so people copy another one.
	assert.match(given, browserLink);
	assert.notEqual(given, short);
	await consent(scene.page, short, 'Noah');
	await terminal.waitFor(readySentence);
});

test("the system's own opener inherits nothing that is secret", {
	skip: process.platform !== 'linux',
}, async () => {
	await using scene = await openConnectScene();
	const directory = temporaryDirectory();
	const opened = browserScript(directory);
	const record = path.join(directory, 'environment.txt');
	writeFileSync(
		path.join(directory, 'xdg-open'),
		`#!/bin/sh\nenv > '${record}'\nexec '${opened.path}' "$@"\n`,
		{mode: 0o700},
	);
	const running = scene.runAlone(
		['new', '--no-input', '--client-id', scene.client.id, '--scope', 'ZohoBooks.settings.READ'],
		{
			env: {
				BROWSER: undefined,
				DISPLAY: ':0',
				PATH: `${directory}${path.delimiter}${process.env.PATH}`,
				ZCONN_CLIENT_SECRET: scene.client.secret,
				ZCONN_PASSPHRASE: 'a passphrase nobody sees',
			},
		},
	);
	await consent(scene.page, await opened.waitForOpenedUrl(), 'Noah');
	assert.equal((await running).code, 0);
	const seen = readFileSync(record, 'utf8');
	assert.match(seen, /^DISPLAY=:0$/m);
	assert.doesNotMatch(seen, /ZCONN_CLIENT_SECRET|ZCONN_PASSPHRASE/);
	assert.ok(!seen.includes(scene.client.secret));
});
