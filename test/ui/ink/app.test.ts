import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {distCli} from '../../helpers/program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {openTerminal, type TerminalOptions, type TestTerminal} from '../../helpers/terminal.js';

const secret = '0123456789abcdef0123456789abcdef0123456789';

const open = (t: TestContext, options: Partial<TerminalOptions> = {}): TestTerminal =>
	openTerminal({
		...options,
		args: [distCli, 'new', ...(options.args ?? [])],
		env: {ZCONN_CONFIG_DIR: temporaryDirectory(t), ...options.env},
	});

/** The questions between the data center and the Client ID, and the key that goes on from each. */
const afterDataCenter = [
	['Client Type', 'enter'],
	['API Console form', 'tab'],
	['Use the same OAuth', 'enter'],
	['Data centers to enable', 'enter'],
] as const;

/** Enter on every question before a field. */
const goTo = async (terminal: TestTerminal, label: string): Promise<void> => {
	for (const [question, key] of [['Data center', 'enter'] as const, ...afterDataCenter]) {
		await terminal.waitFor(`❯ ${question}`);
		terminal.press(key);
	}
	await terminal.waitFor('❯ Client ID');
	if (label === 'Client ID') return;
	terminal.paste('1000.SAMPLESAMPLESAMPLESAMPLESAMPLE');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	if (label === 'Client Secret') return;
	terminal.paste(secret);
	terminal.press('enter');
	await terminal.waitFor('❯  Use these values');
	if (label === 'Use these values') return;
	terminal.press('tab');
	await terminal.waitFor(`❯ ${label}`);
};

const value = (terminal: TestTerminal, label: string): string | undefined =>
	new RegExp(`^❯ ${label} +(.*)$`, 'm').exec(terminal.screen())?.[1];

test('a paste is one event: its line breaks neither enter the value nor submit it', async t => {
	await using terminal = open(t);
	await goTo(terminal, 'Client ID');
	terminal.paste('\n 1000.AB\r\n');
	await terminal.waitFor(/^❯ Client ID +1000\.AB$/m);
	await terminal.pasteInChunks('1000.CD\n', [3, 5]);
	await terminal.waitFor(/^❯ Client ID +1000\.CD$/m);
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
});

test('the editing keys edit, and a chord that is none types nothing', async t => {
	await using terminal = open(t);
	await goTo(terminal, 'Service Name');
	const steps: readonly (readonly [() => void, string, number])[] = [
		[() => terminal.type('one two three'), 'one two three', 13],
		[() => terminal.press('ctrl-o', 'alt-x', 'ctrl-a'), 'one two three', 0],
		[() => terminal.press('delete', 'alt-right'), 'ne two three', 2],
		[() => terminal.press('ctrl-e', 'ctrl-w'), 'ne two', 7],
		[() => terminal.press('home', 'ctrl-k'), 'Zoho', 0],
		[() => terminal.type('a👩‍👩‍👧b日'), 'a👩‍👩‍👧b日', 6],
		[() => terminal.press('left', 'left', 'backspace'), 'ab日', 1],
		[() => terminal.press('end', 'ctrl-u'), 'Zoho', 0],
		[() => terminal.type('x y'), 'x y', 3],
		[() => terminal.press('alt-left', 'ctrl-u'), 'y', 0],
	];
	for (const [act, text, column] of steps) {
		act();
		// All values begin in one column.
		const start = 26;
		await terminal.waitFor(
			() => value(terminal, 'Service Name') === text && terminal.cursor().column === start + column,
		);
		assert.ok(terminal.cursorVisible());
	}
});

test('a secret is masked until Ctrl+R, again when one comes back, and in what is left behind', async t => {
	await using terminal = open(t);
	await goTo(terminal, 'Client Secret');
	terminal.paste(secret);
	await terminal.waitFor('•'.repeat(secret.length));
	assert.ok(!terminal.raw().includes(secret));
	terminal.press('ctrl-r');
	await terminal.waitFor(secret);
	terminal.press('enter');
	await terminal.waitFor('❯  Use these values');
	terminal.press('esc');
	await terminal.waitFor(/❯ Client Secret +••••/);
	terminal.press('ctrl-r');
	await terminal.waitFor(secret);
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assert.ok(!terminal.scrollback().includes(secret));
});

