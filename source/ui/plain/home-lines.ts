import {healthIn} from '../../connection/pushed-out.js';
import {draftWords} from '../../home/draft-words.js';
import {connectionFacts} from '../../home/facts.js';
import {whenText} from '../../home/needs.js';
import {failureLines, manySummary, outcomeText} from '../../home/reports.js';
import {type Row, rowsOf, type ServiceRow, serviceRows} from '../../home/rows.js';
import type {HomeState, Place, ReportLine} from '../../home/state.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {counted} from '../../zoho/text.js';
import {firstNumbered} from './numbers.js';

/** More lines than anybody wants to hear; a filter narrows them. A row that was not read has no number. */
export const mostLines = 50;
const moreRows = '; / and words narrow them';

const connectionText = (row: Extract<Row, {kind: 'connection'}>, state: HomeState, now: number): string => {
	const {connection} = row;
	const {name, linkName, dataCenter, account} = connection;
	const health = healthIn(state.file, connection, now);
	const when = whenText(connection, health, now);
	const how =
		health.word === 'ready' ? `ready, expires in ${when}` : [health.word, when].filter(Boolean).join(', ');
	return [
		`${name} (${linkName}): ${how}`,
		findDataCenter(state.dataCenters, dataCenter ?? undefined)?.name ?? 'another server',
		...('shared' in connection.refreshToken ? ['shared'] : []),
		...(account?.email ? [account.email] : []),
	].join(', ');
};

export const draftText = (row: Extract<Row, {kind: 'draft'}>, state: HomeState, now: number): string => {
	const {title, client, age} = draftWords(row.draft, state.file, now);
	return `Unfinished: ${[title, client, age].filter(Boolean).join(', ')}`;
};

const countsOf = ({file, total}: HomeState): string => {
	const drafts = Object.keys(file.drafts).length;
	return `${drafts === 0 ? '' : `${drafts} unfinished, `}${counted(total, 'connection')}`;
};

/** The list as numbered lines. */
export const listLines = (state: HomeState, now: number): readonly string[] => {
	const rows = rowsOf(state);
	const textOf = (row: Row): string =>
		row.kind === 'draft' ? draftText(row, state, now) : connectionText(row, state, now);
	const nothing = state.filter === '' ? 'No connections yet.' : 'Nothing matches.';
	return [
		state.filter === '' ? `Home. ${countsOf(state)}.` : `Home. What matches "${state.filter}":`,
		...firstNumbered(rows, textOf, mostLines, moreRows),
		...(rows.length === 0 ? [nothing] : []),
	];
};

/** What became of many, one line each. */
export const manyLines = ({what, linkNames, outcomes}: Extract<Place, {at: 'many'}>): readonly string[] => [
	...outcomes.map(outcome => {
		const {text, beside} = outcomeText(outcome);
		return `  ${outcome.linkName}: ${[text, beside].filter(Boolean).join('; ')}`;
	}),
	...(outcomes.length < linkNames.length
		? [`Stopped: ${linkNames.length - outcomes.length} were not begun.`]
		: []),
	manySummary(what, outcomes).text,
	...failureLines(outcomes).map(lineText),
];

const serviceText = ({service, users}: ServiceRow): string =>
	`${service.name} (${service.linkName}): ${users.length === 0 ? 'not used' : `used by ${users.length}`}, ${counted(service.scopes.length, 'scope')}`;

export const serviceLines = (state: HomeState): readonly string[] => {
	const rows = serviceRows(state);
	return [
		'Services:',
		...firstNumbered(rows, serviceText, mostLines, moreRows),
		...(rows.length === 0 ? ['None yet.'] : []),
	];
};

/** Everything known of a connection, one fact a line. */
export const detailLines = (state: HomeState, linkName: string, now: number): readonly string[] => {
	const connection = state.file.connections[linkName];
	if (!connection) return [];
	const {dataCenters, path, refreshedBy} = state;
	const around = {dataCenters, now, path, refreshedBy: refreshedBy.get(linkName), isOnHome: true};
	return [
		`${connection.name} (${linkName}), as known here:`,
		...connectionFacts(state.file, connection, around).map(({label, value}) => `  ${label}: ${value}`),
	];
};

const lineText = ({label, text, tone}: ReportLine): string => {
	const own = label ? `${label}: ${text}` : text;
	return tone === 'bad' ? `Error: ${own}` : tone === 'warn' ? `Warning: ${own}` : own;
};

export const reportLines = ({title, verdict, lines}: Extract<Place, {at: 'report'}>): readonly string[] => [
	verdict === 'bad' ? `Error: ${title}` : title,
	...lines.map(lineText),
];
