import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createConcealer} from '../../../source/connection/secrets/conceal.js';
import {assertNoSecrets} from '../../helpers/secrets-sweep.js';

/** What RFC 6749 (appendix A.12) lets into a token. */
const token = fc.string({
	unit: fc.integer({min: 0x20, max: 0x7e}).map(code => String.fromCharCode(code)),
	minLength: 12,
	maxLength: 60,
});

const writtenAs: ReadonlyArray<readonly [name: string, write: (secret: string) => string]> = [
	['as it is', secret => secret],
	['in JSON', secret => JSON.stringify(secret)],
	['in JSON within JSON', secret => JSON.stringify(JSON.stringify(secret))],
	[
		'in JSON, all escaped',
		secret => [...secret].map(one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
	],
	['in an address', secret => encodeURIComponent(secret)],
	['in an address within an address', secret => encodeURIComponent(encodeURIComponent(secret))],
	['in a form', secret => new URLSearchParams({a: secret}).toString()],
	[
		'in percent signs throughout',
		secret => [...secret].map(one => `%${one.charCodeAt(0).toString(16)}`).join(''),
	],
	['on a page', secret => [...secret].map(one => `&#${one.charCodeAt(0)};`).join('')],
	['in capitals', secret => secret.toUpperCase()],
	['in hex', secret => Buffer.from(secret).toString('hex')],
	['in base64', secret => Buffer.from(`id:${secret}:more`).toString('base64')],
	['in base64url', secret => Buffer.from(secret).toString('base64url')],
];

test('a known secret is taken out, whatever way it is written', () => {
	fc.assert(
		fc.property(token, fc.constantFrom(...writtenAs), fc.string(), (secret, [name, write], around) => {
			const concealer = createConcealer();
			concealer.add(secret);
			const clean = concealer.conceal(`${around} "${write(secret)}" ${around}`);
			assert.ok(clean.includes('[redacted'), name);
			assertNoSecrets({clean}, [secret]);
		}),
	);
});

test('what is no secret stays as it is, also where a log would leave it out', () => {
	const {conceal} = createConcealer();
	const data = JSON.stringify({
		code: 0,
		state: 'California',
		token: 'a game token',
		digest: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
		id: '460000000026049',
		note: 'Bearer of good news',
	});
	assert.equal(conceal(data), data);
});

test('a token of Zoho that is not known is found by its shape and by its name', () => {
	const {conceal} = createConcealer();
	const shaped = `1000.${'ab12'.repeat(8)}.${'cd34'.repeat(8)}`;
	const clean = conceal(
		`{"x":"${shaped}","access_token":"another","h":"Zoho-oauthtoken abcdefghijklmnopq"} refresh_token=mine&a=1`,
	);
	assert.equal(
		clean,
		'{"x":"[redacted token]","access_token":"[redacted]","h":"Zoho-oauthtoken [redacted]"} refresh_token=[redacted]&a=1',
	);
});

test('a long text of backslashes and percent signs takes no longer than any other', () => {
	const concealer = createConcealer();
	concealer.add('1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef');
	const begin = performance.now();
	for (const one of ['\\', '%25', '&#0', '"access_token'])
		concealer.conceal(one.repeat(2_000_000 / one.length));
	assert.ok(performance.now() - begin < 4000);
});
