import type {ConnectionWithService} from '../../connection/file/format.js';
import type {Service} from '../../connection/service.js';
import {isZohos} from '../../connection/whose.js';
import {
	builtInDataCenters,
	type DataCenter,
	findDataCenter,
	isLoopbackHost,
	parseSafeUrl,
} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {partyOf} from '../../zoho/service-urls.js';

/** The connection's data center stands in no table (any more), so no secret is sent. */
export const unknownDataCenter = (id: string, linkName: string): Refusal => ({
	id: 'unknown-data-center',
	what: `The data center "${id}" of "${linkName}" is not known here.`,
	why: 'It is neither built in nor in data-centers.json, so no secret was sent anywhere.',
	next: 'Add it to data-centers.json in the config folder; see docs/data-centers.md.',
	exitCode: 6,
});

const unsafeUrl = (service: string): Refusal => ({
	id: 'unsafe-token-url',
	what: `The Refresh Token URL of the service "${service}" cannot be used.`,
	why: 'It has to be an https address (http for localhost only), so no secret was sent anywhere.',
	next: 'Correct it in connections.json, or set up the service again with "zconn new".',
	exitCode: 6,
});

/** The service left Zoho after the consent: by a change or an import for another connection, or by hand. */
const otherServer = (linkName: string, host: string): Refusal => ({
	id: 'service-of-another-server',
	what: `The service of "${linkName}" is at ${host} now, and that server did not issue its grant.`,
	why: 'A refresh token belongs to the server that issued it, so no secret was sent anywhere.',
	next: `Consent there: zconn reconnect ${linkName}`,
	exitCode: 3,
});

/**
 * The table may have changed since the consent (practice takes other ports, data-centers.json other hosts), and a service
 * keeps its addresses: Zoho's own hosts, and for a service of Zoho's those of this machine, are no other server.
 */
const isOfZoho = (url: URL, service: Service, table: readonly DataCenter[]): boolean =>
	(isZohos(service) && isLoopbackHost(url.hostname)) ||
	[table, builtInDataCenters].some(each => partyOf(each, url.href) === 'zoho');

/**
 * Where a refresh token may be sent: at Zoho the accounts server of the connection's own data center, elsewhere the URL of
 * the service. The file is edited by hand at times, so it is looked at once more before a secret leaves.
 */
export const tokenUrlOf = (
	{connection, service}: ConnectionWithService,
	table: readonly DataCenter[],
): Result<string> => {
	const url = parseSafeUrl(service.refreshTokenUrl);
	if (!url) return refused(unsafeUrl(service.linkName));
	if (!isZohos(connection)) return ok(url.href);
	const dataCenter = findDataCenter(table, connection.dataCenter);
	if (!dataCenter) return refused(unknownDataCenter(connection.dataCenter, connection.linkName));
	if (!isOfZoho(url, service, table)) return refused(otherServer(connection.linkName, url.host));
	return ok(`${dataCenter.accounts}${url.pathname}${url.search}`);
};
