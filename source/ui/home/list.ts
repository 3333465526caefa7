import type {Connection} from '../../connection/connection.js';
import {type Health, timeLeft} from '../../connection/health.js';
import {healthIn} from '../../connection/pushed-out.js';
import {moment} from '../../home/facts.js';
import {highlightIndex, type Row, rowsOf} from '../../home/rows.js';
import type {HomeState} from '../../home/state.js';
import {draftPosition, draftTitle} from '../../wizard/draft/words.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {windowOf} from '../fields/view.js';
import {keyLine} from '../lines/bars.js';
import type {FrameParts} from '../lines/frame.js';
import {inputLine} from '../lines/input-line.js';
import type {Hint} from '../lines/keys.js';
import {cut, type Line, line, paragraph, type Style, span} from '../lines/line.js';
import {type Column, cellText, fitColumns} from './columns.js';
import {homeHead, homeStatus} from './common.js';
import type {HomeInput} from './input.js';

/** Name, health, since when or how long, data center, service. */
const columns: readonly Column[] = [
	{rank: 0, least: 14},
	{rank: 0, least: 0},
	{rank: 1, least: 0},
	{rank: 2, least: 0},
	{rank: 3, least: 8},
];

const whenText = (connection: Connection, {word, at}: Health, now: number): string => {
	switch (word) {
		case 'ready':
			return `${timeLeft(connection, now)} left`;
		case 'expired':
			return '';
		case 'needs reconnecting':
			return at ? `since ${moment(at, now)}` : '';
		case 'unknown':
			return at ? (Date.parse(at) > now ? `until ${moment(at, now)}` : `at ${moment(at, now)}`) : '';
	}
};

const cellsOf = (connection: Connection, {state, now, glyphs}: HomeInput): readonly string[] => {
	const {dataCenter, service} = connection;
	const health = healthIn(state.file, connection, now);
	return [
		'shared' in connection.refreshToken ? `${glyphs.shared} ${connection.name}` : connection.name,
		health.word,
		whenText(connection, health, now),
		findDataCenter(state.dataCenters, dataCenter ?? undefined)?.name ?? dataCenter ?? 'another server',
		state.file.services[service]?.name ?? service,
	];
};

const healthStyles: Readonly<Record<string, Style>> = {
	ready: 'good',
	'needs reconnecting': 'bad',
	unknown: 'warn',
};

/** "Continue where you left off: step 3 of 6". */
export const draftText = (draft: Extract<Row, {kind: 'draft'}>['draft']): string => {
	const {number, of} = draftPosition(draft);
	const what = draft.target === undefined ? draftTitle(draft) : `changes to ${draft.target}`;
	return `Continue where you left off: step ${number} of ${of}  ${what}`;
};

const drawRow = (row: Row, isHighlighted: boolean, widths: readonly number[], input: HomeInput): Line => {
	const {glyphs} = input;
	const mark = span(isHighlighted ? `  ${glyphs.highlight}` : '    ', 'accent');
	const style = isHighlighted ? 'accent' : 'plain';
	if (row.kind === 'draft') return line(mark, span(draftText(row.draft), isHighlighted ? 'accent' : 'title'));
	const cells = cellsOf(row.connection, input);
	const last = widths.findLastIndex(width => width > 0);
	const text = cells.map((cell, index) => cellText(cell, widths[index] ?? 0, index === last, glyphs.more));
	const [name = '', health = '', ...rest] = text;
	return line(
		mark,
		span(name, style),
		span(health, healthStyles[cells[1] ?? ''] ?? 'muted'),
		span(rest.join('').trimEnd(), 'muted'),
	);
};

/** How many rows a list may take. */
export const listRoom = ({rows, columns: width, state}: HomeInput, status: number): number => {
	const comfortable = rows - 1 - 10 - status - (state.isFiltering || state.filter ? 1 : 0);
	// In a low window the rows count for more than what is said about them.
	const least = rows - 1 - 5 - status;
	return Math.max(3, Math.min(comfortable < 6 ? least : comfortable, width < 60 ? 12 : 30));
};

/** Why the highlighted one is as it is; health is what is known here, and says so. */
const detailLines = (row: Row | undefined, input: HomeInput): readonly Line[] => {
	const {columns: width, now} = input;
	if (!row) return [];
	if (row.kind === 'draft') {
		return paragraph(
			'Every answer is kept, here and nowhere else. Enter goes on, d discards it.',
			width - 2,
			'muted',
			'  ',
		);
	}
	const {connection} = row;
	const {reason} = healthIn(input.state.file, connection, now);
	const who = connection.account?.email ?? connection.account?.name;
	const sentence = `${who ? `${who}: ` : ''}${reason.replace(/\.$/, '')} (as known here; t asks Zoho).`;
	const old = connection.outgoing || connection.incoming ? ' An old grant lives on; x ends it.' : '';
	const shared = 'shared' in connection.refreshToken ? ' Other machines use it too.' : '';
	return paragraph(`${sentence}${shared}${old}`, width - 2, 'muted', '  ');
};

