import {healthOf, timeLeft} from '../connection/health.js';
import {createRuntime} from '../io/runtime.js';
import {flagOption, type Invocation} from '../kit/invocation.js';
import {connectionJson} from '../kit/output/json-views.js';
import {printData, printJson, printRefusal, say} from '../kit/output/print.js';
import {table} from '../kit/output/table.js';
import {runtimeOptions} from '../kit/runtime-options.js';
import type {ExitCode} from '../zoho/refusal.js';

/** One line a connection. Health is what is known here; nothing is asked. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const {store, clock} = createRuntime(runtimeOptions(invocation));
	const read = store.read();
	if (!read.ok) return printRefusal(invocation, read.refusal);
	const file = read.value;
	const now = clock.now();
	const connections = Object.values(file.connections).toSorted((one, other) =>
		one.linkName < other.linkName ? -1 : 1,
	);
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {
			connections: connections.map(connection => connectionJson(connection, file, now)),
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
		healthOf(connection, now).word,
		connection.dataCenter ?? '-',
		file.services[connection.service]?.name ?? connection.service,
		timeLeft(connection, now),
	]);
	printData(
		invocation.streams,
		table([['NAME', 'HEALTH', 'DATA CENTER', 'SERVICE', 'TOKEN ENDS IN'], ...rows]),
	);
	return 0;
};
