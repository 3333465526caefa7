import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {serviceOf} from '../../connection/file/rows.js';
import {linkNameOf} from '../../connection/link-name.js';
import type {Service} from '../../connection/service.js';
import type {UnsealedConnection, UnsealedService} from '../../wizard/effects.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {type EffectWorld, noSuchService, openClientSecret} from '../effects/world.js';
import type {SecretStore} from '../ports.js';
import {sealedAnew} from '../secrets/sealed-anew.js';

/** What shall be saved together: a connection, its service unless one that exists is reused, and the draft that is done. */
export type SaveRequest = {
	/** Undefined when an existing service is reused. */
	readonly service: UnsealedService | undefined;
	readonly connection: UnsealedConnection;
	readonly draftId: string;
};

const freeName = (wanted: string, taken: Readonly<Record<string, unknown>>): string =>
	Object.hasOwn(taken, wanted) ? linkNameOf(wanted, Object.keys(taken)) : wanted;

export const sealConnection = async (
	secrets: SecretStore,
	connection: UnsealedConnection,
	linkName: string,
	service: string,
): Promise<Result<Connection>> => {
	const place = {owner: 'connection', linkName} as const;
	const [refreshToken, accessToken] = await Promise.all([
		secrets.seal(connection.refreshToken, {...place, field: 'refreshToken'}),
		secrets.seal(connection.accessToken, {...place, field: 'accessToken'}),
	]);
	if (!refreshToken.ok) return refreshToken;
	if (!accessToken.ok) return accessToken;
	return ok({
		...connection,
		linkName,
		service,
		refreshToken: refreshToken.value,
		accessToken: accessToken.value,
	});
};

/** A service whose secret is open. */
type OpenService = UnsealedService & {readonly clientSecret: string};

const sealService = async (
	secrets: SecretStore,
	service: OpenService,
	linkName: string,
): Promise<Result<Service>> => {
	const place = {owner: 'service', linkName, field: 'clientSecret'} as const;
	const sealed = await secrets.seal(service.clientSecret, place);
	return sealed.ok ? ok({...service, linkName, clientSecret: sealed.value}) : sealed;
};

/** Opens the secret of a service that was not touched, from where it stands. */
const openService = async (world: Vault, service: UnsealedService): Promise<Result<OpenService>> => {
	const secret = await openClientSecret(world, service.clientSecret);
	return secret.ok ? ok({...service, clientSecret: secret.value}) : secret;
};

/** A service as it shall stand in the file; a secret that stays where it is keeps its seal. */
export const sealedService = async (world: Vault, service: UnsealedService): Promise<Result<Service>> => {
	const {clientSecret, linkName} = service;
	if (typeof clientSecret === 'object' && clientSecret.ofService === linkName) {
		const file = world.store.read();
		if (!file.ok) return file;
		const saved = file.value.services[linkName];
		return saved ? ok({...service, clientSecret: saved.clientSecret}) : refused(noSuchService(linkName));
	}
	const open = await openService(world, service);
	return open.ok ? sealService(world.secrets, open.value, linkName) : open;
};

/** A file and the way it keeps its secrets. */
export type Vault = Pick<EffectWorld, 'store' | 'secrets'>;

/** A service of another file, opened so that it can be sealed for its new place. */
const borrow = async ({secrets, store}: Vault, linkName: string): Promise<Result<OpenService>> => {
	const file = store.read();
	if (!file.ok) return file;
	const service = serviceOf(file.value, linkName);
	if (!service) return refused(noSuchService(linkName));
	const secret = await secrets.open(service.clientSecret, {
		owner: 'service',
		linkName,
		field: 'clientSecret',
	});
	return secret.ok ? ok({...service, clientSecret: secret.value}) : secret;
};

type Names = {readonly connection: string; readonly service: string | undefined};

/** Names that are free in the file; sealing binds a secret to its place, so they are needed before. */
const namesIn = (file: ConnectionsFile, request: SaveRequest): Names => ({
	connection: freeName(request.connection.linkName, file.connections),
	service: request.service && freeName(request.service.linkName, file.services),
});

const add = (
	file: ConnectionsFile,
	connection: Connection,
	service: Service | undefined,
	draftId: string,
): ConnectionsFile => {
	const {[draftId]: _done, ...drafts} = file.drafts;
	return {
		...file,
		services: service ? {...file.services, [service.linkName]: service} : file.services,
		connections: {...file.connections, [connection.linkName]: connection},
		drafts,
	};
};

/** How often others may get in between before that is a fault of ours. */
const rounds = 20;

/** One try under names that are free now; undefined when somebody else has taken one meanwhile. */
const trySaving = async (
	{store, secrets}: Vault,
	request: SaveRequest,
	service: OpenService | undefined,
): Promise<Result<string | undefined>> => {
	const wanted = {...request, service};
	const before = store.read();
	if (!before.ok) return before;
	const names = namesIn(before.value, wanted);
	const sealed =
		service && names.service ? await sealService(secrets, service, names.service) : ok(undefined);
	if (!sealed.ok) return sealed;
	const owner = sealed.value?.linkName ?? request.connection.service;
	const connection = await sealConnection(secrets, request.connection, names.connection, owner);
	if (!connection.ok) return connection;
	const saved = await store.update(file => {
		const now = namesIn(file, wanted);
		if (now.connection !== names.connection || now.service !== names.service) return ok(file);
		if (!sealed.value && !Object.hasOwn(file.services, owner)) return refused(noSuchService(owner));
		return ok(add(file, connection.value, sealed.value, request.draftId));
	});
	if (!saved.ok) return saved;
	return ok(saved.value.connections[names.connection] === connection.value ? names.connection : undefined);
};

/**
 * Saves service and connection in one write, and removes the draft. Nothing that exists is ever overwritten: a link name that
 * another program has taken meanwhile gets a number. A reused service is copied when the file is another one than its own.
 *
 * @param home the usual file @param target where to write: `home`, or that of another folder
 * @returns the link name under which the connection stands
 */
export const saveConnection = async (
	home: Vault,
	target: Vault,
	request: SaveRequest,
): Promise<Result<string>> => {
	const opened = request.service
		? await openService(home, request.service)
		: target.store === home.store
			? ok(undefined)
			: await borrow(home, request.connection.service);
	if (!opened.ok) return opened;
	for (let round = 0; round < rounds; round++) {
		const saved = await sealedAnew(() => trySaving(target, request, opened.value));
		if (!saved.ok) return saved;
		if (saved.value !== undefined) return ok(saved.value);
	}
	throw new Error('The names of a new connection were taken each time.');
};
