import type {Connection} from '../connection.js';
import type {ConnectionsFile} from '../file/format.js';
import {own} from '../file/rows.js';
import {linkNameOf} from '../link-name.js';
import type {Service} from '../service.js';

/** What becomes of one row that is brought in. */
export type MergeStep = {
	readonly linkName: string;
	readonly name: string;
	readonly kind: 'new' | 'same' | 'overwrites';
};

export type MergePlan = {
	readonly services: readonly MergeStep[];
	readonly connections: readonly MergeStep[];
	/** The rows as they are to be written; without those that are there already. */
	readonly rows: Pick<ConnectionsFile, 'services' | 'connections'>;
};

/** Without what each machine keeps for itself, and without secrets, which may be sealed. */
const comparable = ({clientSecret: _secret, updatedAt: _at, ...row}: Service): string => JSON.stringify(row);

/**
 * The same grant and the same settings. Tokens are renewed on each machine apart, so only what a consent changes counts: when
 * it was made, by whom, for what.
 */
const grantOf = ({
	linkName,
	name,
	service,
	dataCenter,
	scopesRequested,
	account,
	createdAt,
}: Connection): string =>
	JSON.stringify([linkName, name, service, dataCenter, scopesRequested, account?.id, createdAt]);

/**
 * A service of another client must not take the place of one that connections here rely on: it gets a link name of its own.
 *
 * @returns new link names by old ones
 */
const renamedServices = (file: ConnectionsFile, brought: MergePlan['rows']): ReadonlyMap<string, string> => {
	const renamed = new Map<string, string>();
	const taken = new Set([...Object.keys(file.services), ...Object.keys(brought.services)]);
	for (const [linkName, {clientId}] of Object.entries(brought.services)) {
		const there = own(file.services, linkName);
		if (!there || there.clientId === clientId) continue;
		const free = linkNameOf(linkName, taken);
		taken.add(free);
		renamed.set(linkName, free);
	}
	return renamed;
};

/** Grants that still have to be revoked, or proven, are the business of this machine, whatever takes the connection's place. */
const unsettled = (there: Connection | undefined): Pick<Connection, 'incoming' | 'outgoing'> => ({
	...(there?.incoming ? {incoming: there.incoming} : {}),
	...(there?.outgoing ? {outgoing: there.outgoing} : {}),
});

const kindOf = <T>(there: T | undefined, row: T, spell: (row: T) => string): MergeStep['kind'] => {
	if (!there) return 'new';
	return spell(there) === spell(row) ? 'same' : 'overwrites';
};

/** What bringing rows into a file would do. Nothing of the file is lost but what `overwrites` names. */
export const planMerge = (file: ConnectionsFile, brought: MergePlan['rows']): MergePlan => {
	const renamed = renamedServices(file, brought);
	const nameOf = (linkName: string): string => renamed.get(linkName) ?? linkName;
	const services = Object.values(brought.services).map(row => ({...row, linkName: nameOf(row.linkName)}));
	const connections = Object.values(brought.connections).map(row => ({
		...row,
		...unsettled(own(file.connections, row.linkName)),
		service: nameOf(row.service),
	}));
	const serviceSteps = services.map(row => ({
		linkName: row.linkName,
		name: row.name,
		kind: kindOf(own(file.services, row.linkName), row, comparable),
	}));
	const connectionSteps = connections.map(row => ({
		linkName: row.linkName,
		name: row.name,
		kind: kindOf(own(file.connections, row.linkName), row, grantOf),
	}));
	const isWritten = (steps: readonly MergeStep[], linkName: string): boolean =>
		steps.some(step => step.linkName === linkName && step.kind !== 'same');
	return {
		services: serviceSteps,
		connections: connectionSteps,
		rows: {
			services: Object.fromEntries(
				services.filter(row => isWritten(serviceSteps, row.linkName)).map(row => [row.linkName, row]),
			),
			connections: Object.fromEntries(
				connections.filter(row => isWritten(connectionSteps, row.linkName)).map(row => [row.linkName, row]),
			),
		},
	};
};
