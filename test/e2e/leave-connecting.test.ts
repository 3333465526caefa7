import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import {openConnectScene} from './connect-scene.js';
import {assertFree, assertRestored, signalProgram} from './restored.js';
import {consent, fillWizard, openScene, readySentence} from './scene.js';

after(closeBrowser);

test('Ctrl+C and Esc while the browser is awaited free the port, and the consent can be asked for again', async () => {
	await using scene = await openConnectScene();
	await using first = scene.wizard({rows: 30, thenRun: 'stty -a'});
	await fillWizard(first, scene.client);
	first.press('enter');
	await scene.opened.waitForOpenedUrl();
	await first.waitFor(/\d:\d\d left/);
	await assert.rejects(assertFree(callbackPorts[0]), {code: 'EADDRINUSE'});
	first.press('esc');
	await first.waitFor('❯  Create and Connect');
	first.press('enter');
	await scene.opened.waitForOpenedUrl(2);
	await first.waitFor(/\d:\d\d left/);
	first.press('ctrl-c');
	assert.deepEqual(await first.waitForExit(), {code: 130});
	assertRestored(first);
	await assertFree(callbackPorts[0]);

	await using second = scene.wizard({args: ['new'], rows: 30});
	await second.waitFor('❯  Create and Connect');
	second.press('enter');
	await consent(scene.page, await scene.opened.waitForOpenedUrl(3), 'Noah');
	await second.waitFor(readySentence);
});

test('Ctrl+C while the code is exchanged: the terminal is back in moments, and the browser is told', async () => {
	await using scene = await openConnectScene();
	await scene.setFaults({'slow-response': true});
	await using terminal = scene.wizard({rows: 30, thenRun: 'stty -a'});
	await fillWizard(terminal, scene.client);
	terminal.press('enter');
	const page = consent(scene.page, await scene.opened.waitForOpenedUrl(), 'Noah');
	await terminal.waitFor('Exchanging the code');
	terminal.press('ctrl-c');
	// The answer under way may bring tokens that exist only once, so it is given two seconds.
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assertRestored(terminal);
	await page;
	await scene.page.getByRole('heading').first().waitFor();
	await assertFree(callbackPorts[0]);
	// Whether the tokens came in time is open, so nothing else may be claimed.
	assert.match(
		terminal.scrollback(),
		/The connection is saved: zconn show zoho|The server had not answered yet: "zconn list"/,
	);
	assert.doesNotMatch(terminal.scrollback(), /Your answers are kept/);
});

for (const [signal, code] of [
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const) {
	test(`${signal} gives the terminal back, frees the port and keeps the draft`, async () => {
		await using scene = await openScene();
		await using terminal = scene.wizard({rows: 30, thenRun: 'stty -a'});
		await fillWizard(terminal, {id: `1000.${'A'.repeat(30)}`, secret: 'a'.repeat(42)});
		terminal.press('enter');
		await terminal.waitFor(/\d:\d\d left/);
		signalProgram(terminal, signal);
		assert.deepEqual(await terminal.waitForExit(), {code});
		assertRestored(terminal);
		await assertFree(callbackPorts[0]);
		await using again = scene.wizard({args: ['new'], rows: 30});
		await again.waitFor('❯  Create and Connect');
	});

	test(`${signal} gives the terminal back from the plain form`, async () => {
		await using scene = await openScene();
		await using terminal = scene.wizard({args: ['new', '--plain'], rows: 30, thenRun: 'stty -a'});
		await terminal.waitFor('Number [1]:');
		signalProgram(terminal, signal);
		assert.equal((await terminal.waitForExit()).code, code);
		assertRestored(terminal);
	});
}
