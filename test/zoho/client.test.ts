import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	checkClientId,
	checkClientSecret,
	cleanCredential,
	consoleForm,
	legalClientName,
} from '../../source/zoho/client.js';

const clientId = `1000.${'A1'.repeat(15)}`;
const secret = '0a'.repeat(21);

test('a credential loses white space, invisible characters and quotes, and nothing else', () => {
	const dirt = [
		' ',
		'\n',
		'\r\n',
		'\t',
		'\u00A0',
		'\u3000',
		'\u200B',
		'\u2060',
		'\uFEFF',
		'\u202E',
		'\u00AD',
		'\u0000',
		'"',
		"'",
		'“',
		'”',
		'’',
		'`',
		'«',
	];
	for (const piece of dirt) {
		assert.equal(
			cleanCredential(`${piece}${clientId.slice(0, 9)}${piece}${clientId.slice(9)}${piece}`),
			clientId,
		);
	}
	fc.assert(
		fc.property(fc.string({unit: 'grapheme-ascii'}), text => {
			assert.equal(cleanCredential(cleanCredential(text)), cleanCredential(text));
			assert.equal(cleanCredential(text), text.replace(/[\s"'`\u007F]/g, ''));
		}),
	);
});

test('usual shapes of ids and secrets do not warn', () => {
	for (const prefix of ['1000', '1004', '1005']) {
		assert.equal(checkClientId(`${prefix}.${'Z9'.repeat(15)}`), undefined);
	}
	assert.equal(checkClientSecret('ab'.repeat(20).concat('c')), undefined);
	assert.equal(checkClientSecret(secret), undefined);
	assert.equal(checkClientId(''), undefined);
	assert.equal(checkClientSecret(''), undefined);
});

test('swapped and cut values are named for what they look like', () => {
	assert.match(checkClientId(secret) ?? '', /looks like a Client Secret/);
	assert.match(checkClientSecret(clientId) ?? '', /looks like a Client ID/);
	assert.match(
		checkClientId(clientId.slice(0, -1)) ?? '',
		/^Unusual for a Client ID: .* 30 capitals and digits\.$/,
	);
	assert.match(checkClientSecret('x') ?? '', /^Unusual for a Client Secret: .* hexadecimal digits\.$/);
	const token = `1000.${'ab'.repeat(16)}.${'cd'.repeat(16)}`;
	assert.match(checkClientId(token) ?? '', /code or a token/);
	assert.match(checkClientSecret(token) ?? '', /code or a token/);
});

test('a warning about a secret never holds a part of it', () => {
	fc.assert(
		fc.property(fc.string({unit: fc.constantFrom('q', 'x', '7', '#'), minLength: 4, maxLength: 60}), text => {
			const warning = checkClientSecret(text);
			assert.ok(warning === undefined || !warning.includes(text));
		}),
	);
});

test('client names are made legal, as near as possible', () => {
	assert.equal(legalClientName('Finance Suite'), 'Finance Suite');
	assert.equal(legalClientName('Zoho Finance-Suite (v2)!'), 'Finance Suite v2');
	assert.equal(legalClientName('Caf\u00E9 & Söhne_1'), 'Cafe & Sohne_1');
	assert.equal(legalClientName('ZoZohoho'), 'My Connection');
	assert.equal(legalClientName('お店'), 'My Connection');
	assert.equal(legalClientName('Zoho 2'), 'My Connection 2');
	assert.equal(legalClientName('& _'), 'My Connection');
	fc.assert(
		fc.property(
			fc.oneof(fc.string({unit: 'binary'}), fc.string({unit: fc.constantFrom('z', 'O', 'h', 'o', ' ', '-')})),
			text => {
				const name = legalClientName(text);
				assert.match(name, /^[A-Za-z0-9_&](?:[A-Za-z0-9 _&]{0,48}[A-Za-z0-9_&])?$/);
				assert.doesNotMatch(name, /zoho/i);
				assert.equal(legalClientName(name), name);
			},
		),
	);
});

test("the console's form is in its order, with one row for each redirect URI, byte for byte", () => {
	const uris = [
		'http://localhost:8790/callback',
		'http://localhost:8791/callback',
		'http://localhost:8790/callback',
	];
	const form = consoleForm({clientName: 'Zoho Books sync', redirectUris: uris});
	assert.deepEqual(
		form.map(({key, value}) => [key, value]),
		[
			['client-type-server-based', 'Server-based Applications'],
			['client-name', 'Books sync'],
			['homepage-url', 'https://example.com'],
			['redirect-uri-1', 'http://localhost:8790/callback'],
			['redirect-uri-2', 'http://localhost:8791/callback'],
		],
	);
	assert.deepEqual(
		form.map(({copyable}) => copyable),
		[false, true, true, true, true],
	);
	assert.equal(
		consoleForm({clientName: 'a', redirectUris: [], homepageUrl: 'https://a.example'})[2]?.value,
		'https://a.example',
	);
});
