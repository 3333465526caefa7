import type {Claim, Outcome} from '../../connection/shared/changes.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {SharedGrants} from './ports.js';
import type {SharedWorld} from './world.js';

/** How often a new token is written whose answer did not come; the turn lasts longer than all of them. */
const tokenTries = 3;
const pause = 400;

/** Whether the row shows that the write of this outcome was carried out although its answer was lost. */
const isThere = async (grants: SharedGrants, claim: Claim, outcome: Outcome): Promise<boolean> => {
	const read = await grants.read(claim.name);
	if (!read.ok || !read.value) return false;
	const {leaseNumber, lease, accessToken} = read.value;
	return outcome.kind === 'tokens'
		? accessToken === outcome.accessToken
		: leaseNumber === claim.leaseNumber && lease === null;
};

const isRotated = (outcome: Outcome): boolean => outcome.kind === 'tokens' && outcome.refreshToken !== null;

/** One try: the regular write, and for a rotated token the late one. */
const write = async (
	grants: SharedGrants,
	claim: Claim,
	outcome: Outcome,
): Promise<Result<'kept' | 'fenced'>> => {
	const done = await grants.settle(claim, outcome);
	return done.ok && done.value === 'fenced' && isRotated(outcome) ? grants.rescue(claim, outcome) : done;
};

/**
 * Writes how a refresh ended. Where the answer of a write is lost, the row tells whether it was carried out; where the store stays
 * away, a rotated refresh token is kept in a sealed file of this machine, for the next call to bring home.
 *
 * @returns `fenced`: another machine has the say by now. `spooled`: to be written later. Refuses when it is lost.
 */
export const settle = async (
	{grants, spool, sleep}: Pick<SharedWorld, 'grants' | 'spool' | 'sleep'>,
	claim: Claim,
	outcome: Outcome,
): Promise<Result<'kept' | 'fenced' | 'spooled'>> => {
	const tries = outcome.kind === 'tokens' ? tokenTries : 1;
	for (let round = 1; ; round++) {
		const done = await write(grants, claim, outcome);
		if (done.ok) {
			if (done.value === 'kept' || round === 1) return done;
			return (await isThere(grants, claim, outcome)) ? ok('kept') : done;
		}
		if (round === tries) {
			return isRotated(outcome) && spool.write(claim.name, {claim, outcome}) ? ok('spooled') : done;
		}
		await sleep(pause * round);
	}
};

/** Brings home what an earlier call could not write. What is fenced by now is of no use to any machine. */
export const settleSpooled = async (
	{grants, spool}: Pick<SharedWorld, 'grants' | 'spool'>,
	name: string,
): Promise<Result<true>> => {
	const spooled = spool.read(name);
	if (!spooled) return ok(true);
	const done = await write(grants, spooled.claim, spooled.outcome);
	if (!done.ok) return done;
	spool.forget(name);
	return ok(true);
};
