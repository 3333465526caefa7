import {type Cell, frameOfTerminal, frameToSvg} from '../../build/frame-to-svg.js';
import {callbackPorts} from '../helpers/ports.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {createVirtualScreen} from '../helpers/virtual-screen.js';

export type Row = readonly Cell[];

/** Pictures by the names of their files. */
export type Pictures = Readonly<Record<string, string>>;

/** The usual width of a picture, in cells. */
export const columns = 80;

const textOf = (row: Row): string => row.map(({text}) => text).join('');

type Rewording = readonly [pattern: RegExp, text: string | ((found: string) => string)];

/** The same row saying something else in one place, in the style that stood there; what follows moves up or back. */
const reword = (row: Row, [pattern, wanted]: Rewording): Row => {
	const found = pattern.exec(textOf(row));
	const cell = row[found?.index ?? 0];
	if (!found || !cell) return row;
	const text = typeof wanted === 'string' ? wanted : wanted(found[0]);
	const before = row.slice(0, found.index);
	const behind = row.slice(found.index + found[0].length);
	const cells = [...before, ...[...text].map(one => ({...cell, text: one, width: 1})), ...behind];
	const blanks = Array.from({length: Math.max(0, row.length - cells.length)}, () => ({...cell, text: ' '}));
	return [...cells, ...blanks];
};

/** What differs from run to run: times of the day, with the day where it is another one. */
const clocks: readonly Rewording[] = [
	[/(?:\d+ [A-Z][a-z]{2} )?\d\d:\d\d UTC/, '14:30 UTC'],
	[/\b\d+ min\b/, '59 min'],
	[/(?<=since )\d\d:\d\d\b/, '14:20'],
];

/** Those of the tests stand in for the usual ones. */
const ports: readonly Rewording[] = callbackPorts.map((port, index) => [
	new RegExp(`\\b${port}\\b`),
	String(8790 + index),
]);

const days: readonly Rewording[] = [
	[/\d{4}-\d\d-\d\d/, '2026-11-24'],
	[/(?<=since )(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/, 'Mon'],
	[/(?<=\()[A-Z][a-z]+day(?=\))/, 'Monday'],
];

/** A practice Zoho stands in for the real one, and its address for that of the accounts server. */
const waiting: readonly Rewording[] = [
	[/its clicks and values, into the practice Sigma/, 'its clicks and values, one by one'],
	[/ *localhost:\d+(?=, United States)/, found => 'accounts.zoho.com'.padStart(found.length)],
	[/(?<=\/go\/)[\w-]{22}/, 'gI1OBJbCPuvU0CTNtfXNOQ'],
	[/[◐◓◑◒]/, '◐'],
	[/ \d+:\d\d(?= left)/, found => '9:59'.padStart(found.length)],
];

/** Two times that would read the same after that, one of them the earlier. */
const budgets: readonly Rewording[] = [
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
			return [reword(row, [/(?<= in\s+)\S.*$/, '~/.config/zoho-connections/connections.json'])];
		return saved >= 0 && index > saved && index < next ? [] : [row];
	});
};

const steady = (rows: readonly Row[]): readonly Row[] =>
	atHome(rows).map(row =>
		[...(/(?:more|left) until/.test(textOf(row)) ? budgets : clocks), ...days, ...ports, ...waiting].reduce(
			reword,
			row,
		),
	);

/** The frame on a screen, without the trail of finished steps above it, the same each time. */
export const steadyFrame = (emulator: TestTerminal['emulator']): readonly Row[] => {
	const rows = frameOfTerminal(emulator);
	// What a command prints has no such line.
	const first = Math.max(
		0,
		rows.findLastIndex(row => textOf(row).startsWith('zconn · ')),
	);
	const last = rows.findLastIndex(row => textOf(row).trim() !== '');
	return steady(rows.slice(first, last + 1));
};

/** The same frame at another time of its waiting: `◓`, `9:58`. */
export const atTime = (frame: readonly Row[], mark: string, left: string): readonly Row[] =>
	frame.map(row =>
		[
			[/◐/, mark] as const,
			[/ \d+:\d\d(?= left)/, (found: string) => left.padStart(found.length)] as const,
		].reduce(reword, row),
	);

/** The steady frame of an emulator as a picture. */
export const drawEmulator = (emulator: TestTerminal['emulator'], title: string): string => {
	const frame = steadyFrame(emulator);
	return frameToSvg(frame, {title, columns: emulator.cols, rows: frame.length});
};

/** The steady frame of a terminal as a picture. */
export const drawFrame = ({emulator}: TestTerminal, title: string): string => drawEmulator(emulator, title);

/** Frames that may be gone before anyone could wait for them: the last one that a program painted, of those that show it. */
export const paintedFrames = async (
	terminal: TestTerminal,
	wanted: readonly RegExp[],
): Promise<readonly (readonly Row[])[]> => {
	const view = createVirtualScreen(terminal.emulator.cols, terminal.emulator.rows);
	const found = new Map<RegExp, readonly Row[]>();
	for (const piece of terminal.raw().split(/(?<=\u001B\[\?2026l)/)) {
		await new Promise<void>(resolve => {
			view.write(piece, resolve);
		});
		const screen = view.screen();
		for (const one of wanted) if (one.test(screen)) found.set(one, steadyFrame(view.terminal));
	}
	view.dispose();
	return wanted.map(one => {
		const frame = found.get(one);
		if (!frame) throw new Error(`Never painted: ${one}`);
		return frame;
	});
};