const rowHints: readonly Hint[] = [
	{command: 'refresh', label: 'refresh'},
	{command: 'test', label: 'test'},
	{command: 'reconnect', label: 'reconnect'},
	{command: 'edit', label: 'edit'},
	{command: 'rename', label: 'rename'},
	{command: 'revoke', label: 'revoke'},
	{command: 'remove', label: 'remove'},
];

const filterHints: readonly Hint[] = [
	{command: 'accept', label: 'keep'},
	{command: 'move', label: 'choose'},
	{command: 'back', label: 'drop'},
	{command: 'leave', label: 'leave'},
];

/** The keys of the last line; `?` tells all of them where they do not fit. */
const listHints = ({state}: HomeInput, isEmpty: boolean): readonly Hint[] => {
	if (state.isFiltering) return filterHints;
	const isMany = state.running && state.running.of > 1;
	return [
		...(isEmpty ? [] : [{command: 'accept', label: 'open'} as const]),
		{command: 'allKeys', label: 'keys'},
		{command: 'newConnection', label: 'new'},
		...(isEmpty ? [] : [{command: 'filter', label: 'filter'} as const]),
		{command: 'services', label: 'services'},
		...(isEmpty
			? []
			: [
					{command: 'testAll', label: 'test all'} as const,
					{command: 'refreshAll', label: 'refresh all'} as const,
				]),
		...(isMany ? [{command: 'back', label: 'stop'} as const] : []),
		{command: 'quit', label: 'leave'},
	];
};

const emptyText = ({filter, file}: HomeState): string => {
	if (filter !== '') return 'Nothing matches; Esc drops the filter.';
	return Object.keys(file.services).length > 0
		? 'No connection yet. n makes one with the service that is here, or a new one.'
		: 'No connection yet. n makes one.';
};

const filterLine = ({state, columns: width, glyphs, cursor}: HomeInput) =>
	inputLine({
		label: 'Filter',
		text: state.filter,
		placeholder: 'name, account, service, data center',
		cursor,
		isMasked: false,
		columns: width,
		glyphs,
	});

/** What is saved: unfinished things first, then one line a connection. */
export const listView = (input: HomeInput): FrameParts => {
	const {state, columns: width, glyphs} = input;
	const rows = rowsOf(state);
	const highlight = highlightIndex(state);
	const status = homeStatus(input);
	const {from, to} = windowOf(rows.length, highlight, listRoom(input, status.length));
	const inSight = rows.slice(from, to);
	const cells = inSight.flatMap(row => (row.kind === 'connection' ? [cellsOf(row.connection, input)] : []));
	const widths = fitColumns(columns, cells, width - 4);
	const isEmpty = rows.length === 0;
	const place = rows.length > to - from || state.filter !== '' ? `  ${highlight + 1} of ${rows.length}` : '';
	const filter = filterLine(input);
	const isFiltered = state.isFiltering || state.filter !== '';
	const label = state.isFiltering
		? filter.line
		: line(
				span(isFiltered ? `  Filter: ${state.filter}` : '  Connections', isFiltered ? 'accent' : 'title'),
				span(place, 'muted'),
			);
	const body = isEmpty
		? paragraph(emptyText(state), width - 4, 'muted', '    ')
		: inSight.map((row, index) => drawRow(row, from + index === highlight, widths, input));
	const row = rows[highlight];
	const isActive = row?.kind === 'connection' && !state.isFiltering;
	return {
		head: homeHead(input, 'Home'),
		title: [],
		intro: [],
		body: [label, ...body.map(one => ({...one, spans: cutSpans(one, width, glyphs.more)}))],
		focus: isEmpty ? 0 : 1 + highlight - from,
		...(state.isFiltering ? {cursor: {line: 0, column: filter.column}} : {}),
		help: [
			...(state.isFiltering && !isEmpty ? [line(span(`  ${rows.length} match`, 'muted'))] : []),
			...(isActive ? [line(span('  '), ...keyLine(rowHints, glyphs, width - 2).spans)] : []),
			...detailLines(row, input),
		],
		status,
		keys: keyLine(listHints(input, isEmpty), glyphs, width),
	};
};

/** A row never wraps; what has no room ends in an ellipsis. */
const cutSpans = ({spans}: Line, width: number, ellipsis: string): Line['spans'] => {
	const [mark, only, ...others] = spans;
	return mark && only && others.length === 0
		? [mark, {...only, text: cut(only.text, width - 4, ellipsis)}]
		: spans;
};
