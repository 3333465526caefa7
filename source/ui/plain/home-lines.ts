import {timeLeft} from '../../connection/health.js';
import {healthIn} from '../../connection/pushed-out.js';
import {connectionFacts} from '../../home/facts.js';
import {type Row, rowsOf, type ServiceRow, serviceRows} from '../../home/rows.js';
import type {HomeState, Place} from '../../home/state.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {draftText} from '../home/list.js';

/** More lines than anybody wants to hear; a filter narrows them. */
const mostLines = 50;

const connectionText = (row: Extract<Row, {kind: 'connection'}>, state: HomeState, now: number): string => {
	const {connection} = row;
	const {name, linkName, dataCenter, service} = connection;
	const {word, reason} = healthIn(state.file, connection, now);
	const left = timeLeft(connection, now);
	return [
		name === linkName ? name : `${name} (${linkName})`,
		left === 'over' ? `${word}, ${reason.replace(/\.$/, '')}` : `${word}, ${left} left`,
		findDataCenter(state.dataCenters, dataCenter ?? undefined)?.name ?? 'another server',
		state.file.services[service]?.name ?? service,
		...('shared' in connection.refreshToken ? ['shared'] : []),
	].join('; ');
};

/** Numbers the lines, and says how many there are no numbers for. */
const numbered = (lines: readonly string[], total: number): readonly string[] => [
	...lines.map((text, index) => `  ${index + 1}. ${text}`),
	...(total > lines.length ? [`  and ${total - lines.length} more; / and words narrow them`] : []),
];

/** The list as numbered lines. */
export const listLines = (state: HomeState, now: number): readonly string[] => {
	const rows = rowsOf(state);
	const lines = rows
		.slice(0, mostLines)
		.map(row => (row.kind === 'draft' ? draftText(row.draft) : connectionText(row, state, now)));
	const nothing = state.filter === '' ? 'No connection yet.' : 'Nothing matches.';
	return [
		state.filter === '' ? 'What is saved, as known here:' : `What is saved and matches "${state.filter}":`,
		...numbered(lines, rows.length),
		...(rows.length === 0 ? [nothing] : []),
	];
};

const serviceText = ({service, users}: ServiceRow): string =>
	`${service.name} (${service.linkName}); ${users.length === 0 ? 'not used' : `used by ${users.length}`}; ${service.scopes.length} scopes`;

export const serviceLines = (state: HomeState): readonly string[] => {
	const rows = serviceRows(state);
	return [
		'Services:',
		...numbered(rows.slice(0, mostLines).map(serviceText), rows.length),
		...(rows.length === 0 ? ['None yet.'] : []),
	];
};

/** Everything known of a connection, one fact a line. */
export const detailLines = (state: HomeState, linkName: string, now: number): readonly string[] => {
	const connection = state.file.connections[linkName];
	if (!connection) return [];
	return [
		`${connection.name} (${linkName}), as known here:`,
		...connectionFacts(state.file, connection, state.dataCenters, now).map(
			({label, value}) => `  ${label}: ${value}`,
		),
	];
};

export const reportLines = ({title, lines}: Extract<Place, {at: 'report'}>): readonly string[] => [
	title,
	...lines.map(({text, tone}) =>
		tone === 'bad' ? `Error: ${text}` : tone === 'warn' ? `Warning: ${text}` : text,
	),
];
