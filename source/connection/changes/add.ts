import type {Connection} from '../connection.js';
import type {ConnectionsFile} from '../file/format.js';
import {withoutDraft, withRow, withService} from '../file/rows.js';
import {linkNameOf} from '../link-name.js';
import type {Service} from '../service.js';

/** The wanted link name, with a number where it is taken. */
export const freeName = (wanted: string, taken: Readonly<Record<string, unknown>>): string =>
	taken[wanted] === undefined ? wanted : linkNameOf(wanted, Object.keys(taken));

/** A new connection under a link name that is free, with its service unless that is there already; the draft of it is done. */
export const add = (
	file: ConnectionsFile,
	connection: Connection,
	service: Service | undefined,
	draftId: string,
): ConnectionsFile => withoutDraft(withRow(withService(file, service), connection), draftId);
