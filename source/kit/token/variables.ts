import {isZohos} from '../../connection/whose.js';
import type {AccessToken, Environment} from '../../io/ports.js';
import {authorizationHeader} from '../../zoho/authorization-header.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import type {Result} from '../../zoho/refusal.js';

/** A token and what belongs to it, as environment variables: of `zconn exec`, and of `zconn token --format`. */
export const tokenVariables = (
	{accessToken, expiresAt, apiDomain, connection}: AccessToken,
	table: Result<readonly DataCenter[]>,
) => {
	const center = table.ok ? findDataCenter(table.value, connection.dataCenter ?? undefined) : undefined;
	return {
		ZOHO_ACCESS_TOKEN: accessToken,
		ZOHO_ACCESS_TOKEN_EXPIRES_AT: expiresAt,
		ZOHO_AUTHORIZATION: authorizationHeader(accessToken, isZohos(connection)),
		ZOHO_API_DOMAIN: apiDomain ?? '',
		ZOHO_ACCOUNTS_URL: center?.accounts ?? '',
		ZOHO_DATA_CENTER: connection.dataCenter ?? '',
	} satisfies Environment;
};
