import type {Connection} from '../../connection/connection.js';
import {toldApartBy} from '../../connection/file/listed.js';
import {healthIn} from '../../connection/pushed-out.js';
import {draftWords} from '../../home/draft-words.js';
import {whenText} from '../../home/needs.js';
import {countShown, highlightIndex, isEmptyHome, type Row, rowsOf} from '../../home/rows.js';
import {type Bands, hasSide} from '../lines/bands.js';
import {inputRow} from '../lines/input-line.js';
import {type Hint, hint} from '../lines/keys.js';
import {blank, type Line, line, type Style, span} from '../lines/line.js';
import {formColumns, gap} from '../lines/rows.js';
import {connectionRows, draftRows, filterRows, indented, rowHints} from './about.js';
import {type Column, columnsRow, fitColumns} from './columns.js';
import {countText, dataCenterName, homeHead, isLow, isNarrow} from './common.js';
import {sideLines} from './details.js';
import {emptyBands} from './empty.js';
import type {HomeInput} from './input.js';

/** Name, health, since when or how long, data center, service or what tells it from another of its name. */
const columns: readonly Column[] = [
	{rank: 0, least: 14},
	{rank: 0, least: 0},
	{rank: 1, least: 0},
	{rank: 2, least: 0},
	{rank: 3, least: 8},
];

const cellsOf = (connection: Connection, input: HomeInput): readonly string[] => {
	const {state, now, glyphs} = input;
	const {service, name} = connection;
	const health = healthIn(state.file, connection, now);
	const other = toldApartBy(state.file, connection);
	// Where the last column has no room, a name that others have says nothing.
	const shown = other !== undefined && isNarrow(input) ? connection.linkName : name;
	return [
		'shared' in connection.refreshToken ? `${shown} ${glyphs.shared}` : shown,
		health.word,
		whenText(connection, health, now),
		dataCenterName(connection.dataCenter, input),
		other ?? state.file.services[service]?.name ?? service,
	];
};

const healthStyles: Readonly<Record<string, Style>> = {
	ready: 'good',
	'needs reconnecting': 'bad',
	unknown: 'warn',
};

/** A line of the list: a heading, a row, or the drafts as one. */
type Item =
	| {readonly kind: 'heading'; readonly text: string}
	| {readonly kind: 'blank'}
	| {readonly kind: 'row'; readonly index: number};

/** What the list shows, line by line: made of counts alone, because there may be ten thousand. */
type Layout = {readonly count: number; readonly at: (line: number) => Item; readonly highlight: number};

const layoutOf = (rows: readonly Row[], highlight: number, input: HomeInput): Layout => {
	const drafts = rows.findIndex(({kind}) => kind === 'connection');
	const draftCount = drafts === -1 ? rows.length : drafts;
	// Those that have not been read yet are counted, and out of sight.
	const length = draftCount + countShown(input.state);
	const row = (index: number): Item => ({kind: 'row', index});
	if (draftCount === 0) return {count: length, at: row, highlight};
	const words = `${draftCount} unfinished`;
	if (isLow(input)) {
		// The drafts fold into one row while another one is looked at.
		if (highlight < draftCount || draftCount === 1) return {count: length, at: row, highlight};
		return {
			count: length - draftCount + 1,
			at: index => (index === 0 ? {kind: 'heading', text: words} : row(index - 1 + draftCount)),
			highlight: highlight - draftCount + 1,
		};
	}
	const hasOthers = length > draftCount;
	const between = hasOthers ? 3 : 1;
	return {
		count: length + between,
		at: index => {
			if (index === 0) return {kind: 'heading', text: 'Unfinished'};
			if (index <= draftCount) return row(index - 1);
			if (index === draftCount + 1) return {kind: 'blank'};
			return index === draftCount + 2 ? {kind: 'heading', text: 'Connections'} : row(index - 3);
		},
		highlight: highlight < draftCount ? highlight + 1 : highlight + between,
	};
};

/** What it is, whose client it has, how old it is. */
const draftColumns: readonly Column[] = [
	{rank: 0, least: 14},
	{rank: 2, least: 0},
	{rank: 1, least: 0},
];

const draftCells = ({draft}: Extract<Row, {kind: 'draft'}>, {state, now}: HomeInput): readonly string[] => {
	const {title, client, age} = draftWords(draft, state.file, now);
	return [title, client, age];
};

