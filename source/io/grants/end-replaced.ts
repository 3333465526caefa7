import {giveUpIncoming} from '../../connection/changes/take-over.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {ConnectionActions} from '../ports.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import {change} from './change-row.js';
import {revokeOutgoing} from './outgoing.js';
import type {RevokeWorld} from './revoke.js';

const endNow = async (world: RevokeWorld, linkName: string): Promise<Result<{readonly revoked: number}>> => {
	const at = new Date(world.clock.now()).toISOString();
	const given = await change(world.store, linkName, file => giveUpIncoming(file, linkName, at));
	if (!given.ok) return given;
	const {revoked, refusal} = await revokeOutgoing(world, linkName);
	return refusal
		? refused({
				...refusal,
				what: `An old grant of "${linkName}" was not ended. ${refusal.what}`,
				next: 'The connection itself works as before. Try again later; the old grant is remembered until then.',
			})
		: ok({revoked});
};

/** Ends at Zoho what was replaced, or issued and never taken over. The grant in use is left alone. */
export const createEndReplacedAction =
	(world: RevokeWorld): ConnectionActions['endReplaced'] =>
	linkName =>
		holdGrant(world, linkName, () => endNow(world, linkName));
