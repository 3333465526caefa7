import type {Refusal} from '../../zoho/refusal.js';
import {reconnect} from '../../zoho/tokens/refusals.js';
import {noSuchConnection} from '../refusals.js';
import {sharedFormat} from './format.js';

/** @param detail the system's own word, without address and password */
export const storeUnreachable = (why: string, detail?: string): Refusal => ({
	id: 'store-unreachable',
	what: 'The shared store cannot be reached.',
	why: `${why} Without it no new token is asked for, because another machine may be asking at the same moment.`,
	next: 'Check ZCONN_STORE and the network, then try again. "zconn doctor" shows what is wrong.',
	exitCode: 4,
	...(detail ? {detail} : {}),
});

export const storeNotSet = (name: string): Refusal => ({
	...storeUnreachable(
		`"${name}" needs it, and ZCONN_STORE is not set, or this is practice, which leaves it out.`,
	),
	next: 'Set ZCONN_STORE=postgres://… (or ZCONN_STORE_FILE), and ZCONN_STORE_KEY.',
});

/** The address itself may hold a password and is not repeated. */
export const storeAddressUnfit: Refusal = {
	...storeUnreachable('ZCONN_STORE is not an address of PostgreSQL.'),
	next: 'It has to look like postgres://user:password@host:5432/database, or postgres:///database?host=/run/postgresql.',
};

export const storeNotReady: Refusal = {
	id: 'store-not-ready',
	what: 'The database has no shared store yet.',
	why: 'The schema "zconn" is not in it, or is not complete.',
	next: 'Run: zconn store init',
	exitCode: 6,
};

export const storeForbidden = (detail: string): Refusal => ({
	id: 'store-forbidden',
	what: 'The database does not allow this.',
	why: 'The user in ZCONN_STORE may not read or change what is needed.',
	next: 'See docs/machines.md for the permissions of workers and refreshers.',
	exitCode: 6,
	detail,
});

/** @param needed what the key would open */
export const storeKeyMissing = (needed: string, why: string): Refusal => ({
	id: 'store-key-missing',
	what: `There is no key for ${needed} of the shared store.`,
	why,
	next: 'Give it in ZCONN_STORE_KEY, or in a file that ZCONN_STORE_KEY_FILE names. "zconn store init" printed it once.',
	exitCode: 6,
});

export const storeKeyUnfit: Refusal = {
	...storeKeyMissing('the secrets', 'ZCONN_STORE_KEY holds something else than keys.'),
	next: 'It has to be exactly what "zconn store init" printed: keys that start with zka_ and zkr_, with commas between them.',
};

export const storeNewer = (format: number): Refusal => ({
	id: 'store-newer',
	what: 'The shared store was written by a newer zconn.',
	why: `It has format ${format}; this program knows up to ${sharedFormat}. It was left exactly as it is.`,
	next: 'Update with "npm install --global zoho-connections@latest".',
	exitCode: 6,
});

/** A row whose secrets do not belong to what stands beside them: each is bound to its store, row, column and servers. */
export const storeDamaged = (name: string): Refusal => ({
	id: 'store-damaged',
	what: `The row "${name}" of the shared store is not as zconn wrote it.`,
	why: 'Its data center, its URLs or its secrets were changed in the database, or come from another row. No secret was sent anywhere.',
	next: `Restore the row from a backup of the database; or delete it there (delete from zconn.grant where name = '${name}') and share it again.`,
	exitCode: 6,
});

/** Sealed before secrets were bound to servers. Opened by a person's command alone, so that no one can bring such a row back. */
export const storeOlder = (name: string): Refusal => ({
	id: 'store-older',
	what: `The row "${name}" of the shared store was sealed by an earlier zconn.`,
	why: 'Its secrets are not bound to the servers they may be sent to, so they are not used.',
	next: 'Run once, on a machine with both keys: zconn store rekey',
	exitCode: 6,
});

export const grantChangedMeanwhile = (name: string): Refusal => ({
	id: 'grant-changed-meanwhile',
	what: `"${name}" was changed in the shared store at the same moment.`,
	why: 'Another person or machine was first. Nothing was overwritten.',
	next: `See what it is now with "zconn show ${name}", then run the command again.`,
	exitCode: 4,
});

export const sharedRename = (name: string): Refusal => ({
	id: 'shared-rename',
	what: `"${name}" is shared, and keeps its link name.`,
	why: 'Other machines ask for it by that name, and would find nothing.',
	next: `Take it back first with "zconn unshare ${name}", rename it, and share it again; or give it another display name with "zconn edit ${name}".`,
	exitCode: 2,
});

export const sharedNameTaken = (name: string): Refusal => ({
	id: 'shared-name-taken',
	what: `The shared store has another connection of the name "${name}".`,
	why: 'It belongs to another grant. Nothing was changed on either side.',
	next: `Give yours another link name with "zconn rename ${name} NEW NAME", then try again.`,
	exitCode: 2,
});

/** A grant that no machine can renew (exit 2). */
export const nothingToShare = (linkName: string): Refusal => ({
	id: 'nothing-to-share',
	what: `"${linkName}" was not shared.`,
	why: 'Its server gave no refresh token, so there is nothing that one machine could renew for the others.',
	next: `Give the token itself to the other machines: zconn token ${linkName}`,
	exitCode: 2,
});

export const notShared = (name: string, why: string): Refusal => ({...noSuchConnection(name, [name]), why});

/** A refusal of Zoho's that another call got, or this one before a wait. @param by the machine that asked */
export const toldBefore = (
	{id, reason, at}: {readonly id: string; readonly reason: string; readonly at: string},
	{name, by, isFinal}: {readonly name: string; readonly by: string | null; readonly isFinal: boolean},
): Refusal => ({
	id,
	what: reason,
	why: `${by === null ? 'A machine' : `The machine ${by}`} was told so at ${at}; the answer counts for all of them.`,
	next: isFinal ? `Run: ${reconnect(name)}` : 'Try again in a minute.',
	exitCode: isFinal ? 3 : 4,
});

export const stillRefreshing = (name: string, by: string | null): Refusal => ({
	id: 'refresh-in-progress',
	what: `Another machine is refreshing "${name}".`,
	why: `${by ?? 'It'} has not said yet how that ended. If it died, its turn ends by itself within half a minute.`,
	next: 'Try again in a minute.',
	exitCode: 4,
});
