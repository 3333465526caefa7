import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type Bands, hasSide} from '../../../source/ui/lines/bands.js';
import {fitBands} from '../../../source/ui/lines/fit-bands.js';
import {line, rowWidth, span} from '../../../source/ui/lines/line.js';
import {buttonRow, formRow, gap, optionRows, taskRow, textLines} from '../../../source/ui/lines/rows.js';
import {ascii, textOf, unicode} from '../samples.js';

const linesOf = (name: string, count: number) =>
	Array.from({length: count}, (_none, index) => line(`${name} ${index}`));

const anyPane = fc.record({
	top: fc.nat(2).map(count => linesOf('top', count)),
	list: fc.record({count: fc.nat(60), at: fc.nat(60)}).map(({count, at}) => ({
		count,
		highlight: Math.min(at, count - 1),
		row: (index: number) => line(`row ${index}`),
	})),
	rows: fc.nat(3).map(count => [...linesOf('below', count), gap]),
	example: fc.nat(1).map(count => linesOf('example', count)),
	why: fc.nat(2).map(count => linesOf('why', count)),
});

const anyBands: fc.Arbitrary<Bands> = fc
	.record({
		head: fc.integer({min: 1, max: 2}),
		instruction: fc.nat(2),
		form: fc.nat(10),
		focus: fc.nat(),
		pane: anyPane,
		note: fc.nat(2),
		hasTitle: fc.boolean(),
		side: fc.option(fc.nat(50), {nil: undefined}),
	})
	.map(({head, instruction, form, focus, pane, note, hasTitle, side}) => ({
		head: linesOf('head', head),
		...(hasTitle ? {title: line(span('Title', 'title'))} : {}),
		instruction: linesOf('instruction', instruction),
		form: linesOf('field', form),
		focus: form === 0 ? 0 : focus % form,
		pane,
		note: linesOf('note', note),
		keys: [
			{command: 'accept', label: 'go on'},
			{command: 'move', label: 'choose'},
			{command: 'back', label: 'back'},
			{command: 'help', label: 'help'},
			{command: 'leave', label: 'leave'},
		],
		...(side === undefined ? {} : {side: linesOf('side', side)}),
	}));

const anySize = fc.record({rows: fc.integer({min: 12, max: 60}), columns: fc.integer({min: 40, max: 140})});

const framesOf = (bands: Bands, others: readonly Bands[], size: {rows: number; columns: number}) =>
	fitBands(bands, size, unicode, others).lines.map(textOf);

test('no frame is taller than the window less one row or wider than it; focus, highlight, instruction, note and keys are in sight', () => {
	fc.assert(
		fc.property(anyBands, anySize, (bands, size) => {
			const {lines} = fitBands(bands, size, unicode);
			const texts = lines.map(textOf);
			assert.ok(lines.length <= size.rows - 1, `${lines.length} in ${size.rows}`);
			for (const row of lines) assert.ok(rowWidth(row) <= size.columns, textOf(row));
			const has = (text: string): boolean => texts.some(row => row === text || row.startsWith(`${text} `));
			assert.match(texts.at(-1) ?? '', /^Enter go on · .*Ctrl\+G help/);
			if (bands.form?.length) assert.ok(has(`field ${bands.focus}`), texts.join('\n'));
			if (bands.instruction?.length) assert.ok(has('instruction 0'), texts.join('\n'));
			const {list} = bands.pane ?? {};
			if (list && list.count > 0) assert.ok(has(`row ${list.highlight}`), texts.join('\n'));
			for (let index = 0; index < (bands.note?.length ?? 0); index++) assert.ok(has(`note ${index}`));
		}),
	);
});

test('a note leaves the highlighted row in sight where the form leaves a single row for it', () => {
	const {lines} = fitBands(
		{
			head: linesOf('head', 1),
			instruction: linesOf('instruction', 1),
			form: linesOf('field', 9),
			focus: 0,
			pane: {list: {count: 1, highlight: 0, row: index => line(`row ${index}`)}},
			note: linesOf('note', 1),
			keys: [{command: 'accept', label: 'go on'}],
		},
		{rows: 14, columns: 40},
		unicode,
	);
	assert.ok(lines.map(textOf).includes('row 0'), lines.map(textOf).join('\n'));
});

test('the frames of one step are of one height, and their forms begin at one row', () => {
	fc.assert(
		fc.property(fc.array(anyBands, {minLength: 2, maxLength: 4}), anySize, (several, size) => {
			const [first] = several;
			// One step: one head, one title, the same fields.
			const step = several.map(one => ({
				...one,
				head: first?.head ?? [],
				title: line('Title'),
				form: first?.form ?? [],
				focus: 0,
				note: [],
			}));
			const frames = step.map(one =>
				framesOf(
					one,
					step.filter(other => other !== one),
					size,
				),
			);
			assert.equal(new Set(frames.map(({length}) => length)).size, 1);
			assert.equal(new Set(frames.map(texts => texts.findIndex(text => text.startsWith('field 0')))).size, 1);
		}),
	);
});

