import type {Connection, Outgoing} from '../connection.js';
import type {Service} from '../service.js';
import {bare, type ConnectionsFile, someRows} from './contents.js';

export const withRow = (file: ConnectionsFile, row: Connection): ConnectionsFile => ({
	...file,
	connections: bare({...file.connections, [row.linkName]: row}),
});

/** @param service none: the same file */
export const withService = (file: ConnectionsFile, service: Service | null | undefined): ConnectionsFile =>
	service ? {...file, services: bare({...file.services, [service.linkName]: service})} : file;

/** A draft that is done goes in the same write. The same file when there is none. */
export const withoutDraft = (file: ConnectionsFile, draftId: string): ConnectionsFile =>
	file.drafts[draftId] ? {...file, drafts: someRows(file.drafts, (_draft, id) => id !== draftId)} : file;

/** Of some keys of a row those that it has; none without a row. */
export const present = <Key extends keyof Connection>(
	row: Pick<Connection, Key> | undefined,
	keys: readonly Key[],
): Partial<Pick<Connection, Key>> => {
	const some: Partial<Pick<Connection, Key>> = {};
	for (const key of keys) if (row?.[key] !== undefined) some[key] = row[key];
	return some;
};

/** The connection's grant as one that has to be revoked; none where there is no known way (a server that is not Zoho's). */
export const outgoingOf = (
	grant: Pick<Connection, 'refreshToken' | 'dataCenter' | 'clientCredentials'>,
	{linkName, clientId, clientSecret}: Service,
	at: string,
): readonly Outgoing[] => {
	const {refreshToken, dataCenter, clientCredentials} = grant;
	if (dataCenter === null || clientCredentials === true) return [];
	return [{refreshToken, dataCenter, service: linkName, clientId, clientSecret, at, problem: null}];
};

/**
 * What stands in the place of a refresh token that a grant does not have: no secret, and unlike that of any other grant, so that two of
 * them are told apart. @param at when it was issued
 */
export const noTokenOf = (at: string): string => `none, ${at}`;

/** Whether two rows, or two generations of one, hold the same grant under the same seal. */
export const isSameGrant = (
	one: Pick<Connection, 'refreshToken'>,
	other: Pick<Connection, 'refreshToken'>,
): boolean => JSON.stringify(one.refreshToken) === JSON.stringify(other.refreshToken);

/** What `connection.outgoing` becomes: absent when nothing waits. */
export const waiting = (outgoing: readonly Outgoing[]): Pick<Connection, 'outgoing'> =>
	outgoing.length > 0 ? {outgoing: [...outgoing]} : {};

/** The row without what is true of the kind of its grant alone, for another grant to take its place. */
export const withoutKind = ({
	noRefreshToken: _none,
	clientCredentials: _ofClient,
	...row
}: Connection): Omit<Connection, 'noRefreshToken' | 'clientCredentials'> => row;

/** What a proof of its grant leaves of a row's troubles. @param at ISO 8601, UTC */
export const proven = (at: string) => ({throttledUntil: null, refusal: null, doubt: null, verifiedAt: at});

export const withoutUndo = (row: Connection): Connection => {
	if (!row.undo) return row;
	const {undo: _undo, ...rest} = row;
	return rest;
};

/** Zoho has said for good that the grant is no more: there is nothing left to revoke. */
export const isOver = ({refusal}: Connection): boolean =>
	refusal !== null && ['revoked', 'invalid-code'].includes(refusal.id);
