import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {closeBrowser} from '../helpers/browser.js';
import {distCli} from '../helpers/program.js';
import {closeTerminalsAfter, openTerminal, type TestTerminal} from '../helpers/terminal.js';
import {replies} from '../ui/input/samples.js';
import {connect, openConnectScene} from './connect-scene.js';
import {untilInkDraws} from './late-ink.js';

after(closeBrowser);

const leaves: Readonly<Record<string, string>> = {
	raw: '\u0003',
	'the kitty protocol': '\u001B[99;5u',
	modifyOtherKeys: '\u001B[27;5;99~',
	'win32-input-mode': '\u001B[67;46;3;1;8;1_',
};

/** Goes on with Enter until a field has the focus. */
const goTo = async (terminal: TestTerminal, label: string): Promise<void> => {
	/** The label on the highlighted row, without the answer behind it, which a frame may show before the next row is highlighted. */
	const focused = (screen: string): string | undefined => /❯ +(.*?)(?: {2}|$)/m.exec(screen)?.[1];
	for (let press = 0; press < 12; press++) {
		const at = focused(await terminal.waitFor('❯ '));
		if (at === label) return;
		if (at === 'Client ID') {
			terminal.paste('1000.ABCDEFGHIJKLMNOPQRSTUVWXYZ1234');
			await terminal.waitFor(/❯ Client ID +1000\./);
		}
		terminal.press(at === 'API Console form' ? 'tab' : 'enter');
		await terminal.waitFor(screen => ![undefined, at].includes(focused(screen)));
	}
	await terminal.waitFor(`❯ ${label}`);
};

test('what a terminal answers does nothing on Home, in one piece, in two and with a gap', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {serviceName: 'Finance', connectionName: 'Books'});
	const file = join(scene.folder, 'connections.json');
	const before = readFileSync(file, 'utf8');
	await using terminal = scene.wizard({args: [], rows: 30});
	await terminal.waitFor('▸ Books');
	const shown = terminal.screen();
	for (const [name, reply] of Object.entries(replies)) {
		terminal.write(reply);
		terminal.write(reply.slice(0, 1));
		await sleep(3);
		terminal.write(reply.slice(1));
		// A sign that everything before it has been read: help opens and closes.
		terminal.type('?');
		await terminal.waitFor('this page');
		terminal.press('esc');
		await terminal.waitFor('▸ Books');
		assert.equal(terminal.screen(), shown, name);
	}
	for (const [beginning, rest] of [
		['\u001B]11;rgb:ff', 'ff/ffff/ffff\u001B\\'],
		['\u001B[?62', ';22c'],
		['\u001B[', 'I'],
	] as const) {
		terminal.write(beginning);
		await sleep(300);
		terminal.write(rest);
	}
	// Letters that come in one piece with others are no commands; in two writes they may come in two pieces.
	terminal.type('trcemvdux?');
	await sleep(200);
	assert.equal(terminal.screen(), shown);
	assert.equal(readFileSync(file, 'utf8'), before);
	terminal.press('ctrl-c');
	assert.equal((await terminal.waitForExit()).code, 130);
});

test('what a terminal answers is not typed into Client Secret', async t => {
	closeTerminalsAfter(t);
	const terminal = openTerminal({args: [distCli, 'new'], rows: 30});
	await goTo(terminal, 'Client Secret');
	for (const reply of Object.values(replies)) terminal.write(reply);
	terminal.type('abc');
	await terminal.waitFor(/❯ Client Secret +••• +3 characters$/m);
	terminal.press('ctrl-r');
	await terminal.waitFor(/❯ Client Secret +abc +3 characters$/m);
	terminal.press('ctrl-c');
	await terminal.waitForExit();
});

