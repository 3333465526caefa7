import type {Outgoing} from '../connection/connection.js';
import {type DataCenter, findDataCenter} from '../zoho/data-center.js';
import {type Result, refused} from '../zoho/refusal.js';
import type {Accounts, SecretStore} from './ports.js';
import {unknownDataCenter} from './token-url.js';

export type RevokingWorld = {
	readonly secrets: SecretStore;
	readonly accounts: () => Promise<Accounts>;
	readonly dataCenters: () => Result<readonly DataCenter[]>;
};

/** A grant of a connection, with the client that it belongs to; `service` is where the client secret was sealed. */
export type OwnedGrant = Pick<
	Outgoing,
	'refreshToken' | 'dataCenter' | 'service' | 'clientId' | 'clientSecret'
>;

/** Tells the data center that issued a grant to end it (RFC 7009). No secret leaves for a data center that is not in the table. */
export const revokeGrant = async (
	{secrets, accounts, dataCenters}: RevokingWorld,
	linkName: string,
	grant: OwnedGrant,
): Promise<Result<true>> => {
	const table = dataCenters();
	if (!table.ok) return table;
	const dataCenter = findDataCenter(table.value, grant.dataCenter);
	if (!dataCenter) return refused(unknownDataCenter(grant.dataCenter, linkName));
	const [token, clientSecret] = await Promise.all([
		secrets.open(grant.refreshToken, {owner: 'connection', linkName, field: 'refreshToken'}),
		secrets.open(grant.clientSecret, {owner: 'service', linkName: grant.service, field: 'clientSecret'}),
	]);
	if (!token.ok) return token;
	if (!clientSecret.ok) return clientSecret;
	return (await accounts()).revoke({
		accounts: dataCenter.accounts,
		clientId: grant.clientId,
		clientSecret: clientSecret.value,
		token: token.value,
	});
};
