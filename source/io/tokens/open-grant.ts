import type {Outgoing} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {clientSecretOf, refreshTokenOf} from '../../connection/secrets/place.js';
import type {Service} from '../../connection/service.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {Client} from '../../zoho/servers/client-auth.js';
import type {SecretStore} from '../ports.js';

/** A refresh token with the client that it belongs to, as the file keeps them; `service` is where the client secret was sealed. */
export type KeptGrant = Pick<Outgoing, 'refreshToken' | 'service' | 'clientId' | 'clientSecret'> &
	Pick<Service, 'clientAuth'>;

/** The same, open: what a token endpoint wants to know (RFC 6749 section 6). */
export type OpenGrant = Client & {readonly refreshToken: string};

export const grantInUse = ({connection, service}: ConnectionWithService): KeptGrant => ({
	refreshToken: connection.refreshToken,
	service: service.linkName,
	clientId: service.clientId,
	clientSecret: service.clientSecret,
	...(service.clientAuth ? {clientAuth: service.clientAuth} : {}),
});

/** Whether two generations of a connection's grant have the same refresh token, under whatever seals. */
export const isSameToken = async (
	secrets: SecretStore,
	linkName: string,
	one: Pick<KeptGrant, 'refreshToken'>,
	other: Pick<KeptGrant, 'refreshToken'>,
): Promise<boolean> => {
	const place = refreshTokenOf(linkName);
	const [first, second] = await Promise.all([
		secrets.open(one.refreshToken, place),
		secrets.open(other.refreshToken, place),
	]);
	return first.ok && second.ok && first.value === second.value;
};

/** Opens both secrets of a grant. @param linkName of the connection that keeps it */
export const openGrant = async (
	secrets: SecretStore,
	linkName: string,
	grant: KeptGrant,
): Promise<Result<OpenGrant>> => {
	const [refreshToken, clientSecret] = await Promise.all([
		secrets.open(grant.refreshToken, refreshTokenOf(linkName)),
		secrets.open(grant.clientSecret, clientSecretOf(grant.service)),
	]);
	if (!refreshToken.ok) return refreshToken;
	if (!clientSecret.ok) return clientSecret;
	return ok({
		refreshToken: refreshToken.value,
		clientId: grant.clientId,
		clientSecret: clientSecret.value,
		...(grant.clientAuth ? {clientAuth: grant.clientAuth} : {}),
	});
};
