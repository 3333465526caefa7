import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {distCli} from '../../helpers/program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {openTerminal, type TestTerminal} from '../../helpers/terminal.js';

const secret = '0123456789abcdef0123456789abcdef0123456789';

const open = (t: TestContext, env: Readonly<Record<string, string>> = {ACCESSIBLE: '1'}): TestTerminal =>
	openTerminal({
		command: '/usr/bin/env',
		// The pseudo-terminal sets TERM itself.
		args: [
			...Object.entries(env).map(([name, value]) => `${name}=${value}`),
			process.execPath,
			distCli,
			'new',
		],
		rows: 60,
		env: {ZCONN_CONFIG_DIR: temporaryDirectory(t)},
	});

/** Answers a prompt once it stands in the last row. */
const answer = async (terminal: TestTerminal, prompt: string, line: string): Promise<void> => {
	await terminal.waitFor(screen => screen.trimEnd().split('\n').at(-1)?.trim() === prompt);
	terminal.type(`${line}\r`);
};

test('the same steps as plain lines: numbers, a wrong answer, back, a secret that is not shown, the review', async t => {
	await using terminal = open(t);
	await terminal.waitFor('1. United States, zoho.com');
	await answer(terminal, 'Number [1]:', '99');
	await terminal.waitFor('Error: Answer with a number from 1 to 12.');
	await answer(terminal, 'Number [1]:', '2');
	await terminal.waitFor('✔ Data center: Europe');
	await answer(terminal, 'Number [1]:', '');
	await terminal.waitFor('Enter when done, o opens the console');
	terminal.type('<\r');
	await answer(terminal, 'Number [1]:', '<');
	await answer(terminal, 'Number [2]:', '');
	await answer(terminal, 'Number [1]:', '');
	await terminal.waitFor(/(Enter when done[\s\S]*){2}/);
	terminal.type('\r');
	await answer(terminal, 'y or n [y]:', 'n');
	await answer(terminal, 'Numbers [2]:', '');
	await answer(terminal, 'Client ID:', '');
	await terminal.waitFor('Error: The Client ID is missing.');
	// Not until then is the question for the id the one that is open.
	await answer(terminal, 'Client ID:', '?');
	await terminal.waitFor('Example: 1000.AB12');
	await answer(terminal, 'Client ID:', '1000.SAMPLESAMPLESAMPLESAMPLESAMPLE');
	await answer(terminal, 'Client Secret:', secret);
	await terminal.waitFor('Step 2 of 6: Create New Service');
	assert.ok(!terminal.raw().includes(secret));
	await answer(terminal, 'Enter uses these values; 0 reads them:', '');
	await answer(terminal, 'Words to search, a list of scopes, or 0 for 7 tasks:', 'ZohoBooks.contacts.READ');
	await answer(terminal, 'More, or Enter to go on:', '');
	await answer(terminal, 'Connection Name [Zoho]:', 'Acme');
	await answer(terminal, 'Link name [acme]:', 'acme-one');
	await terminal.waitFor('Error: Lower-case letters');
	await answer(terminal, 'Link name [acme]:', 'acme_one');
	await terminal.waitFor(/^Review\.$/m);
	await answer(terminal, 'Enter is Create and Connect and opens your browser; 0 reads them:', '0');
	await terminal.waitFor(/^ {2}\d+\. Scope: ZohoBooks\.contacts\.READ$/m);
	await terminal.waitFor(/^ {2}\d+\. Connection Name: Acme$/m);
	await terminal.waitFor(/^ {2}\d+\. Link name: acme_one$/m);
	await terminal.waitFor('Enter is Create and Connect and opens your browser; a number changes one:');
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assert.ok(!terminal.raw().includes(secret));
	// Nothing is drawn but lines: no color, no mark of the screen. Readline repaints the line that is being typed only.
	assert.doesNotMatch(terminal.raw(), /[❯▸◉◯✖]/);
	assert.match(
		terminal.scrollback(),
		/^Left at step \d of 6\. Your answers are saved as a draft\. To go on: zconn$/m,
	);
});

test('the question is still there after a key that edits, and no row breaks a word', async t => {
	await using terminal = open(t);
	await terminal.waitFor('Number [1]:');
	terminal.type('12');
	terminal.press('backspace');
	await terminal.waitFor(/^Number \[1\]: 1$/m);
	terminal.press('ctrl-u');
	await terminal.waitFor(/^Number \[1\]:$/m);
	for (const row of terminal.scrollback().split('\n')) assert.ok(row.length <= 80, row);
	terminal.press('ctrl-c');
	await terminal.waitForExit();
});

for (const env of [{TERM: 'dumb'}, {ACCESSIBLE: 'true'}] as const) {
	test(`${JSON.stringify(env)} is plain without being asked for`, async t => {
		await using terminal = open(t, env);
		await terminal.waitFor('zconn: new connection, about four minutes.');
		await terminal.waitFor('Number [1]:');
		terminal.press('ctrl-c');
		assert.deepEqual(await terminal.waitForExit(), {code: 130});
	});
}

test('where the terminal is not UTF-8 the lines are ASCII', async t => {
	await using terminal = open(t, {ZCONN_ASCII: '1', ACCESSIBLE: '1'});
	await terminal.waitFor('Number [1]:');
	terminal.type('2\r');
	await terminal.waitFor('OK Data center: Europe');
	await answer(terminal, 'Number [1]:', '');
	await terminal.waitFor('Enter when done, o opens the console');
	assert.match(terminal.scrollback(), /^OK Data center: Europe$/m);
	assert.doesNotMatch(terminal.scrollback(), /[^\x00-\x7F]/);
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
});

test('the end of the input ends it, as Ctrl+C does', async t => {
	await using terminal = open(t);
	await terminal.waitFor('Number [1]:');
	terminal.press('ctrl-d');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
});
