import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {openConnectScene} from './connect-scene.js';
import {authorizeUrlOn, browserLink, consent, fillWizard, readySentence} from './scene.js';

after(closeBrowser);

const head = /^zconn( practice)? · /;

/** The rows that the live frame takes; undefined when its head is not in the window. */
const heightOf = (screen: string): number | undefined => {
	const lines = screen.split('\n');
	const top = lines.findLastIndex(text => head.test(text));
	return top < 0 ? undefined : lines.length - top;
};

/** The same terminal, whose every awaited screen is looked at. */
const watched = (terminal: TestTerminal, rows: number): TestTerminal => ({
	...terminal,
	waitFor: async (what, options) => {
		const screen = await terminal.waitFor(what, options);
		const height = heightOf(screen);
		assert.ok(height !== undefined && height < rows, `The frame takes ${height} of ${rows} rows:\n${screen}`);
		return screen;
	},
});

test('the whole way in a window of 40 columns and 12 rows, and the address copied from it is exact', async () => {
	await using scene = await openConnectScene();
	await using terminal = scene.wizard({columns: 40, rows: 12});
	const small = watched(terminal, 12);
	await fillWizard(small, scene.client);
	terminal.press('enter');
	const url = await scene.opened.waitForOpenedUrl();
	await small.waitFor(/\d:\d\d left/);
	assert.match(url, browserLink);
	await consent(scene.page, await authorizeUrlOn(terminal), 'Noah');
	await small.waitFor('Enter done · g copy to Sigma · ↓ more');
	assert.match(terminal.screen(), /^✔ Ready for use\.$/m);
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	const left = terminal.scrollback();
	// No redrawn row is left behind above the window, and nothing of the last frame.
	assert.doesNotMatch(left, /^zconn( practice)? · /m);
	const page = left.slice(left.lastIndexOf('✔ The connection')).replaceAll(/\s+/g, ' ');
	for (const part of [
		`✔ ${readySentence} Connection Zoho zoho`,
		'Account Noah Bennett <noah@example.com>',
		'Granted AaaServer.profile.READ, ZohoBooks.settings.READ',
		'Token expires',
		'What next g Copy to Sigma',
		'In a script zconn token zoho',
		'Later zconn opens Home',
	])
		assert.ok(page.includes(part), `${part}\n${left}`);
});

/**
 * Waits for the frame of the new size, whose first line ends one column before the edge, and at column 78 at the latest. What Ink draws first is the old
 * frame in the new window.
 */
const resized = async (
	terminal: TestTerminal,
	columns: number,
	rows: number,
	shows: string | RegExp,
): Promise<void> => {
	terminal.resize(columns, rows);
	await terminal.waitFor(screen => {
		const height = heightOf(screen);
		const top = screen.split('\n').findLast(text => head.test(text));
		return (
			(typeof shows === 'string' ? screen.includes(shows) : shows.test(screen)) &&
			height !== undefined &&
			height < rows &&
			top?.length === Math.min(columns, 79) - 1
		);
	});
};

test('a window that changes while the wizard runs', async () => {
	await using scene = await openConnectScene();
	await using terminal = scene.wizard({columns: 100, rows: 30});
	await fillWizard(terminal, scene.client);
	await resized(terminal, 40, 12, '❯  Create and Connect');
	await resized(terminal, 80, 24, '❯  Create and Connect');
	await resized(terminal, 41, 13, '❯  Create and Connect');
	await resized(terminal, 120, 40, '❯  Create and Connect');
	terminal.press('enter');
	const url = await scene.opened.waitForOpenedUrl();
	await terminal.waitFor(/\d:\d\d left/);
	await resized(terminal, 40, 12, /\d:\d\d left/);
	await consent(scene.page, url, 'Noah');
	await terminal.waitFor('Enter done');
	await resized(terminal, 100, 30, readySentence);
});
