import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption} from '../kit/invocation.js';
import {serviceUseJson} from '../kit/output/json-views.js';
import {printData, printJson, say} from '../kit/output/print.js';
import {table} from '../kit/output/table.js';

/** One line per service, by link name. Nothing is asked of the network, and no secret is opened. */
export const run = withRuntime(async (invocation, {store}) => {
	const {streams} = invocation;
	const {services, connections} = unwrap(store.read());
	const users = Map.groupBy(Object.values(connections), ({service}) => service);
	const rows = Object.values(services)
		.toSorted((one, other) => (one.linkName < other.linkName ? -1 : 1))
		.map(service => serviceUseJson(service, users.get(service.linkName) ?? []));
	if (flagOption(invocation, 'json')) {
		printJson(streams, {services: rows});
		return 0;
	}
	if (rows.length === 0) {
		say(streams, 'No services yet. "zconn new" sets one up with the first connection.');
		return 0;
	}
	const lines = rows.map(({linkName, name, connections: names, scopes, dataCenter, clientId}) => [
		linkName,
		name,
		String(names.length),
		String(scopes.length),
		dataCenter ?? '-',
		clientId,
	]);
	const head = ['NAME', 'SERVICE', 'CONNECTIONS', 'SCOPES', 'DATA CENTER', 'CLIENT ID'];
	printData(streams, table([head, ...lines]));
	return 0;
});
