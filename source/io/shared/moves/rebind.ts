import type {Expected, NewGrant} from '../../../connection/shared/changes.js';
import {isSameServers, placeIn, type SealedField} from '../../../connection/shared/envelope.js';
import type {SharedGrant} from '../../../connection/shared/record.js';
import {grantChangedMeanwhile, storeKeyMissing} from '../../../connection/shared/refusals.js';
import {ok, type Result, refused} from '../../../zoho/refusal.js';
import type {SharedAccess} from '../open.js';

/** A row as a person wants it, and the state of the store that this is right for. */
export type Replacement = {readonly grant: NewGrant; readonly expected: Expected};

/**
 * A change of the servers of a row: what is kept of its secrets is sealed again, for the new ones. Not while a machine refreshes,
 * for what it brings is sealed for the old ones; and only over the very secrets that were read.
 */
const resealed = async (
	{grants, sealer}: SharedAccess,
	seen: SharedGrant,
	next: NewGrant,
): Promise<Result<Replacement>> => {
	const {name} = seen;
	const read = await grants.read(name);
	if (!read.ok) return read;
	const row = read.value;
	const isRefreshing = row?.lease != null && row.lease.until > row.now;
	if (!row || row.edition !== seen.edition || isRefreshing) return refused(grantChangedMeanwhile(name));
	const again = (sealed: string | null, field: SealedField): Result<string> => {
		if (sealed === null) {
			return refused(storeKeyMissing('refresh tokens', 'The user in ZCONN_STORE may not read them.'));
		}
		const opened = sealer.open(sealed, placeIn(row, field));
		return opened.ok ? sealer.seal(opened.value, placeIn({...row, facts: next.facts}, field)) : opened;
	};
	const refreshToken =
		next.refreshToken === null ? again(row.refreshToken, 'refresh_token') : ok(next.refreshToken);
	if (!refreshToken.ok) return refreshToken;
	const clientSecret =
		next.clientSecret === null ? again(row.clientSecret, 'client_secret') : ok(next.clientSecret);
	if (!clientSecret.ok) return clientSecret;
	return ok({
		expected: {revision: row.revision},
		// The machine that asks next gets a new access token; the old one was one for the old servers.
		grant: {
			...next,
			refreshToken: refreshToken.value,
			clientSecret: clientSecret.value,
			access: next.access === 'kept' ? null : next.access,
		},
	});
};

export const replacement = async (
	access: SharedAccess,
	seen: SharedGrant,
	next: NewGrant,
): Promise<Result<Replacement>> =>
	isSameServers(seen.facts, next.facts)
		? ok({grant: next, expected: {edition: seen.edition}})
		: resealed(access, seen, next);