test('what a terminal answers is not typed into plain lines', async t => {
	closeTerminalsAfter(t);
	const terminal = openTerminal({args: [distCli, 'new', '--plain'], rows: 30});
	await terminal.waitFor('Number [1]:');
	for (const reply of Object.values(replies)) terminal.write(reply);
	terminal.type('2\r');
	await terminal.waitFor(/^Client Type\. [\s\S]*^Number \[1\]:$/m);
	terminal.type('\r');
	await terminal.waitFor('Enter when done');
	assert.match(terminal.scrollback(), /^Number \[1\]: 2$/m);
	terminal.write(leaves.modifyOtherKeys ?? '');
	assert.equal((await terminal.waitForExit()).code, 130);
});

test('an id and a secret pasted at once into plain lines: the secret waits for its question, and is not shown', async t => {
	closeTerminalsAfter(t);
	const terminal = openTerminal({args: [distCli, 'new', '--plain'], rows: 60});
	await terminal.waitFor('Number [1]:');
	terminal.type('\r\r\r\r\r');
	await terminal.waitFor(/^Client ID:/m);
	terminal.type('1000.ABCDEFGHIJKLMNOPQRSTUVWXYZ1234\rf00dfacef00dfacef00dfacef00dfacef00dface12\r');
	await terminal.waitFor('Enter uses these values');
	assert.ok(!terminal.raw().includes('f00d'));
	assert.match(terminal.scrollback(), /^Client ID: 1000\.ABCDEF/m);
	terminal.press('ctrl-c');
	await terminal.waitForExit();
});

for (const [name, sequence] of Object.entries(leaves)) {
	test(`Ctrl+C leaves: ${name}`, async t => {
		closeTerminalsAfter(t);
		const terminal = openTerminal({args: [distCli, 'new'], rows: 30});
		await terminal.waitFor('❯ Data center');
		terminal.write(sequence);
		assert.equal((await terminal.waitForExit()).code, 130);
	});
}

test('50 kB without paste marks are taken at once, and Ctrl+C behind them does not wait', async t => {
	closeTerminalsAfter(t);
	const terminal = openTerminal({args: [distCli, 'new'], rows: 30});
	await goTo(terminal, 'Client Secret');
	const start = performance.now();
	terminal.write('word '.repeat(10_000));
	terminal.press('ctrl-c');
	assert.equal((await terminal.waitForExit()).code, 130);
	const took = performance.now() - start;
	assert.ok(took < 5000, `${Math.round(took)} ms`);
});

test('50 kB are taken at once in plain lines, too', async t => {
	closeTerminalsAfter(t);
	const terminal = openTerminal({args: [distCli, 'new', '--plain'], rows: 30});
	await terminal.waitFor('Number [1]:');
	const start = performance.now();
	// In pieces: a terminal that writes all of it without reading the echo blocks the program, and so itself.
	await terminal.pasteInChunks(
		'word '.repeat(10_000),
		Array.from({length: 50}, () => 1000),
	);
	terminal.press('ctrl-c');
	assert.equal((await terminal.waitForExit()).code, 130);
	assert.ok(performance.now() - start < 5000);
});

test('Ctrl+L draws everything again over what other programs wrote, a new size as well', async t => {
	closeTerminalsAfter(t);
	const terminal = openTerminal({args: [distCli, 'new'], rows: 40});
	const shown = await terminal.waitFor('❯ Data center');
	// Between our last frame and Ink's first one the cursor stands where Ink begins, wherever others have moved it.
	await untilInkDraws(terminal);
	/** What `wall` and background jobs write does not come from the program. */
	const disturb = async (): Promise<void> => {
		const foreign = '\r\nBroadcast message from root\r\n\u001B[5;1Hgarbage over the rows';
		await new Promise<void>(resolve => terminal.emulator.write(foreign, resolve));
		assert.match(terminal.screen(), /garbage/);
	};
	for (const sequence of ['\f', '\u001B[108;5u']) {
		await disturb();
		terminal.write(sequence);
		await terminal.waitFor(screen => screen === shown);
	}
	await disturb();
	terminal.resize(90, 40);
	await terminal.waitFor(screen => !screen.includes('garbage'));
	terminal.press('ctrl-c');
	await terminal.waitForExit();
});
