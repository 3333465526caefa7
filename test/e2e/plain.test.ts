import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {budget, wordsIn} from '../ui/plain/walk.js';
import {openConnectScene} from './connect-scene.js';
import {
	answerPrompts,
	authorizeUrlOn,
	browserLink,
	consent,
	fillWizard,
	type RegisteredClient,
	readySentence,
} from './scene.js';

after(closeBrowser);

/** Answers the numbered questions, most of them with Enter alone. */
const answerPlainly = async (terminal: TestTerminal, client: RegisteredClient): Promise<void> => {
	await answerPrompts(terminal, [
		['Number [1]:', '1'],
		['Number [1]:', ''],
		['Enter when done, o opens the console', ''],
		['y or n [y]:', 'maybe'],
		['Error: Answer y or n.\ny or n [y]:', 'y'],
		['Numbers [1]:', ''],
		['\nClient ID:', client.id],
		['\nClient Secret:', client.secret],
		['Enter uses these values; 0 reads them:', ''],
		['Words to search, a list of scopes,', 'AaaServer.profile.READ ZohoBooks.settings.READ'],
		['More, or Enter to go on:', ''],
		['Number [1]:', ''],
		['Connection Name [Zoho]:', 'Plain Books'],
		['Link name [plain_books]:', ''],
		['Enter is Create and Connect', ''],
	]);
};

/** Heard from start to end, it has to be short; so has what a wrong answer costs. */
const assertShort = (heard: string): void => {
	const [beforeFirst = ''] = heard.split('Number [1]:');
	assert.ok(wordsIn(beforeFirst) <= budget.firstQuestion, `${wordsIn(beforeFirst)} until the first question`);
	const [, wrong = ''] = /y or n \[y\]: maybe\n([\s\S]*?)y or n \[y\]: y\n/.exec(heard) ?? [];
	assert.ok(wordsIn(wrong) > 0 && wordsIn(`${wrong} y or n`) <= budget.wrongAnswer, wrong);
	const typed = 12;
	const [beforeBrowser = ''] = heard.split('Step 5 of 6');
	const most = budget.browser + wordsIn(wrong) + typed;
	assert.ok(wordsIn(beforeBrowser) <= most, `${wordsIn(beforeBrowser)} words until the browser`);
};

test('plain: numbered lines from start to end, nothing repainted, the secret not shown', async () => {
	await using scene = await openConnectScene();
	await using terminal = scene.wizard({args: ['new', '--plain'], rows: 30});
	await answerPlainly(terminal, scene.client);
	const url = await scene.opened.waitForOpenedUrl();
	await terminal.waitFor('If the last page does not load');
	assert.match(url, browserLink);
	assert.match(await authorizeUrlOn(terminal), /\/oauth\/v2\/auth\?.*&state=[\w-]{43}&/);
	await consent(scene.page, url, 'Noah');
	await terminal.waitFor(readySentence);
	// The first of the three goes on to Sigma, and comes back.
	await answerPrompts(terminal, [
		['Number [2]:', '1'],
		['Enter when added', 'q'],
		['steps into Sigma are done', ''],
	]);
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assertShort(terminal.scrollback());
	assert.match(terminal.scrollback(), /Account: Noah Bennett <noah@example\.com>/);
	// Node's own line editor clears to the right of its cursor; nothing moves up or clears above it.
	assert.doesNotMatch(terminal.raw(), /\x1b\[\d*A|\x1b\[2?J|\x1b\[2K|\x1b\[\d*(;\d*)*m|\x1b\[\?25l/);
	assert.ok(!terminal.raw().includes(scene.client.secret), 'the secret is on the screen');
	assert.equal((await scene.run(['token', 'plain_books'])).code, 0);
});

test('NO_COLOR: not one color from start to end, and everything can still be told apart', async () => {
	await using scene = await openConnectScene();
	await using terminal = scene.wizard({env: {NO_COLOR: '1'}, rows: 30});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	await consent(scene.page, await scene.opened.waitForOpenedUrl(), 'Noah');
	await terminal.waitFor(readySentence);
	// 30–37, 38, 39, 40–49, 90–107: every way to set a color.
	assert.doesNotMatch(terminal.raw(), /\x1b\[(?:\d+;)*(?:3\d|4\d|9\d|10[0-7])(?:;\d+)*m/);
});

test('ZCONN_ASCII=1: not one sign beyond ASCII from start to end', async () => {
	await using scene = await openConnectScene();
	await using terminal = scene.wizard({env: {ZCONN_ASCII: '1'}, rows: 30});
	await fillWizard(asciiEyes(terminal), scene.client);
	terminal.press('enter');
	await consent(scene.page, await scene.opened.waitForOpenedUrl(), 'Noah');
	await terminal.waitFor(readySentence);
	const odd = [...new Set(terminal.raw().replaceAll(/[\x00-\x7f]/g, ''))];
	assert.deepEqual(odd, []);
});

test('plain lines tell what comes while the browser is awaited, once', async () => {
	await using scene = await openConnectScene();
	const env = {BROWSER: '/nowhere/no-such-browser'};
	await using terminal = scene.wizard({args: ['new', '--plain'], env, rows: 34});
	await answerPlainly(terminal, scene.client);
	await terminal.waitFor('no-such-browser could not be started');
	const callback = `http://localhost:${callbackPorts[0]}/callback`;
	await fetch(`${callback}?code=1000.a&state=of-an-older-tab`);
	await terminal.waitFor('A callback of another attempt came');
	await fetch(`${callback}?error=access_denied`);
	await terminal.waitFor('reports an error, but not to which attempt');
	assert.equal(terminal.scrollback().split('A callback of another attempt came').length, 2);
	await consent(scene.page, await authorizeUrlOn(terminal), 'Noah');
	await terminal.waitFor(readySentence);
});

/** What the screen shows instead; a button stands in brackets. */
const inAscii = (text: string): string =>
	text
		.replace(/❯ {2}(.+)/, '> [ $1 ]')
		.replaceAll('❯', '>')
		.replaceAll('▸', '-');

/** The terminal, read as one that waits for the marks of the other sort. */
const asciiEyes = (terminal: TestTerminal): TestTerminal => ({
	...terminal,
	waitFor: (what, options) =>
		terminal.waitFor(
			typeof what === 'string'
				? inAscii(what)
				: what instanceof RegExp
					? new RegExp(inAscii(what.source), what.flags)
					: what,
			options,
		),
});
