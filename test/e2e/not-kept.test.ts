import assert from 'node:assert/strict';
import {test} from 'node:test';
import {distCli} from '../helpers/program.js';
import {openTerminal} from '../helpers/terminal.js';

/** A folder that no user can make, root neither. */
const folder = '/proc/zconn-cannot-be-here';
const skip =
	process.platform === 'linux' ? false : 'only Linux has a folder in which nobody can make another';

test('answers that cannot be saved: the screen says so at once, and again when it is left', {
	skip,
}, async () => {
	await using terminal = openTerminal({args: [distCli, 'new', '--config-dir', folder]});
	await terminal.waitFor('❯ Data center');
	terminal.press('down', 'enter');
	await terminal.waitFor('Your answers cannot be saved.');
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	const parting = terminal.scrollback().split('Your answers cannot be saved.').at(-1) ?? '';
	assert.match(parting.replaceAll(/\s+/g, ' '), /cannot be written: .*zconn-cannot-be-here/);
	assert.doesNotMatch(terminal.scrollback(), /are kept|is kept/);
});

test('the plain form says so before the next question is answered', {skip}, async () => {
	await using terminal = openTerminal({args: [distCli, 'new', '--plain', '--config-dir', folder]});
	await terminal.waitFor('Number [1]:');
	assert.doesNotMatch(terminal.scrollback(), /is kept/);
	terminal.type('2\r');
	await terminal.waitFor('Warning: Your answers cannot be saved.');
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	const words = terminal.scrollback().match(/Your answers cannot be saved/g);
	assert.equal(words?.length, 2);
	assert.doesNotMatch(terminal.scrollback(), /are kept|is kept/);
});
