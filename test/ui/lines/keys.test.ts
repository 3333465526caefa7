import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chooseGlyphs} from '../../../source/ui/lines/glyphs.js';
import {type Command, hintText, isCommand, keymap} from '../../../source/ui/lines/keys.js';

test('a letter command is that letter in any case, a chord is not a letter', () => {
	assert.ok(isCommand({name: 'text', text: 'C'}, 'copy'));
	assert.ok(!isCommand({name: 'ctrl-c', text: ''}, 'copy'));
	assert.ok(isCommand({name: 'ctrl-c', text: ''}, 'leave'));
	assert.ok(isCommand({name: 'text', text: 'R'}, 'refreshAll'));
	assert.ok(!isCommand({name: 'text', text: 'r'}, 'refreshAll'));
});

test('characters that came in one piece are no command, not even the name of a key', () => {
	const commands = Object.keys(keymap) as Command[];
	for (const text of [
		'tr',
		'rr',
		'R ',
		'enter',
		'escape',
		'up',
		'end',
		'home',
		'delete',
		'ctrl-c',
		'ctrl-u',
		'😀',
	])
		assert.deepEqual(
			commands.filter(command => isCommand({name: 'text', text}, command)),
			[],
			text,
		);
});

test('the help line says the keys of the map', () => {
	const glyphs = chooseGlyphs({LANG: 'C.UTF-8'}, 'linux');
	assert.equal(hintText({command: 'leave', label: 'leave'}, glyphs), 'Ctrl+C leave');
	assert.equal(hintText({command: 'move', label: 'choose'}, glyphs), '↑↓ choose');
	for (const keys of Object.values(keymap)) assert.ok(keys.length > 0);
});

test('marks are ASCII where the terminal is not UTF-8 or ZCONN_ASCII asks for it', () => {
	const isAscii = (environment: Record<string, string>): boolean =>
		chooseGlyphs(environment, 'linux').focus === '> ';
	assert.equal(isAscii({LANG: 'en_US.UTF-8'}), false);
	assert.equal(isAscii({}), false);
	assert.equal(isAscii({LANG: 'C'}), true);
	assert.equal(isAscii({LC_ALL: 'POSIX', LANG: 'en_US.UTF-8'}), true);
	assert.equal(isAscii({LANG: 'en_US.UTF-8', ZCONN_ASCII: '1'}), true);
	assert.equal(isAscii({LANG: 'en_US.UTF-8', TERM: 'linux'}), true);
});
