import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readTokenResponse, type TokenReading, type Tokens} from '../../../source/zoho/tokens/response.js';

const now = Date.UTC(2026, 9, 1, 12);
const read = (body: unknown, status = 200): TokenReading =>
	readTokenResponse({body: typeof body === 'string' ? body : JSON.stringify(body), status, now});

const tokens = (body: unknown): Tokens => {
	const reading = read(body);
	assert.ok(reading.kind === 'tokens', JSON.stringify(reading));
	return reading.tokens;
};

const secondsOf = (change: object): number => {
	const {expiresAt, issuedAt} = tokens({access_token: 'a', ...change});
	return (expiresAt - issuedAt) / 1000;
};

test("Zoho's reply to a code", () => {
	assert.deepEqual(
		tokens({
			access_token: '1000.aa.bb',
			refresh_token: '1000.cc.dd',
			scope: 'ZohoCRM.modules.ALL ZohoCRM.org.READ',
			api_domain: 'https://www.zohoapis.com',
			token_type: 'Bearer',
			expires_in: 3600,
		}),
		{
			accessToken: '1000.aa.bb',
			refreshToken: '1000.cc.dd',
			apiDomain: 'https://www.zohoapis.com',
			scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.org.READ'],
			issuedAt: now,
			expiresAt: now + 3_600_000,
		},
	);
});

test('lifetimes in seconds, in milliseconds, as texts, missing and absurd', () => {
	const table: ReadonlyArray<readonly [object, number]> = [
		[{expires_in: 3600}, 3600],
		[{expires_in: '600'}, 600],
		[{expires_in: 3_600_000}, 3600],
		[{expires_in: '3600000', expires_in_sec: '3600'}, 3600],
		[{expires_in: 3_600_000, expires_in_sec: 1800}, 1800],
		[{expires_in: 60_000, expires_in_sec: null}, 60],
		[{}, 3600],
		[{expires_in: null}, 3600],
		[{expires_in: 'soon'}, 3600],
		[{expires_in: 0}, 3600],
		[{expires_in: -5}, 3600],
		[{expires_in: 1e300}, 86_400],
		[{expires_in: 86_400}, 86_400],
	];
	for (const [change, seconds] of table) assert.equal(secondsOf(change), seconds, JSON.stringify(change));
});

test('scopes joined by spaces, by commas, in a list; and none', () => {
	const scopesOf = (scope: unknown) => tokens({access_token: 'a', scope}).scopes;
	for (const scope of [
		'A.b.READ C.d.ALL',
		'A.b.READ,C.d.ALL',
		'A.b.READ, C.d.ALL',
		['A.b.READ', 'C.d.ALL'],
	]) {
		assert.deepEqual(scopesOf(scope), ['A.b.READ', 'C.d.ALL']);
	}
	for (const scope of ['', ' ', [], 5, null, {}]) assert.equal(scopesOf(scope), undefined);
});

test('only a safe API domain is believed, as an origin', () => {
	const domainOf = (api_domain: unknown) => tokens({access_token: 'a', api_domain}).apiDomain;
	assert.equal(domainOf('https://www.zohoapis.eu/'), 'https://www.zohoapis.eu');
	assert.equal(domainOf('http://localhost:9510'), 'http://localhost:9510');
	for (const bad of [
		'http://www.zohoapis.eu',
		'www.zohoapis.eu',
		'javascript:1',
		'https://a:b@c.example',
		'',
		5,
		null,
	]) {
		assert.equal(domainOf(bad), undefined);
	}
});

test('a token that could smuggle a header is none', () => {
	for (const access_token of ['a b', 'a\r\nX: 1', '', 'é', 5, null, 'x'.repeat(20_000)]) {
		assert.equal(read({access_token}).kind, 'unreadable', String(access_token));
	}
	for (const refresh_token of ['a b', '', 5, null, {}]) {
		assert.equal(tokens({access_token: 'a', refresh_token}).refreshToken, undefined);
	}
});

