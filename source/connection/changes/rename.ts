import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {Connection, Undo} from '../connection.js';
import {bareFrom, type ConnectionsFile} from '../file/contents.js';
import {withoutUndo} from '../file/rows.js';
import {
	freeNameBeside,
	hasUnseen,
	linkNameOf,
	maximumNameLength,
	ownLinkName,
	standsFor,
	unseenProblem,
} from '../link-name.js';

export type NewNames = {readonly name: string; readonly linkName: string};

const wrongName = (why: string): Refusal => ({
	id: 'name-wrong',
	what: 'The new name cannot be used.',
	why,
	next: 'For example: zconn rename zoho "Books of Acme"',
	exitCode: 2,
});

const takenName = (linkName: string, wanted: NewNames, taken: readonly string[]): Refusal => ({
	id: 'name-taken',
	what: `The link name ${wanted.linkName} is taken.`,
	why: `It follows from the name "${wanted.name}" by Sigma's rule, and another connection has it.`,
	next: `Free would be: zconn rename ${linkName} "${freeNameBeside(wanted.name, taken)}"`,
	exitCode: 2,
});

/**
 * The new name of a connection, trimmed, and its link name by Sigma's rule; without a Latin letter a free one of service and data
 * center. Refuses (exit 2) a name that is empty, too long or
 * unprintable, and one of which the link name belongs to another connection; then a free one is suggested.
 *
 * @param linkName that of the connection now
 */
export const planRename = (file: ConnectionsFile, linkName: string, newName: string): Result<NewNames> => {
	const name = newName.trim();
	if (name === '') return refused(wrongName('It is empty.'));
	if (name.length > maximumNameLength) {
		return refused(wrongName(`It has ${name.length} characters; ${maximumNameLength} at most are possible.`));
	}
	if (hasUnseen(name)) return refused(wrongName(unseenProblem));
	const taken = Object.keys(file.connections);
	const row = file.connections[linkName];
	const others = taken.filter(one => one !== linkName);
	const wanted = {
		name,
		linkName: ownLinkName(name) ?? linkNameOf(name, others, row ? standsFor(file, row) : []),
	};
	return others.includes(wanted.linkName) ? refused(takenName(linkName, wanted, taken)) : ok(wanted);
};

/**
 * A row in its old place among the others, under its new name; changes to it that were begun go on being about it.
 *
 * @param from its link name until now
 */
export const withNewName = (file: ConnectionsFile, from: string, row: Connection): ConnectionsFile => {
	const rows = Object.entries(file.connections).map(([key, old]) =>
		key === from ? ([row.linkName, row] as const) : ([key, old] as const),
	);
	const drafts = Object.entries(file.drafts).map(
		([id, draft]) => [id, draft.target === from ? {...draft, target: row.linkName} : draft] as const,
	);
	return {...file, connections: bareFrom(rows), drafts: bareFrom(drafts)};
};

/** A renamed row with the way back to its names; without one where its service is gone. @param at ISO 8601 in UTC */
export const withOldNames = (
	file: ConnectionsFile,
	old: Connection,
	now: Connection,
	at: string,
): Connection => {
	const service = file.services[old.service];
	const {name, linkName, scopesRequested} = old;
	if (!service) return withoutUndo(now);
	const undo: Undo = {
		name,
		...(linkName === now.linkName ? {} : {linkName}),
		service: old.service,
		serviceBefore: null,
		serviceUpdatedAt: service.updatedAt,
		scopesRequested,
		grant: null,
		at,
	};
	return {...now, undo};
};