test('Ctrl+C keeps the answers and gives the terminal back; the same command goes on', async t => {
	const folder = temporaryDirectory(t);
	const env = {ZCONN_CONFIG_DIR: folder};
	{
		await using terminal = open(t, {env, thenRun: 'stty -a'});
		await goTo(terminal, 'Service Name');
		terminal.type('Kept');
		await terminal.waitFor(/❯ Service Name +Kept/);
		terminal.press('ctrl-c');
		assert.deepEqual(await terminal.waitForExit(), {code: 130});
		assert.match(
			terminal.scrollback(),
			/^Left at step 2 of 6\. Your answers are saved as a draft\. To go on: zconn$/m,
		);
		assert.match(terminal.scrollback(), /[^-]icanon.*\n?.*[^-]echo /);
		assert.ok(terminal.cursorVisible());
		assert.equal(terminal.modes().bracketedPaste, false);
	}
	await using again = open(t, {env});
	await again.waitFor(/❯ Service Name +Kept/);
	assert.match(again.screen(), /Continuing where you left off/);
});

test('a finished step is left behind once, and again when it was changed', async t => {
	await using terminal = open(t);
	await goTo(terminal, 'Use these values');
	await terminal.waitFor(() => terminal.scrollback().includes('✔ Client      1000.SAMPLE'));
	terminal.press('esc');
	await terminal.waitFor('❯ Client Secret');
	terminal.press('enter');
	await terminal.waitFor('❯  Use these values');
	assert.equal(terminal.scrollback().match(/✔ Client {6}1000/g)?.length, 1);
	terminal.press('esc');
	await terminal.waitFor('❯ Client Secret');
	terminal.press('esc');
	await terminal.waitFor('❯ Client ID');
	terminal.type('9');
	terminal.press('enter', 'enter');
	await terminal.waitFor(() =>
		terminal.scrollback().includes('✔ Client      1000.SAMPLESAMPLESAMPLESAMPLESAMPLE9'),
	);
	assert.equal(terminal.scrollback().match(/✔ Client {6}1000/g)?.length, 2);
});

test('without color the same is told; with ZCONN_ASCII in ASCII', async t => {
	await using terminal = open(t, {env: {NO_COLOR: '1', ZCONN_ASCII: '1'}});
	await terminal.waitFor('> Data center');
	await terminal.waitFor('  - United States');
	terminal.press('enter');
	await terminal.waitFor('> Client Type');
	terminal.press('enter');
	await terminal.waitFor('> API Console form');
	assert.match(terminal.scrollback(), /^[\x20-\x7E\n]*$/);
	assert.doesNotMatch(terminal.raw(), /\u001B\[(?:3[0-7]|9[0-7]|4[0-7])m/);
});

test('a window that becomes small, and large again, shows the focus and the keys', async t => {
	await using terminal = open(t);
	await goTo(terminal, 'Service Name');
	terminal.resize(40, 12);
	await terminal.waitFor(
		screen => /^❯ Service Name$/m.test(screen) && /^Enter accept · Esc back · Ctrl\+G help$/m.test(screen),
	);
	assert.ok(terminal.screen().split('\n').length <= 12);
	terminal.resize(120, 40);
	await terminal.waitFor(/^Enter accept · Esc back · Ctrl\+G help · Ctrl\+C leave$/m);
	await terminal.waitFor(/Example +Zoho Finance Suite/);
});

test('what was typed before the first frame counts, and its echo does not shift that frame', async t => {
	await using terminal = open(t);
	terminal.type('japan');
	await terminal.waitFor(/^ {2}▸ Japan/m);
	terminal.press('enter');
	for (const [question, key] of afterDataCenter) {
		await terminal.waitFor(`❯ ${question}`);
		terminal.press(key);
	}
	await terminal.waitFor('❯ Client ID');
	terminal.paste('1000.SAMPLESAMPLESAMPLESAMPLESAMPLE');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	terminal.paste(secret);
	terminal.press('enter');
	await terminal.waitFor(() => terminal.scrollback().includes('✔ Client      1000.SAMPLE'));
	await terminal.waitFor('❯  Use these values');
	assert.match(terminal.scrollback(), /^✔ Client {6}1000/);
	assert.equal(terminal.scrollback().match(/zconn · New connection/g)?.length, 1);
});
