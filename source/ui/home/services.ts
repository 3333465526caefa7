import {nameAmong} from '../../connection/file/listed.js';
import {isZohos} from '../../connection/whose.js';
import {type ServiceRow, serviceIndex, serviceRows} from '../../home/rows.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {type Bands, listOf} from '../lines/bands.js';
import {hint} from '../lines/keys.js';
import {type Line, line, span} from '../lines/line.js';
import {formColumns, gap, rowMark} from '../lines/rows.js';
import {indented, partRows} from './about.js';
import {type Column, cellText, fitColumns} from './columns.js';
import {countText, homeHead, homeHints} from './common.js';
import type {HomeInput} from './input.js';

const columns: readonly Column[] = [
	{rank: 0, least: 14},
	{rank: 1, least: 0},
	{rank: 2, least: 0},
	{rank: 3, least: 0},
];

const dataCenterName = (id: string | null, {state}: HomeInput): string =>
	findDataCenter(state.dataCenters, id ?? undefined)?.name ?? id ?? 'another server';

const cellsOf = ({service, users}: ServiceRow, input: HomeInput): readonly string[] => [
	service.name,
	users.length === 0 ? 'not used' : countText(users.length, 'connection'),
	countText(service.scopes.length, 'scope'),
	dataCenterName(service.dataCenter, input),
];

const drawRow = (
	row: ServiceRow,
	isHighlighted: boolean,
	widths: readonly number[],
	input: HomeInput,
): Line => {
	const {glyphs} = input;
	const last = widths.findLastIndex(width => width > 0);
	const [name = '', users = '', ...rest] = cellsOf(row, input).map((cell, index) =>
		cellText(cell, widths[index] ?? 0, index === last, glyphs.more),
	);
	return line(
		rowMark(isHighlighted ? 'here' : undefined, glyphs),
		span(name, isHighlighted ? 'match' : 'plain'),
		span(users, row.users.length === 0 ? 'muted' : 'plain'),
		span(rest.join('').trimEnd()),
	);
};

const nameList = (names: readonly string[]): string => {
	const shown = names.slice(0, 3);
	if (names.length > shown.length) return `${shown.join(', ')} and ${names.length - shown.length} more`;
	const last = shown.at(-1) ?? '';
	return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};

const about = ({service, users}: ServiceRow, input: HomeInput): readonly Line[] => {
	const {dataCenters, file} = input.state;
	const enabled = dataCenters.filter(({id}) => service.enabledDataCenters.includes(id)).map(({name}) => name);
	const used =
		users.length === 0
			? 'No connection uses it.'
			: `Used by ${nameList(users.map(user => nameAmong(file, user)))}.`;
	const where = !isZohos(service)
		? `Its server: ${new URL(service.authorizeUrl).host}`
		: service.sameCredentials && enabled.length > 1
			? `Same credentials in ${nameList(enabled)}`
			: `Registered in ${dataCenterName(service.dataCenter, input)}`;
	return [
		...partRows([span(service.linkName, 'accent'), span(`Client ID ${service.clientId}`)], input.columns),
		...indented(used, input.columns),
		...indented(where, input.columns, 'muted'),
	];
};

/** The services, each with what uses it. */
export const servicesBands = (input: HomeInput): Bands => {
	const rows = serviceRows(input.state);
	const highlight = serviceIndex(input.state);
	const row = rows[highlight];
	const near = rows.slice(Math.max(0, highlight - input.rows), highlight + input.rows);
	const widths = fitColumns(
		columns,
		near.map(one => cellsOf(one, input)),
		formColumns(input.columns) - 4,
	);
	return {
		head: homeHead(input, 'Services', countText(rows.length, 'service')),
		pane: {
			list: {
				...listOf(rows, highlight, (one, isHighlighted) => drawRow(one, isHighlighted, widths, input)),
				most: rows.length,
			},
			rows: row
				? [gap, ...about(row, input)]
				: [line(span('  None yet; a new connection makes one.', 'muted'))],
		},
		keys: [
			...(row ? [hint('accept', input.columns < 60 ? 'new connection' : 'new connection with it')] : []),
			...(row ? [hint('edit', 'edit'), hint('rename', 'rename'), hint('remove', 'remove')] : []),
			hint('back', 'back'),
			...homeHints,
		],
	};
};