test('a note takes the row that waits for it, and longer ones rows of the pane: nothing moves', () => {
	fc.assert(
		fc.property(anyBands, anySize, (bands, size) => {
			const quiet = framesOf({...bands, note: []}, [], size);
			const told = framesOf({...bands, note: linesOf('note', 1)}, [], size);
			assert.equal(told.length, quiet.length);
			assert.equal(
				told.findIndex(text => text.startsWith('field')),
				quiet.findIndex(text => text.startsWith('field')),
			);
		}),
	);
});

test('a note moves nothing either where the form leaves a single row for it', () => {
	const bands: Bands = {
		head: linesOf('head', 2),
		instruction: linesOf('instruction', 1),
		form: linesOf('field', 7),
		focus: 0,
		pane: {list: {count: 1, highlight: 0, row: index => line(`row ${index}`)}},
		note: [],
		keys: [{command: 'accept', label: 'go on'}],
	};
	const size = {rows: 13, columns: 40};
	const [quiet, told] = [[], linesOf('note', 1)].map(note => framesOf({...bands, note}, [], size));
	assert.ok(told?.includes('note 0'), told?.join('\n'));
	assert.deepEqual(
		told?.map(text => (text === 'note 0' ? '' : text)),
		quiet,
	);
});

const full: Bands = {
	head: linesOf('head', 2),
	title: line('Title'),
	instruction: linesOf('instruction', 2),
	form: linesOf('field', 7),
	focus: 3,
	pane: {
		list: {count: 20, highlight: 0, row: index => line(`row ${index}`)},
		example: [line('example')],
		why: [line('why')],
	},
	keys: [{command: 'accept', label: 'go on'}],
};

test('what gives way first: why, example, blank rows, the second instruction, the title, the other fields', () => {
	const missing = (rows: number): readonly string[] => {
		const texts = framesOf(full, [], {rows, columns: 80});
		return ['why', 'example', 'instruction 1', 'Title', 'field 0'].filter(text => !texts.includes(text));
	};
	assert.deepEqual(missing(40), []);
	const order: string[] = [];
	for (let rows = 40; rows >= 9; rows--)
		for (const text of missing(rows)) if (!order.includes(text)) order.push(text);
	assert.deepEqual(order, ['why', 'example', 'instruction 1', 'Title', 'field 0']);
});

test('a list says how much of it is above and below', () => {
	const list = {count: 20, highlight: 10, row: (index: number) => line(`row ${index}`), above: 'done'};
	const texts = framesOf({...full, pane: {list}}, [], {rows: 24, columns: 80});
	const rows = texts.filter(text => text.startsWith('row '));
	assert.match(rows[0] ?? '', / ↑ \d+ done$/);
	assert.match(rows.at(-1) ?? '', / ↓ \d+ more$/);
	for (const row of [rows[0], rows.at(-1)]) assert.equal(row?.length, 78);
});

test('the side panel stands three columns right of the form, from 110 columns on', () => {
	const bands = {...full, side: [line('Chosen'), line('Zoho Books')]};
	const wide = framesOf(bands, [], {rows: 30, columns: 120});
	// From the title on.
	assert.equal(wide[3]?.indexOf('│  Chosen'), 81);
	assert.ok(wide.slice(3, -1).every(text => text.indexOf('│') === 81));
	assert.equal(hasSide({rows: 30, columns: 109}), false);
	assert.ok(!framesOf(bands, [], {rows: 30, columns: 109}).join('\n').includes('│'));
});

test('in the key line what does not fit goes from the right, help never', () => {
	const keys = framesOf(
		{
			...full,
			keys: [
				{command: 'accept', label: 'go on'},
				{command: 'mark', label: 'mark'},
				{command: 'open', label: 'product'},
				{command: 'help', label: 'help'},
				{command: 'leave', label: 'leave'},
			],
		},
		[],
		{rows: 24, columns: 40},
	).at(-1);
	assert.equal(keys, 'Enter go on · Space mark · Ctrl+G help');
});

test('rows of a form, of three parts, buttons and ways keep within the window, also in ASCII', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 90}),
			fc.string({unit: 'grapheme', maxLength: 90}),
			fc.integer({min: 40, max: 140}),
			fc.constantFrom(unicode, ascii),
			(label, value, columns, glyphs) => {
				const look = {glyphs, columns};
				for (const row of [
					formRow(label, [span(value)], {isFocused: true}, look),
					taskRow({label, value, state: [span('copied')]}, {isHere: true, isDone: false}, look),
					buttonRow(label, {hasFocus: true, beside: value}, look),
					...optionRows([label, value], 1, look),
					...textLines(value, columns),
				])
					assert.ok(rowWidth(row) <= columns, textOf(row));
			},
		),
	);
	const row = taskRow(
		{label: 'Client Name', value: 'zconn', state: [span('copied')]},
		{isHere: false, isDone: true},
		{glyphs: unicode, columns: 80},
	);
	assert.equal(textOf(row), `  ✔ Client Name           zconn${' '.repeat(37)}copied`);
});
