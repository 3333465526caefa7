import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isPlainStyled, type Operation, plainRows} from '../../build/runtime/plain-rows.js';

const write = (x: number, y: number, text: string): Operation => ({
	type: 'write',
	x,
	y,
	text,
	transformers: [],
});

test('plain lines are put into their rows as they are', () => {
	const bold = '\u001B[1mbold\u001B[22m';
	assert.deepEqual(
		plainRows([write(0, 1, `${bold}  \n  日本`), write(6, 2, '· right'), write(2, 9, 'below the output')], 4),
		['', bold, '  日本· right', ''],
	);
	assert.deepEqual(plainRows([write(0, 0, 'left'), write(8, 0, 'right')], 1), ['left    right']);
});

test('a transformer has its say about each line', () => {
	const numbered: Operation = {
		type: 'write',
		x: 0,
		y: 0,
		text: 'a\n\nb',
		transformers: [(line, index) => `${index}${line}`, line => `<${line}>`],
	};
	assert.deepEqual(plainRows([numbered], 3), ['<0a>', '<1>', '<2b>']);
});

test('whatever is not so plain is left to Ink', () => {
	const others: readonly (readonly Operation[])[] = [
		[{type: 'clip'}, write(0, 0, 'clipped'), {type: 'unclip'}],
		[write(0, 0, 'one over'), write(4, 0, 'the other')],
		[write(0, 0, '日本'), write(3, 0, 'half a character')],
		[write(0.5, 0, 'between')],
		[write(-1, 0, 'before')],
		[write(0, 0, '\u001B[1mopen\nstill\u001B[22m')],
		[write(0, 0, '\u001B[0mreset')],
		[write(0, 0, '\u001B[38;5;9mindexed\u001B[39m')],
		[write(0, 0, 'e\u0301')],
		[write(0, 0, '👩🏽‍🚀')],
		[write(0, 0, 'a\tb')],
		[write(0, 0, '\u001B]8;;https://a.example\u0007link\u001B]8;;\u0007')],
	];
	for (const operations of others)
		assert.equal(plainRows(operations, 1), undefined, JSON.stringify(operations));
});

test('plain and simply styled is only what a clean-up leaves as it is', () => {
	assert.ok(isPlainStyled('❯ \u001B[36m日本\u001B[39m\n'));
	for (const text of ['\u001B[2J', '\r', '\u0007', '\u009B1m', '\u001B[1;2m', '\u001B[36m\u0301'])
		assert.ok(!isPlainStyled(text), JSON.stringify(text));
});
