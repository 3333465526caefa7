import {mintsPerWindow, refreshTokensPerUserAndClient} from '../zoho/limits.js';
import type {Refusal} from '../zoho/refusal.js';
import type {ConnectionsFile} from './file/format.js';
import {grantsUsed, grantsWarning} from './grants-used.js';
import {clockTime} from './health.js';
import {mintBudget} from './mint-budget.js';

export const alertKinds = ['needs-reconnecting', 'grants-nearly-used', 'budget-nearly-spent'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Something about a connection that a person should know, with what to do. Holds no secret. */
export type Alert = {
	readonly kind: AlertKind;
	/** The higher, the worse: an alert that becomes worse is news again. */
	readonly level: number;
	readonly connection: string;
	readonly what: string;
	readonly why: string;
	readonly next: string;
};

/** From here on the budget is nearly spent. */
const fewMints = 2;

const ofRefusal = (connection: string, {what, why, next}: Refusal): Alert => ({
	kind: 'needs-reconnecting',
	level: 1,
	connection,
	what: `${connection}: ${what}`,
	why,
	next,
});

/** Whose limit it is: that of a user and a client in a data center. */
const limitOf = ({connections, services}: ConnectionsFile, linkName: string): string => {
	const row = connections[linkName];
	return JSON.stringify([row && services[row.service]?.clientId, row?.dataCenter, row?.account?.id]);
};

/** Told for one of the connections that share the limit, not for each of them. */
const ofGrants = (file: ConnectionsFile, connection: string, others: readonly string[]): readonly Alert[] => {
	const limit = limitOf(file, connection);
	if (others.some(name => name < connection && limitOf(file, name) === limit)) return [];
	const used = grantsUsed(file, connection);
	const why = grantsWarning(used);
	if (used === null || why === undefined) return [];
	const level = used < refreshTokensPerUserAndClient ? 1 : used === refreshTokensPerUserAndClient ? 2 : 3;
	return [
		{
			kind: 'grants-nearly-used',
			level,
			connection,
			what: `${connection}: ${used} of ${refreshTokensPerUserAndClient} grants are used.`,
			why,
			next: 'Look for connections that are no longer needed with "zconn list", and free a grant with "zconn revoke NAME".',
		},
	];
};

const ofBudget = (file: ConnectionsFile, connection: string, now: number): readonly Alert[] => {
	const row = file.connections[connection];
	const budget = row ? mintBudget(row, now) : null;
	if (!budget || budget.left > fewMints) return [];
	const until = budget.until === null ? '' : ` It gets better at ${clockTime(budget.until)}.`;
	return [
		{
			kind: 'budget-nearly-spent',
			level: budget.left === 0 ? 2 : 1,
			connection,
			what: `${connection}: ${budget.left} new access tokens are left.`,
			why: `Its server gives a limited number in ten minutes (Zoho ${mintsPerWindow}), and something has asked for most of them.${until}`,
			next: 'Look for scripts that call "zconn refresh" or "zconn token --force" in a loop; "zconn token" alone asks only when it has to.',
		},
	];
};

/** A connection in a round: why it got no token, and which others were looked at as well. */
type Looked = {
	readonly connection: string;
	readonly refusal: Refusal | undefined;
	readonly others: readonly string[];
};

/** All that a person should know of a connection now. @param now milliseconds since the epoch */
export const alertsOf = (
	file: ConnectionsFile,
	{connection, refusal, others}: Looked,
	now: number,
): readonly Alert[] => [
	...(refusal?.exitCode === 3 ? [ofRefusal(connection, refusal)] : []),
	...ofGrants(file, connection, others),
	...ofBudget(file, connection, now),
];

/** What was told of one alert: how bad it was, and since when that is tried, as long as it did not work. */
type ToldAlert = {readonly level: number; readonly tryingSince?: number | undefined};
export type ToldOfOne = Readonly<Partial<Record<AlertKind, ToldAlert>>>;
/** By link name. */
export type Told = Readonly<Record<string, ToldOfOne>>;

/** Telling that failed, or whose program was ended, is tried again after so many milliseconds. */
const tryAgainAfter = 600_000;

export type Seen = {
	readonly connection: string;
	readonly alerts: readonly Alert[];
	/** Whether it is known that the grant works: while a server cannot be asked, one that was refused stays so. */
	readonly isSure: boolean;
};

const judge = (before: ToldAlert | undefined, alert: Alert, now: number) => {
	const since = before?.tryingSince;
	const isOverdue = since !== undefined && (now - since >= tryAgainAfter || since > now);
	const isNews = before === undefined || alert.level > before.level || isOverdue;
	return {isNews, entry: isNews ? {level: alert.level, tryingSince: now} : {...before, level: alert.level}};
};

/** What is news, and what counts as told from now on. An alert that is over is forgotten, and is news when it comes again. */
export const newsOf = (
	told: Told,
	seen: readonly Seen[],
	now: number,
): {readonly news: readonly Alert[]; readonly told: Told} => {
	const news: Alert[] = [];
	const rows = seen.map(({connection, alerts, isSure}): readonly [string, ToldOfOne] => {
		const before = told[connection] ?? {};
		const after: Partial<Record<AlertKind, ToldAlert>> = {};
		for (const kind of alertKinds) {
			const alert = alerts.find(one => one.kind === kind);
			if (alert) {
				const {isNews, entry} = judge(before[kind], alert, now);
				if (isNews) news.push(alert);
				after[kind] = entry;
			} else if (kind === 'needs-reconnecting' && !isSure && before[kind]) after[kind] = before[kind];
		}
		return [connection, after];
	});
	const changed = Object.fromEntries(rows);
	const all = Object.entries({...told, ...changed}).filter(([, one]) => Object.keys(one).length > 0);
	return {news, told: Object.fromEntries(all)};
};

/** The same, when an alert has been told. */
export const withDelivered = (told: Told, {connection, kind, level}: Alert): Told => {
	const one = told[connection];
	return one?.[kind] === undefined ? told : {...told, [connection]: {...one, [kind]: {level}}};
};
