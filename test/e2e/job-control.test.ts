import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {distCli} from '../helpers/program.js';
import {closeTerminalsAfter, openTerminal, type TestTerminal} from '../helpers/terminal.js';
import {untilInkDraws} from './late-ink.js';

const secret = 'f00dfacef00dfacef00dfacef00dfacef00dface12';

/** A shell with job control, and how the program is started and found in it. */
const openShell = async (args: string): Promise<TestTerminal> => {
	const terminal = openTerminal({
		command: 'bash',
		args: ['--norc', '--noprofile', '-i'],
		rows: 30,
		env: {PS1: 'shell> ', ZCONN_CONFIG_DIR: undefined, HISTFILE: undefined},
	});
	await terminal.waitFor('shell>');
	terminal.type(`'${process.execPath}' '${distCli}' ${args}\r`);
	return terminal;
};

const programOf = async (terminal: TestTerminal): Promise<number> => {
	const children = readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8').trim();
	return Number(children.split(' ')[0]);
};

/** Ways to stop a program from outside and from its keyboard. */
const stops: Readonly<Record<string, (terminal: TestTerminal, program: number) => void>> = {
	'Ctrl+Z': terminal => terminal.press('ctrl-z'),
	'Ctrl+Z of a terminal with the kitty protocol': terminal => terminal.write('\u001B[122;5u'),
	SIGTSTP: (_terminal, program) => process.kill(program, 'SIGTSTP'),
	SIGSTOP: (_terminal, program) => process.kill(program, 'SIGSTOP'),
};

const untilStopped = async (terminal: TestTerminal, from: number): Promise<void> => {
	await terminal.waitFor(() => terminal.raw().slice(from).includes('Stopped'));
	await terminal.waitFor(() => /shell> $/.test(terminal.raw().slice(from)));
};

for (const [name, stop] of Object.entries(stops)) {
	const isHeard = name !== 'SIGSTOP';
	test(`${name} and fg on the screen: the shell gets the terminal as it was, then all is drawn and nothing echoed`, async t => {
		closeTerminalsAfter(t);
		const terminal = await openShell('new');
		await terminal.waitFor('❯ Data center');
		// Stopped while Ink takes the frame over, it would leave half of one.
		await untilInkDraws(terminal);
		const program = await programOf(terminal);
		for (let round = 0; round < 2; round++) {
			const from = terminal.raw().length;
			stop(terminal, program);
			await untilStopped(terminal, from);
			if (isHeard) {
				assert.ok(terminal.cursorVisible(), 'the shell has no cursor');
				assert.doesNotMatch(terminal.screen(), /❯ Data center/);
				assert.match(terminal.screen(), /^zconn is suspended; fg goes on\.$/m);
				assert.equal(terminal.raw().slice(from).includes('\u001B[?2004l'), true);
			}
			terminal.type('stty -a | tr ";" "\\n"\r');
			await terminal.waitFor(/^ ?.*\becho\b/m);
			// The shell asks for paste marks too, with each prompt.
			await terminal.waitFor(() => /\becho\b[\s\S]*shell> $/.test(terminal.raw().slice(from)));
			const again = terminal.raw().length;
			terminal.type('fg\r');
			// The picture from before the stop may still be there: the program goes on once it asks for paste marks again.
			await terminal.waitFor(() => terminal.raw().slice(again).includes('\u001B[?2004h'));
			await terminal.waitFor('❯ Data center');
		}
		const typed = terminal.raw().length;
		terminal.press('down');
		await terminal.waitFor(() => terminal.raw().length > typed);
		assert.doesNotMatch(terminal.raw().slice(typed), /\^\[/);
		assert.match(terminal.screen(), /Ctrl\+G help/);
		terminal.press('ctrl-c');
		await terminal.waitFor(/shell>$/);
	});

	test(`${name} and fg while a secret is typed in plain lines: it is asked again, and not one character of it is shown`, async t => {
		closeTerminalsAfter(t);
		const terminal = await openShell('new --plain');
		const answers = [
			'Number [1]:',
			'Client Type. ',
			'Enter when done, o opens',
			'y or n [y]:',
			'Numbers [1]:',
		];
		for (const prompt of answers) {
			await terminal.waitFor(prompt);
			terminal.press('enter');
		}
		await terminal.waitFor(/^Client ID:/m);
		terminal.type('1000.ABCDEFGHIJKLMNOPQRSTUVWXYZ1234\r');
		await terminal.waitFor(/^Client Secret:/m);
		terminal.type(secret.slice(0, 10));
		const program = await programOf(terminal);
		// What a program has not read when it is stopped is for the shell.
		await setTimeout(300);
		const from = terminal.raw().length;
		stop(terminal, program);
		await untilStopped(terminal, from);
		const again = terminal.raw().length;
		terminal.type('fg\r');
		await terminal.waitFor(() => terminal.raw().slice(again).includes('Client Secret: '));
		terminal.type(`${secret}\r`);
		await terminal.waitFor('Enter uses these values');
		assert.ok(!terminal.raw().includes(secret.slice(0, 6)), terminal.raw().slice(from));
		terminal.press('ctrl-c');
		await terminal.waitFor(/shell>$/);
		// What was typed before the stop is not in front of what was typed after it.
		assert.doesNotMatch(terminal.screen(), /Warning/);
	});
}

test('bg leaves the terminal to the shell, and fg takes it', async t => {
	closeTerminalsAfter(t);
	const terminal = await openShell('new');
	await terminal.waitFor('❯ Data center');
	const from = terminal.raw().length;
	terminal.press('ctrl-z');
	await untilStopped(terminal, from);
	const behind = terminal.raw().length;
	terminal.type('bg\r');
	await terminal.waitFor(() => /&[\s\S]*shell> $/.test(terminal.raw().slice(behind)));
	terminal.type('echo $((6 * 7))\r');
	await terminal.waitFor(/^42$/m);
	assert.doesNotMatch(terminal.raw().slice(behind), /Data center/);
	terminal.type('fg\r');
	await terminal.waitFor('❯ Data center');
	terminal.press('down');
	await terminal.waitFor('▸ Europe');
	terminal.press('ctrl-c');
	await terminal.waitFor(/shell>$/);
});

test('without a shell that could continue it Ctrl+Z stops nothing, and the screen stays', async t => {
	closeTerminalsAfter(t);
	const terminal = openTerminal({args: [distCli, 'new'], rows: 30});
	await terminal.waitFor('❯ Data center');
	const from = terminal.raw().length;
	terminal.press('ctrl-z');
	await terminal.waitFor(
		screen => terminal.raw().slice(from).includes('\u001B[?2004h') && screen.includes('❯ Data center'),
	);
	terminal.press('ctrl-c');
	assert.equal((await terminal.waitForExit()).code, 130);
});
