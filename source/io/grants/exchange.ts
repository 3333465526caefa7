import {rowOf} from '../../connection/file/rows.js';
import {grantsUsed} from '../../connection/grants-used.js';
import type {Proof} from '../../wizard/effects.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {allowsUserInfo} from '../../zoho/user-info.js';
import {type EffectContext, type EffectOf, openClientSecret} from '../effects/world.js';
import {saveIncoming} from './replace.js';
import {saveConnection} from './save.js';

/** All calls that prove a connection together, in milliseconds. */
const proofTimeout = 8000;

const noRevokeEndpoint: Refusal = {
	id: 'revoke-unknown',
	what: 'The new grant was not revoked.',
	why: "This server is not one of Zoho's, and where it revokes grants is not known.",
	next: 'Revoke it in the account settings of that server.',
	exitCode: 4,
};

export const saveGrant = async (
	{world, dispatch, consents, drafts}: EffectContext,
	effect: EffectOf<'save-connection'>,
): Promise<void> => {
	const {id, otherFolder, draftId, replaces} = effect;
	if (replaces !== undefined && otherFolder === undefined) {
		const saved = await saveIncoming(world, replaces, effect);
		dispatch(
			saved.ok
				? {type: 'connection-saved', id, linkName: saved.value, path: world.store.path}
				: {type: 'save-failed', id, refusal: saved.refusal},
		);
		return;
	}
	const target = otherFolder === undefined ? world : world.vaultIn(otherFolder);
	// A draft that is being written would come back after its removal.
	await drafts.flush();
	const saved = await saveConnection(world, target, effect);
	if (!saved.ok) {
		dispatch({type: 'save-failed', id, refusal: saved.refusal});
		return;
	}
	drafts.finish(draftId);
	const running = consents.get(id);
	if (running) running.store = target.store;
	dispatch({type: 'connection-saved', id, linkName: saved.value, path: target.store.path});
};

const revoke = async (
	{world}: EffectContext,
	{token, clientId, clientSecret: secret, dataCenter}: EffectOf<'revoke-unsaved'>,
): Promise<Result<true>> => {
	if (!dataCenter) return refused(noRevokeEndpoint);
	const clientSecret = await openClientSecret(world, secret);
	if (!clientSecret.ok) return clientSecret;
	const accounts = await world.accounts();
	return accounts.revoke({
		accounts: dataCenter.accounts,
		clientId,
		clientSecret: clientSecret.value,
		token,
	});
};

export const revokeUnsaved = async (
	context: EffectContext,
	effect: EffectOf<'revoke-unsaved'>,
): Promise<void> => {
	const result = await revoke(context, effect);
	const refusal = result.ok ? undefined : result.refusal;
	context.dispatch({type: 'unsaved-revoked', id: effect.id, refusal});
};

const findProof = async (
	{world, consents}: EffectContext,
	{id, accessToken, apiDomain, scopes}: EffectOf<'prove'>,
	dataCenter: DataCenter,
): Promise<Proof> => {
	const accounts = await world.accounts();
	const limit = AbortSignal.timeout(proofTimeout);
	const attempt = consents.get(id)?.controller.signal;
	const signal = attempt ? AbortSignal.any([attempt, limit]) : limit;
	const [account, probed] = await Promise.all([
		allowsUserInfo(scopes) ? accounts.identify(dataCenter, accessToken, signal) : undefined,
		accounts.probe({dataCenter, apiDomain, accessToken, scopes, isFreshToken: true}, signal),
	]);
	return {account: account?.ok ? account.value : null, ...probed};
};

/** Who gave the consent and what it allows: told, and kept beside the connection. Never refuses. */
export const proveGrant = async (context: EffectContext, effect: EffectOf<'prove'>): Promise<void> => {
	const {world, dispatch, consents} = context;
	const {id, linkName, dataCenter} = effect;
	// Whoever has left does not wait for calls that are only nice to have.
	const isWanted = consents.get(id)?.controller.signal.aborted === false;
	const proof =
		dataCenter && isWanted
			? await findProof(context, effect, dataCenter)
			: {account: null, organization: null, probes: []};
	const {account, organization} = proof;
	const store = consents.get(id)?.store ?? world.store;
	if (account || organization) {
		const at = new Date(world.clock.now()).toISOString();
		// Where this cannot be written, it is only missing in lists; the connection itself stands.
		await store.update(file => {
			const saved = rowOf(file, linkName);
			if (!saved) return ok(file);
			// A grant that is to replace another one is proven beside it.
			const proven = saved.incoming
				? {...saved, incoming: {...saved.incoming, account, organization}}
				: {...saved, account, organization, verifiedAt: at, updatedAt: at};
			return ok({...file, connections: {...file.connections, [linkName]: proven}});
		});
	}
	const file = store.read();
	dispatch({type: 'proven', id, proof, grantsUsed: file.ok ? grantsUsed(file.value, linkName) : null});
};
