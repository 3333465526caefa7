import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Key} from 'ink';
import {chooseGlyphs} from '../../../source/ui/lines/glyphs.js';
import {hintText, isCommand, keymap, readPresses} from '../../../source/ui/lines/keys.js';

const plainKey: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

const names = (input: string, key: Partial<Key> = {}): readonly string[] =>
	readPresses(input, {...plainKey, ...key}).map(({name, text}) => (name === 'text' ? text : name));

test('a chunk of many characters is as many presses, and its Enter counts', () => {
	assert.deepEqual(names('ab\r'), ['a', 'b', 'enter']);
	assert.deepEqual(names('a b\u007F'), ['a', 'space', 'b', 'backspace']);
	assert.deepEqual(names('a\u0003'), ['a', 'ctrl-c']);
	assert.deepEqual(names('é日👩‍👩‍👧'), ['é', '日', '👩‍👩‍👧']);
});

test('chords are named and type nothing', () => {
	assert.deepEqual(names('u', {ctrl: true}), ['ctrl-u']);
	assert.deepEqual(names('b', {meta: true}), ['alt-b']);
	assert.deepEqual(names('', {leftArrow: true, meta: true}), ['alt-left']);
	assert.deepEqual(names('', {tab: true, shift: true}), ['shift-tab']);
	assert.deepEqual(names('', {escape: true, meta: true}), ['escape']);
});

test('chords that come in one piece with others count, what is no key is dropped, releases are not presses', () => {
	assert.deepEqual(names('a\u0005\u0017b'), ['a', 'ctrl-e', 'ctrl-w', 'b']);
	assert.deepEqual(names('a\u0000\u001C\u0085b'), ['a', 'b']);
	assert.deepEqual(names('a', {eventType: 'release'}), []);
});

test('a letter command is that letter in any case, a chord is not a letter', () => {
	assert.ok(isCommand({name: 'text', text: 'C'}, 'copy'));
	assert.ok(!isCommand({name: 'ctrl-c', text: ''}, 'copy'));
	assert.ok(isCommand({name: 'ctrl-c', text: ''}, 'leave'));
	assert.ok(isCommand({name: 'text', text: 'R'}, 'refreshAll'));
	assert.ok(!isCommand({name: 'text', text: 'r'}, 'refreshAll'));
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
