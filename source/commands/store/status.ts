import {healthOf, timeLeft} from '../../connection/health.js';
import {mintBudget} from '../../connection/mint-budget.js';
import {rowsOf} from '../../connection/shared/record.js';
import type {Runtime} from '../../io/runtime.js';
import {readStoreFacts} from '../../io/shared/engines/admin.js';
import {unwrap} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {printJson, printReport} from '../../kit/output/print.js';
import {table} from '../../kit/output/table.js';
import type {ExitCode} from '../../zoho/refusal.js';

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The store, its keys as far as this machine has them, and each connection in it by the clock of the store. */
export const run = async (invocation: Invocation, {shared}: Runtime): Promise<ExitCode> => {
	const access = unwrap(await shared.open('The shared store'));
	const {database, grants, sealer, address, machine} = access;
	const facts = unwrap(await readStoreFacts(database));
	const listed = unwrap(await grants.list());
	const own = [...sealer.ids('a'), ...sealer.ids('r')];
	const opens = {
		accessTokens: sealer.ids('a').some(id => facts.keyIds.includes(id)),
		refreshTokens: sealer.ids('r').some(id => facts.keyIds.includes(id)),
	};
	const rows = listed.flatMap(grant => {
		const row = rowsOf(grant);
		return row ? [{grant, connection: row.connection, budget: mintBudget(row.connection, grant.now)}] : [];
	});
	if (flagOption(invocation, 'json')) {
		const connections = rows.map(({grant, connection, budget}) => ({
			linkName: grant.name,
			health: healthOf(connection, grant.now).word,
			expiresAt: iso(grant.accessExpiresAt),
			refreshedBy: grant.refreshedBy,
			refreshedAt: iso(grant.refreshedAt),
			refreshing: grant.lease && grant.lease.until > grant.now ? grant.lease.by : null,
			tokensLeft: budget?.left ?? null,
			revision: grant.revision,
		}));
		const {id, format, keyIds} = facts;
		printJson(invocation.streams, {
			store: {id, format, address: address.described, keyIds, ownKeyIds: own, opens, machine},
			connections,
		});
		return 0;
	}
	const who = opens.refreshTokens
		? 'reads and refreshes'
		: opens.accessTokens
			? 'reads access tokens only'
			: 'has no key of it';
	const lines = rows.map(({grant, connection, budget}) => [
		grant.name,
		healthOf(connection, grant.now).word,
		timeLeft(connection, grant.now),
		budget === null ? '-' : `${budget.left} of 10`,
		grant.refreshedBy ?? '-',
		iso(grant.refreshedAt) ?? '-',
	]);
	const head = ['NAME', 'HEALTH', 'TOKEN ENDS IN', 'TOKENS LEFT', 'REFRESHED BY', 'AT'];
	printReport(
		invocation.streams,
		[
			`${address.described}. This machine (${machine}) ${who}.`,
			lines.length === 0
				? 'No connections yet. "zconn share NAME" moves one there.'
				: table([head, ...lines]),
		].join('\n'),
	);
	return 0;
};
