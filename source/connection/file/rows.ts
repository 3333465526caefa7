import type {Connection, Outgoing} from '../connection.js';
import type {Service} from '../service.js';
import type {ConnectionsFile} from './format.js';

export const withRow = (file: ConnectionsFile, row: Connection): ConnectionsFile => ({
	...file,
	connections: {...file.connections, [row.linkName]: row},
});

/** A row by its own key: "constructor" is a link name too. */
export const own = <T>(rows: Readonly<Record<string, T>>, key: string): T | undefined =>
	Object.hasOwn(rows, key) ? rows[key] : undefined;

export const rowOf = (
	{connections}: Pick<ConnectionsFile, 'connections'>,
	linkName: string,
): Connection | undefined => own(connections, linkName);

export const serviceOf = (
	{services}: Pick<ConnectionsFile, 'services'>,
	linkName: string,
): Service | undefined => own(services, linkName);

/** The connection's grant as one that has to be revoked; none where nobody knows how (a server that is not Zoho's). */
export const outgoingOf = (
	{refreshToken, dataCenter}: Pick<Connection, 'refreshToken' | 'dataCenter'>,
	{linkName, clientId, clientSecret}: Service,
	at: string,
): readonly Outgoing[] =>
	dataCenter === null
		? []
		: [{refreshToken, dataCenter, service: linkName, clientId, clientSecret, at, problem: null}];

/** What `connection.outgoing` becomes: absent when nothing waits. */
export const waiting = (outgoing: readonly Outgoing[]): Pick<Connection, 'outgoing'> =>
	outgoing.length > 0 ? {outgoing: [...outgoing]} : {};

/** The row without the way back. */
export const withoutUndo = (row: Connection): Connection => {
	if (!row.undo) return row;
	const {undo: _undo, ...rest} = row;
	return rest;
};

/** Zoho has said for good that the grant is no more: there is nothing left to revoke. */
export const isOver = ({refusal}: Connection): boolean =>
	refusal !== null && ['revoked', 'invalid-code'].includes(refusal.id);
