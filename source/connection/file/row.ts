import {type Connection, connection} from '../connection.js';
import {type Service, service} from '../service.js';
import {currentFormat} from './contents.js';
import {anything, fits, is, mapOf, oneOf} from './parts.js';

const unread = mapOf(anything);

/** A file with its rows unread: one of ten thousand can then be looked at alone. */
export const envelope = fits({
	format: oneOf(currentFormat),
	services: unread,
	connections: unread,
	drafts: unread,
});

export type ConnectionWithService = {readonly connection: Connection; readonly service: Service};

/** @param name may be "constructor" */
export const ownRow = (rows: Readonly<Record<string, unknown>>, name: string): unknown =>
	Object.hasOwn(rows, name) ? rows[name] : undefined;

/**
 * A connection and its service in a file that is parsed as JSON: the path of `zconn token`, which must stay quick with ten thousand
 * connections. Undefined where it is not there, or something of it does not fit; `parseOneConnection` says which.
 */
export const rowIn = (raw: unknown, linkName: string): ConnectionWithService | undefined => {
	if (!is(envelope, raw)) return undefined;
	const row = ownRow(raw.connections, linkName);
	if (!is(connection, row)) return undefined;
	const own = ownRow(raw.services, row.service);
	return is(service, own) ? {connection: row, service: own} : undefined;
};
