import {isClientIdShaped, isClientSecretShaped, isCode} from '../client.js';
import type {Refusal} from '../refusal.js';
import {isRecord, parseJson} from '../text.js';

/** What is to be pasted: a code of the API Console's *Generate Code*, or a refresh token. */
export type Wanted = 'generated-code' | 'refresh-token';

const names: Readonly<Record<Wanted, string>> = {
	'generated-code': 'the code',
	'refresh-token': 'the refresh token',
};

const refusalOf = (wanted: Wanted, why: string): Refusal => {
	const isCodeWanted = wanted === 'generated-code';
	return {
		id: isCodeWanted ? 'no-generated-code' : 'no-token-to-adopt',
		what: `This is not ${names[wanted]}.`,
		why,
		next: isCodeWanted
			? 'Copy the code that the tab Generate Code shows after Create.'
			: 'Copy the value of refresh_token from where it was kept.',
		exitCode: 2,
	};
};

const shape = /(?<![0-9A-Za-z.])\d{3,5}\.[0-9a-f]{20,}\.[0-9a-f]{20,}(?![0-9A-Za-z.])/giu;

/** The value in a file of JSON, or behind its name in any text. */
const named = (text: string, name: string): string | undefined => {
	const json = parseJson(text);
	const value = isRecord(json) ? (json[name] ?? json.grant_token) : undefined;
	if (typeof value === 'string') return value.trim();
	const found = new RegExp(`${name}["']?\\s*[:=]\\s*["']?([!-&(-~]{20,})`, 'iu').exec(text);
	return found?.[1]?.replace(/["',;}]+$/u, '');
};

/**
 * A code or a refresh token as it was pasted or stands in a file: alone, with quotes and blanks around it, in the JSON of a
 * download or a token reply. The refusal never repeats what was pasted.
 *
 * @param expected.clientId to recognize it when it is pasted instead
 */
export const readPasted = (
	text: string,
	wanted: Wanted,
	expected: {readonly clientId: string},
): string | Refusal => {
	const value = named(text, wanted === 'generated-code' ? 'code' : 'refresh_token');
	if (value !== undefined && isCode(value)) return value;
	const found = [...new Set([...text.matchAll(shape)].map(([match]) => match))];
	const [only, ...others] = found;
	if (only !== undefined && others.length === 0) return only;
	if (only !== undefined)
		return refusalOf(wanted, `It holds ${found.length} codes or tokens, and nothing says which is meant.`);
	const trimmed = text.trim().replace(/^["'`]+|["'`]+$/gu, '');
	if (trimmed === '') return refusalOf(wanted, 'It is empty.');
	if (trimmed === expected.clientId || isClientIdShaped(trimmed))
		return refusalOf(wanted, 'It is a Client ID.');
	if (isClientSecretShaped(trimmed))
		return refusalOf(wanted, 'It looks like a Client Secret. It was sent nowhere and is not kept.');
	return refusalOf(wanted, 'Zoho\'s are "1000." and two groups of 32 hexadecimal digits, joined by a dot.');
};
