import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Line} from '../../source/ui/lines/line.js';
import {textLines} from '../../source/ui/lines/rows.js';
import {steps} from '../../source/wizard/steps/index.js';
import {textOf} from './samples.js';
import {windows} from './states/frames.js';
import {states} from './states/index.js';

/** The designed windows, and others in which some rows of an instruction have no room. */
const sizes = [
	...Object.values(windows),
	{columns: 40, rows: 24},
	{columns: 50, rows: 16},
	{columns: 60, rows: 12},
	{columns: 80, rows: 12},
];

/** The instruction of a frame: the rows from the left edge on, behind head, rail and title. */
const instructionIn = (lines: readonly Line[]): readonly string[] => {
	const rows = lines.slice(/^[✔●○]/.test(textOf(lines[1] ?? {spans: []})) ? 2 : 1);
	const first = rows.findIndex(row => textOf(row) !== '');
	const left = (row: Line): string => textOf(row).replace(/ *│.*/, '');
	const from = rows[first]?.spans[0]?.style === 'title' ? first + 1 : first;
	const texts = rows.slice(from, -1).map(left);
	const end = texts.findIndex(text => !/^\w/.test(text));
	return texts.slice(0, Math.max(0, end));
};

test('no instruction ends within a sentence, however few rows are left for it', () => {
	const broken: string[] = [];
	let seen = 0;
	for (const [name, {kind, make}] of Object.entries(states)) {
		const shown = make();
		for (const size of kind === 'printed' ? [] : sizes) {
			const {lines} = shown.frame(size);
			const text = instructionIn(lines).join(' ');
			const isHelp = textOf(lines[0] ?? {spans: []}).includes('· Help');
			if (isHelp || text === '') continue;
			seen++;
			// Arrows are a way to click; a colon stands before an address.
			if (!/[.?:]$|→|https?:\S+$/.test(text) && !/enter the code: \S+$/.test(text))
				broken.push(`${name} at ${size.columns} × ${size.rows}: ${text}`);
		}
	}
	assert.deepEqual(broken, []);
	assert.ok(seen > 200, String(seen));
});

test('what a field says to do has a form for one row of 40 columns', () => {
	const ownScreens = new Set(['scopes', 'review']);
	const helps = steps
		.flatMap(({items}) => items)
		.filter(({key}) => !ownScreens.has(key))
		.flatMap(({key, help, helpElsewhere}) =>
			[help, helpElsewhere].map(one => ({key, text: one?.short ?? one?.instruction ?? one?.where ?? ''})),
		);
	const long = helps.filter(({text}) => textLines(text.replace(/(?<=[.?]) .*/, ''), 40).length > 1);
	assert.deepEqual(long, []);
});
