import type {Outgoing} from '../../connection/connection.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import {type Result, refused} from '../../zoho/refusal.js';
import type {Accounts, SecretStore} from '../ports.js';
import {type KeptGrant, openGrant} from '../tokens/open-grant.js';
import {unknownDataCenter} from '../tokens/url.js';

export type RevokingWorld = {
	readonly secrets: SecretStore;
	readonly accounts: () => Promise<Accounts>;
	readonly dataCenters: () => Result<readonly DataCenter[]>;
};

/** A grant of a connection, and who issued it. */
export type OwnedGrant = KeptGrant & Pick<Outgoing, 'dataCenter'>;

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
	const open = await openGrant(secrets, linkName, grant);
	if (!open.ok) return open;
	const {refreshToken, ...client} = open.value;
	return (await accounts()).revoke({accounts: dataCenter.accounts, ...client, token: refreshToken});
};
