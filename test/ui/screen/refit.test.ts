import assert from 'node:assert/strict';
import {test} from 'node:test';
import {line, span} from '../../../source/ui/lines/line.js';
import {breaksRows, refit} from '../../../source/ui/screen/refit.js';

/** Where the cursor is moved to, what is erased from there on, row by row, and where it is moved back to. */
const taken = (above: number, rows: number, below: number): string => {
	const erased = Array.from({length: rows + 1}, () => '\u001B[K').join('\u001B[B');
	return `${above > 0 ? `\u001B[${above}A` : ''}\r\u001B7${erased}\u001B8${below > 0 ? `\u001B[${below}B` : ''}`;
};

test('rows that are broken now count for as many as they are', () => {
	const lines = [line('a'.repeat(78)), line('short'), line('b'.repeat(50)), line('c'.repeat(41))];
	assert.equal(refit({lines, cursor: undefined}, 80), '');
	assert.equal(refit({lines, cursor: undefined}, 40), taken(7, 7, 4));
	// What is below the cursor is not above it.
	assert.equal(refit({lines, cursor: {x: 0, y: 1}}, 40), taken(2, 7, 1));
	assert.equal(refit({lines, cursor: {x: 3, y: 0}}, 40), taken(0, 7, 0));
	// From the corner on at once, tmux would copy the window into its history.
	assert.doesNotMatch(refit({lines, cursor: undefined}, 40), /\[J/);
});

test('a text that is edited counts, and wide characters count twice', () => {
	const input = {text: 'x'.repeat(30), placeholder: '', isMasked: false, cursor: 30};
	const lines = [{...line('Client ID: '), input}, line('日'.repeat(21)), line('')];
	assert.equal(refit({lines, cursor: undefined}, 40), taken(5, 5, 3));
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
	assert.equal(refit({lines: [right, line('')], cursor: undefined}, 80), taken(3, 3, 2));
});
