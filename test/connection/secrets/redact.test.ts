import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {fingerprint, redact} from '../../../source/connection/secrets/redact.js';

const hexadecimal = (length: number) =>
	fc.string({unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length});
const token = fc.tuple(hexadecimal(32), hexadecimal(32)).map(([one, other]) => `1000.${one}.${other}`);

test('tokens and secrets disappear by their shape, wherever they stand', () => {
	fc.assert(
		fc.property(token, hexadecimal(42), fc.string(), (code, secret, around) => {
			const text = `${around} ${code} ${secret} ${around}`;
			const clean = redact(text);
			assert.ok(!clean.includes(code));
			assert.ok(!clean.includes(secret));
		}),
	);
});

test('secrets disappear by their name, whatever their shape', () => {
	const names = ['client_secret', 'refresh_token', 'access_token', 'code', 'code_verifier', 'state', 'token'];
	fc.assert(
		fc.property(fc.constantFrom(...names), fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/), (name, value) => {
			for (const text of [`?x=1&${name}=${value}&y=2`, `{"${name}":"${value}"}`, `${name}: ${value}`]) {
				assert.ok(!redact(text).includes(value), text);
			}
		}),
	);
});

test('headers and cookies are taken out whole', () => {
	for (const text of [
		'authorization: Zoho-oauthtoken abc.def',
		'Cookie: iamcsr=1; other=2',
		'"Set-Cookie": "a=secretvalue; Path=/"',
		'sent Bearer abc123',
	]) {
		const clean = redact(text);
		assert.match(clean, /\[redacted\]/);
		for (const part of ['abc.def', 'iamcsr', 'secretvalue', 'abc123'])
			assert.ok(!clean.includes(part), clean);
	}
});

test('known secrets disappear word for word and as they stand in a URL', () => {
	const secret = 'odd secret/value';
	const clean = redact(`a ${secret} b ${encodeURIComponent(secret)}`, [secret]);
	assert.ok(!clean.includes('odd'));
});

test('what is no secret stays', () => {
	const text = 'GET https://accounts.zoho.com/oauth/v2/token 200 in 31 ms';
	assert.equal(redact(text), text);
});

test('a fingerprint shows four characters at each end of a long secret only', () => {
	assert.equal(fingerprint('abcd0123456789wxyz'), 'abcd…wxyz');
	assert.equal(fingerprint('short'), '••••');
});