type Widths = Readonly<Record<Row['kind'], readonly number[]>>;

const rowLine = (row: Row, isHighlighted: boolean, all: Widths, input: HomeInput): Line => {
	if (row.kind === 'draft')
		return columnsRow(draftCells(row, input), all.draft, {isHighlighted, others: 'muted'}, input.glyphs);
	const cells = cellsOf(row.connection, input);
	const second = healthStyles[cells[1] ?? ''];
	return columnsRow(cells, all.connection, {isHighlighted, second}, input.glyphs);
};

const filterHints: readonly Hint[] = [
	hint('accept', 'keep the filter'),
	hint('move', 'choose'),
	hint('back', 'clear'),
	hint('help', 'help'),
	hint('leave', 'leave'),
];

const filterOf = (input: HomeInput): Pick<Bands, 'form' | 'cursor'> => {
	const {state, cursor} = input;
	if (state.isFiltering) {
		const placeholder = 'name, account, service, data center';
		const field = inputRow('Filter', {text: state.filter, placeholder, cursor, isSearch: true}, input);
		return {form: [field.line], cursor: {line: 0, column: field.column}};
	}
	if (state.filter === '') return {};
	return {form: [line(span('  Filter  ', 'muted'), span(state.filter), span('  Esc clears it', 'muted'))]};
};

const headOf = (input: HomeInput): readonly Line[] => {
	const {state} = input;
	if (state.filter === '') return homeHead(input, 'Home');
	return homeHead(input, 'Home', `${countShown(state)} of ${countText(state.total, 'connection')}`);
};

/** What is saved: unfinished things first, then one line per connection; below, what the highlighted one needs. */
export const listBands = (input: HomeInput): Bands => {
	const {state, columns: width} = input;
	if (isEmptyHome(state)) return emptyBands(input);
	const rows = rowsOf(state);
	const highlight = highlightIndex(state);
	const layout = layoutOf(rows, highlight, input);
	const near = rows.slice(Math.max(0, highlight - input.rows), highlight + input.rows);
	const cells = near.flatMap(row => (row.kind === 'connection' ? [cellsOf(row.connection, input)] : []));
	const drafts = near.flatMap(row => (row.kind === 'draft' ? [draftCells(row, input)] : []));
	const room = formColumns(width) - 4;
	const widths = {
		connection: fitColumns(columns, cells, room),
		draft: fitColumns(draftColumns, drafts, room),
	};
	const drawn = (index: number): Line => {
		const item = layout.at(index);
		if (item.kind === 'blank') return blank;
		if (item.kind === 'heading') return line(span(`${isLow(input) ? '    ' : '  '}${item.text}`, 'muted'));
		const row = rows[item.index];
		return row ? rowLine(row, item.index === highlight, widths, input) : blank;
	};
	const row = rows[highlight];
	const about =
		row === undefined
			? []
			: row.kind === 'draft'
				? draftRows(row, input)
				: connectionRows(row.connection, input);
	// As tall for every row, so that nothing moves with the highlight.
	const fill = Array.from({length: isLow(input) ? 0 : Math.max(0, 4 - about.length)}, () => gap);
	const nothing =
		rows.length === 0 ? indented('Nothing matches; Esc clears the filter.', width, 'muted') : [];
	const side = row?.kind === 'connection' && hasSide(input) ? sideLines(input, row.connection.linkName) : [];
	// What stands beside the list may be longer than it: the frame becomes as tall as that, but not taller than half of the window.
	// A window that becomes narrower breaks each of these rows, and what it has no room for then scrolls away for good.
	const used = layout.count + Math.max(4, about.length);
	const more = Math.min(side.length - used - 1, Math.floor(input.rows / 2) - used - 6);
	return {
		head: headOf(input),
		...filterOf(input),
		pane: {
			list: {
				count: layout.count,
				highlight: layout.highlight,
				row: drawn,
				most: layout.count,
				least: 6,
				leastInLow: 6,
			},
			rows: [gap, ...nothing, ...about, ...(state.filter === '' ? fill : filterRows(input))],
			why: Array.from({length: Math.max(0, more)}, () => blank),
		},
		keys: state.isFiltering ? filterHints : rowHints(row, input),
		...(side.length > 0 ? {side} : {}),
	};
};
