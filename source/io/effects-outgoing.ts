import type {Outgoing} from '../connection/connection.js';
import {giveUpIncoming, settleOutgoing} from '../connection/take-over.js';
import {findDataCenter} from '../zoho/data-center.js';
import {type Refusal, type Result, refused} from '../zoho/refusal.js';
import {change, iso} from './effects-change.js';
import type {EffectContext, EffectOf, EffectWorld} from './effects-world.js';

/** Revokes one grant that was replaced, with the client that it belongs to. */
const revokeOne = async (world: EffectWorld, linkName: string, old: Outgoing): Promise<Result<true>> => {
	const {secrets} = world;
	const table = world.dataCenters();
	if (!table.ok) return table;
	const dataCenter = findDataCenter(table.value, old.dataCenter);
	if (!dataCenter) {
		return refused({
			id: 'unknown-data-center',
			what: `The data center "${old.dataCenter}" is not known here.`,
			why: 'It is neither built in nor in data-centers.json, so no secret was sent anywhere.',
			next: 'Add it to data-centers.json in the config folder; see docs/data-centers.md.',
			exitCode: 6,
		});
	}
	const [token, clientSecret] = await Promise.all([
		secrets.open(old.refreshToken, {owner: 'connection', linkName, field: 'refreshToken'}),
		secrets.open(old.clientSecret, {owner: 'service', linkName: old.service, field: 'clientSecret'}),
	]);
	if (!token.ok) return token;
	if (!clientSecret.ok) return clientSecret;
	const accounts = await world.accounts();
	return accounts.revoke({
		accounts: dataCenter.accounts,
		clientId: old.clientId,
		clientSecret: clientSecret.value,
		token: token.value,
	});
};

/**
 * Tells Zoho about every grant of a connection that was replaced. What was revoked leaves the file; what could not be is
 * remembered with its reason, so that it can be tried again.
 */
export const revokeOutgoing = async (
	world: EffectWorld,
	linkName: string,
): Promise<{readonly revoked: number; readonly refusal: Refusal | undefined}> => {
	const read = world.store.read();
	if (!read.ok) return {revoked: 0, refusal: read.refusal};
	let revoked = 0;
	let refusal: Refusal | undefined;
	for (const old of read.value.connections[linkName]?.outgoing ?? []) {
		const result = await revokeOne(world, linkName, old);
		const problem = result.ok ? null : {id: result.refusal.id, reason: result.refusal.what, at: iso(world)};
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
