import type {Connection, Incoming, Outgoing} from '../connection.js';
import type {ConnectionsFile} from '../file/format.js';
import {
	isOver,
	isSameGrant,
	outgoingOf,
	proven,
	waiting,
	withoutKind,
	withoutUndo,
	withRow,
	withService,
} from '../file/rows.js';

/** The grant of a row, as one that waits beside another. */
export const incomingOf = (row: Connection, service: Incoming['service'], at: string): Incoming => ({
	name: row.name,
	dataCenter: row.dataCenter,
	apiDomain: row.apiDomain,
	scopesRequested: row.scopesRequested,
	scopesGranted: row.scopesGranted,
	refreshToken: row.refreshToken,
	...(row.noRefreshToken ? {noRefreshToken: true as const} : {}),
	...(row.clientCredentials ? {clientCredentials: true as const} : {}),
	accessToken: row.accessToken,
	accessTokenExpiresAt: row.accessTokenExpiresAt,
	refreshedAt: row.refreshedAt,
	account: row.account,
	organization: row.organization,
	service,
	at,
});

/**
 * Keeps a grant that Zoho has just issued beside the one in use. One that still waited there, because the program was left
 * before it was proven, is to be revoked now. The same file when the connection is gone.
 */
export const putIncoming = (file: ConnectionsFile, linkName: string, incoming: Incoming): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row) return file;
	const {outgoing = [], ...rest} = row;
	const service = row.incoming?.service ?? file.services[row.service];
	const left = row.incoming && service ? outgoingOf(row.incoming, service, incoming.at) : [];
	return withRow(file, {...rest, ...waiting([...outgoing, ...left]), incoming});
};

/**
 * The proven grant takes the place of the one in use, which is to be revoked from now on. Name and service change with it;
 * the link name stays, for scripts know the connection by it. The same file when nothing waits.
 *
 * @param isSameGrant the server gave the refresh token that was in use already: then there is nothing to revoke
 */
export const takeOver = (
	file: ConnectionsFile,
	linkName: string,
	at: string,
	isSameGrant = false,
): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row?.incoming) return file;
	const {incoming} = row;
	const {incoming: _taken, outgoing = [], ...rest} = withoutKind(row);
	const {service, at: _issued, ...grant} = incoming;
	const before = file.services[row.service];
	const left = before && !isSameGrant && !isOver(row) ? outgoingOf(row, before, at) : [];
	const next: Connection = {
		...rest,
		...grant,
		...waiting([...outgoing, ...left]),
		service: service?.linkName ?? row.service,
		...proven(at),
		updatedAt: at,
	};
	return withRow(withService(file, service), next);
};

/** The waiting grant becomes one that is to be revoked; what is in use stays. */
export const giveUpIncoming = (file: ConnectionsFile, linkName: string, at: string): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row?.incoming) return file;
	const {incoming, outgoing = [], ...rest} = row;
	const service = incoming.service ?? file.services[row.service];
	const left = service ? outgoingOf(incoming, service, at) : [];
	return withRow(file, {...rest, ...waiting([...outgoing, ...left])});
};

/** Who gave the newest grant: of the one that waits, else of the one in use, which is proven by that. */
export const withIdentity = (
	file: ConnectionsFile,
	linkName: string,
	who: Pick<Connection, 'account' | 'organization'>,
	at: string,
): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row) return file;
	const {incoming} = row;
	return withRow(
		file,
		incoming ? {...row, incoming: {...incoming, ...who}} : {...row, ...who, verifiedAt: at, updatedAt: at},
	);
};

/** The grant that waits as a connection of its own, its secrets still sealed for the place of the other one. */
export const waitingRow = (row: Connection, incoming: Incoming, at: string): Connection => {
	const {service, at: _issued, ...grant} = incoming;
	const {outgoing: _old, incoming: _waiting, ...rest} = withoutKind(withoutUndo(row));
	return {
		...rest,
		...grant,
		service: service?.linkName ?? row.service,
		...proven(at),
		createdAt: at,
		updatedAt: at,
	};
};

/** The waiting grant, with its service, as a connection of its own. The same file when nothing waits. @param apart its secrets sealed for the new place */
export const detach = (file: ConnectionsFile, linkName: string, apart: Connection): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row?.incoming) return file;
	const {incoming, ...rest} = row;
	return withRow(withRow(withService(file, incoming.service), rest), apart);
};

/** A change cannot be taken back any more once the grant that it replaced is revoked. */
const withoutUndoOf = (row: Connection, revoked: Outgoing): Connection =>
	row.undo?.grant && row.undo.at === revoked.at ? withoutUndo(row) : row;

/** Takes out a grant that was revoked, or remembers why that failed. Told apart by its refresh token as it stands. */
export const settleOutgoing = (
	file: ConnectionsFile,
	linkName: string,
	settled: Outgoing,
	problem: Outgoing['problem'],
): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row?.outgoing) return file;
	const {outgoing, ...others} = row;
	const rest = problem ? others : withoutUndoOf(others, settled);
	const isIt = (other: Outgoing): boolean => isSameGrant(other, settled);
	const left = problem
		? outgoing.map(other => (isIt(other) ? {...other, problem} : other))
		: outgoing.filter(other => !isIt(other));
	return withRow(file, {...rest, ...waiting(left)});
};
