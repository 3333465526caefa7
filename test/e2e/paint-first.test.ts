import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {inkTakesOver, prepareConnections} from '../../bench/programs.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {closeTerminalsAfter, openTerminal, type TerminalOptions} from '../helpers/terminal.js';
import {createVirtualScreen, type VirtualScreen} from '../helpers/virtual-screen.js';
import {programWithBrokenInk, programWithLateInk, recordOpened, untilInkDraws} from './late-ink.js';
import {assertRestored, signalProgram} from './restored.js';
import {acceptClientType, goToClientId} from './scene.js';

const beginTogether = '\u001B[?2026h';
const endTogether = '\u001B[?2026l';

const open = (
	t: TestContext,
	cli: string,
	args: readonly string[],
	options: Partial<TerminalOptions> = {},
) => {
	closeTerminalsAfter(t);
	const folder = temporaryDirectory(t);
	const terminal = openTerminal({...options, args: [cli, ...args, '--config-dir', folder]});
	const drafts = (): readonly string[] =>
		Object.keys(JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8')).drafts);
	return {terminal, drafts};
};

/** Every cell of the window with its looks, and the cursor where it is to be seen. */
const picture = ({terminal, cursor, modes}: VirtualScreen): string => {
	const {active} = terminal.buffer;
	const cells = Array.from({length: terminal.rows}, (_row, y) =>
		Array.from({length: terminal.cols}, (_cell, x) => {
			const cell = active.getLine(active.baseY + y)?.getCell(x);
			const looks = [
				cell?.isBold(),
				cell?.isDim(),
				cell?.isInverse(),
				cell?.getFgColor(),
				cell?.getBgColor(),
			];
			return cell?.getChars() ? [cell.getChars(), ...looks].join(',') : '';
		}).join('|'),
	);
	return JSON.stringify([cells, active.baseY, modes().cursorVisible && cursor()]);
};

const feed = (screen: VirtualScreen, data: string): Promise<void> =>
	new Promise(resolve => screen.write(data, resolve));

const withoutCursor = (drawn: string): string => JSON.stringify(JSON.parse(drawn).slice(0, 2));

/**
 * What is looked at after: half a control sequence changes nothing, and a run of text writes no cell twice, so that its
 * cells were never anything else when they are as before behind it.
 */
const parts = /\u001B\[[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[^\p{Cc}]+|[\s\S]/gu;

/** Reads everything from the end of the first frame on, part by part. */
const assertStill = async (raw: string, columns: number, rows: number): Promise<void> => {
	const screen = createVirtualScreen(columns, rows);
	const [first = '', ...rest] = raw.split(endTogether);
	await feed(screen, first + endTogether);
	const before = picture(screen);
	assert.match(screen.screen(), /❯|▸/);
	for (const [part] of rest.join(endTogether).matchAll(parts)) {
		await feed(screen, part);
		// Cursor and block belong together; cells are never anything else.
		assert.equal(withoutCursor(picture(screen)), withoutCursor(before));
	}
	await feed(screen, endTogether);
	assert.equal(picture(screen), before);
	screen.dispose();
};

const sizes = [
	{columns: 80, rows: 24},
	{columns: 40, rows: 12},
	{columns: 120, rows: 40},
];

for (const {columns, rows} of sizes) {
	test(`Ink takes the first frame over, and nothing changes: ${columns} × ${rows}`, async t => {
		const {cli, letIn} = programWithLateInk(t);
		const home = temporaryDirectory(t);
		await prepareConnections(home, 3);
		for (const [args, own] of [
			[['new', '--config-dir', temporaryDirectory(t)], ['commands-wizard-opening.js']],
			[['--config-dir', home], ['commands-home.js']],
		] as const) {
			const {env, opened} = recordOpened(t);
			const terminal = openTerminal({args: [cli, ...args], columns, rows, env});
			closeTerminalsAfter(t);
			await terminal.waitFor(/^ *[❯▸] /m);
			// One frame, and on a slow machine the same again: it looks at the file once a second.
			assert.ok(terminal.raw().split(beginTogether).length >= 2, 'a frame');
			// Each file costs, and one ES module more than all of them.
			assert.deepEqual(opened(), ['cli.js', 'program-main.js', ...own, 'first-frame.js']);
			letIn();
			await untilInkDraws(terminal);
			await assertStill(terminal.raw(), columns, rows);
			await terminal.close();
		}
	});
}

test('the first frame needs nothing of Ink, and keys are answered before it is there, in order', async t => {
	const {cli, letIn} = programWithLateInk(t);
	const {terminal} = open(t, cli, ['new']);
	terminal.type('jap');
	await terminal.answer(/^ {2}▸ Japan/m, 'an');
	await goToClientId(terminal);
	terminal.paste('1000.SAMPLESAMPLESAMPLESAMPLESAMPLE');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	terminal.paste('0123456789abcdef0123456789abcdef0123456789');
	terminal.press('enter');
	await terminal.waitFor(() => /^✔ Client {6}1000/m.test(terminal.scrollback()));
	await terminal.waitFor('❯  Use these values');
	terminal.press('tab');
	await terminal.waitFor('❯ Service Name');
	assert.doesNotMatch(terminal.raw(), inkTakesOver);
	const before = terminal.screen();
	letIn();
	await untilInkDraws(terminal);
	assert.equal(terminal.screen(), before);
	terminal.type('Books');
	await terminal.waitFor(/❯ Service Name +Books/);
	assert.equal(terminal.scrollback().match(/zconn · New connection/g)?.length, 1);
	assert.equal(terminal.scrollback().match(/✔ Client {6}1000/g)?.length, 1);
});

test('keys that come while Ink takes over are answered in order', async t => {
	const {cli, letIn} = programWithLateInk(t);
	const {terminal} = open(t, cli, ['new']);
	await terminal.waitFor('❯ Data center');
	const word = 'United Kingdom';
	for (const [index, letter] of [...word].entries()) {
		if (index === 3) letIn();
		terminal.type(letter);
		await new Promise(resolve => setTimeout(resolve, 15));
	}
	await terminal.waitFor(new RegExp(`❯ Data center +${word}$`, 'm'));
	await terminal.waitFor(() => inkTakesOver.test(terminal.raw()));
	await terminal.waitFor(/^ {2}▸ United Kingdom/m);
});

test('another size of the window before Ink is there', async t => {
	const {cli, letIn} = programWithLateInk(t);
	const {terminal} = open(t, cli, ['new']);
	await terminal.waitFor('❯ Data center');
	terminal.resize(100, 12);
	await terminal.waitFor(screen => /Ctrl\+C leave$|help$/m.test(screen) && screen.split('\n').length <= 12);
	terminal.resize(80, 24);
	await terminal.waitFor(/^Which|Enter accept/m);
	letIn();
	await untilInkDraws(terminal);
	terminal.press('enter');
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
});

/** Something answered, so that there is a draft to keep. */
const answered = async ({terminal}: ReturnType<typeof open>): Promise<void> => {
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
	terminal.type('s');
	await terminal.waitFor("Added Sigma's redirect URLs");
};

test('Ctrl+C before Ink is there keeps the draft and gives the terminal back', async t => {
	const opened = open(t, programWithLateInk(t).cli, ['new'], {thenRun: 'stty -a'});
	await answered(opened);
	const {terminal, drafts} = opened;
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assertRestored(terminal);
	assert.match(
		terminal.copied(),
		/^Left at step 1 of 6\. Your answers are saved as a draft\. To go\son:\nzconn --config-dir '[^'\n]+'$/m,
	);
	assert.equal(drafts().length, 1);
});

test('SIGTERM before Ink is there does the same', async t => {
	const opened = open(t, programWithLateInk(t).cli, ['new'], {thenRun: 'stty -a'});
	await answered(opened);
	const {terminal, drafts} = opened;
	signalProgram(terminal, 'SIGTERM');
	assert.deepEqual(await terminal.waitForExit(), {code: 143});
	assertRestored(terminal);
	assert.equal(drafts().length, 1);
});

test('a window that is closed before Ink is there ends the program, and the draft is kept', async t => {
	const opened = open(t, programWithLateInk(t).cli, ['new']);
	await answered(opened);
	const {terminal, drafts} = opened;
	terminal.hangUp();
	await terminal.waitForExit();
	assert.equal(drafts().length, 1);
});

test('a crash before Ink is there gives the terminal back below the frame', async t => {
	const {terminal} = open(t, programWithBrokenInk(t), ['new'], {thenRun: 'stty -a'});
	const {code} = await terminal.waitForExit();
	assert.equal(code, 1);
	assertRestored(terminal);
	assert.match(terminal.scrollback(), /❯ Data center[\s\S]*Enter accept[^\n]*\n[\s\S]*Ink is broken/);
});

test('Home is left before Ink is there', async t => {
	const home = temporaryDirectory(t);
	await prepareConnections(home, 3);
	closeTerminalsAfter(t);
	const {cli} = programWithLateInk(t);
	const terminal = openTerminal({args: [cli, '--config-dir', home], thenRun: 'stty -a'});
	await terminal.waitFor(/▸ bench/i);
	terminal.type('q');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assertRestored(terminal);
});

test('a wizard opened from Home before Ink is there', async t => {
	const home = temporaryDirectory(t);
	await prepareConnections(home, 3);
	closeTerminalsAfter(t);
	const {cli, letIn} = programWithLateInk(t);
	const terminal = openTerminal({args: [cli, '--config-dir', home]});
	await terminal.waitFor(/▸ bench/i);
	terminal.type('n');
	await terminal.waitFor('New connection');
	letIn();
	await untilInkDraws(terminal);
	terminal.press('esc');
	await terminal.waitFor(/▸ bench/i);
});
