import type {Connection} from '../connection/connection.js';
import {ok, type Result} from '../zoho/refusal.js';
import type {AccessToken, SecretStore} from './ports.js';

/** Hands out the token that stands in the file. */
export const answer = async (secrets: SecretStore, connection: Connection): Promise<Result<AccessToken>> => {
	const {linkName, accessToken, accessTokenExpiresAt, apiDomain} = connection;
	if (!accessToken || !accessTokenExpiresAt) throw new Error('There is no access token to answer.');
	const opened = await secrets.open(accessToken, {owner: 'connection', linkName, field: 'accessToken'});
	if (!opened.ok) return opened;
	return ok({accessToken: opened.value, expiresAt: accessTokenExpiresAt, apiDomain, connection});
};
