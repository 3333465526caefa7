import {revocable} from '../../connection/changes/revoked.js';
import type {Connection} from '../../connection/connection.js';
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

/** What was to be revoked: whose it is, and where. */
type Asked = {
	readonly connection: Connection;
	/** Undefined for a server that is not Zoho's. */
	readonly dataCenter: DataCenter | undefined;
};

/** How it ends without this program: a grant by a person, a token by itself. */
const otherwise = ({connection, dataCenter}: Asked): string => {
	if (connection.clientCredentials) return 'its access token ends by itself, within an hour at Zoho';
	return dataCenter
		? `revoke it by hand at ${dataCenter.accounts} under Sessions → Connected Apps`
		: 'revoke it by hand in the account settings of that server';
};

/** A fault of our own file stays what it is; whatever else hinders revoking means: could not tell. */
const exitCodeOf = ({exitCode}: Refusal): Refusal['exitCode'] =>
	exitCode === 6 || exitCode === 5 ? exitCode : 4;

/** Trying again cannot help: it is not known how. */
const isNeverRevoked = ({id}: Refusal): boolean => id === 'revoke-unknown';

/** Why a grant could not be revoked; the connection is kept. */
export const explainNotRevoked = (asked: Asked, refusal: Refusal): Refusal => {
	const {linkName} = asked.connection;
	return exitCodeOf(refusal) !== 4 || isNeverRevoked(refusal)
		? refusal
		: {
				...refusal,
				what: `"${linkName}" was not revoked. ${refusal.what}`,
				why: `${refusal.why} The connection is kept as it is.`,
				next: `Try again later: zconn revoke ${linkName}. Or ${otherwise(asked)}.`,
				exitCode: 4,
			};
};

/** Why a connection was not removed: its grant would stay alive, without a holder. */
export const explainNotRemoved = (asked: Asked, refusal: Refusal): Refusal => {
	const {linkName} = asked.connection;
	const what = revocable(asked.connection);
	const first = isNeverRevoked(refusal) ? '' : 'Try again later. Or ';
	const next = `${first}${otherwise(asked)}; then run: zconn remove ${linkName} --keep-grant`;
	return exitCodeOf(refusal) !== 4
		? refusal
		: {
				...refusal,
				what: `"${linkName}" was not removed, because its ${what} could not be revoked. ${refusal.what}`,
				why: `${refusal.why} The ${what} is still valid at ${asked.dataCenter ? 'Zoho' : 'that server'}, and everything is kept.`,
				next: `${next.charAt(0).toUpperCase()}${next.slice(1)}`,
				exitCode: 4,
			};
};
