import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {browserScript} from '../helpers/browser-script.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {authorizeUrlOn, consent, fillWizard, openConnectScene, readySentence} from './scene.js';

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
	assert.deepEqual(failing.openedUrls(), [await authorizeUrlOn(terminal)]);
	await consent(scene.page, shortLink.exec(screen)?.[0] ?? '', 'Noah');
	await terminal.waitFor(readySentence);
});
