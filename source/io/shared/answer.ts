import type {ConnectionWithService} from '../../connection/file/format.js';
import {placeIn} from '../../connection/shared/envelope.js';
import {sharedFormat} from '../../connection/shared/format.js';
import {rowsOf, type SharedGrant} from '../../connection/shared/record.js';
import {storeDamaged, storeNewer, storeOlder} from '../../connection/shared/refusals.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {AccessToken} from '../ports.js';
import {answerOf} from './warm.js';
import type {SharedWorld} from './world.js';

/** The rows of a grant, or why they cannot be used. */
export const readRows = (grant: SharedGrant): Result<ConnectionWithService> => {
	if (grant.format > sharedFormat) return refused(storeNewer(grant.format));
	if (grant.format < sharedFormat) return refused(storeOlder(grant.name));
	const rows = rowsOf(grant);
	return rows ? ok(rows) : refused(storeDamaged(grant.name));
};

/** Opens the token of a row, keeps it for the next call, and hands it out. */
export const answer = (
	{sealer, cache, clock}: Pick<SharedWorld, 'sealer' | 'cache' | 'clock'>,
	grant: SharedGrant,
): Result<AccessToken> => {
	const {name, accessToken: sealed, accessExpiresAt, accessLife} = grant;
	if (sealed === null || accessExpiresAt === null) throw new Error('There is no access token to answer.');
	const rows = readRows(grant);
	if (!rows.ok) return rows;
	const opened = sealer.open(sealed, placeIn(grant, 'access_token'));
	if (!opened.ok) return opened;
	// By the clock of this machine, which may be wrong: the store's tells how long it still lives.
	const expiresAt = clock.now() + accessExpiresAt - grant.now;
	const connection = {...rows.value.connection, accessTokenExpiresAt: new Date(expiresAt).toISOString()};
	const token = {accessToken: opened.value, connection, expiresAt, life: accessLife ?? 3600};
	cache.write(name, token);
	return ok(answerOf(token));
};
