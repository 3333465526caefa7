import {withProgramName} from '../../connection/program-name.js';
import type {HomeState} from '../../home/state.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {whatAndWhy} from '../../zoho/refusal.js';
import {type BandList, type Bands, listOfRows} from '../lines/bands.js';
import {productLine} from '../lines/bars.js';
import {fitBands} from '../lines/fit-bands.js';
import {hint} from '../lines/keys.js';
import {type Line, line, span, widthOf, wrap} from '../lines/line.js';
import {formColumns, textLines, toneLines} from '../lines/rows.js';
import type {HomeInput} from './input.js';

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 service", "12,000 connections"; digits in threes without `Intl`. */
export const countText = (count: number, word: string): string =>
	`${grouped(count)} ${word}${count === 1 ? '' : 's'}`;

export const dataCenterName = (id: string | null, {state}: HomeInput): string =>
	findDataCenter(state.dataCenters, id ?? undefined)?.name ?? id ?? 'another server';

export const homeHead = (
	{state, columns, glyphs}: HomeInput,
	title: string,
	right = countText(state.total, 'connection'),
): readonly Line[] => [productLine(title, right, glyphs, columns)];

/** The last keys of a page with letters. */
export const homeHints = [hint('allKeys', 'all keys'), hint('quit', 'leave')] as const;

const runningText = ({running}: HomeState): string | undefined => {
	if (!running) return undefined;
	const count = running.of > 1 ? ` ${running.done} of ${running.of}` : '';
	return running.isStopping ? `Stopping: waiting for those under way${count}.` : `${running.what}${count} …`;
};

/** What is under way, what was done last, and why the file cannot be followed: the row above the keys. */
export const homeNote = (input: HomeInput): readonly Line[] => {
	const {notice, trouble} = input.state;
	const busy = runningText(input.state);
	const text = notice ? withProgramName(notice.text, input.glyphs.program) : '';
	return [
		...(trouble ? toneLines(whatAndWhy(trouble), 'warn', input) : []),
		...(busy ? textLines(busy, input.columns, 'accent') : []),
		...(notice ? toneLines(text, notice.tone, input) : []),
	];
};

/** How a script gets at a connection; below its label where the command is long. */
export const scriptRows = (linkName: string, {columns, glyphs}: HomeInput): readonly Line[] => {
	const label = '  In a script:';
	const command = withProgramName(`zconn token ${linkName}`, glyphs.program);
	const [first = '', ...others] = wrap(command, formColumns(columns) - 4);
	const isBeside = others.length === 0 && widthOf(`${label} ${first}`) <= formColumns(columns);
	if (isBeside) return [line(span(`${label} `, 'muted'), span(first, 'accent'))];
	return [
		line(span(label, 'muted')),
		...[first, ...others].map(row => line(span('    '), span(row, 'accent'))),
	];
};

/** How many rows of its list a screen shows. */
export const rowsShown = (bands: Bands, {rows, columns, glyphs}: HomeInput): number => {
	const {list} = bands.pane ?? {};
	if (!list) return 0;
	let shown = 0;
	const row = (index: number): Line => {
		shown++;
		return list.row(index);
	};
	fitBands({...bands, pane: {...bands.pane, list: {...list, row}}}, {rows, columns}, glyphs);
	return shown;
};

/**
 * Rows that may be more than the window shows, from where one has scrolled to. Of the last page none is left out: the place is held
 * to it by `press.ts`.
 */
export const scrolled = (body: readonly Line[], scroll: number): BandList => {
	const from = Math.min(scroll, Math.max(0, body.length - 1));
	return {...listOfRows(body.slice(from)), passed: from, most: body.length, least: 3};
};

/** In a low window headings go, and drafts are one row until one of them is highlighted. */
export const isLow = ({rows}: HomeInput): boolean => rows < 18;

export const isNarrow = ({columns}: HomeInput): boolean => columns < 60;
