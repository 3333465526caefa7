import type {Connection} from '../../connection/connection.js';
import {noSuchService} from '../../connection/refusals.js';
import {accessTokenOf, clientSecretOf, refreshTokenOf} from '../../connection/secrets/place.js';
import type {Service} from '../../connection/service.js';
import type {StoredSecret, UnsealedConnection, UnsealedService} from '../../wizard/effects.js';
import {mapped, ok, type Result, refused} from '../../zoho/refusal.js';
import type {SecretStore} from '../ports.js';
import type {World} from '../world.js';

/** A file and the way it keeps its secrets. */
type Kept = Pick<World, 'store' | 'secrets'>;

export type OpenService = UnsealedService & {readonly clientSecret: string};

const savedService = ({store}: Kept, linkName: string): Result<Service> => {
	const file = store.read();
	if (!file.ok) return file;
	const service = file.value.services[linkName];
	return service ? ok(service) : refused(noSuchService(linkName, Object.keys(file.value.services)));
};

/** A client secret as typed, or that of a service which stands in the file. */
export const openClientSecret = async (
	kept: Kept,
	secret: string | StoredSecret,
): Promise<Result<string>> => {
	if (typeof secret === 'string') return ok(secret);
	const {ofService: linkName} = secret;
	const service = savedService(kept, linkName);
	if (!service.ok) return service;
	return kept.secrets.open(service.value.clientSecret, clientSecretOf(linkName));
};

/** Opens the secret of a service that was not touched, from where it stands. */
export const openService = async (kept: Kept, service: UnsealedService): Promise<Result<OpenService>> => {
	const secret = await openClientSecret(kept, service.clientSecret);
	return mapped(secret, clientSecret => ({...service, clientSecret}));
};

/** A service of another file, opened so that it can be sealed for its new place. */
export const borrowService = async (kept: Kept, linkName: string): Promise<Result<OpenService>> => {
	const service = savedService(kept, linkName);
	return service.ok ? openService(kept, {...service.value, clientSecret: {ofService: linkName}}) : service;
};

export const sealService = async (
	secrets: SecretStore,
	service: OpenService,
	linkName: string,
): Promise<Result<Service>> => {
	const sealed = await secrets.seal(service.clientSecret, clientSecretOf(linkName));
	return mapped(sealed, clientSecret => ({...service, linkName, clientSecret}));
};

/** A service as it will be saved in the file; a secret that stays where it is keeps its seal. No service: none. */
export const sealedService = async (
	kept: Kept,
	service: UnsealedService | undefined,
): Promise<Result<Service | undefined>> => {
	if (!service) return ok(undefined);
	const {clientSecret, linkName} = service;
	if (typeof clientSecret === 'object' && clientSecret.ofService === linkName) {
		return mapped(savedService(kept, linkName), saved => ({...service, clientSecret: saved.clientSecret}));
	}
	const open = await openService(kept, service);
	return open.ok ? sealService(kept.secrets, open.value, linkName) : open;
};

export const sealConnection = async (
	secrets: SecretStore,
	connection: UnsealedConnection,
	linkName: string,
	service: string,
): Promise<Result<Connection>> => {
	const [refreshToken, accessToken] = await Promise.all([
		secrets.seal(connection.refreshToken, refreshTokenOf(linkName)),
		secrets.seal(connection.accessToken, accessTokenOf(linkName)),
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
