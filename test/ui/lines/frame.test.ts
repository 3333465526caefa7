import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {type FrameParts, fitFrame} from '../../../source/ui/lines/frame.js';
import {
	cut,
	graphemesOf,
	line,
	lineWidth,
	paragraph,
	span,
	widthOf,
	wrap,
} from '../../../source/ui/lines/line.js';

const linesOf = (name: string, count: number) =>
	Array.from({length: count}, (_none, index) => line(`${name} ${index}`));

const parts = fc
	.record({
		intro: fc.nat(4),
		body: fc.integer({min: 1, max: 60}),
		help: fc.nat(9),
		status: fc.nat(3),
		focus: fc.nat(),
	})
	.map(({intro, body, help, status, focus}): FrameParts => {
		const chosen = focus % body;
		return {
			head: linesOf('head', 2),
			title: linesOf('title', 1),
			intro: linesOf('intro', intro),
			body: linesOf('body', body),
			focus: chosen,
			cursor: {line: chosen, column: 4},
			help: linesOf('help', help),
			status: linesOf('status', status),
			keys: line('keys'),
		};
	});

const textOf = (row: {readonly spans: readonly {readonly text: string}[]}): string =>
	row.spans.map(({text}) => text).join('');

test('a frame is never taller than the window less one row nor wider than it, and shows focus, errors and keys', () => {
	fc.assert(
		fc.property(
			parts,
			fc.integer({min: 12, max: 60}),
			fc.integer({min: 20, max: 120}),
			(some, rows, columns) => {
				const frame = fitFrame(some, rows, columns);
				const texts = frame.lines.map(textOf);
				assert.ok(frame.lines.length <= rows - 1, `${frame.lines.length} lines in ${rows} rows`);
				for (const row of frame.lines) assert.ok(lineWidth(row) <= columns);
				assert.equal(texts.at(-1), 'keys');
				assert.ok(texts.includes(`body ${some.focus}`), texts.join('\n'));
				for (let index = 0; index < some.status.length; index++) assert.ok(texts.includes(`status ${index}`));
				assert.deepEqual(frame.cursor && texts[frame.cursor.y], `body ${some.focus}`);
			},
		),
	);
});

test('help that a low window has no room for is left out by whole sentences', () => {
	const long = paragraph('one two three four five six seven eight nine ten', 20);
	const help = [...long, ...paragraph('The second one.', 20)];
	const some: FrameParts = {
		head: linesOf('head', 2),
		title: linesOf('title', 1),
		intro: [],
		body: linesOf('body', 8),
		focus: 0,
		help,
		status: [],
		moreKeys: [line('more keys')],
		keys: line('keys'),
	};
	assert.equal(long.length, 3);
	for (let rows = 12; rows < 24; rows++) {
		const texts = fitFrame(some, rows, 80).lines.map(textOf);
		const shown = help.map(textOf).filter(text => texts.includes(text)).length;
		assert.ok([0, 3, 4].includes(shown), texts.join('\n'));
		assert.ok(shown === 0 || texts.includes('more keys'), 'keys are worth more than help');
	}
});

test('there are never two empty rows in a row, whatever a screen leaves out', () => {
	fc.assert(
		fc.property(parts, fc.boolean(), fc.boolean(), (some, hasBody, hasTitle) => {
			const {cursor: _cursor, ...rest} = some;
			const less = {...rest, body: hasBody ? some.body : [], title: hasTitle ? some.title : [], focus: 0};
			const texts = fitFrame(less, 200, 80).lines.map(textOf);
			assert.ok(!texts.some((text, index) => text === '' && texts[index + 1] === ''), texts.join('\n'));
		}),
	);
});

test('in a tall window nothing is left out', () => {
	fc.assert(
		fc.property(parts, some => {
			const texts = fitFrame(some, 200, 80).lines.map(textOf);
			for (const name of ['head', 'title', 'intro', 'body', 'help', 'status'] as const) {
				for (let index = 0; index < some[name].length; index++) assert.ok(texts.includes(`${name} ${index}`));
			}
		}),
	);
});

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

test('a paragraph keeps its mark on the first row only', () => {
	const rows = paragraph('one two three', 9, 'bad', '✖ ').map(textOf);
	assert.deepEqual(rows, ['✖ one two', '  three']);
});

test('the spans of a cut line keep their styles', () => {
	const row = fitFrame(
		{
			head: [],
			title: [],
			intro: [],
			body: [line(span('12345', 'good'), span('67890', 'bad'))],
			focus: 0,
			help: [],
			status: [],
			keys: line('k'),
		},
		12,
		8,
	).lines.find(({spans}) => spans.length > 0);
	assert.deepEqual(row?.spans, [span('12345', 'good'), span('67…', 'bad')]);
	assert.equal(graphemesOf('a👍🏽').length, 2);
});

test('the marks of our own screens are as wide as they are measured', () => {
	for (const mark of '·…–—‘’“”•●○◉◯❯▸✔✖→←↑↓') {
		assert.equal(stringWidth(mark), 1, mark);
		assert.equal(widthOf(`a ${mark} b`), 5, mark);
	}
});
