import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {parseEnv} from 'node:util';
import fc from 'fast-check';
import {secretName, type TokenFacts, tokenFormats} from '../../../source/kit/token/formats.js';

/** RFC 6749 appendix A.12: a token is of VSCHAR, %x20-7E. */
const token = fc.string({
	unit: fc.integer({min: 0x20, max: 0x7e}).map(code => String.fromCharCode(code)),
	minLength: 1,
	maxLength: 40,
});

/** RFC 6750 section 2.1: what usual tokens are of; few letters, so that the others come often. */
const bearer = fc.string({unit: fc.constantFrom(...'a1-._~+/=:'), minLength: 1, maxLength: 12});

const factsOf = (accessToken: string, linkName = 'acme_books'): TokenFacts => ({
	linkName,
	isQuery: false,
	variables: {
		ZOHO_ACCESS_TOKEN: accessToken,
		ZOHO_ACCESS_TOKEN_EXPIRES_AT: '2030-01-01T01:00:00.000Z',
		ZOHO_AUTHORIZATION: `Bearer ${accessToken}`,
		ZOHO_API_DOMAIN: 'https://www.zohoapis.com',
		ZOHO_ACCOUNTS_URL: '',
		ZOHO_DATA_CENTER: 'us',
	},
	sample: {url: 'https://www.zohoapis.com/books/v3/organizations', accept: 'application/json'},
});

/** The document, or undefined where the format refuses the token. */
const write = (format: string, facts: TokenFacts): string | undefined => {
	const written = tokenFormats.get(format)?.write(facts);
	assert.ok(written !== undefined);
	if (typeof written === 'string') return written;
	if (!written.ok) assert.equal(written.refusal.id, 'token-format-impossible');
	return written.ok ? written.value : undefined;
};

test('env: a shell reads back every token', () => {
	const tokens = fc.sample(token, 60);
	const names = ['ZOHO_ACCESS_TOKEN', 'ZOHO_AUTHORIZATION', 'ZOHO_ACCOUNTS_URL'];
	const script = tokens
		.map(one => `${write('env', factsOf(one))}printf '%s\\n' ${names.map(name => `"$${name}"`).join(' ')}`)
		.join('\n');
	const printed = execFileSync('sh', ['-c', script], {encoding: 'utf8'});
	assert.equal(printed, tokens.map(one => `${one}\nBearer ${one}\n\n`).join(''));
});

test('dotenv: Node reads back each token that is written, and so does a shell', () => {
	const common = '1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef';
	assert.match(write('dotenv', factsOf(common)) ?? '', new RegExp(`^ZOHO_ACCESS_TOKEN=${common}$`, 'm'));
	// Every sign of RFC 6750's tokens, without quotes that "docker run --env-file" would take for a part of it.
	for (const one of ['a~b', '-._~+/a==', 'a~', 'a/~/=~b'])
		assert.equal(write('dotenv', factsOf(one))?.split('\n')[0], `ZOHO_ACCESS_TOKEN=${one}`);
	for (const one of ['~', '~root', 'a:~'])
		assert.match(write('dotenv', factsOf(one)) ?? '', /^ZOHO_ACCESS_TOKEN='.*'$/m);
	const shell: string[] = [];
	const expected: string[] = [];
	fc.assert(
		fc.property(fc.oneof(token, bearer), one => {
			const document = write('dotenv', factsOf(one));
			if (document === undefined) return;
			assert.deepEqual({...parseEnv(document)}, factsOf(one).variables);
			if (shell.length > 60) return;
			shell.push(`${document}printf '%s\\n' "$ZOHO_ACCESS_TOKEN"`);
			expected.push(`${one}\n`);
		}),
	);
	assert.equal(execFileSync('sh', ['-c', shell.join('\n')], {encoding: 'utf8'}), expected.join(''));
});

test('a service that wants the token in the address gets it there, in curl and in a request', () => {
	fc.assert(
		fc.property(token, one => {
			const facts = {...factsOf(one), isQuery: true};
			const [, quoted = ''] = /^url-query = "((?:[^"\\]|\\.)*)"\n$/.exec(write('curl', facts) ?? '') ?? [];
			assert.equal(quoted.replaceAll(/\\(.)/g, '$1'), `access_token=${one}`);
			const request = write('http', facts);
			if (request === undefined) return;
			const address = new URL(/^GET (.+)$/m.exec(request)?.[1] ?? '');
			assert.equal(address.searchParams.get('access_token'), one);
			assert.doesNotMatch(request, /^Authorization/m);
		}),
	);
});

test('curl: what is between its quotes is the header', () => {
	fc.assert(
		fc.property(token, one => {
			const [, quoted = ''] =
				/^header = "((?:[^"\\]|\\.)*)"\n$/.exec(write('curl', factsOf(one)) ?? '') ?? [];
			assert.equal(quoted.replaceAll(/\\(.)/g, '$1'), `Authorization: Bearer ${one}`);
		}),
	);
});

test('http: a request line, headers, and an empty line at the end', () => {
	fc.assert(
		fc.property(token, one => {
			const document = write('http', factsOf(one));
			if (document === undefined) return assert.ok(one.includes('{{'));
			const rows = document.split('\n');
			assert.equal(rows[1], 'GET https://www.zohoapis.com/books/v3/organizations');
			assert.deepEqual(rows.slice(3), [`Authorization: Bearer ${one}`, '', '']);
		}),
	);
	assert.equal(write('http', {...factsOf('a'), sample: undefined}), undefined);
});

test('github: the token is hidden before it is named, and the rest are lines of an environment file', () => {
	fc.assert(
		fc.property(token, one => {
			const [mask = '', ...rest] = (write('github', factsOf(one)) ?? '').trimEnd().split('\n');
			// As the runner reads it: %25 is the only escape that can occur.
			assert.equal(mask.replace('::add-mask::', '').replaceAll('%25', '%'), one);
			const read = rest.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
			assert.equal(Object.fromEntries(read).ZOHO_AUTHORIZATION, `Bearer ${one}`);
		}),
	);
});

test('k8s-secret: values are in base64, and the name is one that Kubernetes takes', () => {
	fc.assert(
		fc.property(token, fc.stringMatching(/^[a-z][a-z0-9_]{0,49}$/), (one, linkName) => {
			const document = write('k8s-secret', factsOf(one, linkName)) ?? '';
			const [, value = ''] = /^ {2}ZOHO_ACCESS_TOKEN: "([\w+/=]*)"$/m.exec(document) ?? [];
			assert.equal(Buffer.from(value, 'base64').toString(), one);
			assert.match(secretName(linkName), /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
		}),
	);
	assert.notEqual(secretName('a_'), secretName('a'));
});

test('no document has more lines for a token that looks like some', () => {
	for (const format of tokenFormats.keys()) {
		const count = (accessToken: string) => write(format, factsOf(accessToken))?.split('\n').length;
		assert.equal(count('::add-mask::x %0A$(id) `id` # x: y') ?? count('plain'), count('plain'), format);
	}
});
