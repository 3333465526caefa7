import {sharedFormat} from '../../../connection/shared/format.js';

/**
 * The schema, as `store init` creates it and `--print-sql` prints it. Every statement may be run again. Secrets are sealed before
 * they come here; the database never sees a key. `grant` is a word of SQL, and fine behind its schema.
 */
export const schemaSql = `create schema if not exists zconn;

create table if not exists zconn.store (
	only_one boolean primary key default true check (only_one),
	id text not null default gen_random_uuid()::text,
	format int not null default ${sharedFormat},
	key_ids text[] not null default '{}'
);
insert into zconn.store default values on conflict do nothing;

create table if not exists zconn.grant (
	name text primary key,
	format int not null default ${sharedFormat},
	revision bigint not null default 1,
	edition bigint not null default 1,
	facts jsonb not null,
	access_token text,
	access_expires_at timestamptz,
	access_life int,
	refresh_sealed text not null,
	client_sealed text not null,
	refresh_number bigint not null default 1,
	mints timestamptz[] not null default '{}',
	throttled_until timestamptz,
	refusal jsonb,
	doubt jsonb,
	lease_by text,
	lease_until timestamptz,
	lease_number bigint not null default 0,
	refreshed_by text,
	refreshed_at timestamptz,
	updated_at timestamptz not null default now()
);

create table if not exists zconn.event (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	name text,
	machine text not null,
	what text not null,
	revision bigint
);
create index if not exists event_name on zconn.event (name, id desc);
`;

/** Milliseconds since the epoch. */
const ms = (time: string): string => `floor(extract(epoch from ${time}) * 1000)`;

/** Text of a time as the connections file has it. */
export const isoNow = `to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * One row as one JSON value, so that no driver has a say in how numbers, times and lists arrive. A machine that may not read the
 * columns of the refresh token and the client secret does not ask for them.
 */
export const rowJson = (row: string, withSecrets: boolean): string => `json_build_object(
	'store', (select id from zconn.store), 'now', ${ms('clock_timestamp()')},
	'name', ${row}.name, 'format', ${row}.format, 'revision', ${row}.revision, 'edition', ${row}.edition,
	'facts', ${row}.facts, 'accessToken', ${row}.access_token, 'accessExpiresAt', ${ms(`${row}.access_expires_at`)},
	'accessLife', ${row}.access_life,
	'refreshToken', ${withSecrets ? `${row}.refresh_sealed` : 'null'},
	'clientSecret', ${withSecrets ? `${row}.client_sealed` : 'null'},
	'refreshNumber', ${row}.refresh_number,
	'mints', (select coalesce(json_agg(${ms('m')} order by m), '[]') from unnest(${row}.mints) m),
	'throttledUntil', ${ms(`${row}.throttled_until`)}, 'refusal', ${row}.refusal, 'doubt', ${row}.doubt,
	'lease', case when ${row}.lease_by is null then null
		else json_build_object('by', ${row}.lease_by, 'until', ${ms(`${row}.lease_until`)}) end,
	'leaseNumber', ${row}.lease_number, 'refreshedBy', ${row}.refreshed_by, 'refreshedAt', ${ms(`${row}.refreshed_at`)})`;

/** Writes an event about each row that a statement has just changed, within that statement. */
export const noted = (
	change: string,
	machine: string,
	what: string,
	answer: string,
): string => `with done as (
	${change}
), noted as (
	insert into zconn.event (name, machine, what, revision) select name, ${machine}, ${what}, revision from done
)
select ${answer} as answer from done`;

const recentMints = `array(select m from unnest(mints) m where m > now() - interval '10 minutes' order by m)`;

/** $1 name · $2 revision as it was seen · $3 who claims · $4 milliseconds of the turn · $5 machine · $6 most mints, or null */
export const claimSql = noted(
	`update zconn.grant set lease_by = $3, lease_until = now() + $4::int * interval '1 millisecond',
		lease_number = lease_number + 1, revision = revision + 1, updated_at = now(), mints = ${recentMints} || now()
	where name = $1 and revision = $2::bigint and (lease_until is null or lease_until < now())
		and ($6::int is null or cardinality(${recentMints}) < $6::int)
	returning name, revision, lease_number, refresh_number`,
	'$5',
	`'claim'`,
	`json_build_object('leaseNumber', lease_number, 'refreshNumber', refresh_number)`,
);

const released = `lease_by = null, lease_until = null, revision = revision + 1, updated_at = now(),
		refreshed_by = $3, refreshed_at = now()`;

/** $1 name · $2 fence · $3 machine · $4 access token · $5 seconds · $6 refresh token or null · $7 facts */
const withTokens = `access_token = $4, access_expires_at = now() + $5::int * interval '1 second', access_life = $5::int,
		refresh_sealed = coalesce($6, refresh_sealed),
		refresh_number = refresh_number + case when $6::text is null then 0 else 1 end,
		facts = jsonb_set(facts, '{connection}',
			facts->'connection' || $7::text::jsonb || jsonb_build_object('verifiedAt', ${isoNow})),
		throttled_until = null, refusal = null, doubt = null, ${released}`;

export const settleTokensSql = noted(
	`update zconn.grant set ${withTokens}
	where name = $1 and lease_number = $2::bigint and lease_by is not null returning name, revision`,
	'$3',
	`'tokens'`,
	'revision',
);

/** The fence is the number of the refresh token that was used; a claim that began in between is fenced in turn. */
export const rescueSql = noted(
	`update zconn.grant set lease_number = lease_number + 1, ${withTokens}
	where name = $1 and refresh_number = $2::bigint returning name, revision`,
	'$3',
	`'rescue'`,
	'revision',
);

/** $4 milliseconds · $5 id and $6 reason of an overload, or null */
export const settleThrottledSql = noted(
	`update zconn.grant set throttled_until = now() + $4::int * interval '1 millisecond',
		doubt = case when $5::text is null then null else jsonb_build_object('id', $5::text, 'reason', $6::text, 'at', ${isoNow}) end,
		${released}
	where name = $1 and lease_number = $2::bigint and lease_by is not null returning name, revision`,
	'$3',
	`'throttled'`,
	'revision',
);

/** $4 id · $5 reason · $6 whether the mint stays counted */
const settleProblem = (column: 'refusal' | 'doubt'): string =>
	noted(
		`update zconn.grant set ${column} = jsonb_build_object('id', $4::text, 'reason', $5::text, 'at', ${isoNow}),
		${column === 'refusal' ? 'doubt = null,' : ''}
		mints = case when $6::boolean then mints else mints[1:cardinality(mints) - 1] end, ${released}
	where name = $1 and lease_number = $2::bigint and lease_by is not null returning name, revision`,
		'$3',
		column === 'refusal' ? `'refused'` : `'doubt'`,
		'revision',
	);

export const settleRefusedSql = settleProblem('refusal');
export const settleDoubtSql = settleProblem('doubt');
