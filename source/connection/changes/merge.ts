import type {Connection} from '../connection.js';
import {bareFrom, type ConnectionsFile} from '../file/contents.js';
import {present} from '../file/rows.js';
import {linkNameOf} from '../link-name.js';
import type {Service} from '../service.js';

/** What decides where secrets go and whose they are, and is another one afterwards. */
export type Steering = {
	readonly key: SteeringKey;
	readonly before: string;
	readonly after: string;
};

/** What becomes of one row that is brought in. */
export type MergeStep = {
	readonly linkName: string;
	readonly name: string;
	readonly kind: 'new' | 'same' | 'overwrites';
	/** Of what is overwritten: empty where only names and the like change. */
	readonly changes: readonly Steering[];
	/** Of an overwritten service: names of the connections here that use it and are not overwritten themselves. */
	readonly alsoFor: readonly string[];
};

export type MergePlan = {
	readonly services: readonly MergeStep[];
	readonly connections: readonly MergeStep[];
	/** The rows as they are to be written; without those that are there already. */
	readonly rows: Pick<ConnectionsFile, 'services' | 'connections'>;
};

const steeringOfService = (row: Service) => ({
	authorizeUrl: row.authorizeUrl,
	accessTokenUrl: row.accessTokenUrl,
	refreshTokenUrl: row.refreshTokenUrl,
	dataCenter: row.dataCenter ?? '',
	parameterType: row.parameterType,
	sameCredentials: row.sameCredentials ? 'yes' : 'no',
	scopes: row.scopes.join(', '),
	clientAuth: row.clientAuth ?? '',
	issuer: row.issuer ?? '',
	revocationUrl: row.revocationUrl ?? '',
	userinfoUrl: row.userinfoUrl ?? '',
	allowedHosts: row.allowedHosts?.join(', ') ?? '',
	grantType: row.grantType,
	soid: row.soid ?? '',
});

const steeringOfConnection = (row: Connection) => ({
	service: row.service,
	dataCenter: row.dataCenter ?? '',
	apiDomain: row.apiDomain ?? '',
	account: row.account?.email ?? row.account?.name ?? row.account?.id ?? '',
	scopes: row.scopesRequested.join(', '),
});

type SteeringKey = keyof ReturnType<typeof steeringOfService> | keyof ReturnType<typeof steeringOfConnection>;

const isKeyOf = <T extends object>(key: string, record: T): key is Extract<keyof T, string> =>
	Object.hasOwn(record, key);

/** Both records, key by key, where they differ. */
const differing = <Key extends SteeringKey>(
	before: Readonly<Record<Key, string>>,
	after: Readonly<Record<Key, string>>,
): readonly Steering[] =>
	Object.keys(after).flatMap(key =>
		isKeyOf(key, after) && before[key] !== after[key] ? [{key, before: before[key], after: after[key]}] : [],
	);

/** Without what each machine keeps for itself, and without secrets, which may be sealed. */
const comparable = ({clientSecret: _secret, updatedAt: _at, ...row}: Service): string => JSON.stringify(row);

/**
 * The same grant and the same settings. Tokens are renewed on each machine apart, so only what a consent changes counts: when
 * it was made, by whom, for what.
 */
const grantOf = (row: Connection): string => {
	const {linkName, name, service, dataCenter, scopesRequested, account, createdAt} = row;
	return JSON.stringify([linkName, name, service, dataCenter, scopesRequested, account?.id, createdAt]);
};

/**
 * A service of another client must not take the place of one that connections here rely on: it gets a link name of its own.
 *
 * @returns new link names by old ones
 */
const renamedServices = (file: ConnectionsFile, brought: MergePlan['rows']): ReadonlyMap<string, string> => {
	const renamed = new Map<string, string>();
	const taken = new Set([...Object.keys(file.services), ...Object.keys(brought.services)]);
	for (const [linkName, {clientId}] of Object.entries(brought.services)) {
		const there = file.services[linkName];
		if (!there || there.clientId === clientId) continue;
		const free = linkNameOf(linkName, taken);
		taken.add(free);
		renamed.set(linkName, free);
	}
	return renamed;
};

/** Grants that still have to be revoked, or proven, are the business of this machine, whatever takes the connection's place. */
const unsettled = (there: Connection | undefined): Pick<Connection, 'incoming' | 'outgoing'> =>
	present(there, ['incoming', 'outgoing']);

/** What becomes of a row. @param spell two rows are the same where this is @param steering what decides where secrets go */
const stepOf = <Row extends Service | Connection, Key extends SteeringKey>(
	there: Row | undefined,
	row: Row,
	spell: (row: Row) => string,
	steering: (row: Row) => Readonly<Record<Key, string>>,
): MergeStep => {
	const {linkName, name} = row;
	const step = {linkName, name, changes: [], alsoFor: []};
	if (!there) return {...step, kind: 'new'};
	if (spell(there) === spell(row)) return {...step, kind: 'same'};
	return {...step, kind: 'overwrites', changes: differing(steering(there), steering(row))};
};

/** The rows that are not there already. */
const written = <Row extends Service | Connection>(
	rows: readonly Row[],
	steps: readonly MergeStep[],
): Record<string, Row> =>
	bareFrom(
		rows.flatMap((row, index) => (steps[index]?.kind === 'same' ? [] : [[row.linkName, row] as const])),
	);

/** Connections here that go on with a service, for better or worse. */
const usersOf = (file: ConnectionsFile, service: string, brought: MergePlan['rows']): readonly string[] =>
	Object.values(file.connections)
		.filter(row => row.service === service && brought.connections[row.linkName] === undefined)
		.map(({name}) => name);

/** What bringing rows into a file would do. Nothing of the file is lost but what `overwrites` names. */
export const planMerge = (file: ConnectionsFile, brought: MergePlan['rows']): MergePlan => {
	const renamed = renamedServices(file, brought);
	const nameOf = (linkName: string): string => renamed.get(linkName) ?? linkName;
	const services = Object.values(brought.services).map(row => ({...row, linkName: nameOf(row.linkName)}));
	const connections = Object.values(brought.connections).map(row => ({
		...row,
		...unsettled(file.connections[row.linkName]),
		service: nameOf(row.service),
	}));
	const serviceSteps = services.map(row => {
		const step = stepOf(file.services[row.linkName], row, comparable, steeringOfService);
		return step.changes.length > 0 ? {...step, alsoFor: usersOf(file, row.linkName, brought)} : step;
	});
	const connectionSteps = connections.map(row =>
		stepOf(file.connections[row.linkName], row, grantOf, steeringOfConnection),
	);
	return {
		services: serviceSteps,
		connections: connectionSteps,
		rows: {
			services: written(services, serviceSteps),
			connections: written(connections, connectionSteps),
		},
	};
};
