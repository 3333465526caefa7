import type {Refusal} from '../../zoho/refusal.js';
import type {Connection} from '../connection.js';
import {bare, type ConnectionsFile, someRows} from '../file/contents.js';
import type {ConnectionWithService} from '../file/format.js';
import {present, withoutUndo, withRow, withService} from '../file/rows.js';
import {linkNameOf} from '../link-name.js';
import type {Secret} from '../secrets/secret.js';
import type {Service} from '../service.js';
import {isSameServers} from './envelope.js';
import {factsOf, rowsOf, type SharedGrant} from './record.js';

/** The rows of the store as they were read last, by name. */
export type SharedRows = ReadonlyMap<string, SharedGrant>;

/** Whether a connection's grant is kept in the shared store. */
export const isShared = ({refreshToken}: Pick<Connection, 'refreshToken'>): boolean =>
	'shared' in refreshToken;

/** What a row keeps of one machine: grants that wait here, and the way back, until another machine changes the row. */
export const ofThisMachine = (row: Connection | undefined): Partial<Connection> =>
	present(row, ['incoming', 'outgoing', 'undo', 'sigma']);

/**
 * The file with a reference in the place of a service's secret, which is kept in the shared store by then.
 *
 * @param name under which it stands: a person may have written another one into it, and what is left behind there is no less secret
 */
export const withSharedSecret = (file: ConnectionsFile, name: string, reference: Secret): ConnectionsFile => {
	const service = file.services[name];
	if (!service) return file;
	return {...file, services: bare({...file.services, [name]: {...service, clientSecret: reference}})};
};

/** A service of this machine under the same name serves a shared connection as well, when it is the same client at the same servers. */
const placeFor = (services: Readonly<Record<string, Service>>, service: Service): string => {
	const {linkName} = service;
	const there = services[linkName];
	const isSame = !there || isSameServers({connection: {}, service: there}, {connection: {}, service});
	return isSame ? linkName : linkNameOf(linkName, Object.keys(services));
};

/** One row of the store as a row of the file; undefined when it does not fit, or a private connection has its name. */
const rowFor = (file: ConnectionsFile, grant: SharedGrant): ConnectionWithService | undefined => {
	const local = file.connections[grant.name];
	if (local && !isShared(local)) return undefined;
	const rows = rowsOf(grant);
	if (!rows) return undefined;
	const linkName = placeFor(file.services, rows.service);
	const service = file.services[linkName] ?? {...rows.service, linkName};
	const isUnchanged = local?.updatedAt === rows.connection.updatedAt;
	const own = ofThisMachine(isUnchanged || !local ? local : withoutUndo(local));
	return {connection: {...rows.connection, ...own, service: linkName}, service};
};

/** The file of this machine with the rows of the store in it. */
const withShared = (file: ConnectionsFile, rows: SharedRows): ConnectionsFile => {
	let merged = file;
	for (const grant of rows.values()) {
		const row = rowFor(merged, grant);
		if (row) merged = withRow(withService(merged, row.service), row.connection);
	}
	return merged;
};

/** What is written here: without the rows that this machine has nothing of its own to say about. */
const withoutShared = (next: ConnectionsFile, before: ConnectionsFile): ConnectionsFile => {
	const isKept = (row: Connection): boolean =>
		!isShared(row) ||
		Object.hasOwn(before.connections, row.linkName) ||
		Object.keys(ofThisMachine(row)).length > 0;
	const connections = someRows(next.connections, isKept);
	const used = new Set(Object.values(connections).map(row => row.service));
	const services = someRows(
		next.services,
		({clientSecret}, name) =>
			Object.hasOwn(before.services, name) || used.has(name) || !('shared' in clientSecret),
	);
	return {...next, connections, services};
};

/** What a change means for one row of the store. */
export type SharedChange =
	| {readonly kind: 'removed'; readonly name: string}
	| {
			readonly kind: 'changed';
			readonly name: string;
			readonly row: Connection;
			readonly service: Service;
			readonly isServiceChanged: boolean;
			/** A person's: of two at once, the second is told. What calls and tests find out is laid over whatever stands there. */
			readonly isMaterial: boolean;
	  };

const isReference = (secret: Secret | null): boolean => secret !== null && 'shared' in secret;

/** What tests and calls find out, beside what a person decides. */
const foundOut = new Set([
	'apiDomain',
	'scopesGranted',
	'account',
	'organization',
	'verifiedAt',
	'updatedAt',
	'rotates',
]);

const decided = ({connection, service}: ConnectionWithService): string => {
	const facts = factsOf(connection, service);
	return JSON.stringify([someRows(facts.connection, (_value, key) => !foundOut.has(key)), facts.service]);
};

const all = ({connection, service}: ConnectionWithService): string =>
	JSON.stringify([factsOf(connection, service), connection.refusal, connection.accessToken === null]);

const changeOf = (
	before: ConnectionWithService,
	after: ConnectionWithService,
): Extract<SharedChange, {kind: 'changed'}> | undefined => {
	const {connection, service} = after;
	const hasSecrets =
		!isReference(connection.refreshToken) ||
		(connection.accessToken !== null && !isReference(connection.accessToken)) ||
		(!Object.is(service.clientSecret, before.service.clientSecret) && !isReference(service.clientSecret));
	if (!hasSecrets && all(before) === all(after)) return undefined;
	const isRevoked = connection.refusal?.id === 'revoked' && before.connection.refusal?.id !== 'revoked';
	return {
		kind: 'changed',
		name: connection.linkName,
		row: connection,
		service,
		isServiceChanged: !Object.is(service, before.service),
		isMaterial: hasSecrets || isRevoked || decided(before) !== decided(after),
	};
};

const besideService = (file: ConnectionsFile, connection: Connection): ConnectionWithService | undefined => {
	const service = file.services[connection.service];
	return service && {connection, service};
};

export const sharedChanges = (before: ConnectionsFile, after: ConnectionsFile): readonly SharedChange[] =>
	Object.values(before.connections)
		.filter(isShared)
		.flatMap((row): readonly SharedChange[] => {
			const name = row.linkName;
			const next = after.connections[name];
			if (!next) return [{kind: 'removed', name}];
			const [one, other] = [besideService(before, row), besideService(after, next)];
			const change = one && other && changeOf(one, other);
			return change ? [change] : [];
		});

/** What was read of the store, and what can be done with it; loaded where there is a store. */
export const viewOf = (rows: SharedRows, unusable: ReadonlyMap<string, Refusal> = new Map()) => ({
	rows,
	/** Why rows of the store were left out, by name. */
	unusable,
	/** The file of this machine with the rows of the store in it. */
	merge: (file: ConnectionsFile): ConnectionsFile => withShared(file, rows),
	row: (file: ConnectionsFile, name: string): ConnectionWithService | undefined => {
		const grant = rows.get(name);
		return grant && rowFor(file, grant);
	},
	concerns: (before: ConnectionsFile, after: ConnectionsFile): boolean =>
		sharedChanges(before, after).length > 0,
	/** What is written here. */
	strip: withoutShared,
});

export type SharedView = ReturnType<typeof viewOf>;
