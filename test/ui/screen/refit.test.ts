import assert from 'node:assert/strict';
import {test} from 'node:test';
import {line, span} from '../../../source/ui/lines/line.js';
import {breaksRows, refit} from '../../../source/ui/screen/refit.js';

test('rows that are broken now count for as many as they are', () => {
	const lines = [line('a'.repeat(78)), line('short'), line('b'.repeat(50)), line('c'.repeat(41))];
	assert.equal(refit({lines, cursor: undefined}, 80), '');
	assert.equal(refit({lines, cursor: undefined}, 40), '\u001B[7A\r\u001B[J\u001B[4B');
	// What is below the cursor is not above it.
	assert.equal(refit({lines, cursor: {x: 0, y: 1}}, 40), '\u001B[2A\r\u001B[J\u001B[1B');
	assert.equal(refit({lines, cursor: {x: 3, y: 0}}, 40), '');
});

test('a text that is edited counts, and wide characters count twice', () => {
	const input = {text: 'x'.repeat(30), placeholder: '', isMasked: false, cursor: 30};
	const lines = [{...line('Client ID: '), input}, line('日'.repeat(21)), line('')];
	assert.equal(refit({lines, cursor: undefined}, 40), '\u001B[5A\r\u001B[J\u001B[3B');
});

test('terminals that are known to cut rows instead are left alone', () => {
	assert.equal(breaksRows({TERM: 'xterm-256color'}), true);
	assert.equal(breaksRows({TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'}), true);
	for (const environment of [
		{TERM: 'xterm-256color', XTERM_VERSION: 'XTerm(390)'},
		{TERM: 'screen.xterm-256color', STY: '1.pts-0.host'},
		{TERM: 'screen'},
		{TERM: 'linux'},
		{TERM: 'st-256color'},
	])
		assert.equal(breaksRows(environment), false, JSON.stringify(environment));
});

test('what stands at the right of a row, and beside it, counts', () => {
	const right = {...line('left'), after: [span(' '.repeat(74)), span('right')]};
	assert.equal(refit({lines: [right, line('')], cursor: undefined}, 80), '\u001B[3A\r\u001B[J\u001B[2B');
});
