import {chosenRows, type Exported, printExport} from '../connection/file/export.js';
import type {ConnectionsFile} from '../connection/file/format.js';
import {openRows} from '../io/file/secret-rows.js';
import type {SecretStore} from '../io/ports.js';
import {newExportPassphrase} from '../kit/ask/export-passphrase.js';
import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption, type Invocation} from '../kit/invocation.js';
import {printData, say} from '../kit/output/print.js';
import type {ExitCode} from '../zoho/refusal.js';
import {counted} from '../zoho/text.js';

/**
 * Connections of which only one copy can go on: their server gave a new refresh token at a refresh, or gave one for another
 * connection of the same service.
 */
const rotating = ({services, connections}: Exported['file'], all: ConnectionsFile): readonly string[] => {
	const rows = Object.values(all.connections);
	const servers = new Set(rows.filter(({rotates}) => rotates).map(({service}) => service));
	return Object.values(connections)
		.filter(({service}) => servers.has(service) && services[service])
		.map(({linkName}) => linkName);
};

const printOpen = async (
	invocation: Invocation,
	secrets: SecretStore,
	file: Exported['file'],
	names: readonly string[],
): Promise<ExitCode> => {
	// The key of the file first, so that no one thinks up a passphrase for nothing.
	const opened = unwrap(await openRows(secrets, file));
	const passphrase = await newExportPassphrase(invocation);
	const {encryptAge} = await import('../io/secrets/age.js');
	const text = printExport({hasSecrets: true, file: opened});
	printData(invocation.streams, await encryptAge(text, passphrase));
	say(
		invocation.streams,
		`${counted(Object.keys(file.connections).length, 'connection')} exported with secrets. The file and its passphrase give access to the connections; both machines share each grant and its limits.`,
	);
	if (names.length > 0) {
		say(
			invocation.streams,
			`! ${names.join(', ')}: the server gives a new refresh token with each refresh, so only one machine can go on with this grant; the other copy ends at its next refresh, and may end both. Use it on one machine, or connect each apart.`,
		);
	}
	return 0;
};

/** Services and connections as one text on stdout; with secrets only encrypted. */
export const run = withRuntime(async (invocation, {store, secrets}) => {
	const {streams, positionals} = invocation;
	for (const name of positionals) unwrap(store.readOne(name));
	const all = unwrap(store.read());
	const file = chosenRows(all, positionals);
	if (flagOption(invocation, 'with-secrets'))
		return printOpen(invocation, secrets, file, rotating(file, all));
	printData(streams, printExport({hasSecrets: false, file}));
	say(
		streams,
		`${counted(Object.keys(file.connections).length, 'connection')} exported without secrets: each needs its Client Secret and a consent where it is imported. --with-secrets takes them along.`,
	);
	return 0;
});
