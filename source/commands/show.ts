import {healthOf, timeLeft} from '../connection/health.js';
import {createRuntime} from '../io/runtime.js';
import type {ExitCode} from '../zoho/refusal.js';
import {compareScopes} from '../zoho/scope.js';
import {flagOption, type Invocation} from './invocation.js';
import {printData, printJson, printRefusal} from './output.js';
import {runtimeOptions} from './runtime-options.js';
import {table} from './table.js';
import {connectionJson} from './view.js';

/** Everything known of one connection and its service; secrets do not appear. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const {store, clock} = createRuntime(runtimeOptions(invocation));
	const [name = ''] = invocation.positionals;
	const one = store.readOne(name);
	if (!one.ok) return printRefusal(invocation, one.refusal);
	const {connection, service} = one.value;
	const now = clock.now();
	if (flagOption(invocation, 'json')) {
		const file = {format: 1, services: {[service.linkName]: service}, connections: {}, drafts: {}} as const;
		const {clientSecret: _secret, ...open} = service;
		printJson(invocation.streams, {
			connection: {...connectionJson(connection, file, now), serviceDetails: open},
		});
		return 0;
	}
	const health = healthOf(connection, now);
	const granted = connection.scopesGranted ?? connection.scopesRequested;
	const {missing} = compareScopes(connection.scopesRequested, granted);
	const {account, organization} = connection;
	const rows: readonly (readonly [string, string | null | undefined])[] = [
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
		['Scopes granted', granted.join(', ')],
		['Not granted', missing.join(', ')],
		['Created', connection.createdAt],
		['Verified', connection.verifiedAt],
		['Kept in', store.path],
	];
	const known = rows.flatMap(([label, value]) => (value ? [[label, value]] : []));
	printData(invocation.streams, table(known));
	return 0;
};
