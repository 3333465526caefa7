import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {waitForFolder} from '../helpers/folder.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {accept, connect, openRegistered} from './connect-scene.js';
import {assertRestored} from './restored.js';
import {consent, goToClientId, openServiceName, readySentence, type Scene, useTheseValues} from './scene.js';

after(closeBrowser);

const fileOf = ({folder}: Scene) => JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8'));

/** Two connections of one service. */
const openFilled = async () => {
	const scene = await openRegistered();
	await connect(scene, {serviceName: 'Finance', connectionName: 'Books'});
	const second = scene.run(['new', '--no-input', '--service', 'finance', '--connection-name', 'Second']);
	await accept(await scene.opened.waitForOpenedUrl(2));
	assert.equal((await second).code, 0);
	return scene;
};

const home = (scene: Scene, options: {rows?: number; columns?: number} = {}): TestTerminal =>
	scene.wizard({args: [], rows: 30, thenRun: 'stty -a', ...options});

const leave = async (terminal: TestTerminal): Promise<void> => {
	terminal.type('q');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assertRestored(terminal);
};

test('Home: open, refresh, test, rename, revoke, remove; nothing of it shows a secret', async () => {
	await using scene = await openFilled();
	const {connections, services} = fileOf(scene);
	await using terminal = home(scene);
	const first = await terminal.waitFor('▸ Books');
	assert.match(first, /▸ Books +ready +59 min +United States +Finance$/m);
	assert.match(first, /^ {4}Second +ready/m);
	terminal.press('enter');
	assert.match(await terminal.waitFor('Grants used'), /noah@example\.com/);
	assert.match(terminal.screen(), /2 of the 20 that Zoho keeps/);

	terminal.type('r');
	await terminal.waitFor(/Books: a new access token until .*; 8 more until/);
	await terminal.waitFor(/New tokens +8 left until/);
	terminal.type('t');
	await terminal.waitFor(/✔ Zoho Books +Bennett Coffee Roasters/);
	terminal.press('esc');
	await terminal.waitFor('Grants used');

	terminal.type('g');
	await terminal.waitFor('is missing.');
	assert.match(terminal.screen(), /Copy Books to Sigma +0 of \d+ done/);
	terminal.press('esc');
	await terminal.waitFor('Grants used');

	terminal.type('m');
	await terminal.waitFor(/❯ Connection Name +Books/);
	terminal.press('ctrl-u');
	terminal.type('Roastery');
	terminal.press('enter');
	await terminal.waitFor(/Scripts now use the link name\s+roastery/);
	await terminal.waitFor(/^Roastery {2}roastery$/m);
	assert.deepEqual(Object.keys(fileOf(scene).connections), ['roastery', 'second']);

	terminal.type('v');
	await terminal.waitFor('Revoke the grant of Roastery at Zoho?');
	// The safe answer stands first.
	terminal.press('enter');
	await terminal.waitFor('Grants used');
	assert.equal(fileOf(scene).connections.roastery.refusal, null);
	terminal.type('v');
	await terminal.waitFor('y revoke it');
	terminal.type('y');
	await terminal.waitFor('The grant of Roastery is revoked');
	await terminal.waitFor(/Health +needs reconnecting/);
	terminal.press('esc');
	await terminal.waitFor(/▸ Roastery +needs reconnecting/);

	terminal.type('d');
	await terminal.answer('❯ Type roastery', 'second');
	await terminal.waitFor('That is another name');
	terminal.press('ctrl-u');
	terminal.type('roastery');
	terminal.press('enter');
	await terminal.waitFor('Roastery is removed.');
	await terminal.waitFor(/▸ Second +ready/);
	assert.deepEqual(Object.keys(fileOf(scene).connections), ['second']);
	await leave(terminal);
	assertNoSecrets({screen: terminal.raw()}, [
		scene.client.secret,
		services.finance.clientSecret.plain,
		connections.books.refreshToken.plain,
		connections.books.accessToken.plain,
	]);
});

