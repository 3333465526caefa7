import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {
	cut,
	cutLine,
	graphemesOf,
	hanging,
	line,
	span,
	widthOf,
	wrap,
} from '../../../source/ui/lines/line.js';

const textOf = (row: {readonly spans: readonly {readonly text: string}[]}): string =>
	row.spans.map(({text}) => text).join('');

test('a text is cut to its columns, whole characters only', () => {
	assert.equal(cut('abcdef', 4), 'abc…');
	assert.equal(cut('日本語', 5), '日本…');
	assert.equal(cut('ab', 0), '');
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), fc.nat(30), (text, columns) => {
			assert.ok(widthOf(cut(text, columns)) <= columns);
		}),
	);
});

test('wrapping loses no word and passes no column', () => {
	fc.assert(
		fc.property(
			fc.array(fc.stringMatching(/^[a-z.,:/]{1,30}$/)),
			fc.integer({min: 8, max: 60}),
			(words, columns) => {
				const rows = wrap(words.join(' '), columns);
				assert.equal(rows.join('').replaceAll(' ', ''), words.join(''));
				for (const row of rows) assert.ok(widthOf(row) <= columns, row);
			},
		),
	);
	assert.deepEqual(wrap('', 10), []);
});

test('a path and an address are broken behind a slash or a comma, anything else where the row ends', () => {
	assert.deepEqual(wrap('in ~/.config/zoho-connections/connections.json', 24), [
		'in ~/.config/',
		'zoho-connections/',
		'connections.json',
	]);
	assert.deepEqual(wrap('http://localhost:8790/go/gI1OBJbCPuvU0CTNtfXNOQ', 40), [
		'http://localhost:8790/go/',
		'gI1OBJbCPuvU0CTNtfXNOQ',
	]);
	assert.deepEqual(wrap('/a/bcdefghijklmnop', 10), ['/a/bcdefgh', 'ijklmnop']);
	assert.deepEqual(wrap('see ~/.config/zoho-connections now', 12, true), [
		'see',
		'~/.config/zoho-connections',
		'now',
	]);
});

test('a hanging text keeps its mark on the first row only', () => {
	const rows = hanging([span('✖ ', 'bad')], 'one two three', 9, 'bad').map(textOf);
	assert.deepEqual(rows, ['✖ one two', '  three']);
});

test('the spans of a cut line keep their styles', () => {
	const row = cutLine(line(span('12345', 'good'), span('67890', 'bad')), 8);
	assert.deepEqual(row.spans, [span('12345', 'good'), span('67…', 'bad')]);
	assert.equal(graphemesOf('a👍🏽').length, 2);
});

test('the marks of our own screens are as wide as they are measured', () => {
	for (const mark of '·…–—‘’“”•●○◉◯❯▸✔✖→←↑↓') {
		assert.equal(stringWidth(mark), 1, mark);
		assert.equal(widthOf(`a ${mark} b`), 5, mark);
	}
});
