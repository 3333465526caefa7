import {leastPassphrase} from '../../connection/secrets/policy.js';
import {passphraseUnfit} from '../../io/secrets/refusals.js';
import {type Refusal, RefusedError, wrongUse} from '../../zoho/refusal.js';
import type {Invocation} from '../invocation.js';
import {askAgain, askHidden} from './hidden.js';

const noPassphrase: Refusal = wrongUse(
	'There is no passphrase.',
	'There is no terminal to ask on, or --no-input forbids it.',
	'Give it in ZCONN_EXPORT_PASSPHRASE.',
);

/** The passphrase of an export: `ZCONN_EXPORT_PASSPHRASE`, else a person types it. */
export const exportPassphrase = async (invocation: Invocation): Promise<string> =>
	invocation.environment.ZCONN_EXPORT_PASSPHRASE ||
	askHidden(invocation, 'Passphrase of the export:', noPassphrase);

/** A new one: typed twice, and long enough. */
export const newExportPassphrase = async (invocation: Invocation): Promise<string> => {
	const given = invocation.environment.ZCONN_EXPORT_PASSPHRASE;
	const question = 'New passphrase for the export (it cannot be recovered):';
	const first = given || (await askHidden(invocation, question, noPassphrase));
	if (first.length < leastPassphrase)
		throw new RefusedError(passphraseUnfit(`It has fewer than ${leastPassphrase} characters.`));
	return given ? first : askAgain(invocation, first);
};
