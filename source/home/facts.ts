import {planUndo} from '../connection/changes/undo.js';
import type {Connection} from '../connection/connection.js';
import type {ConnectionsFile} from '../connection/file/format.js';
import {grantsUsed, manyGrants} from '../connection/grants-used.js';
import {clockTime, timeLeft} from '../connection/health.js';
import {mintBudget} from '../connection/mint-budget.js';
import {healthIn} from '../connection/pushed-out.js';
import {isZohos} from '../connection/whose.js';
import {type DataCenter, findDataCenter} from '../zoho/data-center.js';
import {refreshTokensPerUserAndClient} from '../zoho/limits.js';
import {compareScopes} from '../zoho/scopes/scope.js';

export type Fact = {
	readonly label: string;
	readonly value: string;
	readonly tone: 'plain' | 'good' | 'bad' | 'warn';
};

/** "2026-11-24 14:32 UTC", without `Intl`. */
export const dayAndTime = (iso: string): string =>
	`${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A moment as short as it can be told: the time when it is within a day, else the day. @param now milliseconds since the epoch */
export const moment = (iso: string, now: number): string =>
	Math.abs(Date.parse(iso) - now) < 86_400_000 ? clockTime(iso) : new Date(iso).toISOString().slice(0, 10);

/** "7 left until 14:32 UTC": new access tokens that Zoho will still give out. */
export const budgetText = (connection: Connection, now: number): string | undefined => {
	const budget = mintBudget(connection, now);
	if (!budget) return undefined;
	return budget.until ? `${budget.left} left until ${clockTime(budget.until)}` : `${budget.left} left`;
};

const fact = (label: string, value: string | null | undefined, tone: Fact['tone'] = 'plain') =>
	value ? [{label, value, tone}] : [];

const healthFacts = (file: ConnectionsFile, connection: Connection, now: number): readonly Fact[] => {
	const {word, reason, at} = healthIn(file, connection, now);
	const tones = {ready: 'good', expired: 'plain', 'needs reconnecting': 'bad', unknown: 'warn'} as const;
	const since = word === 'needs reconnecting' && at ? ` Since ${dayAndTime(at)}.` : '';
	const {accessTokenExpiresAt: ends} = connection;
	const left = timeLeft(connection, now);
	return [
		...fact('Health', `${word}: ${reason}${since && !reason.endsWith('.') ? '.' : ''}${since}`, tones[word]),
		...fact('Token ends', left === 'over' || !ends ? left : `${clockTime(ends)}, ${left} left`),
		...fact('New tokens', budgetText(connection, now)),
	];
};

const grantFacts = (file: ConnectionsFile, connection: Connection): readonly Fact[] => {
	const {outgoing = [], incoming, linkName} = connection;
	const used = grantsUsed(file, linkName);
	const [problem] = outgoing.flatMap(old => (old.problem ? [old.problem] : []));
	const why = problem ? ` The last try: ${problem.reason}` : '';
	return [
		...fact(
			'Grants here',
			used === null
				? undefined
				: `${used} of the ${refreshTokensPerUserAndClient} that Zoho keeps for this user and client`,
			used !== null && used >= manyGrants ? 'warn' : 'plain',
		),
		...fact(
			'Replaced',
			outgoing.length === 0
				? undefined
				: outgoing.length === 1
					? `1 old grant lives on at Zoho; x ends it.${why}`
					: `${outgoing.length} old grants live on at Zoho; x ends them.${why}`,
			'warn',
		),
		...fact(
			'Waiting',
			incoming ? 'A new grant was issued and never taken; x gives it back.' : undefined,
			'warn',
		),
	];
};

const whoFacts = ({account, organization}: Connection): readonly Fact[] => [
	...fact(
		'Account',
		account &&
			[account.name, account.email && `<${account.email}>`, !account.name && !account.email && account.id]
				.filter(Boolean)
				.join(' '),
	),
	...fact('Organization', organization && `${organization.name} (${organization.id})`),
];

const scopeFacts = (connection: Connection): readonly Fact[] => {
	const {scopesGranted, scopesRequested} = connection;
	if (scopesGranted === null) {
		return fact('Asked for', `${scopesRequested.join(', ')} (the server did not say what it granted)`);
	}
	const {missing} = compareScopes(scopesRequested, scopesGranted, isZohos(connection));
	return [...fact('Granted', scopesGranted.join(', ')), ...fact('Not granted', missing.join(', '), 'warn')];
};

/** Everything known of a connection without a secret. @param now milliseconds since the epoch */
export const connectionFacts = (
	file: ConnectionsFile,
	connection: Connection,
	dataCenters: readonly DataCenter[],
	now: number,
): readonly Fact[] => {
	const service = file.services[connection.service];
	const dataCenter = findDataCenter(dataCenters, connection.dataCenter ?? undefined);
	return [
		...healthFacts(file, connection, now),
		...whoFacts(connection),
		...fact('Data center', dataCenter?.name ?? connection.dataCenter ?? 'not one of Zoho’s'),
		...scopeFacts(connection),
		...grantFacts(file, connection),
		...fact('Service', service && `${service.name} (${service.linkName})`),
		...fact('Client ID', service?.clientId),
		...fact('API domain', connection.apiDomain),
		...fact('Authorize', service?.authorizeUrl),
		...fact('Access token', service?.accessTokenUrl),
		...fact('Refresh', service?.refreshTokenUrl),
		...fact('Verified', connection.verifiedAt && dayAndTime(connection.verifiedAt)),
		...fact('Last change', planUndo(file, connection.linkName).ok ? 'u undoes it' : undefined),
		...fact('Changed', dayAndTime(connection.updatedAt)),
		...fact('Created', dayAndTime(connection.createdAt)),
	];
};