test('errors come with 200, and tokens with any status', () => {
	for (const status of [200, 400, 401, 500]) {
		assert.deepEqual(read({error: 'invalid_code'}, status), {
			kind: 'error',
			code: 'invalid_code',
			description: undefined,
		});
		assert.equal(read({access_token: 'a'}, status).kind, 'tokens');
	}
	assert.deepEqual(read({error: 'invalid_client', error_description: 'no'}), {
		kind: 'error',
		code: 'invalid_client',
		description: 'no',
	});
	assert.equal(read({error: 'invalid_code', status: 'failure'}).kind, 'error');
	assert.equal(read({error: 'x', access_token: 'a'}).kind, 'error');
});

test('a throttle is told in every language and with every status', () => {
	const english = {
		error_description: 'You have made too many requests continuously. Please try again after some time.',
		error: 'Access Denied',
		status: 'failure',
	};
	const chinese = {
		error_description: '您已连续提出过多请求，请稍后再试。',
		error: '拒绝访问',
		status: 'failure',
	};
	for (const status of [200, 400, 429]) {
		for (const body of [english, chinese]) {
			assert.deepEqual(read(body, status), {kind: 'throttled', description: body.error_description});
		}
	}
	assert.equal(read({error: 'Access Denied'}).kind, 'throttled');
	assert.equal(read({status: 'failure'}).kind, 'unreadable');
	assert.equal(read({status: 'failure', access_token: 'a'}).kind, 'tokens');
});

test('pages, halves and other things are unreadable, with a reason and the status', () => {
	const table: ReadonlyArray<readonly [string, RegExp]> = [
		['<!DOCTYPE html><html><title>Error \u001B[31m 500</title>', /a web page \("Error 500"\)/],
		['  <html>', /a web page, not JSON/],
		['{"access_token": "10', /broke off/],
		['', /empty/],
		['gateway timeout', /not JSON/],
		['null', /no object/],
		['[]', /no object/],
		['[{"access_token":"a"}]', /no object/],
		['"text"', /no object/],
		['{}', /neither a token nor an error/],
		['{"error": {"code": 1}}', /neither a token nor an error/],
	];
	for (const [body, reason] of table) {
		const reading = read(body, 502);
		assert.ok(reading.kind === 'unreadable', body);
		assert.match(reading.reason, reason);
		assert.equal(reading.status, 502);
	}
	assert.equal(read(`\uFEFF${JSON.stringify({access_token: 'a'})}`).kind, 'tokens');
});

test('where our clock is ahead a token ends by the earlier of both clocks, unless that were at once', () => {
	const lifeWith = (behind: number, dateHeader = new Date(now - behind * 1000).toUTCString()) => {
		const body = '{"access_token":"a","expires_in":3600}';
		const reading = readTokenResponse({body, status: 200, now, dateHeader});
		return reading.kind === 'tokens' ? (reading.tokens.expiresAt - now) / 1000 : assert.fail();
	};
	assert.equal(lifeWith(600, 'yesterday'), 3600);
	assert.deepEqual(
		[0, 5, 6, 600, 1799].map(behind => lifeWith(behind)),
		[3600, 3600, 3594, 3000, 1801],
	);
	assert.deepEqual(
		[1800, 3600, 86_400].map(behind => lifeWith(behind)),
		[3600, 3600, 3600],
	);
	// Behind: the token seems to end later than it does only where the clock jumps forward, which it then does by as much.
	assert.deepEqual(
		[-60, -600, -86_400].map(behind => lifeWith(behind)),
		[3600, 3600, 3600],
	);
});

const key = fc.constantFrom(
	'access_token',
	'refresh_token',
	'expires_in',
	'expires_in_sec',
	'scope',
	'error',
	'error_description',
	'status',
	'api_domain',
	'token_type',
	'__proto__',
);
const value = fc.oneof(
	fc.jsonValue(),
	fc.string({unit: 'binary'}),
	fc.double(),
	fc.constantFrom('failure', 'a', 'Access Denied'),
);
const body = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.json(),
	fc.array(fc.tuple(key, value)).map(entries => JSON.stringify(Object.fromEntries(entries))),
	fc.tuple(fc.json(), fc.nat({max: 30})).map(([text, cut]) => text.slice(0, cut)),
);

