import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {stripVTControlCharacters} from 'node:util';

/** Shorter ones turn up by chance, and in words. */
const SHORTEST = 8;

type Form = {readonly name: string; readonly text: string};

/**
 * Base64 depends on where in a triple the secret begins. For each of the three places, the characters that do not depend
 * on the text before and after, so that a secret within an encoded `id:secret` is found too.
 */
const base64Cores = (secret: string): readonly string[] => {
	const length = Buffer.byteLength(secret);
	return [0, 1, 2].map(before => {
		const encoded = Buffer.from('\0'.repeat(before) + secret).toString('base64');
		return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + length) * 8) / 6));
	});
};

const formsOf = (secret: string): readonly Form[] => {
	const once = encodeURIComponent(secret);
	const cores = base64Cores(secret);
	return [
		{name: 'as it is', text: secret},
		{name: 'URL-encoded', text: once},
		{name: 'form-encoded', text: new URLSearchParams({a: secret}).toString().slice(2)},
		{name: 'URL-encoded twice', text: encodeURIComponent(once)},
		{name: 'within JSON', text: JSON.stringify(secret).slice(1, -1)},
		{name: 'hex', text: Buffer.from(secret).toString('hex')},
		...cores.map(text => ({name: 'base64', text})),
		...cores.map(text => ({name: 'base64url', text: text.replaceAll('+', '-').replaceAll('/', '_')})),
	];
};

/** Percent escapes and hex come in either case; a narrow window breaks lines anywhere. */
const caseless = (text: string): string => text.toLowerCase();
const squeezed = (text: string): string => caseless(text).replaceAll(/\s+/g, '');

/** A secret cannot be named in the message that says it leaked. */
const fingerprint = (secret: string): string =>
	`${createHash('sha256').update(secret).digest('hex').slice(0, 8)} (${secret.length} characters)`;

/**
 * Asserts that no text carries any of the secrets, neither plain nor in a usual encoding, nor broken over several
 * lines or by colors. The failure names the text, the form and a fingerprint of the secret, never the secret.
 *
 * @param texts By name, so that the failure can say where: `{stdout, log}`.
 * @param secrets At least one, each of at least eight characters: a sweep that looks for nothing finds nothing.
 */
export const assertNoSecrets = (
	texts: Readonly<Record<string, string>>,
	secrets: readonly string[],
): void => {
	if (Object.keys(texts).length === 0) throw new TypeError('There is no text to look through.');
	if (secrets.length === 0) throw new TypeError('There is no secret to look for.');
	for (const secret of secrets) {
		if (secret.length < SHORTEST) throw new TypeError(`A secret is shorter than ${SHORTEST} characters.`);
	}
	for (const [place, text] of Object.entries(texts)) {
		const [whole, pressed] = [caseless(text), squeezed(stripVTControlCharacters(text))];
		const isIn = (form: Form) => whole.includes(caseless(form.text)) || pressed.includes(squeezed(form.text));
		for (const secret of secrets) {
			const leak = formsOf(secret).find(isIn);
			if (leak !== undefined) {
				assert.fail(`${place} carries the secret with the fingerprint ${fingerprint(secret)}, ${leak.name}.`);
			}
		}
	}
};
