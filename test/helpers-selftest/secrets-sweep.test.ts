import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';

const SECRET = 'made up/for+this test=1';

const leaks = (text: string) => {
	assert.throws(
		() => assertNoSecrets({'clean text': 'nothing here', log: text}, ['another one', SECRET]),
		(error: Error) => error.message.startsWith('log carries') && !error.message.includes(SECRET),
	);
};

test('passes what carries none', () => {
	assertNoSecrets({stdout: 'made up', stderr: ''}, [SECRET]);
});

for (const [form, text] of Object.entries({
	plain: `token=${SECRET}.`,
	'URL-encoded': `?a=${encodeURIComponent(SECRET)}`,
	'form-encoded': new URLSearchParams({a: SECRET}).toString(),
	'in small hex escapes': encodeURIComponent(SECRET).replaceAll('%2F', '%2f').replaceAll('%2B', '%2b'),
	'URL-encoded twice': encodeURIComponent(encodeURIComponent(SECRET)),
	'wrapped by the terminal': 'token=made up/fo\nr+this te\nst=1',
	'broken by colors': 'made up/\u001B[31mfor+this\u001B[39m test=1',
	hex: Buffer.from(SECRET).toString('hex').toUpperCase(),
})) {
	test(`finds a secret ${form}`, () => leaks(text));
}

test('finds a secret in base64, wherever it stands in what was encoded', () => {
	fc.assert(
		fc.property(
			fc.string(),
			fc.string(),
			fc.constantFrom('base64' as const, 'base64url' as const),
			(before, after, encoding) => leaks(Buffer.from(before + SECRET + after).toString(encoding)),
		),
	);
});

test('finds quotes and control characters within JSON', () => {
	const secret = 'quote " and \n line';
	assert.throws(
		() => assertNoSecrets({log: JSON.stringify({secret})}, [secret]),
		/log carries .* within JSON/,
	);
});

test('refuses to look for nothing, or in nothing', () => {
	assert.throws(() => assertNoSecrets({a: 'b'}, []), TypeError);
	assert.throws(() => assertNoSecrets({}, [SECRET]), TypeError);
	assert.throws(() => assertNoSecrets({a: 'b'}, ['short']), TypeError);
});
