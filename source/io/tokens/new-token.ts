import type {ConnectionWithService} from '../../connection/file/format.js';
import {isZohos} from '../../connection/whose.js';
import type {Result} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {Accounts} from '../ports.js';
import type {OpenGrant} from './open-grant.js';

/**
 * One request for a new access token of a connection: with its refresh token (RFC 6749 section 6), or by the client alone where that asks
 * for its tokens itself (section 4.4).
 *
 * @param how.isOnce never tried again, whatever the server
 */
export const askForNewToken = (
	accounts: Pick<Accounts, 'refresh' | 'clientCredentials'>,
	{connection, service}: ConnectionWithService,
	request: OpenGrant & {readonly tokenUrl: string},
	{isOnce = false, signal}: {readonly isOnce?: boolean; readonly signal?: AbortSignal} = {},
): Promise<Result<TokenReading>> => {
	if (!connection.clientCredentials)
		return accounts.refresh({...request, isZoho: isZohos(connection), ...(isOnce ? {isOnce} : {})}, signal);
	const {refreshToken: _none, ...client} = request;
	return accounts.clientCredentials(
		{...client, scopes: connection.scopesRequested, soid: service.soid},
		signal,
	);
};
