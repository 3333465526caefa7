import {type ServiceRow, serviceIndex, serviceRows} from '../../home/rows.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {windowOf} from '../fields/view.js';
import {keyLine} from '../lines/bars.js';
import type {FrameParts} from '../lines/frame.js';
import {type Line, line, paragraph, span} from '../lines/line.js';
import {type Column, cellText, fitColumns} from './columns.js';
import {homeHead, homeStatus} from './common.js';
import type {HomeInput} from './input.js';
import {listRoom} from './list.js';

const columns: readonly Column[] = [
	{rank: 0, least: 14},
	{rank: 1, least: 0},
	{rank: 2, least: 0},
	{rank: 3, least: 0},
];

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

const cellsOf = ({service, users}: ServiceRow, {state}: HomeInput): readonly string[] => [
	service.name,
	users.length === 0 ? 'not used' : count(users.length, 'connection'),
	count(service.scopes.length, 'scope'),
	findDataCenter(state.dataCenters, service.dataCenter ?? undefined)?.name ??
		service.dataCenter ??
		'another server',
];

const drawRow = (
	cells: readonly string[],
	isHighlighted: boolean,
	widths: readonly number[],
	{glyphs}: HomeInput,
): Line => {
	const last = widths.findLastIndex(width => width > 0);
	const [name = '', ...rest] = cells.map((cell, index) =>
		cellText(cell, widths[index] ?? 0, index === last, glyphs.more),
	);
	return line(
		span(isHighlighted ? `  ${glyphs.highlight}` : '    ', 'accent'),
		span(name, isHighlighted ? 'accent' : 'plain'),
		span(rest.join('').trimEnd(), 'muted'),
	);
};

const usersText = ({service, users}: ServiceRow): string => {
	const names = users
		.slice(0, 3)
		.map(({name}) => name)
		.join(', ');
	const more = users.length > 3 ? ` and ${users.length - 3} more` : '';
	return `${service.linkName}, Client ID ${service.clientId}. ${users.length === 0 ? 'No connection uses it.' : `Used by ${names}${more}.`}`;
};

/** The services, each with what uses it. */
export const servicesView = (input: HomeInput): FrameParts => {
	const {state, columns: width, glyphs} = input;
	const rows = serviceRows(state);
	const highlight = serviceIndex(state);
	const status = homeStatus(input);
	const {from, to} = windowOf(rows.length, highlight, listRoom(input, status.length));
	const cells = rows.slice(from, to).map(row => cellsOf(row, input));
	const widths = fitColumns(columns, cells, width - 4);
	const row = rows[highlight];
	const place = rows.length > to - from ? `  ${highlight + 1} of ${rows.length}` : '';
	return {
		head: homeHead(input, 'Services'),
		title: [],
		intro: [],
		body: [
			line(span('  Services', 'title'), span(place, 'muted')),
			...cells.map((one, index) => drawRow(one, from + index === highlight, widths, input)),
			...(row ? [] : paragraph('None yet; a new connection makes one.', width - 4, 'muted', '    ')),
		],
		focus: row ? 1 + highlight - from : 0,
		help: row ? paragraph(usersText(row), width - 2, 'muted', '  ') : [],
		status,
		keys: keyLine(
			[
				...(row ? [{command: 'accept', label: 'new connection with it'} as const] : []),
				{command: 'back', label: 'back'},
				...(row
					? [
							{command: 'edit', label: 'edit'} as const,
							{command: 'rename', label: 'rename'} as const,
							{command: 'remove', label: 'remove'} as const,
						]
					: []),
				{command: 'quit', label: 'leave'},
			],
			glyphs,
			width,
		),
	};
};
