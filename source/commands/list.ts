import type {Connection} from '../connection/connection.js';
import {timeLeft} from '../connection/health.js';
import {healthIn} from '../connection/pushed-out.js';
import {isShared, type SharedRows} from '../connection/shared/overlay.js';
import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption} from '../kit/invocation.js';
import {connectionJson} from '../kit/output/json-views.js';
import {printData, printJson, printRefusal, say} from '../kit/output/print.js';
import {table} from '../kit/output/table.js';
import {whatAndWhy} from '../zoho/refusal.js';

/** Where a connection is kept, and who refreshed it last. */
const keptText = (connection: Connection, shared: SharedRows): string => {
	if (!isShared(connection)) return 'here';
	const by = shared.get(connection.linkName)?.refreshedBy;
	return by ? `shared, refreshed by ${by}` : 'shared';
};

/** One line a connection. Health is what is known here; nothing is asked. */
export const run = withRuntime(async (invocation, {store, clock, overlay}) => {
	const problem = overlay.pullProblem();
	const file = unwrap(store.read());
	const now = clock.now();
	const connections = Object.values(file.connections).toSorted((one, other) =>
		one.linkName < other.linkName ? -1 : 1,
	);
	// A list of nothing would be a lie where the shared store could not be read.
	if (problem && connections.length === 0) return printRefusal(invocation, problem);
	if (problem)
		say(invocation.streams, `! ${whatAndWhy(problem)} Shared connections are as they were seen last.`);
	const shared = overlay.sharedRows();
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {
			connections: connections.map(connection => ({
				...connectionJson(connection, file, now),
				refreshedBy: shared.get(connection.linkName)?.refreshedBy ?? null,
			})),
		});
		return 0;
	}
	if (connections.length === 0) {
		say(
			invocation.streams,
			'No connections yet. "zconn new" sets one up; "zconn practice" shows how, without an account.',
		);
		return 0;
	}
	const rows = connections.map(connection => [
		connection.linkName,
		healthIn(file, connection, now).word,
		connection.dataCenter ?? '-',
		file.services[connection.service]?.name ?? connection.service,
		timeLeft(connection, now),
		...(connections.some(isShared) ? [keptText(connection, shared)] : []),
	]);
	const head = ['NAME', 'HEALTH', 'DATA CENTER', 'SERVICE', 'TOKEN ENDS IN'];
	printData(invocation.streams, table([connections.some(isShared) ? [...head, 'KEPT'] : head, ...rows]));
	return 0;
});
