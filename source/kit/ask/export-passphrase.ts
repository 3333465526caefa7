import {leastPassphrase} from '../../connection/secrets/policy.js';
import {leftQuestion, passphraseUnfit} from '../../io/secrets/refusals.js';
import {ok, type Refusal, type Result, refused, wrongUse} from '../../zoho/refusal.js';
import type {Invocation} from '../invocation.js';
import {hiddenQuestions} from './hidden.js';

const noPassphrase: Refusal = wrongUse(
	'There is no passphrase.',
	'There is no terminal to ask on, or --no-input forbids it.',
	'Give it in ZCONN_EXPORT_PASSPHRASE.',
);

const ask = async (invocation: Invocation, question: string): Promise<Result<string>> => {
	const answered = await hiddenQuestions(invocation)(question);
	if (answered === 'cannot-ask') return refused(noPassphrase);
	return answered === 'left' ? refused(leftQuestion) : ok(answered.answer);
};

/** The passphrase of an export: `ZCONN_EXPORT_PASSPHRASE`, else a person types it. */
export const exportPassphrase = async (invocation: Invocation): Promise<Result<string>> => {
	const given = invocation.environment.ZCONN_EXPORT_PASSPHRASE;
	return given ? ok(given) : ask(invocation, 'Passphrase of the export:');
};

/** A new one: typed twice, and long enough. */
export const newExportPassphrase = async (invocation: Invocation): Promise<Result<string>> => {
	const given = invocation.environment.ZCONN_EXPORT_PASSPHRASE;
	const first = given
		? ok(given)
		: await ask(invocation, 'New passphrase for the export (it cannot be recovered):');
	if (!first.ok) return first;
	if (first.value.length < leastPassphrase)
		return refused(passphraseUnfit(`It has fewer than ${leastPassphrase} characters.`));
	if (given) return first;
	const again = await ask(invocation, 'Type it again:');
	if (!again.ok) return again;
	return again.value === first.value ? first : refused(passphraseUnfit('The two do not match.'));
};
