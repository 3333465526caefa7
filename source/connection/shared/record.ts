import * as z from 'zod/mini';
import {type Connection, connection as connectionCheck} from '../connection.js';
import {someRows} from '../file/contents.js';
import type {ConnectionWithService} from '../file/format.js';
import {is} from '../file/parts.js';
import {type Service, service as serviceCheck} from '../service.js';

const time = z.nullable(z.number());
const problemSchema = z.object({id: z.string(), reason: z.string(), at: z.string()});

/** One row of the shared store as an engine hands it out: times in milliseconds by the clock of the store, secrets sealed. */
export const sharedGrantSchema = z.object({
	/** The id of the store, and its clock's time of this answer. */
	store: z.string(),
	now: z.number(),
	name: z.string(),
	format: z.number(),
	/** Raised by every write. */
	revision: z.number(),
	/** Raised by what a person changes; a refresh leaves it alone, so that it never gets in an editor's way. */
	edition: z.number(),
	/** The rows of connection and service, without secrets and without what the columns hold. */
	facts: z.object({
		connection: z.record(z.string(), z.unknown()),
		service: z.record(z.string(), z.unknown()),
	}),
	accessToken: z.nullable(z.string()),
	accessExpiresAt: time,
	/** Seconds that the access token lived when it was new. */
	accessLife: z.nullable(z.number()),
	/** Null for a machine that may read access tokens only. */
	refreshToken: z.nullable(z.string()),
	clientSecret: z.nullable(z.string()),
	/** Raised when the refresh token becomes another one; not when it is only sealed with another key. */
	refreshNumber: z.number(),
	/** When access tokens were asked for. */
	mints: z.array(z.number()),
	throttledUntil: time,
	refusal: z.nullable(problemSchema),
	doubt: z.nullable(problemSchema),
	/** Who refreshes, or did not say how that ended. */
	lease: z.nullable(z.object({by: z.string(), until: z.number()})),
	/** The fence: raised by every claim and by every change of a person. */
	leaseNumber: z.number(),
	/** The machine that settled a refresh last. */
	refreshedBy: z.nullable(z.string()),
	refreshedAt: time,
});

export type SharedGrant = z.infer<typeof sharedGrantSchema>;
export type SharedFacts = SharedGrant['facts'];

/** What stands in columns of its own, or belongs to one machine. */
const ownColumns = new Set([
	'refreshToken',
	'accessToken',
	'accessTokenExpiresAt',
	'refreshedAt',
	'throttledUntil',
	'refusal',
	'doubt',
	'incoming',
	'outgoing',
	'undo',
	'sigma',
]);

/** What the store keeps of two rows in the clear. Fields that this program does not know are kept as well. */
export const factsOf = (connection: Connection, service: Service): SharedFacts => {
	const {clientSecret: _secret, ...facts} = service;
	return {
		connection: {...someRows<unknown>(connection, (_value, key) => !ownColumns.has(key))},
		service: {...facts},
	};
};

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What stands in a row in place of a secret that the shared store keeps. */
export const referenceTo = ({name, refreshNumber}: Pick<SharedGrant, 'name' | 'refreshNumber'>) => ({
	shared: name,
	grant: refreshNumber,
});

/** The rows as the rest of the program knows them, with references in the place of secrets; undefined when they do not fit. */
export const rowsOf = (grant: SharedGrant): ConnectionWithService | undefined => {
	const reference = referenceTo(grant);
	const connection = {
		...grant.facts.connection,
		linkName: grant.name,
		refreshToken: reference,
		accessToken: grant.accessToken === null ? null : reference,
		accessTokenExpiresAt: isoOf(grant.accessExpiresAt),
		refreshedAt: grant.mints.map(at => new Date(at).toISOString()),
		throttledUntil: isoOf(grant.throttledUntil),
		refusal: grant.refusal,
		doubt: grant.doubt,
	};
	const service = {...grant.facts.service, clientSecret: reference};
	return is(connectionCheck, connection) && is(serviceCheck, service) ? {connection, service} : undefined;
};
