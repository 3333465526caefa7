import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {openConnectScene} from './connect-scene.js';
import {assertFree, assertRestored} from './restored.js';
import {consent, focusOf, type RegisteredClient, readySentence, type Scene, useTheseValues} from './scene.js';

after(closeBrowser);

/** A question, what is done there before Ctrl+C, and what the next run must show of it. */
type Stop = {
	readonly at: string;
	readonly act?: (terminal: TestTerminal) => void;
	readonly shows: string;
	/** What makes a half answer whole in the next run. */
	readonly finish?: (terminal: TestTerminal) => void;
};

const stopsOf = ({id, secret}: RegisteredClient): readonly Stop[] => [
	// Something must have been answered, or there is nothing to go on with.
	{at: '❯ API Console form', act: terminal => terminal.type('s'), shows: 'deluge'},
	{at: '❯ Use the same OAuth credentials', shows: 'Yes'},
	{at: '❯ Data centers to enable', shows: 'United States'},
	{
		at: '❯ Client ID',
		act: terminal => terminal.type(id.slice(0, 9)),
		shows: id.slice(0, 9),
		// A paste replaces what has not been touched since one came back.
		finish: terminal => terminal.paste(id),
	},
	{at: '❯ Client Secret', act: terminal => terminal.paste(secret), shows: '•'.repeat(20)},
	{at: useTheseValues, shows: 'Header'},
	{at: '❯ Service Name', act: terminal => terminal.type('Half a na'), shows: 'Half a na'},
	{
		at: '❯ Scope ',
		act: terminal => terminal.paste('AaaServer.profile.READ, ZohoBooks.settings.READ'),
		shows: '2 chosen',
	},
	{at: '❯ Scope Delimiter', shows: 'Comma'},
	{at: '❯ Connection Name', act: terminal => terminal.type('Half a title'), shows: 'Half a title'},
	{at: '❯  Create and Connect', shows: 'Half a title'},
];

const wizard = (scene: Scene): TestTerminal => scene.wizard({args: ['new'], rows: 40, thenRun: 'stty -a'});

const draftsOf = (scene: Scene): readonly string[] =>
	Object.keys(JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).drafts);

/** Presses Enter (Tab where Enter would click or take all), question by question, until the wanted one has come. */
const goOnTo = async (terminal: TestTerminal, wanted: string): Promise<void> => {
	for (let screen = terminal.screen(); !screen.includes(wanted); ) {
		const before = focusOf(screen);
		const isBeside =
			before === 'API Console form' || (before === 'Use these values' && wanted.includes('Service Name'));
		terminal.press(isBeside ? 'tab' : 'enter');
		screen = await terminal.waitFor(now => ![undefined, before].includes(focusOf(now)));
	}
};

const leave = async (terminal: TestTerminal): Promise<void> => {
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assertRestored(terminal);
};

test('Ctrl+C at any question gives the terminal back, and the next run goes on there with what was typed', async () => {
	await using scene = await openConnectScene();
	let previous: Stop = {at: '❯ Data center', shows: 'United States'};
	for (const [index, stop] of stopsOf(scene.client).entries()) {
		await using terminal = wizard(scene);
		const screen = await terminal.waitFor(now => now.includes(previous.at) && now.includes(previous.shows));
		// A warning about the answer itself stands in the place of the notice.
		if (index > 0) assert.match(screen, /Continuing where you left off|^! /m);
		previous.finish?.(terminal);
		await goOnTo(terminal, stop.at);
		stop.act?.(terminal);
		await terminal.waitFor(now => now.includes(stop.at) && now.includes(stop.shows));
		await leave(terminal);
		assert.equal(draftsOf(scene).length, 1);
		previous = stop;
	}
	await using terminal = wizard(scene);
	await terminal.waitFor('❯  Create and Connect');
	terminal.press('enter');
	await consent(scene.page, await scene.opened.waitForOpenedUrl(), 'Noah');
	await terminal.waitFor(readySentence);
	await leave(terminal);
	assert.match(terminal.scrollback(), /The connection is saved: zconn show half_a_title/);
	assert.deepEqual(draftsOf(scene), []);
	await assertFree(callbackPorts[0]);
});
