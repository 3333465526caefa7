import {detach} from '../../connection/changes/take-over.js';
import type {Connection, Incoming} from '../../connection/connection.js';
import {withoutDraft, withoutUndo} from '../../connection/file/rows.js';
import {linkNameOf} from '../../connection/link-name.js';
import {changedMeanwhile, noSuchConnection} from '../../connection/refusals.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';
import {sealConnection} from './seal.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock'>;

/** The waiting grant as a row of its own, sealed for its new place. */
const apartRow = async (
	world: Needs,
	row: Connection,
	incoming: Incoming,
	linkName: string,
): Promise<Result<Connection>> => {
	const {secrets} = world;
	const from = {owner: 'connection', linkName: row.linkName} as const;
	const {service, at: _issued, ...grant} = incoming;
	const {outgoing: _old, incoming: _waiting, ...rest} = withoutUndo(row);
	const [refreshToken, accessToken] = await Promise.all([
		secrets.open(incoming.refreshToken, {...from, field: 'refreshToken'}),
		incoming.accessToken ? secrets.open(incoming.accessToken, {...from, field: 'accessToken'}) : ok(''),
	]);
	if (!refreshToken.ok) return refreshToken;
	if (!accessToken.ok) return accessToken;
	const at = nowIn(world);
	const fresh = {
		...rest,
		...grant,
		refreshToken: refreshToken.value,
		accessToken: accessToken.value,
		throttledUntil: null,
		refusal: null,
		doubt: null,
		verifiedAt: at,
		createdAt: at,
		updatedAt: at,
	};
	return sealConnection(secrets, fresh, linkName, service?.linkName ?? row.service);
};

/**
 * The new grant becomes a connection of its own; the old one stays as it was.
 *
 * @returns the link name of the new one
 */
export const saveApart = async (
	world: Needs,
	request: {readonly linkName: string; readonly draftId: string},
): Promise<Result<string>> => {
	const {linkName, draftId} = request;
	const read = world.store.read();
	if (!read.ok) return read;
	const row = read.value.connections[linkName];
	if (!row) return refused(noSuchConnection(linkName, Object.keys(read.value.connections)));
	if (!row.incoming) return refused(changedMeanwhile(linkName));
	const name = linkNameOf(row.incoming.name, Object.keys(read.value.connections));
	const apart = await apartRow(world, row, row.incoming, name);
	if (!apart.ok) return apart;
	const saved = await changeRow(world, linkName, file =>
		ok(file.connections[name] ? file : withoutDraft(detach(file, linkName, apart.value), draftId)),
	);
	if (!saved.ok) return saved;
	// Another program has taken the name since: another one is tried.
	return saved.value.connections[name] === apart.value ? ok(name) : saveApart(world, request);
};
