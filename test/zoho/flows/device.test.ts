import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readDeviceCode, readPoll} from '../../../source/zoho/flows/device.js';
import {readTokenResponse} from '../../../source/zoho/tokens/response.js';

const now = Date.UTC(2026, 10, 29, 9);
const accounts = 'https://accounts.zoho.com';
const codeOf = (change: object) => {
	const reply = {user_code: 'KPXW-3QTD', device_code: '1000.aa.bb', ...change};
	const reading = readDeviceCode({body: JSON.stringify(reply), status: 200, now, accounts});
	assert.ok(reading.kind === 'code', JSON.stringify(reading));
	return reading.code;
};

test('interval and lifetime in seconds, in milliseconds, as texts, missing and absurd', () => {
	const table: ReadonlyArray<readonly [object, number, number]> = [
		[{interval: 30, expires_in: 300}, 30, 300],
		[{interval: 30_000, expires_in: 300_000}, 30, 300],
		[{interval: '30000', expires_in: '300000'}, 30, 300],
		[{interval: 5, expires_in: 1800}, 5, 1800],
		[{}, 30, 300],
		[{interval: 0, expires_in: 0}, 1, 1],
		[{interval: 900, expires_in: 600_000}, 1, 600],
		[{interval: 1e12, expires_in: 1e12}, 600, 7200],
		[{interval: -5}, 1, 300],
	];
	for (const [change, interval, lifetime] of table) {
		const code = codeOf(change);
		assert.deepEqual(
			[code.interval / 1000, (code.expiresAt - now) / 1000],
			[interval, lifetime],
			JSON.stringify(change),
		);
	}
});

test("only the accounts server's own page is shown and opened", () => {
	const own = codeOf({
		verification_uri: `${accounts}/oauth/v3/device`,
		verification_uri_complete: `${accounts}/oauth/v3/device?code=KPXW-3QTD`,
	});
	assert.deepEqual(
		[own.address, own.fullAddress],
		[`${accounts}/oauth/v3/device`, `${accounts}/oauth/v3/device?code=KPXW-3QTD`],
	);
	for (const verification_url of [
		'https://attacker.example/device',
		'javascript:1',
		'http://accounts.zoho.com/',
	])
		assert.equal(
			codeOf({verification_url, verification_uri_complete: verification_url}).fullAddress,
			own.fullAddress,
		);
});

test('a poll is read by its word, whatever status it comes with', () => {
	const kindOf = (body: object | string, status: number) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return readPoll(readTokenResponse({body: text, status, now, retryAfterHeader: '60'}), text);
	};
	for (const status of [200, 400, 401, 429, 503]) {
		assert.deepEqual(kindOf({error: 'authorization_pending'}, status), {kind: 'pending'});
		assert.deepEqual(kindOf({error: 'slow_down'}, status), {kind: 'slow-down'});
		assert.deepEqual(kindOf({error: 'slow_down', status: 'failure'}, status), {kind: 'slow-down'});
		assert.deepEqual(kindOf({error: 'other_dc', user_location: 'EU'}, status), {
			kind: 'elsewhere',
			location: 'eu',
		});
		assert.deepEqual(kindOf({error: 'other_dc', dc: 'in'}, status), {kind: 'elsewhere', location: 'in'});
		assert.equal(kindOf({error: 'access_denied'}, status).kind, 'error');
		assert.equal(kindOf({error: 'expired'}, status).kind, 'error');
		assert.equal(kindOf({access_token: 'a'}, status).kind, 'tokens');
	}
	for (const error of ['general_error', 'server_error', 'temporarily_unavailable'])
		assert.equal(kindOf({error}, 500).kind, 'trouble');
	assert.equal(kindOf({error: 'Access Denied', status: 'failure'}, 400).kind, 'throttled');
	assert.equal(kindOf('<html>', 502).kind, 'unreadable');
});
