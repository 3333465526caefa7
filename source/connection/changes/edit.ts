import type {Connection} from '../connection.js';
import type {ConnectionsFile} from '../file/format.js';
import {withRow, withService} from '../file/rows.js';
import type {Service} from '../service.js';

/** What can be changed while the grant stays. */
export type Edit = {
	readonly name: string;
	/** The new value; undefined when it stays as it is. */
	readonly service: Service | undefined;
	/** Those of a grant that has become wider; undefined when it has not. */
	readonly scopes?: Pick<Connection, 'scopesRequested' | 'scopesGranted'> | undefined;
	readonly at: string;
};

/** Changes a connection and its service together. The same file when the connection is gone. */
export const withEdit = (
	file: ConnectionsFile,
	linkName: string,
	{name, service, scopes, at}: Edit,
): ConnectionsFile => {
	const row = file.connections[linkName];
	if (!row) return file;
	const next = {...row, ...scopes, name, service: service?.linkName ?? row.service, updatedAt: at};
	return withRow(withService(file, service), next);
};
