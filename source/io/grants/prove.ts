import {withIdentity} from '../../connection/changes/take-over.js';
import {grantsUsed} from '../../connection/grants-used.js';
import type {Effect} from '../../wizard/effects.js';
import type {Proof} from '../../wizard/flows/effects.js';
import {ok} from '../../zoho/refusal.js';
import {openIdScope} from '../../zoho/user-info.js';
import {limited} from '../network/limited.js';
import {callAll, callElsewhere} from '../network/token-calls.js';
import type {World} from '../world.js';
import {changeRow, nowIn} from './change-row.js';

/** All calls that prove a connection together, in milliseconds. */
export const proofTimeout = 8000;

type Needs = Pick<World, 'store' | 'accounts' | 'clock'>;
type Request = Omit<Extract<Effect, {type: 'prove'}>, 'type' | 'id'>;

/** The same of a token that is not saved yet. */
type Shown = Pick<Request, 'accessToken' | 'apiDomain' | 'dataCenter' | 'scopes' | 'userinfoUrl'>;

/** Who gave the consent, and of the 20 grants that Zoho keeps for this user and client, how many are used. */
export type Proven = {readonly proof: Proof; readonly grantsUsed: number | null};

const unproven: Proof = {account: null, organization: null, probes: []};

/** What a token allows, shown before anything is saved. @param left as for {@link proveGrant} */
export const showGrant = async (world: Needs, request: Shown, left: AbortSignal): Promise<Proof> => {
	const {dataCenter, userinfoUrl, accessToken, scopes} = request;
	if (left.aborted) return unproven;
	if (dataCenter) {
		const asked = {...request, dataCenter, isFreshToken: true};
		const called = await callAll(await world.accounts(), asked, limited(left, proofTimeout));
		const {account, organization, probes} = called;
		return {account, organization, probes};
	}
	// Another server says who it was, where the scopes let it (OpenID Connect Core section 5.3).
	if (userinfoUrl === undefined || !scopes.includes(openIdScope)) return unproven;
	const {account} = await callElsewhere(await world.accounts(), userinfoUrl, accessToken, left);
	return {...unproven, account};
};

/**
 * Who gave the consent and what it allows: told, and kept beside the connection. Never refuses.
 *
 * @param left whether the person has left, who then does not wait for calls that are only nice to have
 */
export const proveGrant = async (world: Needs, request: Request, left: AbortSignal): Promise<Proven> => {
	const {linkName} = request;
	const proof = await showGrant(world, request, left);
	const {account, organization} = proof;
	if (account || organization) {
		// Where this cannot be written, it is only missing in lists; the connection itself stands.
		await changeRow(world, linkName, file =>
			ok(withIdentity(file, linkName, {account, organization}, nowIn(world))),
		);
	}
	const file = world.store.read();
	return {proof, grantsUsed: file.ok ? grantsUsed(file.value, linkName) : null};
};
