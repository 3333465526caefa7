import {refreshTokensPerUserAndClient} from '../zoho/limits.js';
import type {Connection} from './connection.js';
import {type ConnectionsFile, oncePerFile} from './file/contents.js';
import {pageRows} from './file/page.js';
import {isOver} from './file/rows.js';
import {type Health, healthOf} from './health.js';
import {isZohos} from './whose.js';

/** When a grant was last known to be alive. ISO 8601 in UTC sorts as text. */
const lastProof = ({createdAt, verifiedAt, refreshedAt}: Connection): string =>
	[createdAt, verifiedAt ?? '', ...refreshedAt].toSorted().at(-1) ?? '';

/** The connections whose grant Zoho must have ended for newer consents of the same user and client. */
export const pushedOut = oncePerFile((file): ReadonlySet<string> => {
	const page = pageRows(file);
	if (page) return new Set([...page].flatMap(([linkName, {isPushedOut}]) => (isPushedOut ? [linkName] : [])));
	const groups = Map.groupBy(Object.values(file.connections), row => {
		const clientId = file.services[row.service]?.clientId;
		const isCounted =
			isZohos(row) &&
			row.clientCredentials !== true &&
			row.account !== null &&
			clientId !== undefined &&
			!isOver(row);
		return isCounted ? `${row.dataCenter} ${row.account?.id} ${clientId}` : '';
	});
	groups.delete('');
	return new Set(
		[...groups.values()].flatMap(rows => {
			const newest = rows
				.map(({createdAt}) => createdAt)
				.toSorted()
				.toReversed();
			// As many newer grants as Zoho keeps: what was not seen alive since the first of them has no place left.
			const limit = newest[refreshTokensPerUserAndClient - 1];
			return limit === undefined
				? []
				: rows.filter(row => lastProof(row) < limit).map(({linkName}) => linkName);
		}),
	);
});

/** The health of a connection, with what the others of the file say about its grant. */
export const healthIn = (file: ConnectionsFile, connection: Connection, now: number): Health =>
	connection.refusal === null && pushedOut(file).has(connection.linkName)
		? {
				word: 'unknown',
				reason: `probably ended by newer consents: Zoho keeps ${refreshTokensPerUserAndClient} grants per user and client`,
				at: null,
			}
		: healthOf(connection, now);
