import {isZohos} from '../../connection/whose.js';
import type {AccessToken} from '../../io/ports.js';
import {authorizationHeader} from '../../zoho/authorization-header.js';
import type {Invocation} from '../invocation.js';
import {printData, printJson} from './print.js';

export const printToken = (
	{streams, options}: Pick<Invocation, 'streams' | 'options'>,
	{accessToken, expiresAt, apiDomain, connection}: AccessToken,
): void => {
	const header = `Authorization: ${authorizationHeader(accessToken, isZohos(connection))}`;
	if (options.json === true) printJson(streams, {token: {accessToken, expiresAt, apiDomain, header}});
	else printData(streams, options.header === true ? header : accessToken);
};
