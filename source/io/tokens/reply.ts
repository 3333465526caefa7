import type {ConnectionWithService} from '../../connection/file/format.js';
import {isZohos} from '../../connection/whose.js';
import {believedApiDomain} from '../../zoho/api-domain.js';
import {type DataCenter, findDataCenter, parseSafeUrl} from '../../zoho/data-center.js';
import {explainTokenError} from '../../zoho/errors.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';

/** Whose words and limits a refusal is told in, where they are not Zoho's. */
export const otherHostOf = ({connection, service}: ConnectionWithService): string | undefined =>
	isZohos(connection) ? undefined : parseSafeUrl(service.refreshTokenUrl)?.host;

/** A refusal of the token endpoint in words, with what is known of the connection. */
export const explainReply = (
	{connection, service}: ConnectionWithService,
	table: readonly DataCenter[],
	reading: Extract<TokenReading, {kind: 'error'}>,
): Refusal => {
	const own = findDataCenter(table, connection.dataCenter ?? undefined);
	return explainTokenError({
		code: reading.code,
		description: reading.description,
		grantType: 'refresh_token',
		evidence: {
			otherHost: otherHostOf({connection, service}),
			rotates: connection.rotates,
			askedDataCenter: own,
			issuedBy: own,
			chosenDataCenter: findDataCenter(table, service.dataCenter ?? undefined),
			sameCredentials: service.sameCredentials,
			connection: connection.linkName,
			lastRefreshedAt: connection.verifiedAt ? Date.parse(connection.verifiedAt) : undefined,
			clientIdHint: service.clientId,
		},
	});
};

/** A reply without what is not its to say: an API domain anywhere else, as new the refresh token that is in use, and one for a client alone. */
export const believe = (
	{connection, service}: ConnectionWithService,
	table: readonly DataCenter[],
	used: string,
	reading: TokenReading,
): TokenReading => {
	if (reading.kind !== 'tokens') return reading;
	const {tokens} = reading;
	const isZoho = isZohos(connection);
	const apiDomain = believedApiDomain(tokens.apiDomain, table, service, isZoho);
	const isNone = connection.clientCredentials === true || tokens.refreshToken === used;
	const refreshToken = isNone ? undefined : tokens.refreshToken;
	return {kind: 'tokens', tokens: {...tokens, apiDomain, refreshToken}};
};
