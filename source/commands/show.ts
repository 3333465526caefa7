import type {ConnectionsFile, ConnectionWithService} from '../connection/file/format.js';
import {grantsUsed} from '../connection/grants-used.js';
import {withProgramName} from '../connection/program-name.js';
import {accessTokenOf, clientSecretOf, refreshTokenOf} from '../connection/secrets/place.js';
import {connectionFacts} from '../home/facts.js';
import type {SecretStore} from '../io/ports.js';
import {shownPath} from '../io/system/user-folders.js';
import {askToReveal} from '../kit/ask/reveal.js';
import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption} from '../kit/invocation.js';
import {connectionJson, serviceJson} from '../kit/output/json-views.js';
import {printData, printJson} from '../kit/output/print.js';
import {table} from '../kit/output/table.js';

const openAll = async (secrets: SecretStore, {connection, service}: ConnectionWithService) => {
	const {linkName, refreshToken, accessToken} = connection;
	const open = async (...sealed: Parameters<SecretStore['open']>): Promise<string> =>
		unwrap(await secrets.open(...sealed));
	return {
		clientSecret: await open(service.clientSecret, clientSecretOf(service.linkName)),
		refreshToken: await open(refreshToken, refreshTokenOf(linkName)),
		accessToken: accessToken ? await open(accessToken, accessTokenOf(linkName)) : null,
	};
};

/** Everything known of one connection and its service; secrets only for a person who asks for them twice. */
export const run = withRuntime(async (invocation, runtime) => {
	const {store, clock, secrets, overlay} = runtime;
	const [name = ''] = invocation.positionals;
	const one = unwrap(store.readOne(name));
	const {connection, service} = one;
	const reveals = unwrap(await askToReveal(invocation, 'the Client Secret and the tokens are'));
	const opened = reveals ? await openAll(secrets, one) : undefined;
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
			...(opened ? {secrets: opened} : {}),
		});
		return 0;
	}
	const dataCenters = runtime.dataCenters();
	const shared = overlay.sharedRows().get(name)?.refreshedBy;
	const facts = connectionFacts(file, connection, {
		dataCenters: dataCenters.ok ? dataCenters.value : [],
		now,
		path: shownPath(store.path, runtime),
		refreshedBy: shared || undefined,
		isOnHome: false,
	});
	const {program} = invocation.streams;
	const rows: readonly (readonly [label: string, value: string | null | undefined])[] = [
		['Connection', `${connection.name} (${connection.linkName})`],
		...facts.map(({label, value}) => [label, withProgramName(value, program)] as const),
		['Client Secret', opened?.clientSecret],
		['Refresh token', opened?.refreshToken],
		['Access token', opened?.accessToken],
	];
	const known = rows.flatMap(([label, value]) => (value ? [[label, value]] : []));
	printData(invocation.streams, table(known));
	return 0;
});