test('all at once, with a summary; a dead grant and a missing network are told apart', async () => {
	await using scene = await openFilled();
	await using terminal = home(scene);
	await terminal.waitFor('▸ Books');
	terminal.type('T');
	await terminal.waitFor('2 ready.');
	assert.match(terminal.screen(), /✔ Books +works, token until/);
	terminal.press('esc');
	await terminal.waitFor('▸ Books');
	await fetch(`${scene.dataCenter('us').accounts}/practice/control/end-tokens`, {method: 'POST'});
	terminal.type('R');
	await terminal.waitFor('0 refreshed, 2 need reconnecting.');
	assert.match(terminal.screen(), /▸ Reconnect Books {3}zconn reconnect books/);
	terminal.press('esc');
	await terminal.waitFor(/▸ Books +needs reconnecting +since/);
	await leave(terminal);
});

test('reconnect, edit and new from Home: one program, back to Home each time, Esc leads there', async () => {
	await using scene = await openFilled();
	await using tab = await newPage();
	const before = fileOf(scene).connections.books.refreshToken.plain;
	await using terminal = home(scene);
	await terminal.waitFor('▸ Books');
	terminal.type('c');
	await terminal.waitFor('Reconnect Books');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(3), 'Noah');
	await terminal.waitFor(readySentence);
	terminal.press('enter');
	await terminal.waitFor(/Books is ready\. The old grant was revoked at Zoho\./);
	await terminal.waitFor(/▸ Books +ready/);
	assert.notEqual(fileOf(scene).connections.books.refreshToken.plain, before);

	terminal.type('u');
	await terminal.waitFor('There is nothing to undo');

	// Abandoned: the port is free again, and the connection is as it was.
	const kept = readFileSync(join(scene.folder, 'connections.json'), 'utf8');
	terminal.type('c');
	await scene.opened.waitForOpenedUrl(4);
	await terminal.waitFor('Reconnect Books');
	terminal.press('esc');
	await terminal.waitFor(/▸ Books +ready/);
	terminal.type('e');
	await terminal.waitFor('❯  Close');
	terminal.press('esc');
	await terminal.waitFor(/▸ Books +ready/);
	terminal.type('e');
	await terminal.waitFor('❯  Close');
	terminal.press('enter');
	await terminal.waitFor('Nothing was changed');
	terminal.press('enter');
	await terminal.waitFor(/▸ Books +ready/);
	terminal.type('n');
	await terminal.waitFor('❯ Custom Service');
	terminal.press('esc');
	await terminal.waitFor(/▸ Books +ready/);
	assert.equal(readFileSync(join(scene.folder, 'connections.json'), 'utf8'), kept);

	// Keys that come in one piece, before the wizard is drawn, are for the wizard.
	terminal.type('e\u001B[A\u001B[A');
	await terminal.waitFor(/❯ Scope/);
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assertRestored(terminal);
});

test('services: used again, renamed, not removed while in use', async () => {
	await using scene = await openFilled();
	await using tab = await newPage();
	await using terminal = home(scene);
	await terminal.waitFor('▸ Books');
	terminal.type('s');
	await terminal.waitFor(/▸ Finance +2 connections/);
	terminal.type('d');
	await terminal.waitFor('2 connections use it: Books, Second.');
	terminal.press('esc');
	await terminal.waitFor(/▸ Finance/);
	terminal.type('m');
	await terminal.answer(/❯ Service Name:? +Finance/, ' Suite');
	await terminal.waitFor(/▸ Finance Suite +2 connections/);
	assert.equal(fileOf(scene).services.finance.name, 'Finance Suite');
	terminal.press('enter');
	await terminal.answer('❯ Connection Name', 'Third');
	await terminal.waitFor('❯  Create and Connect');
	terminal.press('enter');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(3), 'Noah');
	await terminal.waitFor(readySentence);
	terminal.press('enter');
	await terminal.waitFor(/▸ Third +ready +59 min +United States +Finance Suite/);
	await leave(terminal);
});