test('no reply throws; what is read is fit to be kept and shown', () => {
	fc.assert(
		fc.property(
			body,
			fc.integer({min: 100, max: 599}),
			fc.option(fc.string(), {nil: undefined}),
			(text, status, dateHeader) => {
				const reading = readTokenResponse({body: text, status, now, dateHeader});
				switch (reading.kind) {
					case 'tokens': {
						const {accessToken, refreshToken, expiresAt, apiDomain} = reading.tokens;
						assert.match(accessToken + (refreshToken ?? ''), /^[\u0021-\u007E]+$/);
						assert.ok(expiresAt >= now && expiresAt <= now + 86_400_000);
						assert.ok(new Date(expiresAt).toISOString());
						assert.ok(apiDomain === undefined || new URL(apiDomain).origin === apiDomain);
						return;
					}
					case 'error':
						assert.notEqual(reading.code, '');
						assert.doesNotMatch(reading.code + (reading.description ?? ''), /[\p{Cc}\p{Cf}]/u);
						return;
					case 'throttled':
						assert.doesNotMatch(reading.description ?? '', /[\p{Cc}\p{Cf}]/u);
						return;
					case 'unreadable':
						assert.doesNotMatch(reading.reason, /[\p{Cc}\p{Cf}]/u);
				}
			},
		),
		{numRuns: 500},
	);
});

const readOther = (body: unknown, status = 200, retryAfterHeader?: string): TokenReading =>
	readTokenResponse({
		body: typeof body === 'string' ? body : JSON.stringify(body),
		status,
		now,
		isZoho: false,
		retryAfterHeader,
	});

test("another server's lifetime is in seconds, however long; its scopes are as it writes them", () => {
	const lifetimes: ReadonlyArray<readonly [unknown, number]> = [
		[604_800, 604_800],
		[172_800, 172_800],
		['86401', 86_401],
		[31_536_000, 31_536_000],
		[undefined, 3600],
		[0, 3600],
		[1e300, 3_155_760_000],
	];
	for (const [expires_in, seconds] of lifetimes) {
		const reading = readOther({access_token: 'a', expires_in, expires_in_sec: 7});
		assert.ok(reading.kind === 'tokens');
		assert.equal((reading.tokens.expiresAt - now) / 1000, seconds, String(expires_in));
	}
	const scope = "patient/*.read user:* a(b) Read read it's";
	const reading = readOther({access_token: 'a', scope});
	assert.ok(reading.kind === 'tokens');
	assert.deepEqual(reading.tokens.scopes, scope.split(' '));
});

test('a failure is the throttle only with an error beside it, and only at Zoho', () => {
	const failure = {status: 'failure', data: {error_code: 'INVALID_INPUT'}};
	assert.equal(read(failure).kind, 'unreadable');
	assert.equal(read({...failure, error: 'Accès refusé'}).kind, 'throttled');
	for (const error of [
		'INVALID_CODE',
		'Invalid_Client',
		'invalid_oauthscope',
		'general_error',
		'missing_org_info',
	])
		assert.deepEqual(read({...failure, error}), {kind: 'error', code: error, description: undefined});
	assert.equal(read({...failure, error: 'access_denied'}).kind, 'throttled');
	assert.equal(readOther({...failure, error: 'Access Denied'}).kind, 'error');
});

test('a server that asks to wait is left alone for as long as it says', () => {
	const minutes = 60_000;
	const table: ReadonlyArray<readonly [unknown, number, string | undefined, number | undefined]> = [
		['', 429, undefined, undefined],
		['', 429, '120', 2 * minutes],
		['<html>', 429, new Date(now + 5 * minutes).toUTCString(), 5 * minutes],
		[{error: 'slow_down'}, 429, '60', minutes],
		['', 503, '60', minutes],
		['', 429, '999999', 60 * minutes],
		['', 429, '-5', undefined],
		['', 429, 'soon', undefined],
	];
	for (const [body, status, header, retryAfter] of table) {
		for (const reading of [
			readOther(body, status, header),
			readTokenResponse({
				body: typeof body === 'string' ? body : JSON.stringify(body),
				status,
				now,
				retryAfterHeader: header,
			}),
		]) {
			assert.ok(reading.kind === 'throttled', `${status} ${header}`);
			assert.equal(reading.retryAfter, retryAfter);
			assert.equal(reading.isBusy, status === 503 ? true : undefined);
		}
	}
	assert.equal(readOther({error: 'invalid_grant'}, 429, '60').kind, 'error');
	assert.equal(readOther({access_token: 'a'}, 429, '60').kind, 'tokens');
	assert.equal(readOther('', 503).kind, 'unreadable');
});
