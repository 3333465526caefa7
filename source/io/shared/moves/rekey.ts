import {type KeyKind, parseEnvelope, placeIn, type SealedField} from '../../../connection/shared/envelope.js';
import {sharedFormat} from '../../../connection/shared/format.js';
import type {SharedGrant} from '../../../connection/shared/record.js';
import {storeKeyMissing} from '../../../connection/shared/refusals.js';
import {mapped, ok, type Refusal, type Result, refused} from '../../../zoho/refusal.js';
import {registerKeys, retireKeys} from '../engines/admin.js';
import type {SharedAccess} from '../open.js';

/** How often a row is tried that other machines change at the same moment. */
const rounds = 5;

const columns = [
	{column: 'accessToken', field: 'access_token', kind: 'a'},
	{column: 'refreshToken', field: 'refresh_token', kind: 'r'},
	{column: 'clientSecret', field: 'client_secret', kind: 'r'},
] as const satisfies readonly {column: keyof SharedGrant; field: SealedField; kind: KeyKind}[];

/** The sealed values of a row with the newest keys; null for each that has them already. */
const resealed = ({sealer}: SharedAccess, grant: SharedGrant) => {
	const next = {accessToken: null, refreshToken: null, clientSecret: null} as Record<
		(typeof columns)[number]['column'],
		string | null
	>;
	const isOlder = grant.format < sharedFormat;
	for (const {column, field, kind} of columns) {
		const sealed = grant[column];
		const [newest] = sealer.ids(kind);
		if (sealed === null || (!isOlder && parseEnvelope(sealed)?.keyId === newest)) continue;
		const place = placeIn(grant, field);
		const opened = sealer.open(sealed, isOlder ? {...place, servers: undefined} : place);
		if (!opened.ok) return opened;
		const again = sealer.seal(opened.value, place);
		if (!again.ok) return again;
		next[column] = again.value;
	}
	return ok(next);
};

/** @returns whether anything had to be sealed again */
const rekeyRow = async (access: SharedAccess, first: SharedGrant): Promise<Result<boolean>> => {
	let grant = first;
	for (let round = 1; ; round++) {
		const next = resealed(access, grant);
		if (!next.ok) return next;
		if (Object.values(next.value).every(sealed => sealed === null)) return ok(false);
		const done = await access.grants.reseal(grant, next.value, access.machine);
		if (done.ok) return ok(true);
		if (done.refusal.id !== 'grant-changed-meanwhile' || round === rounds) return done;
		const again = await access.grants.read(grant.name);
		if (!again.ok) return again;
		if (!again.value) return ok(false);
		grant = again.value;
	}
};

/**
 * Seals every row again with the first keys of this machine, row by row, each only if it is as it was read. Once none is left, the
 * store forgets the ids of the older keys.
 */
export const rekey = async (access: SharedAccess) => {
	const {database, grants, sealer} = access;
	const [a] = sealer.ids('a');
	const [r] = sealer.ids('r');
	if (a === undefined || r === undefined) {
		return refused(storeKeyMissing('the secrets', 'Both kinds of keys are needed to seal everything again.'));
	}
	const registered = await registerKeys(database, [a, r], 'added');
	if (!registered.ok) return registered;
	const listed = await grants.list();
	if (!listed.ok) return listed;
	/** How many rows were sealed again. */
	let count = 0;
	/** Rows that are still sealed with an older key, and why. */
	const left: {readonly name: string; readonly refusal: Refusal}[] = [];
	/** Rows that an earlier program had not bound to servers, and where their secrets may go from now on. */
	const bound: {readonly name: string; readonly url: string}[] = [];
	for (const grant of listed.value) {
		const done = await rekeyRow(access, grant);
		if (!done.ok) left.push({name: grant.name, refusal: done.refusal});
		else if (done.value) {
			count++;
			if (grant.format < sharedFormat)
				bound.push({name: grant.name, url: String(grant.facts.service.refreshTokenUrl)});
		}
	}
	if (left.length > 0) return ok({count, bound, left});
	return mapped(await retireKeys(database, [a, r]), () => ({count, bound, left}));
};
