import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type AuthorizeUrlInput, buildAuthorizeUrl} from '../../../source/zoho/consent/authorize-url.js';

const usual: AuthorizeUrlInput = {
	authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent',
	clientId: '1000.ABC',
	redirectUri: 'http://localhost:8790/callback',
	scopes: ['ZohoBooks.contacts.READ', 'ZohoCRM.modules.ALL'],
	scopeDelimiter: 'comma',
	state: 'st-_~1',
	codeChallenge: 'ch-_1',
	isZoho: true,
};

const build = (change: Partial<AuthorizeUrlInput>): string => buildAuthorizeUrl({...usual, ...change});
const query = (url: string): readonly (readonly [string, string])[] => [...new URL(url).searchParams];

test("the address for Sigma's usual URL", () => {
	assert.equal(
		build({}),
		'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent&response_type=code&client_id=1000.ABC' +
			'&redirect_uri=http%3A%2F%2Flocalhost%3A8790%2Fcallback&scope=ZohoBooks.contacts.READ,ZohoCRM.modules.ALL' +
			'&state=st-_~1&code_challenge=ch-_1&code_challenge_method=S256',
	);
});

test('the delimiter on the wire', () => {
	const scopeOf = (url: string): string => /[?&]scope=([^&]*)/.exec(url)?.[1] ?? '';
	assert.equal(scopeOf(build({scopeDelimiter: 'space'})), 'ZohoBooks.contacts.READ%20ZohoCRM.modules.ALL');
	assert.equal(scopeOf(build({scopeDelimiter: 'plus'})), 'ZohoBooks.contacts.READ+ZohoCRM.modules.ALL');
	assert.equal(scopeOf(build({scopes: ['https://a.example/x y']})), 'https%3A%2F%2Fa.example%2Fx%20y');
});

test('offline access and consent are always asked of Zoho, once, and of no other server', () => {
	for (const own of [
		'',
		'?',
		'?access_type=online&prompt=none',
		'?prompt=consent&prompt=consent',
		'?access%5Ftype=online',
	]) {
		const parameters = new URL(build({authorizeUrl: `https://accounts.zoho.eu/oauth/v2/auth${own}`}))
			.searchParams;
		assert.deepEqual(parameters.getAll('access_type'), ['offline'], own);
		assert.deepEqual(parameters.getAll('prompt'), ['consent'], own);
	}
	const other = build({authorizeUrl: 'https://login.example/authorize?prompt=login', isZoho: false});
	assert.deepEqual(new URL(other).searchParams.getAll('prompt'), ['login']);
	assert.ok(!other.includes('access_type'));
});

test("the URL's own query is kept as written, but ours wins", () => {
	const url = build({
		authorizeUrl:
			'https://a.example/x?soid=ZohoCRM.60&q=a%2Bb&flag&state=theirs&client%5Fid=evil&redirect_uri=http://e.example#part',
	});
	assert.match(url, /^https:\/\/a\.example\/x\?soid=ZohoCRM\.60&q=a%2Bb&flag&/);
	assert.ok(
		!url.includes('#') && !url.includes('evil') && !url.includes('theirs') && !url.includes('e.example'),
	);
});

test('any redirect URI and state come back byte for byte, and no parameter is doubled', () => {
	const text = fc.string({unit: 'grapheme', minLength: 1}).map(value => value.toWellFormed());
	fc.assert(
		fc.property(text, text, fc.webQueryParameters(), (redirectUri, state, own) => {
			const url = build({redirectUri, state, authorizeUrl: `https://a.example/auth?${own}`});
			const parameters = new URL(url).searchParams;
			assert.equal(parameters.get('redirect_uri'), redirectUri);
			assert.equal(parameters.get('state'), state);
			for (const name of [
				'response_type',
				'client_id',
				'redirect_uri',
				'scope',
				'state',
				'code_challenge',
				'access_type',
			]) {
				assert.equal(parameters.getAll(name).length, 1, name);
			}
			// Shells, chat programs and terminals leave these alone.
			assert.match(url.slice(url.indexOf('&access_type')), /^[A-Za-z0-9%&=._~,+-]*$/);
			assert.ok(query(url).length >= 9);
		}),
	);
});
