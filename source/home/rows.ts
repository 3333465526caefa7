import type {Connection} from '../connection/connection.js';
import type {Draft} from '../connection/draft.js';
import {type ConnectionsFile, oncePerFile} from '../connection/file/contents.js';
import {listed, sortedByName} from '../connection/file/listed.js';
import type {Service} from '../connection/service.js';
import {draftWords} from './draft-words.js';
import {type HomeState, placeOf} from './state.js';

/** A line of Home: something unfinished, or a connection. The key tells it from the others whatever else changes. */
export type Row =
	| {readonly key: string; readonly kind: 'draft'; readonly draft: Draft}
	| {readonly key: string; readonly kind: 'connection'; readonly connection: Connection};

/** Drafts first, the newest on top, then the connections by name. */
const allRows = (file: ConnectionsFile): readonly Row[] => [
	...Object.values(file.drafts)
		.toSorted((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1))
		.map((draft): Row => ({key: `draft ${draft.id}`, kind: 'draft', draft})),
	...listed(file).map(
		(connection): Row => ({key: `connection ${connection.linkName}`, kind: 'connection', connection}),
	),
];

const textOf = (row: Row, file: ConnectionsFile): string => {
	if (row.kind === 'draft') {
		const {title, client} = draftWords(row.draft, file, 0);
		return `draft ${title} ${client}`.toLowerCase();
	}
	const {name, linkName, service, dataCenter, account, organization} = row.connection;
	return [
		...[name, linkName, file.services[service]?.name, dataCenter],
		...[account?.email, account?.name, organization?.name],
	]
		.join(' ')
		.toLowerCase();
};

type Prepared = {
	readonly rows: readonly Row[];
	/** Made with the first filter. */
	texts: readonly string[] | undefined;
	filtered: {readonly filter: string; readonly rows: readonly Row[]};
};

/** What ten thousand rows take to be sorted and searched is spent once for each state of the file. */
const prepare = oncePerFile((file): Prepared => {
	const rows = allRows(file);
	return {rows, texts: undefined, filtered: {filter: '', rows}};
});

/** The rows that hold every word of the filter. */
export const rowsOf = ({file, filter}: Pick<HomeState, 'file' | 'filter'>): readonly Row[] => {
	const all = prepare(file);
	if (all.filtered.filter === filter) return all.filtered.rows;
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	all.texts ??= all.rows.map(row => textOf(row, file));
	const {texts} = all;
	const rows =
		words.length === 0
			? all.rows
			: all.rows.filter((_row, index) => words.every(word => texts[index]?.includes(word)));
	all.filtered = {filter, rows};
	return rows;
};

/** Whether nothing is saved, or nothing but services. */
export const isEmptyHome = ({filter, isFiltering, total, file}: HomeState): boolean =>
	filter === '' && !isFiltering && total === 0 && Object.keys(file.drafts).length === 0;

/** Place of the highlighted row; 0 when there is none. */
export const highlightIndex = (state: HomeState): number => {
	if (state.highlight === undefined) return 0;
	return Math.max(
		0,
		rowsOf(state).findIndex(({key}) => key === state.highlight),
	);
};

export const highlightedRow = (state: HomeState): Row | undefined => rowsOf(state)[highlightIndex(state)];

/** Services by link name, each with the connections that use it. */
export type ServiceRow = {readonly service: Service; readonly users: readonly Connection[]};

const serviceRowsOf = oncePerFile((file): readonly ServiceRow[] => {
	const users = Map.groupBy(Object.values(file.connections), ({service}) => service);
	return sortedByName(Object.values(file.services)).map(service => ({
		service,
		users: sortedByName(users.get(service.linkName) ?? []),
	}));
});

export const serviceRows = ({file}: Pick<HomeState, 'file'>): readonly ServiceRow[] => serviceRowsOf(file);

export const serviceIndex = (state: HomeState): number =>
	Math.max(
		0,
		serviceRows(state).findIndex(({service}) => service.linkName === state.service),
	);

export const highlightedService = (state: HomeState): ServiceRow | undefined =>
	serviceRows(state)[serviceIndex(state)];

/** The connection that a key is about: the one that is open, else the highlighted one. */
export const subjectOf = (state: HomeState): Connection | undefined => {
	const place = placeOf(state);
	if (place.at === 'details' || place.at === 'report')
		return place.linkName === undefined ? undefined : state.file.connections[place.linkName];
	if (place.at !== 'list') return undefined;
	const row = highlightedRow(state);
	return row?.kind === 'connection' ? row.connection : undefined;
};

/** How many the filter leaves, with those that have not been read yet. */
export const countShown = (state: HomeState): number =>
	state.filter === '' ? state.total : shownConnections(state).length;

/** The connections that "all" means: those that the filter leaves. */
export const shownConnections = (state: HomeState): readonly string[] =>
	rowsOf(state).flatMap(row => (row.kind === 'connection' ? [row.connection.linkName] : []));
