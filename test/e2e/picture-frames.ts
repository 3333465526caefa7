import {type Cell, frameOfTerminal, frameToSvg} from '../../build/frame-to-svg.js';
import {callbackPorts} from '../helpers/ports.js';
import type {TestTerminal} from '../helpers/terminal.js';

export type Row = readonly Cell[];

/** The usual width of a picture, in cells. */
export const columns = 80;

const textOf = (row: Row): string => row.map(({text}) => text).join('');

/** The same row saying something else in one place, in the style that stood there; what follows moves up or back. */
const reword = (row: Row, pattern: RegExp, text: string): Row => {
	const found = pattern.exec(textOf(row));
	const cell = row[found?.index ?? 0];
	if (!found || !cell) return row;
	const before = row.slice(0, found.index);
	const behind = row.slice(found.index + found[0].length);
	const cells = [...before, ...[...text].map(one => ({...cell, text: one, width: 1})), ...behind];
	const blanks = Array.from({length: Math.max(0, row.length - cells.length)}, () => ({...cell, text: ' '}));
	return [...cells, ...blanks];
};

/** What differs from run to run: times of the day, with the day where it is another one. */
const clocks: readonly (readonly [RegExp, string])[] = [
	[/(?:\d+ [A-Z][a-z]{2} )?\d\d:\d\d UTC/, '14:30 UTC'],
	[/\b\d+ min\b/, '59 min'],
	[/(?<=since )\d\d:\d\d\b/, '14:20'],
];

/** Those of the tests stand in for the usual ones. */
const ports: readonly (readonly [RegExp, string])[] = callbackPorts.map((port, index) => [
	new RegExp(`\\b${port}\\b`),
	String(8790 + index),
]);

const days: readonly (readonly [RegExp, string])[] = [[/\d{4}-\d\d-\d\d/, '2026-11-24']];

/** Two times that would read the same after that, one of them the earlier. */
const budgets: readonly (readonly [RegExp, string])[] = [
	[/(?<=new token until )\d\d:\d\d UTC/, '14:30 UTC'],
	[/(?<=until )\d\d:\d\d UTC(?=; \d)/, '14:30 UTC'],
	[/(?<=(?:more|left) until )\d\d:\d\d UTC/, '13:40 UTC'],
];

/** What differs from machine to machine: the folder of a test, which may take more rows than the usual one. */
const atHome = (rows: readonly Row[]): readonly Row[] => {
	const saved = rows.findIndex(row => /(?:Saved|Kept) in /.test(textOf(row)));
	const next = rows.findIndex((row, index) => index > saved && /Secrets |Health /.test(textOf(row)));
	return rows.flatMap((row, index) => {
		if (index === saved)
			return [reword(row, /(?<= in\s+)\S.*$/, '~/.config/zoho-connections/connections.json')];
		return saved >= 0 && index > saved && index < next ? [] : [row];
	});
};

const steady = (rows: readonly Row[]): readonly Row[] =>
	atHome(rows).map(row =>
		[...(/(?:more|left) until/.test(textOf(row)) ? budgets : clocks), ...days, ...ports].reduce(
			(changed, [pattern, text]) => reword(changed, pattern, text),
			row,
		),
	);

/** The frame on the screen, without the trail of finished steps above it, as a picture that is the same each time. */
export const drawFrame = (terminal: TestTerminal, title: string): string => {
	const rows = frameOfTerminal(terminal.emulator);
	// What a command prints has no such line.
	const first = Math.max(
		0,
		rows.findLastIndex(row => textOf(row).startsWith('zconn · ')),
	);
	const last = rows.findLastIndex(row => textOf(row).trim() !== '');
	const frame = steady(rows.slice(first, last + 1));
	return frameToSvg(frame, {title, columns: terminal.emulator.cols, rows: frame.length});
};
