import type {Refusal} from '../../zoho/refusal.js';
import {reconnect} from '../../zoho/tokens/refusals.js';
import type {Connection} from '../connection.js';
import {withoutUndo} from '../file/rows.js';

/** Whether its grant was revoked from here: then no server needs to be asked whether it still works. */
export const isRevoked = ({refusal}: Connection): boolean => refusal?.id === 'revoked';

/** What is revoked: a client that asks for itself has no grant, only its access token. */
export const revocable = ({clientCredentials}: Pick<Connection, 'clientCredentials'>) =>
	clientCredentials ? 'access token' : 'grant';

/** The row of a connection whose grant is revoked: kept, so that one consent makes it work again; its access token ended with it. */
export const asRevoked = (connection: Connection, at: string): Connection => ({
	...withoutUndo(connection),
	accessToken: null,
	accessTokenExpiresAt: null,
	throttledUntil: null,
	doubt: null,
	refusal: {id: 'revoked', reason: `Its ${revocable(connection)} was revoked from here.`, at},
	updatedAt: at,
});

/** Why it gives no token (exit 3). */
export const explainRevoked = (
	row: Pick<Connection, 'linkName' | 'refusal' | 'clientCredentials'>,
): Refusal => ({
	id: 'revoked',
	what: `The ${revocable(row)} of "${row.linkName}" was revoked from here${row.refusal ? ` on ${row.refusal.at.slice(0, 10)}` : ''}.`,
	why: 'It gets no tokens before it is connected again; everything else about it is kept.',
	next: `Run: ${reconnect(row.linkName)}`,
	exitCode: 3,
});
