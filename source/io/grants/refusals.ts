import type {DataCenter} from '../../zoho/data-center.js';
import type {Refusal} from '../../zoho/refusal.js';

/** A server of which it is not known where it revokes grants (exit 4). */
export const noRevokeEndpoint: Refusal = {
	id: 'revoke-unknown',
	what: 'The grant was not revoked.',
	why: 'Where its server revokes grants is not known.',
	next: 'Revoke it in the account settings of that server.',
	exitCode: 4,
};

export const explainNotEnded = (linkName: string, refusal: Refusal): Refusal => ({
	...refusal,
	what: `An old grant of "${linkName}" was not ended. ${refusal.what}`,
	next: 'The connection itself works as before. Try again later; the old grant is remembered until then.',
});

/** Where a person ends a grant without a program. */
const byHand = (dataCenter: DataCenter | undefined): string =>
	dataCenter
		? `at ${dataCenter.accounts} under Sessions → Connected Apps`
		: 'in the account settings of that server';

/** A fault of our own file stays what it is; whatever else hinders revoking means: could not tell. */
const exitCodeOf = ({exitCode}: Refusal): Refusal['exitCode'] =>
	exitCode === 6 || exitCode === 5 ? exitCode : 4;

/** Trying again cannot help: it is not known how. */
const isNeverRevoked = ({id}: Refusal): boolean => id === 'revoke-unknown';

/** Why a grant could not be revoked; the connection is kept. @param dataCenter undefined for a server that is not Zoho's */
export const explainNotRevoked = (
	linkName: string,
	refusal: Refusal,
	dataCenter: DataCenter | undefined,
): Refusal =>
	exitCodeOf(refusal) !== 4 || isNeverRevoked(refusal)
		? refusal
		: {
				...refusal,
				what: `"${linkName}" was not revoked. ${refusal.what}`,
				why: `${refusal.why} The connection is kept as it is.`,
				next: `Try again later: zconn revoke ${linkName}. By hand it can be revoked ${byHand(dataCenter)}.`,
				exitCode: 4,
			};

/** Why a connection was not removed: its grant would stay alive, without a holder. */
export const explainNotRemoved = (
	linkName: string,
	refusal: Refusal,
	dataCenter: DataCenter | undefined,
): Refusal =>
	exitCodeOf(refusal) !== 4
		? refusal
		: {
				...refusal,
				what: `"${linkName}" was not removed, because its grant could not be revoked. ${refusal.what}`,
				why: `${refusal.why} The grant is still valid at ${dataCenter ? 'Zoho' : 'that server'}, and everything is kept.`,
				next: `${isNeverRevoked(refusal) ? 'Revoke' : 'Try again later. Or revoke'} it by hand ${byHand(dataCenter)}, then run: zconn remove ${linkName} --keep-grant`,
				exitCode: 4,
			};
