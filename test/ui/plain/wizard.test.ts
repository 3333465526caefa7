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

const answer = async (terminal: TestTerminal, question: string, line: string): Promise<void> => {
	await terminal.waitFor(screen => screen.split('\n').at(-1)?.startsWith(`${question} (`) === true);
	terminal.type(`${line}\r`);
};

test('the same steps as plain lines: numbers, a wrong answer, back, a secret that is not shown, the review', async t => {
	await using terminal = open(t);
	await terminal.waitFor('1. United States, zoho.com (chosen)');
	await terminal.waitFor('Data center (number; < goes back):');
	terminal.type('99\r');
	await terminal.waitFor('Error: Answer with a number from 1 to 12.');
	terminal.type('2\r');
	await terminal.waitFor('Enter goes on, o opens the console');
	terminal.type('<\r');
	await terminal.waitFor('2. Europe, zoho.eu (chosen)');
	terminal.type('\r');
	await terminal.waitFor(/(Enter goes on[\s\S]*){2}/);
	terminal.type('\r');
	await terminal.waitFor('Use the same OAuth credentials for all data centers (y or n; < goes back):');
	terminal.type('n\r');
	await terminal.waitFor('Data centers to enable (numbers, separated by commas; < goes back):');
	terminal.type('\r');
	await terminal.waitFor('Client ID (text; < goes back):');
	terminal.type('\r');
	await terminal.waitFor('Error: The Client ID is missing.');
	terminal.type('1000.SAMPLESAMPLESAMPLESAMPLESAMPLE\r');
	await terminal.waitFor('Client Secret (not shown while you type; < goes back):');
	terminal.type(`${secret}\r`);
	await terminal.waitFor('== Create New Service ==');
	assert.ok(!terminal.raw().includes(secret));
	await terminal.waitFor(/^ {2}1\. Service Name: Zoho$/m);
	await terminal.waitFor('Enter uses these values, a number changes one, < goes back:');
	terminal.type('1\r');
	await answer(terminal, 'Service Name', 'Acme');
	await terminal.waitFor(/^ {2}1\. Service Name: Acme$/m);
	terminal.type('\r');
	await answer(terminal, 'Scope', 'ZohoBooks.contacts.READ');
	await answer(terminal, 'Connection Name', 'Acme');
	await terminal.waitFor(/^ {2}\d+\. Scope: ZohoBooks\.contacts\.READ$/m);
	await terminal.waitFor(/^ {2}\d+\. Connection Name: Acme$/m);
	await terminal.waitFor('Enter creates and connects, a number changes that line, < goes back:');
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assert.ok(!terminal.raw().includes(secret));
	// Nothing is drawn but lines: no color, no mark of the screen. Readline repaints the line that is being typed only.
	assert.doesNotMatch(terminal.raw(), /[❯▸◉◯✔✖]/);
	assert.match(terminal.scrollback(), /Your answers are kept/);
});

for (const env of [{TERM: 'dumb'}, {ACCESSIBLE: 'true'}] as const) {
	test(`${JSON.stringify(env)} is plain without being asked for`, async t => {
		await using terminal = open(t, env);
		await terminal.waitFor('zconn: new connection.');
		await terminal.waitFor('Data center (number; < goes back):');
		terminal.press('ctrl-c');
		assert.deepEqual(await terminal.waitForExit(), {code: 130});
	});
}

test('where the terminal is not UTF-8 the lines are ASCII', async t => {
	await using terminal = open(t, {ZCONN_ASCII: '1', ACCESSIBLE: '1'});
	await terminal.waitFor('Data center (number; < goes back):');
	terminal.type('1\r');
	await terminal.waitFor('https://api-console.zoho.com\nWith these values:');
	await terminal.waitFor('Enter goes on, o opens the console');
	assert.match(terminal.scrollback(), /Example: books\.zoho\.eu is Europe/);
	assert.doesNotMatch(terminal.scrollback(), /[^\x00-\x7F]/);
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
});

test('the end of the input ends it, as Ctrl+C does', async t => {
	await using terminal = open(t);
	await terminal.waitFor('Data center (number; < goes back):');
	terminal.press('ctrl-d');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
});
