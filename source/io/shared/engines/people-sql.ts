import {sharedFormat} from '../../../connection/shared/format.js';
import {noted, rowJson} from './schema.js';

const ages = (list: string): string =>
	`array(select now() - a::float8 * interval '1 millisecond' from jsonb_array_elements_text(${list}::text::jsonb) a)`;

/**
 * $1 name · $2 machine · $3 facts · $4 refresh token · $5 client secret · $6 access token · $7 seconds · $8 ages of mints ·
 * $9 refusal · $10 what
 */
export const insertSql = noted(
	`insert into zconn.grant as g (name, format, facts, refresh_sealed, client_sealed, access_token, access_expires_at, access_life,
		mints, refusal)
	values ($1, ${sharedFormat}, $3::text::jsonb, $4, $5, $6, now() + $7::int * interval '1 second', $7::int, ${ages('$8')}, $9::text::jsonb)
	on conflict do nothing returning g.*`,
	'$2',
	'$10',
	rowJson('done', true),
);

/** As `insertSql`; a null secret stays as it is. $11 edition or null · $12 revision or null · $13 whether the access token stays */
export const replaceSql = noted(
	`update zconn.grant g set revision = revision + 1, edition = edition + 1, updated_at = now(),
		facts = $3::text::jsonb, refusal = $9::text::jsonb,
		client_sealed = coalesce($5, client_sealed),
		access_token = case when $13::boolean then access_token else $6 end,
		access_expires_at = case when $13::boolean then access_expires_at else now() + $7::int * interval '1 second' end,
		access_life = case when $13::boolean then access_life else $7::int end,
		refresh_sealed = coalesce($4, refresh_sealed),
		refresh_number = refresh_number + case when $4::text is null then 0 else 1 end,
		mints = case when $4::text is null then mints else ${ages('$8')} end,
		throttled_until = case when $4::text is null then throttled_until end,
		doubt = case when $4::text is null then doubt end,
		lease_by = case when $4::text is null then lease_by end,
		lease_until = case when $4::text is null then lease_until end,
		lease_number = lease_number + case when $4::text is null then 0 else 1 end
	where name = $1 and ($11::bigint is null or edition = $11::bigint) and ($12::bigint is null or revision = $12::bigint)
	returning g.*`,
	'$2',
	'$10',
	rowJson('done', true),
);

/** $1 name · $2 machine · $3 edition or null · $4 revision or null */
export const removeSql = noted(
	`delete from zconn.grant where name = $1
		and ($3::bigint is null or edition = $3::bigint) and ($4::bigint is null or revision = $4::bigint)
		and (lease_until is null or lease_until < now())
	returning name, revision`,
	'$2',
	`'remove'`,
	'revision',
);

/** $1 name · $2 machine · $3 revision · $4 access token · $5 refresh token · $6 client secret */
export const resealSql = noted(
	`update zconn.grant set format = ${sharedFormat}, revision = revision + 1, updated_at = now(), access_token = coalesce($4, access_token),
		refresh_sealed = coalesce($5, refresh_sealed), client_sealed = coalesce($6, client_sealed)
	where name = $1 and revision = $3::bigint returning name, revision`,
	'$2',
	`'rekey'`,
	'revision',
);
