import type {SecretPlace} from '../../connection/secrets/secret.js';
import {isSameServers, placeIn, type SealedField} from '../../connection/shared/envelope.js';
import {rowsOf, type SharedFacts, type SharedGrant} from '../../connection/shared/record.js';
import {grantChangedMeanwhile, storeDamaged} from '../../connection/shared/refusals.js';
import {believedApiDomain} from '../../zoho/api-domain.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {mapped, ok, type Result, refused} from '../../zoho/refusal.js';
import {readRows} from './answer.js';
import type {SharedGrants} from './ports.js';
import type {SharedSealer} from './sealing.js';

/** A row without the one address that no secret is bound to, where no reply of its servers could have named it. */
const withBelieved = (grant: SharedGrant, table: readonly DataCenter[]): SharedGrant => {
	const rows = rowsOf(grant);
	if (!rows || rows.connection.apiDomain === null) return grant;
	const {connection, service} = rows;
	const isZoho = connection.dataCenter !== null;
	const apiDomain = believedApiDomain(connection.apiDomain ?? undefined, table, service, isZoho) ?? null;
	return {...grant, facts: {...grant.facts, connection: {...grant.facts.connection, apiDomain}}};
};

/** The rows of an engine, with `api_domain` looked at as that of a server's reply is. */
export const believing = (
	grants: SharedGrants,
	dataCenters: () => Result<readonly DataCenter[]>,
): SharedGrants => {
	const believed = (grant: SharedGrant): SharedGrant => {
		const table = dataCenters();
		return withBelieved(grant, table.ok ? table.value : []);
	};
	return {
		...grants,
		read: async name => mapped(await grants.read(name), grant => grant && believed(grant)),
		list: async () => mapped(await grants.list(), listed => listed.map(believed)),
	};
};

/**
 * Whether the servers of a row are those that its secrets were sealed for, as far as the keys of this machine tell. Refuses
 * `store-damaged`, `store-older`, `store-newer` (exit 6).
 */
export const authentic = (sealer: SharedSealer, grant: SharedGrant): Result<true> => {
	const rows = readRows(grant);
	if (!rows.ok) return rows;
	const {clientSecret, accessToken} = grant;
	const opened =
		clientSecret === null
			? accessToken !== null && sealer.open(accessToken, placeIn(grant, 'access_token'))
			: sealer.open(clientSecret, placeIn(grant, 'client_secret'));
	return opened && !opened.ok && opened.refusal.id === 'store-damaged' ? opened : ok(true);
};

const fields: Readonly<Record<SecretPlace['field'], SealedField>> = {
	refreshToken: 'refresh_token',
	accessToken: 'access_token',
	clientSecret: 'client_secret',
};

export type SecretOpener = (
	name: string,
	field: SecretPlace['field'],
	seen?: ReadonlyMap<string, SharedFacts>,
) => Promise<Result<string>>;

/**
 * Opens what references stand for, as it is by now. @param seen the rows that the caller acts on: a secret is not handed out
 * for other servers than it was sealed for, also when a row is changed and put back in between
 */
export const secretOpener =
	({grants, sealer}: {readonly grants: SharedGrants; readonly sealer: SharedSealer}): SecretOpener =>
	async (name, field, seen) => {
		const read = await grants.read(name);
		if (!read.ok) return read;
		const grant = read.value;
		const sealed = grant?.[field];
		if (!grant || !sealed) return refused(storeDamaged(name));
		const before = seen?.get(name);
		if (before && !isSameServers(before, grant.facts)) return refused(grantChangedMeanwhile(name));
		return sealer.open(sealed, placeIn(grant, fields[field]));
	};
