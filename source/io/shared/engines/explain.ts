import {storeForbidden, storeNotReady, storeUnreachable} from '../../../connection/shared/refusals.js';
import type {StoreAddress} from '../../../connection/shared/store-address.js';
import type {Refusal} from '../../../zoho/refusal.js';
import {cleanText} from '../../../zoho/text.js';
import {codeOf} from '../../system/error-code.js';

/** Conditions of PostgreSQL (postgresql.org/docs/current/errcodes-appendix.html) and of Node.js, in words. */
const reasons: readonly (readonly [RegExp, string])[] = [
	[/^28/, 'The database refused the user or the password.'],
	[/^3D000$/, 'There is no database of that name.'],
	[/^53/, 'The database has no room for one more connection just now.'],
	[/^57P/, 'The database is starting or stopping.'],
	[/^(?:ECONNREFUSED|ENOENT|EACCES)$/, 'Nothing answers there.'],
	[/^(?:ENOTFOUND|EAI_AGAIN)$/, 'The name of its host could not be looked up.'],
	[
		/CERT|^ERR_TLS|^ERR_SSL|^UNABLE_TO|SELF_SIGNED|^EPROTO$/,
		'Its certificate could not be verified, or it does not speak TLS; other machines than this one are reached with a verified certificate only.',
	],
	[/TIMEOUT|^ETIMEDOUT$/, 'It did not answer in time.'],
];

/** Conditions that say something about the statement, not about the way to the database. */
const ours = /^(?:0A|2[0-7]|42)/;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A statement took longer than it may. */
export const statementTimedOut = (address: StoreAddress): Refusal =>
	storeUnreachable(`${address.described}: it did not answer in time.`);

/** Why a statement failed; throws what can only be a fault of ours. Neither the address nor the values are repeated. */
export const explainPostgres = (error: unknown, address: StoreAddress): Refusal => {
	const code = codeOf(error);
	const detail = cleanText(messageOf(error), 160);
	if (code === '3F000' || code === '42P01' || code === '42703') return storeNotReady;
	if (code === '42501') return storeForbidden(detail);
	if (ours.test(code)) throw error;
	const reason = reasons.find(([pattern]) => pattern.test(code))?.[1] ?? 'The connection broke.';
	return storeUnreachable(`${address.described}: ${reason}`, code === '' ? detail : code);
};
