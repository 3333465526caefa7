import * as z from 'zod/mini';
import {fits, is, linkName} from '../../../connection/file/parts.js';
import type {Claim, Expected, Outcome} from '../../../connection/shared/changes.js';
import {sharedFormat} from '../../../connection/shared/format.js';
import {type SharedGrant, sharedGrantSchema} from '../../../connection/shared/record.js';
import {grantChangedMeanwhile, storeDamaged, storeNewer} from '../../../connection/shared/refusals.js';
import {mintsPerWindow} from '../../../zoho/limits.js';
import {done, mapped, ok, type Refusal, type Result, refused} from '../../../zoho/refusal.js';
import type {PutRequest, SharedGrants} from '../ports.js';
import type {Database, Value} from './database.js';
import {insertSql, removeSql, replaceSql, resealSql} from './people-sql.js';
import {
	claimSql,
	rescueSql,
	rowJson,
	settleDoubtSql,
	settleRefusedSql,
	settleThrottledSql,
	settleTokensSql,
} from './schema.js';

const revisionsOf = (expected: Expected): readonly [edition: number | null, revision: number | null] =>
	'edition' in expected ? [expected.edition, null] : [null, expected.revision];

const settleRequest = (claim: Claim, outcome: Outcome): readonly [text: string, values: readonly Value[]] => {
	const head = [claim.name, claim.leaseNumber, claim.machine] as const;
	switch (outcome.kind) {
		case 'tokens':
			return [settleTokensSql, [...head, ...tokenValues(outcome)]];
		case 'throttled':
			return [
				settleThrottledSql,
				[...head, outcome.wait, outcome.problem?.id ?? null, outcome.problem?.reason ?? null],
			];
		case 'refused':
		case 'doubt': {
			const {problem, isMinted} = outcome;
			const text = outcome.kind === 'refused' ? settleRefusedSql : settleDoubtSql;
			return [text, [...head, problem.id, problem.reason, isMinted]];
		}
	}
};

const tokenValues = ({accessToken, life, refreshToken, facts}: Extract<Outcome, {kind: 'tokens'}>) =>
	[accessToken, life, refreshToken, JSON.stringify(facts)] as const;

const claimedSchema = z.object({leaseNumber: z.number(), refreshNumber: z.number()});

const readGrant = (answer: unknown, name: string): Result<SharedGrant> => {
	const parsed = z.safeParse(sharedGrantSchema, answer);
	if (!parsed.success) return refused(storeDamaged(name));
	return parsed.data.format > sharedFormat ? refused(storeNewer(parsed.data.format)) : ok(parsed.data);
};

const named = fits({name: linkName});

/** Of a row that may not be understood otherwise. */
const nameIn = (answer: unknown): string => (is(named, answer) ? answer.name : '?');

const fenced = (rows: Result<readonly unknown[]>): Result<'kept' | 'fenced'> =>
	mapped(rows, ({length}) => (length > 0 ? 'kept' : 'fenced'));

/** One row or a refusal, when no row fitted what was expected. */
const changed = (rows: Result<readonly unknown[]>, otherwise: Refusal): Result<unknown> => {
	if (!rows.ok) return rows;
	return rows.value.length > 0 ? ok(rows.value[0]) : refused(otherwise);
};

const put = async (database: Database, request: PutRequest): Promise<Result<SharedGrant>> => {
	const {name, grant, expected, machine, what} = request;
	const {facts, refreshToken, clientSecret, access, mintAges, refusal} = grant;
	const isKept = access === 'kept';
	const values = [
		...[name, machine, JSON.stringify(facts), refreshToken, clientSecret],
		...(access === null || isKept ? [null, null] : [access.sealed, access.life]),
		...[JSON.stringify(mintAges), refusal === null ? null : JSON.stringify(refusal), what],
	];
	const rows =
		expected === 'absent'
			? await database.run(insertSql, values)
			: await database.run(replaceSql, [...values, ...revisionsOf(expected), isKept]);
	const written = changed(rows, grantChangedMeanwhile(name));
	return written.ok ? readGrant(written.value, name) : written;
};

/**
 * The engine on PostgreSQL. Each verb is one statement that commits by itself; time is the database's.
 *
 * @param withSecrets whether this machine holds the key of refresh tokens; without it their columns are not even read
 */
export const createPostgresGrants = (database: Database, withSecrets: boolean): SharedGrants => {
	const row = rowJson('g', withSecrets);
	return {
		read: async name => {
			const rows = await database.run(`select ${row} as answer from zconn.grant g where name = $1`, [name]);
			if (!rows.ok) return rows;
			return rows.value.length === 0 ? ok(undefined) : readGrant(rows.value[0], name);
		},
		list: async () => {
			const rows = await database.run(`select ${row} as answer from zconn.grant g order by name`);
			if (!rows.ok) return rows;
			const grants: SharedGrant[] = [];
			for (const answer of rows.value) {
				const grant = readGrant(answer, nameIn(answer));
				if (!grant.ok) return grant;
				grants.push(grant.value);
			}
			return ok(grants);
		},
		claim: async (seen, {by, machine, leaseTime}) => {
			const {name, revision, facts, lease} = seen;
			const limit = typeof facts.connection.dataCenter === 'string' ? mintsPerWindow : null;
			const rows = await database.run(claimSql, [name, revision, by, leaseTime, machine, limit]);
			if (!rows.ok) return rows;
			const claimed = z.safeParse(claimedSchema, rows.value[0]);
			if (!claimed.success) return ok('passed');
			return ok({name, by, machine, ...claimed.data, isTakeover: lease !== null});
		},
		settle: async (claim, outcome) => fenced(await database.run(...settleRequest(claim, outcome))),
		rescue: async (claim, outcome) =>
			outcome.kind === 'tokens'
				? fenced(
						await database.run(rescueSql, [
							claim.name,
							claim.refreshNumber,
							claim.machine,
							...tokenValues(outcome),
						]),
					)
				: ok('fenced'),
		put: request => put(database, request),
		remove: async (name, expected, machine) => {
			const removed = await database.run(removeSql, [name, machine, ...revisionsOf(expected)]);
			return done(changed(removed, grantChangedMeanwhile(name)));
		},
		reseal: async ({name, revision}, {accessToken, refreshToken, clientSecret}, machine) => {
			const values = [name, machine, revision, accessToken, refreshToken, clientSecret];
			return done(changed(await database.run(resealSql, values), grantChangedMeanwhile(name)));
		},
		close: database.close,
	};
};
