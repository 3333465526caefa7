import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {consent, fillWizard, openReviewLine, openScene, readySentence, registerClient} from './scene.js';

after(closeBrowser);

test('a newcomer goes from nothing to a connection whose token works', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const us = scene.dataCenter('us');
	const client = await registerClient(tab.page, us.console);
	await using terminal = scene.wizard({rows: 30});
	await fillWizard(terminal, client, {serviceName: 'Zoho Finance Suite', connectionName: 'Bennett Books'});
	terminal.press('enter');
	const url = await scene.opened.waitForOpenedUrl();
	await consent(tab.page, url, 'Noah');
	await terminal.waitFor(readySentence);
	await tab.page.getByText('Bennett Coffee Roasters').waitFor();
	assert.match(terminal.screen(), /noah@example\.com/);
	assert.match(terminal.screen(), /Bennett Coffee Roasters/);
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.deepEqual(tab.outsideRequests(), []);

	const token = await scene.run(['token', 'bennett_books']);
	assert.equal(token.code, 0);
	assert.match(token.stdout, /^\S+\n$/);
	const answer = await fetch(`${us.api}/books/v3/organizations`, {
		headers: {authorization: `Zoho-oauthtoken ${token.stdout.trim()}`},
	});
	assert.equal(answer.status, 200);

	const file = join(scene.folder, 'connections.json');
	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.equal(statSync(scene.folder).mode & 0o777, 0o700);
	const saved = JSON.parse(readFileSync(file, 'utf8'));
	assert.deepEqual(Object.keys(saved.connections), ['bennett_books']);
	assert.deepEqual(Object.keys(saved.services), ['zoho_finance_suite']);
	assert.deepEqual(saved.drafts, {});

	const list = await scene.run(['list', '--json']);
	const show = await scene.run(['show', 'bennett_books']);
	assert.equal(JSON.parse(list.stdout).connections[0].health, 'ready');
	assert.match(show.stdout, /Bennett Coffee Roasters/);
	const {plain: refreshToken} = saved.connections.bennett_books.refreshToken;
	assertNoSecrets(
		{
			screen: terminal.raw(),
			list: list.stdout,
			show: show.stdout,
			talk: token.stderr,
			page: await tab.page.content(),
		},
		[client.secret, token.stdout.trim(), refreshToken],
	);
});

test('a person of Europe who picked United States is connected in Europe, and one line says so', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const client = await registerClient(tab.page, scene.dataCenter('us').console, {dataCenters: ['Europe']});
	await using terminal = scene.wizard({rows: 30});
	await fillWizard(terminal, client, {connectionName: 'Elena'});
	terminal.press('enter');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(), 'Elena');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /account is in Europe/);
	terminal.press('enter');
	await terminal.waitForExit();
	const show = await scene.run(['show', 'elena', '--json']);
	assert.equal(JSON.parse(show.stdout).connection.dataCenter, 'eu');
	const token = await scene.run(['token', 'elena']);
	const answer = await fetch(`${scene.dataCenter('eu').api}/books/v3/organizations`, {
		headers: {authorization: `Zoho-oauthtoken ${token.stdout.trim()}`},
	});
	assert.equal(answer.status, 200);
});

test('Reject is told in the browser and in the terminal with the same words, and Enter asks again', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const client = await registerClient(tab.page, scene.dataCenter('us').console);
	await using terminal = scene.wizard({rows: 30});
	await fillWizard(terminal, client);
	terminal.press('enter');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(), 'Noah', 'Reject');
	await terminal.waitFor(/^✖ .+/m);
	const what = /^✖ (.+)/m.exec(terminal.screen())?.[1] ?? 'nothing';
	await tab.page.getByText(what.slice(0, 30)).first().waitFor();
	terminal.press('enter');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
	await terminal.waitFor(readySentence);
});

test('a wrong secret is explained, and fixed from the review without answering anything again', async () => {
	await using scene = await openScene();
	await using tab = await newPage();
	const client = await registerClient(tab.page, scene.dataCenter('us').console);
	await using terminal = scene.wizard({rows: 34});
	await fillWizard(terminal, {...client, secret: '0'.repeat(42)});
	terminal.press('enter');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(), 'Noah');
	await terminal.waitFor('invalid_client_secret');
	// Page and terminal say the same, and the page does not claim success.
	const page = await tab.page.getByRole('main').textContent();
	assert.match(page ?? '', /invalid_client_secret/);
	assert.doesNotMatch(page ?? '', /ready for use/);
	const [what = ''] = /(?<=^✖ )[^.]+/m.exec(terminal.screen()) ?? [];
	assert.ok(what !== '' && page?.includes(what.replaceAll(/\s+/g, ' ')), `${what}: ${page}`);
	terminal.press('esc');
	await terminal.waitFor('❯  Create and Connect');
	await openReviewLine(terminal, 'Client Secret');
	// What is masked is replaced.
	terminal.paste(client.secret);
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
	terminal.press('enter');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
	await terminal.waitFor(readySentence);
});