test('drafts wait in the first lines: one goes on after SIGKILL, another is discarded', async () => {
	await using scene = await openFilled();
	{
		await using terminal = home(scene);
		await terminal.waitFor('▸ Books');
		terminal.type('n');
		await terminal.answer('❯ Custom Service', 'create new');
		await terminal.waitFor('❯ Data center');
		terminal.press('enter');
		await goToClientId(terminal);
		terminal.paste(scene.client.id);
		terminal.press('enter');
		await terminal.waitFor('❯ Client Secret');
		terminal.paste(scene.client.secret);
		terminal.press('enter');
		await openServiceName(terminal);
		terminal.type('Half');
		terminal.press('enter');
		await terminal.waitFor(useTheseValues);
		// Esc of the first question only leads to Home; from here it leads back through the questions.
		const isKept = () => JSON.stringify(fileOf(scene).drafts).includes('Half');
		await waitForFolder(scene.folder, isKept, 'The draft was never saved.');
		terminal.kill('SIGKILL');
		await terminal.waitForExit();
	}
	await using terminal = home(scene);
	await terminal.waitFor('▸ New connection "Half", step 2 of 6');
	terminal.press('enter');
	await terminal.waitFor(/Service Name +Half/);
	await terminal.waitFor(useTheseValues);
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});

	await using again = home(scene);
	await again.waitFor('▸ New connection "Half", step 2 of 6');
	again.type('n');
	await again.answer('❯ Custom Service', 'create new');
	await again.waitFor('❯ Data center');
	again.press('esc');
	await again.waitFor('❯ Custom Service');
	again.press('esc');
	await again.waitFor('▸ New connection "Half", step 2 of 6');
	again.type('d');
	await again.waitFor('Discard "New connection "Half", step 2 of 6"?');
	again.type('y');
	await again.waitFor('Draft discarded.');
	await leave(again);
});

test('two Homes at once: each follows the file and loses nothing of the other, and the highlight stays', async () => {
	await using scene = await openFilled();
	await using one = home(scene);
	await using other = home(scene);
	await one.waitFor('▸ Books');
	await other.waitFor('▸ Books');
	other.press('down');
	await other.waitFor('▸ Second');
	one.type('m');
	await one.answer(/❯ Connection Name +Books/, ' 2');
	await one.waitFor('▸ Books 2');
	assert.match(await other.waitFor('Books 2'), /▸ Second/);
	other.type('m');
	await other.answer(/❯ Connection Name +Second/, ' 2');
	await other.waitFor('▸ Second 2');
	await one.waitFor('Second 2');
	assert.deepEqual(Object.keys(fileOf(scene).connections), ['books_2', 'second_2']);
	// What a script does is followed too, and an open page of what is gone is left.
	one.press('enter');
	await one.waitFor('Grants used');
	assert.equal((await scene.run(['remove', 'books_2', '--yes'])).code, 0);
	assert.match(await one.waitFor('by another program'), /▸ Second 2/);
	await leave(one);
	await leave(other);
});

test('Zoho cannot be reached: told in full, nothing deleted; an old grant that lives on is ended later', async () => {
	await using scene = await openFilled();
	await using tab = await newPage();
	await scene.setFaults({'revoke-html-500': true});
	await using terminal = home(scene);
	await terminal.waitFor('▸ Books');
	terminal.type('d');
	await terminal.answer('❯ Type books', 'books');
	await terminal.waitFor('Not removed');
	assert.match(terminal.screen(), /Connected Apps/);
	assert.ok('books' in fileOf(scene).connections);
	terminal.press('esc');
	await terminal.waitFor('▸ Books');
	terminal.type('c');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(3), 'Noah');
	await terminal.waitFor(readySentence);
	terminal.press('enter');
	await terminal.waitFor('x ends it');
	await scene.setFaults({'revoke-html-500': false});
	terminal.type('x');
	await terminal.waitFor('1 old grant was ended at Zoho.');
	assert.equal('outgoing' in fileOf(scene).connections.books, false);
	await leave(terminal);
});

test('looking around writes nothing; in 40 × 12 there is a way everywhere; Esc leaves', async () => {
	await using scene = await openFilled();
	const file = join(scene.folder, 'connections.json');
	const {mtimeMs} = statSync(file);
	await using terminal = home(scene, {columns: 40, rows: 12});
	await terminal.waitFor('▸ Books');
	terminal.type('?');
	await terminal.waitFor('This connection');
	terminal.press('esc');
	await terminal.waitFor('▸ Books');
	terminal.press('enter');
	await terminal.waitFor('Health');
	terminal.press('end');
	await terminal.waitFor('Created');
	terminal.press('esc');
	await terminal.waitFor('▸ Books');
	terminal.type('/sec');
	await terminal.waitFor('▸ Second');
	terminal.press('enter');
	await terminal.waitFor('Filter  sec');
	terminal.press('esc');
	// What was found stays highlighted when the others come back.
	assert.match(await terminal.waitFor(/^ {4}Books/m), /▸ Second/);
	terminal.press('esc');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assertRestored(terminal);
	assert.equal(statSync(file).mtimeMs, mtimeMs);
});
