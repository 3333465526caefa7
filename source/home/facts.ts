import {accountName, accountText} from '../connection/account-text.js';
import type {Connection} from '../connection/connection.js';
import type {ConnectionsFile} from '../connection/file/format.js';
import {grantsUsed, manyGrants} from '../connection/grants-used.js';
import {clockSetBack, clockTime, isEndless, timeLeft} from '../connection/health.js';
import {mintBudget} from '../connection/mint-budget.js';
import {healthIn} from '../connection/pushed-out.js';
import {sigmaProgress} from '../connection/sigma-progress.js';
import {isZohos} from '../connection/whose.js';
import {type DataCenter, findDataCenter} from '../zoho/data-center.js';
import {clientTypeNames, grantTypeNames} from '../zoho/flows/client-type.js';
import {refreshTokensPerUserAndClient} from '../zoho/limits.js';
import {missingScopes} from '../zoho/scopes/scope.js';
import {undoText} from './reasons.js';

export type Fact = {
	readonly label: string;
	readonly value: string;
	readonly tone: 'plain' | 'good' | 'bad' | 'warn';
};

/** "2026-11-24 14:32 UTC", without `Intl`. */
export const dayAndTime = (iso: string): string =>
	`${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** "7 left until 14:32 UTC": new access tokens that Zoho will still give out. */
export const budgetText = (connection: Connection, now: number): string | undefined => {
	const budget = mintBudget(connection, now);
	if (!budget) return undefined;
	return budget.until ? `${budget.left} left until ${clockTime(budget.until)}` : `${budget.left} left`;
};

const fact = (label: string, value: string | null | undefined | false, tone: Fact['tone'] = 'plain') =>
	value ? [{label, value, tone}] : [];

/** When the access token ends, and what happens then. @param now milliseconds since the epoch */
const expiryText = (connection: Connection, now: number): string => {
	const {accessTokenExpiresAt: ends, noRefreshToken, refusal} = connection;
	const left = timeLeft(connection, now);
	const then = noRefreshToken ? 'you consent again then' : 'it refreshes by itself on use';
	if (left === 'over' || !ends)
		return noRefreshToken ? 'over; you consent again' : refusal ? 'over' : `over; ${then}`;
	if (left === 'not known') return `not known: ${clockSetBack}`;
	if (isEndless(ends)) return 'the server named no end';
	const at = Date.parse(ends) - now > 86_400_000 ? dayAndTime(ends) : clockTime(ends);
	return `${at}, in ${left}${noRefreshToken ? `; ${then}` : ''}`;
};

const healthFacts = (file: ConnectionsFile, connection: Connection, around: Around): readonly Fact[] => {
	const {now, isOnHome} = around;
	const {word, reason, at} = healthIn(file, connection, now);
	const tones = {ready: 'good', expired: 'plain', 'needs reconnecting': 'bad', unknown: 'warn'} as const;
	const since = word === 'needs reconnecting' && at ? `, since ${dayAndTime(at)}` : '';
	const asked = isZohos(connection) ? 'Zoho' : 'its server';
	const known = isOnHome ? `, as known here; t asks ${asked}` : ', as known here';
	return [
		...fact(
			'Health',
			word === 'ready' ? `ready${known}` : `${word}: ${reason.replace(/\.$/, '')}${since}`,
			tones[word],
		),
		...fact('Token expires', expiryText(connection, now)),
		...fact('New tokens', budgetText(connection, now)),
	];
};

const grantFacts = (file: ConnectionsFile, connection: Connection, {isOnHome}: Around): readonly Fact[] => {
	const {outgoing = [], incoming, linkName} = connection;
	const used = grantsUsed(file, linkName);
	const [problem] = outgoing.flatMap(old => (old.problem ? [old.problem] : []));
	const why = problem ? ` The last try: ${problem.reason}` : '';
	const ends = (text: string): string =>
		isOnHome ? `${text}; x ends ${outgoing.length > 1 ? 'them' : 'it'}.` : `${text}.`;
	const old = outgoing.length === 1 ? '1 old grant is' : `${outgoing.length} old grants are`;
	return [
		...fact(
			'Grants used',
			used !== null &&
				`${used} of the ${refreshTokensPerUserAndClient} that Zoho keeps for this user and client`,
			used !== null && used >= manyGrants ? 'warn' : 'plain',
		),
		...fact('Replaced', outgoing.length > 0 && `${ends(`${old} still valid at Zoho`)}${why}`, 'warn'),
		...fact('Waiting', incoming && ends('A new grant was issued and never taken into use'), 'warn'),
	];
};

const whoFacts = ({account, organization}: Connection): readonly Fact[] => [
	...fact('Account', account && (accountText(account) || account.id)),
	...fact('Organization', organization && `${organization.name} (${organization.id})`),
];

const scopeFacts = (connection: Connection): readonly Fact[] => {
	const {scopesGranted, scopesRequested} = connection;
	if (scopesGranted === null) {
		return fact('Asked for', `${scopesRequested.join(', ')} (the server did not say what it granted)`);
	}
	const missing = missingScopes(scopesRequested, scopesGranted, isZohos(connection));
	return [...fact('Granted', scopesGranted.join(', ')), ...fact('Not granted', missing.join(', '), 'warn')];
};

/** What is said besides the connection itself. */
export type Around = {
	readonly dataCenters: readonly DataCenter[];
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** Where the file is. */
	readonly path: string;
	/** The machine that refreshed a shared connection last. */
	readonly refreshedBy: string | undefined;
	/** Whether keys can be named: on Home, not in what a command prints. */
	readonly isOnHome: boolean;
};

const savedFacts = (connection: Connection, {path, refreshedBy}: Around): readonly Fact[] =>
	'shared' in connection.refreshToken
		? [...fact('Saved in', 'the shared store'), ...fact('Refreshed by', refreshedBy)]
		: fact('Saved in', path);

const undoFact = (file: ConnectionsFile, linkName: string, {isOnHome}: Around): readonly Fact[] => {
	const last = undoText(file, linkName);
	const how = isOnHome ? 'u undoes it' : `"zconn edit ${linkName} --undo" takes it back`;
	return fact('Last change', last && `${last}; ${how}`);
};

/** How far *Copy to Sigma* has come, and what goes on with it. */
const sigmaFact = (connection: Connection, {isOnHome}: Around): readonly Fact[] => {
	const progress = sigmaProgress(connection);
	if (!progress) return [];
	if (progress.isWhole) return fact('In Sigma', `all ${connection.sigma?.of} steps are done`);
	const how = isOnHome ? 'g goes on' : `"zconn sheet ${connection.linkName}" goes on`;
	return fact('Continue in Sigma', `${progress.text}; ${how}`);
};

/** Everything known of a connection without a secret, in the words of Ready. `zconn show` prints the same. */
export const connectionFacts = (
	file: ConnectionsFile,
	connection: Connection,
	around: Around,
): readonly Fact[] => {
	const service = file.services[connection.service];
	const dataCenter = findDataCenter(around.dataCenters, connection.dataCenter ?? undefined);
	return [
		...healthFacts(file, connection, around),
		...whoFacts(connection),
		...fact('Data center', dataCenter?.name ?? connection.dataCenter),
		...scopeFacts(connection),
		...grantFacts(file, connection, around),
		...sigmaFact(connection, around),
		...fact('Service', service && `${service.name} (${service.linkName}), Client ID ${service.clientId}`),
		...fact('Client type', service?.clientType && clientTypeNames[service.clientType]),
		...fact('Grant type', connection.clientCredentials && grantTypeNames['client-credentials']),
		...fact('soid', service?.soid),
		...fact('API domain', connection.apiDomain),
		...fact('Authorize URL', connection.clientCredentials ? undefined : service?.authorizeUrl),
		...savedFacts(connection, around),
		...fact('Verified', connection.verifiedAt && dayAndTime(connection.verifiedAt)),
		...fact('Access token URL', service?.accessTokenUrl),
		...fact('Refresh token URL', connection.clientCredentials ? undefined : service?.refreshTokenUrl),
		...fact('Revocation URL', service?.revocationUrl),
		...fact('Issuer', service?.issuer),
		...fact('Client authentication', service?.clientAuth),
		...fact('Allowed API hosts', service?.allowedHosts?.join(', ')),
		...undoFact(file, connection.linkName, around),
		...fact('Changed', dayAndTime(connection.updatedAt)),
		...fact('Created', dayAndTime(connection.createdAt)),
	];
};

/** The same in a few words each, for the narrow panel beside the list: what one looks for first. */
export const briefFacts = (
	file: ConnectionsFile,
	connection: Connection,
	around: Around,
): readonly Fact[] => {
	const {account, organization, linkName} = connection;
	const facts = connectionFacts(file, connection, around);
	const own = (label: string): Fact | undefined => facts.find(one => one.label === label);
	const used = grantsUsed(file, linkName);
	const progress = sigmaProgress(connection);
	const scopes = connection.scopesGranted ?? connection.scopesRequested;
	return [
		...fact('Health', healthIn(file, connection, around.now).word, own('Health')?.tone),
		...fact('Token expires', own('Token expires')?.value.replace(/;.*$/, '')),
		...fact('New tokens', own('New tokens')?.value),
		...fact('Account', accountName(account)),
		...fact('Organization', organization?.name),
		...fact('Data center', own('Data center')?.value),
		...fact('Granted', scopes.length === 1 ? '1 scope' : `${scopes.length} scopes`),
		...scopes.map((value): Fact => ({label: '', value, tone: 'plain'})),
		...facts.filter(({label}) => label === 'Not granted'),
		...fact(
			'Grants used',
			used !== null && `${used} of ${refreshTokensPerUserAndClient}`,
			own('Grants used')?.tone,
		),
		...fact('In Sigma', progress && !progress.isWhole && `${progress.text}; g goes on`),
		...fact('Service', file.services[connection.service]?.name ?? connection.service),
		...fact('Saved in', 'shared' in connection.refreshToken ? 'the shared store' : 'this machine'),
		...facts.filter(({label}) => ['Replaced', 'Waiting', 'Last change'].includes(label)),
	];
};
