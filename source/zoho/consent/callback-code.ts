import {isClientIdShaped, isClientSecretShaped, isCode, isCodeShaped} from '../client.js';
import type {Refusal} from '../refusal.js';
import {ofPaste} from './paste-refusals.js';

const next =
	'Paste the whole address that the browser ends up at after Accept; it begins with the redirect URI.';
const refusalOf = (id: string, what: string, why: string): Refusal => ofPaste(id, what, why, next);

const notACode = (isZoho: boolean): Refusal =>
	refusalOf(
		'not-a-code',
		'This is neither a callback address nor a code.',
		isZoho
			? 'Zoho\'s codes are "1000." and two groups of 32 hexadecimal digits, joined by a dot.'
			: 'A code is one word of printable characters.',
	);

/**
 * Judges a bare code by its shape, for nothing else about it is known: returns the code, or why it cannot be one.
 * Codes, access tokens and refresh tokens of Zoho share one shape, so those cannot be told apart here. The refusal
 * never repeats what was pasted.
 */
export const readCode = (
	text: string,
	expected: {readonly isZoho: boolean; readonly clientId?: string | undefined},
): string | Refusal => {
	if (text === expected.clientId || isClientIdShaped(text)) {
		return refusalOf(
			'pasted-client-id',
			'This is the Client ID, not the code.',
			'The code comes from the browser, after the consent.',
		);
	}
	if (!expected.isZoho) return isCode(text) ? text : notACode(false);
	if (isClientSecretShaped(text)) {
		return refusalOf(
			'pasted-client-secret',
			'This looks like the Client Secret, not like the code.',
			'The code comes from the browser, after the consent. The secret was sent nowhere and is not kept.',
		);
	}
	if (/(?:access|refresh)_token/iu.test(text)) {
		return refusalOf(
			'pasted-token',
			'This holds tokens, not a code.',
			'Tokens are what a code is exchanged for; here the code itself is wanted.',
		);
	}
	return isCodeShaped(text) ? text : notACode(true);
};
