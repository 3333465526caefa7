import {type NewNames, planRename} from '../../connection/changes/rename.js';
import type {Connection} from '../../connection/connection.js';
import {bare, type ConnectionsFile} from '../../connection/file/format.js';
import {withoutUndo} from '../../connection/file/rows.js';
import type {Secret} from '../../connection/secrets/secret.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {Renamed, SecretStore} from '../ports.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock' | 'lock'>;

/** Every secret of a row: of the grant in use, of one that waits, and of those that are to be revoked. */
type Sealed = Pick<Connection, 'refreshToken' | 'accessToken' | 'incoming' | 'outgoing'>;

/** A sealed secret is bound to its place, so each is opened in the old one and sealed for the new one. */
const sealAnew = async (secrets: SecretStore, row: Connection, to: string): Promise<Result<Sealed>> => {
	const problems: Refusal[] = [];
	const move = async (secret: Secret, field: 'refreshToken' | 'accessToken'): Promise<Secret> => {
		const opened = await secrets.open(secret, {owner: 'connection', linkName: row.linkName, field});
		const sealed = opened.ok
			? await secrets.seal(opened.value, {owner: 'connection', linkName: to, field})
			: opened;
		if (sealed.ok) return sealed.value;
		problems.push(sealed.refusal);
		return secret;
	};
	const moveTokens = async <T extends Pick<Connection, 'refreshToken' | 'accessToken'>>(
		grant: T,
	): Promise<T> => ({
		...grant,
		refreshToken: await move(grant.refreshToken, 'refreshToken'),
		accessToken: grant.accessToken && (await move(grant.accessToken, 'accessToken')),
	});
	const {refreshToken, accessToken} = await moveTokens(row);
	const incoming = row.incoming && (await moveTokens(row.incoming));
	const outgoing =
		row.outgoing &&
		(await Promise.all(
			row.outgoing.map(async old => ({...old, refreshToken: await move(old.refreshToken, 'refreshToken')})),
		));
	const [problem] = problems;
	if (problem) return refused(problem);
	return ok({
		refreshToken,
		accessToken,
		...(incoming ? {incoming} : {}),
		...(outgoing ? {outgoing} : {}),
	});
};

/** The row in its old place among the others, under its new name. */
const replace = (file: ConnectionsFile, from: string, next: Connection): ConnectionsFile => ({
	...file,
	connections: bare(
		Object.fromEntries(
			Object.entries(file.connections).map(([key, row]) =>
				key === from ? [next.linkName, next] : [key, row],
			),
		),
	),
});

const secretsOf = ({refreshToken, accessToken, incoming, outgoing}: Connection): string =>
	JSON.stringify([refreshToken, accessToken, incoming, outgoing]);

const write = async (
	world: Needs,
	before: Connection,
	newName: string,
	{wanted, sealed}: {readonly wanted: NewNames; readonly sealed: Sealed},
): Promise<Result<Renamed>> => {
	const {linkName, name} = before;
	const saved = await changeRow(
		world,
		linkName,
		(file, row) => {
			// The name may have been taken since.
			const plan = planRename(file, linkName, newName);
			if (!plan.ok) return plan;
			return ok(
				replace(file, linkName, {...withoutUndo(row), ...sealed, ...wanted, updatedAt: nowIn(world)}),
			);
		},
		{isStill: row => secretsOf(row) === secretsOf(before)},
	);
	return saved.ok ? ok({...wanted, previous: {name, linkName}}) : saved;
};

const renameNow = async (world: Needs, linkName: string, newName: string): Promise<Result<Renamed>> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return one;
	const file = world.store.read();
	if (!file.ok) return file;
	const wanted = planRename(file.value, linkName, newName);
	if (!wanted.ok) return wanted;
	const {connection} = one.value;
	const {name} = connection;
	if (wanted.value.name === name && wanted.value.linkName === linkName) {
		return ok({...wanted.value, previous: {name, linkName}});
	}
	const sealed: Result<Sealed> =
		wanted.value.linkName === linkName
			? ok({refreshToken: connection.refreshToken, accessToken: connection.accessToken})
			: await sealAnew(world.secrets, connection, wanted.value.linkName);
	return sealed.ok ? write(world, connection, newName, {wanted: wanted.value, sealed: sealed.value}) : sealed;
};

/**
 * Gives a connection another name, and the link name that follows from it. Services keep theirs. While a refresh runs under
 * the old name it is waited for; the same names again write nothing.
 */
export const renameConnection = (world: Needs, linkName: string, newName: string): Promise<Result<Renamed>> =>
	holdGrant(world, linkName, () => renameNow(world, linkName, newName));
