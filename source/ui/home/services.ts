import {nameAmong} from '../../connection/file/listed.js';
import {isZohos} from '../../connection/whose.js';
import {type ServiceRow, serviceIndex, serviceRows} from '../../home/rows.js';
import {type Bands, listOf} from '../lines/bands.js';
import {hint} from '../lines/keys.js';
import {type Line, line, span} from '../lines/line.js';
import {formColumns, gap} from '../lines/rows.js';
import {indented, partRows} from './about.js';
import {type Column, columnsRow, fitColumns} from './columns.js';
import {countText, dataCenterName, homeHead, homeHints} from './common.js';
import type {HomeInput} from './input.js';

const columns: readonly Column[] = [
	{rank: 0, least: 14},
	{rank: 1, least: 0},
	{rank: 2, least: 0},
	{rank: 3, least: 0},
];

const cellsOf = ({service, users}: ServiceRow, input: HomeInput): readonly string[] => [
	service.name,
	users.length === 0 ? 'not used' : countText(users.length, 'connection'),
	countText(service.scopes.length, 'scope'),
	dataCenterName(service.dataCenter, input),
];

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
				...listOf(rows, highlight, (one, isHighlighted) => {
					const second = one.users.length === 0 ? 'muted' : 'plain';
					return columnsRow(cellsOf(one, input), widths, {isHighlighted, second}, input.glyphs);
				}),
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
