import {leastPassphrase} from '../../connection/secrets/policy.js';
import {passphraseUnfit} from '../../io/secrets/refusals.js';
import {ok, type Refusal, type Result, refused, wrongUse} from '../../zoho/refusal.js';
import type {Invocation} from '../invocation.js';
import {askAgain, askHidden} from './hidden.js';

const noPassphrase: Refusal = wrongUse(
	'There is no passphrase.',
	'There is no terminal to ask on, or --no-input forbids it.',
	'Give it in ZCONN_EXPORT_PASSPHRASE.',
);

/** The passphrase of an export: `ZCONN_EXPORT_PASSPHRASE`, else a person types it. */
export const exportPassphrase = async (invocation: Invocation): Promise<Result<string>> => {
	const given = invocation.environment.ZCONN_EXPORT_PASSPHRASE;
	return given ? ok(given) : askHidden(invocation, 'Passphrase of the export:', noPassphrase);
};

/** A new one: typed twice, and long enough. */
export const newExportPassphrase = async (invocation: Invocation): Promise<Result<string>> => {
	const given = invocation.environment.ZCONN_EXPORT_PASSPHRASE;
	const first = given
		? ok(given)
		: await askHidden(invocation, 'New passphrase for the export (it cannot be recovered):', noPassphrase);
	if (!first.ok) return first;
	if (first.value.length < leastPassphrase)
		return refused(passphraseUnfit(`It has fewer than ${leastPassphrase} characters.`));
	return given ? first : askAgain(invocation, first.value);
};
