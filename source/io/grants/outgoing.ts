import {giveUpIncoming, settleOutgoing} from '../../connection/changes/take-over.js';
import {problemOf} from '../../connection/problem.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {EffectContext, EffectOf, EffectWorld} from '../effects/world.js';
import {change, iso} from './change-row.js';
import {type RevokingWorld, revokeGrant} from './revoke-grant.js';

type OutgoingWorld = RevokingWorld & Pick<EffectWorld, 'store' | 'clock'>;

/**
 * Tells Zoho about every grant of a connection that was replaced. What was revoked leaves the file; what could not be is
 * remembered with its reason, so that it can be tried again.
 */
export const revokeOutgoing = async (
	world: OutgoingWorld,
	linkName: string,
): Promise<{readonly revoked: number; readonly refusal: Refusal | undefined}> => {
	const read = world.store.read();
	if (!read.ok) return {revoked: 0, refusal: read.refusal};
	let revoked = 0;
	let refusal: Refusal | undefined;
	for (const old of read.value.connections[linkName]?.outgoing ?? []) {
		const result = await revokeGrant(world, linkName, old);
		const problem = result.ok ? null : problemOf(result.refusal, iso(world));
		const settled = await change(world.store, linkName, file => settleOutgoing(file, linkName, old, problem));
		if (result.ok) revoked++;
		refusal ??= result.ok ? (settled.ok ? undefined : settled.refusal) : result.refusal;
	}
	return {revoked, refusal};
};

export const revokeReplaced = async (
	{world, dispatch}: EffectContext,
	{id, linkName}: EffectOf<'revoke-outgoing'>,
): Promise<void> => {
	dispatch({type: 'outgoing-revoked', id, ...(await revokeOutgoing(world, linkName))});
};

export const giveUpGrant = async (
	context: EffectContext,
	{id, linkName}: EffectOf<'give-up-grant'>,
): Promise<void> => {
	const {world, dispatch} = context;
	const saved = await change(world.store, linkName, file => giveUpIncoming(file, linkName, iso(world)));
	const told = saved.ok ? await revokeOutgoing(world, linkName) : {revoked: 0, refusal: saved.refusal};
	dispatch({type: 'outgoing-revoked', id, ...told});
};
