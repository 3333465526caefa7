import {refreshTokensPerUserAndClient} from '../zoho/limits.js';
import type {Connection} from './connection.js';
import {type ConnectionsFile, oncePerFile} from './file/contents.js';
import {pageRows} from './file/page.js';
import {isOver} from './file/rows.js';
import {isZohos} from './whose.js';

/** From here on it is worth a warning. */
export const manyGrants = 18;

type Place = 'in use' | 'incoming' | 'outgoing';

type KnownGrant = {
	readonly place: Place;
	readonly clientId: string;
	readonly dataCenter: string;
	/** Undefined where Zoho did not tell. */
	readonly accountId: string | undefined;
};

/** Every grant of a connection that may be alive at Zoho: in use, waiting to be, and waiting to be revoked. */
const grantsOf = (file: ConnectionsFile, row: Connection): readonly KnownGrant[] => {
	const {incoming, outgoing = []} = row;
	const clientId = file.services[row.service]?.clientId;
	const own = {accountId: row.account?.id};
	const found: KnownGrant[] = [];
	// What a client asks for itself is no grant of a user's.
	if (row.clientCredentials) return [];
	if (isZohos(row) && clientId !== undefined && !isOver(row))
		found.push({...own, place: 'in use', clientId, dataCenter: row.dataCenter});
	const next = incoming?.service?.clientId ?? clientId;
	if (incoming && isZohos(incoming) && next !== undefined) {
		const accountId = incoming.account?.id;
		found.push({accountId, place: 'incoming', clientId: next, dataCenter: incoming.dataCenter});
	}
	// Whose they were is not kept, and a connection seldom changes hands.
	for (const old of outgoing)
		found.push({...own, place: 'outgoing', clientId: old.clientId, dataCenter: old.dataCenter});
	return found;
};

/** A user lives in one data center. */
const clientOf = ({clientId, dataCenter}: KnownGrant): string => `${dataCenter} ${clientId}`;

/** Where Zoho did not tell who it is, it may be the same one. */
const mayShareLimit = (one: KnownGrant, other: KnownGrant): boolean =>
	clientOf(one) === clientOf(other) &&
	(one.accountId === undefined || other.accountId === undefined || one.accountId === other.accountId);

/** The grants of a client, by whom they are of. */
type Counts = ReadonlyMap<string, ReadonlyMap<string | undefined, number>>;

const countsIn = oncePerFile((file): Counts => {
	const counts = new Map<string, Map<string | undefined, number>>();
	for (const row of Object.values(file.connections)) {
		for (const grant of grantsOf(file, row)) {
			const ofClient = counts.get(clientOf(grant)) ?? new Map<string | undefined, number>();
			counts.set(clientOf(grant), ofClient.set(grant.accountId, (ofClient.get(grant.accountId) ?? 0) + 1));
		}
	}
	return counts;
});

const countLike = (file: ConnectionsFile, grant: KnownGrant): number => {
	const ofClient = countsIn(file).get(clientOf(grant)) ?? new Map<string | undefined, number>();
	if (grant.accountId === undefined) return ofClient.values().reduce((sum, count) => sum + count, 0);
	return (ofClient.get(grant.accountId) ?? 0) + (ofClient.get(undefined) ?? 0);
};

/**
 * How many of Zoho's 20 grants the user and client of a connection have, as far as this file knows; other machines may have
 * more. A grant that waits to replace the one in use is counted in its place. Null where there is no such limit (a server that
 * is not Zoho's) or no grant that is still valid.
 */
export const grantsUsed = (file: ConnectionsFile, linkName: string): number | null => {
	const row = file.connections[linkName];
	if (!row) return null;
	const ofPage = pageRows(file)?.get(linkName);
	if (ofPage) return ofPage.grants;
	const own = grantsOf(file, row);
	const subject = own.find(({place}) => place === 'incoming') ?? own.find(({place}) => place === 'in use');
	if (!subject) return null;
	const replaced = own.filter(
		grant => subject.place === 'incoming' && grant.place === 'in use' && mayShareLimit(grant, subject),
	);
	return countLike(file, subject) - replaced.length;
};

/** What there is to say when few are left; undefined before. */
export const grantsWarning = (used: number | null): string | undefined => {
	if (used === null || used < manyGrants) return undefined;
	const over = used - refreshTokensPerUserAndClient;
	if (over > 0) {
		const some = over === 1 ? 'the oldest one' : `the oldest ${over}`;
		return `This user and client were given ${used} grants from this machine, and Zoho keeps ${refreshTokensPerUserAndClient}: it has ended ${some} without a word. "zconn test --all" finds which; "zconn revoke NAME" frees one.`;
	}
	const end = over === 0 ? 'the next one ends' : 'one more than that ends';
	return `This user and client have ${used} of Zoho's ${refreshTokensPerUserAndClient} grants from this machine; ${end} the oldest without a word. "zconn revoke NAME" frees one.`;
};
