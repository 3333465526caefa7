import * as z from 'zod/mini';
import {sharedFormat} from '../../../connection/shared/format.js';
import {storeNewer, storeNotReady} from '../../../connection/shared/refusals.js';
import {done, mapped, ok, type Result, refused} from '../../../zoho/refusal.js';
import type {Database} from './database.js';
import {schemaSql} from './schema.js';

const factsSchema = z.object({
	id: z.string(),
	format: z.number(),
	/** Ids of the keys that may seal here, the newest first. */
	keyIds: z.array(z.string()),
	grants: z.number(),
});

export type StoreFacts = Readonly<z.infer<typeof factsSchema>>;

const factsSql = `select json_build_object('id', id, 'format', format, 'keyIds', to_json(key_ids),
	'grants', (select count(*) from zconn.grant)) as answer from zconn.store`;

/** Refuses `store-not-ready`, `store-newer` (exit 6), `store-unreachable` (exit 4). */
export const readStoreFacts = async (database: Database): Promise<Result<StoreFacts>> => {
	const rows = await database.run(factsSql);
	if (!rows.ok) return rows;
	const facts = z.safeParse(factsSchema, rows.value[0]);
	if (!facts.success) return refused(storeNotReady);
	return facts.data.format > sharedFormat ? refused(storeNewer(facts.data.format)) : ok(facts.data);
};

/** Makes what is missing of the schema, and touches nothing that is there. */
export const createSchema = async (database: Database): Promise<Result<true>> =>
	done(await database.run(schemaSql));

/**
 * Makes the ids known that may seal here. `first`: only in a store that has none and no grants, so that of two who set it up at
 * once one is told; `added`: before those that are known.
 */
export const registerKeys = async (
	database: Database,
	ids: readonly string[],
	kind: 'first' | 'added',
): Promise<Result<boolean>> => {
	const text =
		kind === 'first'
			? `update zconn.store set key_ids = array(select jsonb_array_elements_text($1::text::jsonb))
				where not exists (select 1 from zconn.grant) and key_ids = '{}' returning id as answer`
			: `update zconn.store set key_ids = array(select jsonb_array_elements_text($1::text::jsonb))
				|| array(select k from unnest(key_ids) k where not $1::text::jsonb ? k) returning id as answer`;
	return mapped(await database.run(text, [JSON.stringify(ids)]), rows => rows.length > 0);
};

/** Forgets ids that seal nothing any more. */
export const retireKeys = async (database: Database, ids: readonly string[]): Promise<Result<true>> => {
	const text = `update zconn.store set key_ids = array(select k from unnest(key_ids) k where $1::text::jsonb ? k)`;
	return done(await database.run(text, [JSON.stringify(ids)]));
};

/** Who did what: no secrets. */
const eventSchema = z.object({
	at: z.string(),
	name: z.nullable(z.string()),
	machine: z.string(),
	what: z.string(),
	revision: z.nullable(z.number()),
});

export type SharedEvent = Readonly<z.infer<typeof eventSchema>>;

/** The newest events first. @param name of one connection; all of them without it */
export const readEvents = async (
	database: Database,
	{name, limit}: {readonly name?: string | undefined; readonly limit: number},
): Promise<Result<readonly SharedEvent[]>> => {
	const text = `select json_build_object('at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'name', name, 'machine', machine, 'what', what, 'revision', revision) as answer
		from zconn.event where $1::text is null or name = $1 order by id desc limit $2::int`;
	const rows = await database.run(text, [name ?? null, limit]);
	if (!rows.ok) return rows;
	const events = z.safeParse(z.array(eventSchema), rows.value);
	return events.success ? ok(events.data) : refused(storeNotReady);
};
