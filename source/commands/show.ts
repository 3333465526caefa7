import type {ConnectionsFile, ConnectionWithService} from '../connection/file/format.js';
import {grantsUsed} from '../connection/grants-used.js';
import {timeLeft} from '../connection/health.js';
import {withProgramName} from '../connection/program-name.js';
import {healthIn} from '../connection/pushed-out.js';
import {isShared} from '../connection/shared/overlay.js';
import type {SharedGrant} from '../connection/shared/record.js';
import {isZohos} from '../connection/whose.js';
import type {SecretStore} from '../io/ports.js';
import {createRuntime} from '../io/runtime.js';
import {askToReveal} from '../kit/ask/reveal.js';
import {flagOption, type Invocation} from '../kit/invocation.js';
import {connectionJson, serviceJson} from '../kit/output/json-views.js';
import {printData, printJson, printRefusal} from '../kit/output/print.js';
import {table} from '../kit/output/table.js';
import {visibleControls} from '../kit/output/terminal-text.js';
import {runtimeOptions} from '../kit/runtime-options.js';
import {refreshTokensPerUserAndClient} from '../zoho/limits.js';
import {type ExitCode, ok, type Result} from '../zoho/refusal.js';
import {compareScopes} from '../zoho/scopes/scope.js';

type Secrets = {
	readonly clientSecret: string;
	readonly refreshToken: string;
	readonly accessToken: string | null;
};

const openAll = async (
	secrets: SecretStore,
	{connection, service}: ConnectionWithService,
): Promise<Result<Secrets>> => {
	const place = {owner: 'connection', linkName: connection.linkName} as const;
	const clientSecret = await secrets.open(service.clientSecret, {
		owner: 'service',
		linkName: service.linkName,
		field: 'clientSecret',
	});
	if (!clientSecret.ok) return clientSecret;
	const refreshToken = await secrets.open(connection.refreshToken, {...place, field: 'refreshToken'});
	if (!refreshToken.ok) return refreshToken;
	const accessToken = connection.accessToken
		? await secrets.open(connection.accessToken, {...place, field: 'accessToken'})
		: ok(null);
	if (!accessToken.ok) return accessToken;
	return ok({
		clientSecret: clientSecret.value,
		refreshToken: refreshToken.value,
		accessToken: accessToken.value,
	});
};

/** When and where its token was made last; undefined for what is kept here. */
const sharedText = (grant: SharedGrant | undefined): string | undefined => {
	if (!grant) return undefined;
	const {refreshedBy, refreshedAt} = grant;
	if (refreshedBy === null || refreshedAt === null) return 'yes; no machine has refreshed it yet';
	return `yes; refreshed by ${visibleControls(refreshedBy)} at ${new Date(refreshedAt).toISOString()}`;
};

type Rows = readonly (readonly [label: string, value: string | null | undefined])[];

/** What the rows say besides the connection itself. */
type Around = {
	readonly file: ConnectionsFile;
	readonly now: number;
	readonly grants: number | null;
	readonly program: string | undefined;
};

/** What is known without opening anything. */
const rowsOf = ({connection, service}: ConnectionWithService, {file, now, grants, program}: Around): Rows => {
	const health = healthIn(file, connection, now);
	const granted = connection.scopesGranted ?? connection.scopesRequested;
	const {missing} = compareScopes(connection.scopesRequested, granted, isZohos(connection));
	const {account, organization, undo} = connection;
	return [
		['Connection', `${connection.name} (${connection.linkName})`],
		['Health', `${health.word}: ${health.reason}`],
		['Token ends in', timeLeft(connection, now)],
		['Account', account && [account.name, account.email].filter(Boolean).join(', ')],
		['Organization', organization && `${organization.name} (${organization.id})`],
		['Data center', connection.dataCenter],
		['API domain', connection.apiDomain],
		['Service', `${service.name} (${service.linkName})`],
		['Client ID', service.clientId],
		['Authorize URL', service.authorizeUrl],
		['Access token URL', service.accessTokenUrl],
		['Refresh token URL', service.refreshTokenUrl],
		['Revocation URL', service.revocationUrl],
		['Issuer', service.issuer],
		['Client authentication', service.clientAuth],
		['Allowed API hosts', service.allowedHosts?.join(', ')],
		['Scopes granted', granted.join(', ')],
		['Not granted', missing.join(', ')],
		['Created', connection.createdAt],
		['Verified', connection.verifiedAt],
		[
			'Grants used',
			grants === null
				? null
				: `${grants} of ${refreshTokensPerUserAndClient} from this machine, for this user and client`,
		],
		[
			'Last change',
			undo &&
				`${undo.at}; ${withProgramName(`"zconn edit ${connection.linkName} --undo"`, program)} takes it back`,
		],
	];
};

/** Everything known of one connection and its service; secrets only for a person who asks for them twice. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const runtime = createRuntime(runtimeOptions(invocation));
	const {store, clock, secrets, overlay} = runtime;
	const [name = ''] = invocation.positionals;
	const one = store.readOne(name);
	if (!one.ok) return printRefusal(invocation, one.refusal);
	const {connection, service} = one.value;
	const reveals = await askToReveal(invocation, 'the Client Secret and the tokens are');
	if (!reveals.ok) return printRefusal(invocation, reveals.refusal);
	const opened = reveals.value ? await openAll(secrets, one.value) : ok(undefined);
	await runtime.close();
	if (!opened.ok) return printRefusal(invocation, opened.refusal);
	const now = clock.now();
	const all = store.read();
	const grants = all.ok ? grantsUsed(all.value, name) : null;
	const alone = {format: 1, services: {[service.linkName]: service}, connections: {}, drafts: {}} as const;
	const file: ConnectionsFile = all.ok ? all.value : alone;
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {
			connection: {
				...connectionJson(connection, file, now),
				grantsUsed: grants,
				serviceDetails: serviceJson(service),
			},
			...(opened.value ? {secrets: opened.value} : {}),
		});
		return 0;
	}
	const rows = rowsOf(one.value, {file, now, grants, program: invocation.streams.program});
	const secretRows: Rows = [
		['Kept in', isShared(one.value.connection) ? 'the shared store' : store.path],
		['Shared', sharedText(overlay.sharedRows().get(name))],
		['Client Secret', opened.value?.clientSecret],
		['Refresh token', opened.value?.refreshToken],
		['Access token', opened.value?.accessToken],
	];
	const known = [...rows, ...secretRows].flatMap(([label, value]) => (value ? [[label, value]] : []));
	printData(invocation.streams, table(known));
	return 0;
};
