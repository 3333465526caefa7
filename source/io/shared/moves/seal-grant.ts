import type {Connection} from '../../../connection/connection.js';
import {accessTokenOf, clientSecretOf, refreshTokenOf} from '../../../connection/secrets/place.js';
import type {Secret, SecretPlace} from '../../../connection/secrets/secret.js';
import type {Service} from '../../../connection/service.js';
import type {NewGrant} from '../../../connection/shared/changes.js';
import {placeIn, type SealedField} from '../../../connection/shared/envelope.js';
import type {SharedGrant} from '../../../connection/shared/record.js';
import {ok, type Result} from '../../../zoho/refusal.js';
import type {SecretStore} from '../../ports.js';
import type {SharedSealer} from '../sealing.js';

type SealRequest = {
	/** Opens what is kept here. */
	readonly secrets: SecretStore;
	readonly sealer: SharedSealer;
	/** The row that it is sealed for: its servers are those of these facts. */
	readonly row: Pick<SharedGrant, 'store' | 'name' | 'facts'>;
	readonly connection: Connection;
	readonly service: Service;
	/** By the clock of this machine. */
	readonly now: number;
};

/** A secret of the file, sealed for the store; null for one that is in this very row already. */
const sealOne = async (
	{secrets, sealer, row}: SealRequest,
	secret: Secret,
	from: SecretPlace,
	field: SealedField,
): Promise<Result<string | null>> => {
	if ('shared' in secret && secret.shared === row.name) return ok(null);
	const opened = await secrets.open(secret, from);
	return opened.ok ? sealer.seal(opened.value, placeIn(row, field)) : opened;
};

export const sealGrant = async (request: SealRequest): Promise<Result<NewGrant>> => {
	const {connection, service, row, now} = request;
	const {linkName, accessToken, accessTokenExpiresAt, refreshedAt, refusal} = connection;
	const place = refreshTokenOf(linkName);
	const refreshToken = await sealOne(request, connection.refreshToken, place, 'refresh_token');
	if (!refreshToken.ok) return refreshToken;
	const secretPlace = clientSecretOf(service.linkName);
	const clientSecret = await sealOne(request, service.clientSecret, secretPlace, 'client_secret');
	if (!clientSecret.ok) return clientSecret;
	const access = accessToken
		? await sealOne(request, accessToken, accessTokenOf(linkName), 'access_token')
		: ok(null);
	if (!access.ok) return access;
	const life = Math.floor((Date.parse(accessTokenExpiresAt ?? '') - now) / 1000);
	const isKept = accessToken !== null && 'shared' in accessToken;
	const sealed = access.value !== null && life > 0 ? {sealed: access.value, life} : null;
	return ok({
		facts: row.facts,
		refreshToken: refreshToken.value,
		clientSecret: clientSecret.value,
		access: isKept ? 'kept' : sealed,
		mintAges: refreshedAt.map(at => Math.max(0, now - Date.parse(at))),
		refusal,
	});
};
