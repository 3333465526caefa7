import type {Connection} from '../../connection/connection.js';
import {emptyFile} from '../../connection/file/contents.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {mapSecrets, secretsWithPlaces} from '../../connection/secrets/places.js';
import type {Secret, SecretPlace} from '../../connection/secrets/secret.js';
import {mapped, ok, type Result} from '../../zoho/refusal.js';
import type {SecretStore} from '../ports.js';

type Rows = Pick<ConnectionsFile, 'services' | 'connections'>;

const keyOf = (secret: Secret, place: SecretPlace): string => JSON.stringify([secret, place]);

/** Changes every secret of some rows in a way that takes time. The first that fails is refused. */
const changeRows = async (
	rows: Rows,
	change: (secret: Secret, place: SecretPlace) => Promise<Result<Secret>>,
): Promise<Result<Rows>> => {
	const file = {...emptyFile, ...rows};
	const changed = new Map<string, Secret>();
	for (const [secret, place] of secretsWithPlaces(file)) {
		const result = await change(secret, place);
		if (!result.ok) return result;
		changed.set(keyOf(secret, place), result.value);
	}
	const {services, connections} = mapSecrets(
		file,
		(secret, place) => changed.get(keyOf(secret, place)) ?? secret,
	);
	return ok({services, connections});
};

/** The rows with their secrets open, to be encrypted in another way. */
export const openRows = (secrets: SecretStore, rows: Rows): Promise<Result<Rows>> =>
	changeRows(rows, async (secret, place) => mapped(await secrets.open(secret, place), plain => ({plain})));

/** Rows with open secrets, sealed as this file keeps its own. */
export const sealRows = (secrets: SecretStore, rows: Rows): Promise<Result<Rows>> =>
	changeRows(rows, async (secret, place) =>
		'plain' in secret ? secrets.seal(secret.plain, place) : ok(secret),
	);

/**
 * A sealed secret is bound to its place: each of a connection is opened in the old one and sealed for the new one. No key is needed
 * where the place stays.
 *
 * @param to its new link name
 */
export const moveSecrets = async (
	secrets: SecretStore,
	row: Connection,
	to: string,
): Promise<Result<Connection>> => {
	if (to === row.linkName) return ok(row);
	const rows = {services: {}, connections: {[row.linkName]: row}};
	const moved = await changeRows(rows, async (secret, place) => {
		// Those of clients stay with their service.
		if (place.owner !== 'connection') return ok(secret);
		const opened = await secrets.open(secret, place);
		return opened.ok ? secrets.seal(opened.value, {...place, linkName: to}) : opened;
	});
	return moved.ok ? ok({...row, ...moved.value.connections[row.linkName], linkName: to}) : moved;
};
