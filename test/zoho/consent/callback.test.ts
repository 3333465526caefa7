import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	type CallbackExpectation,
	type CallbackReading,
	readCallback,
} from '../../../source/zoho/consent/callback.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';

const code = `1000.${'ab'.repeat(16)}.${'cd'.repeat(16)}`;
const clientId = `1000.${'Z9'.repeat(15)}`;
const expected: CallbackExpectation = {
	state: 'St4te-_x',
	redirectUris: ['http://localhost:8790/callback'],
	dataCenters: builtInDataCenters,
	isZoho: true,
	via: 'paste',
	clientId,
};

const read = (text: string, change: Partial<CallbackExpectation> = {}): CallbackReading =>
	readCallback(text, {...expected, ...change});
const query = `code=${code}&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu&state=${expected.state}`;
const url = `http://localhost:8790/callback?${query}`;

const granted = (text: string, change: Partial<CallbackExpectation> = {}) => {
	const reading = read(text, change);
	assert.equal(reading.kind, 'grant', `${JSON.stringify(text)} → ${JSON.stringify(reading)}`);
	assert.ok(reading.kind === 'grant');
	return reading;
};

const refusedWith = (
	id: string,
	isFinal: boolean,
	text: string,
	change: Partial<CallbackExpectation> = {},
) => {
	const reading = read(text, change);
	assert.ok(reading.kind === 'refused', `${JSON.stringify(text)} was granted`);
	assert.deepEqual([reading.refusal.id, reading.isFinal], [id, isFinal], text);
	return reading.refusal;
};

test('the callback of the loopback port', () => {
	const {grant, notices} = granted(url, {via: 'loopback'});
	assert.equal(grant.code, code);
	assert.equal(grant.dataCenter?.id, 'eu');
	assert.equal(grant.via, 'loopback');
	assert.deepEqual(notices, []);
});

test('a pasted address is found in its dirt', () => {
	const wrapped = `${url.slice(0, 40)}\r\n    ${url.slice(40, 90)}\n${url.slice(90)}`;
	const pastes = [
		url,
		`${url}&`,
		`${url}#`,
		`${url}#_=_`,
		`  "${url}"\n`,
		`“${url}”`,
		`<${url}>`,
		`'${url}',`,
		`(${url})`,
		wrapped,
		url.replaceAll('&', '&amp;'),
		url.replaceAll('&', '&#38;'),
		url.replaceAll('&', '\\&').replace('?', '\\?'),
		`\u001B[200~${url}\u001B[201~`,
		`\uFEFF${url.slice(0, 30)}\u200B${url.slice(30)}`,
		`Redirected to: ${url}`,
		`http://127.0.0.1:8790/callback?${query}`,
		url.replace('https%3A%2F%2Faccounts.zoho.eu', 'https://accounts.zoho.eu/'),
		query,
		`?${query}`,
		`/callback?${query}&`,
		query.slice('code='.length),
	];
	for (const paste of pastes) {
		const {grant} = granted(paste);
		assert.deepEqual([grant.code, grant.dataCenter?.id, grant.via], [code, 'eu', 'pasted-url'], paste);
	}
});

test('a bare code names no data center and says so', () => {
	for (const paste of [code, ` "${code}" `, `${code.slice(0, 20)}\n${code.slice(20)}`, `?${code}`]) {
		const {grant, notices} = granted(paste);
		assert.deepEqual([grant.code, grant.dataCenter, grant.via], [code, undefined, 'pasted-code']);
		assert.match(notices.join(), /does not name its data center/);
	}
	refusedWith('no-code-in-address', false, code, {via: 'loopback'});
});

test('what is pasted in place of a code is told', () => {
	const secret = '0a'.repeat(21);
	refusedWith('pasted-client-id', false, clientId);
	refusedWith('pasted-client-id', false, `1004.${'A1'.repeat(15)}`);
	refusedWith('pasted-client-id', false, 'odd-id', {clientId: 'odd-id'});
	const refusal = refusedWith('pasted-client-secret', false, secret);
	assert.ok(!JSON.stringify(refusal).includes(secret));
	refusedWith('pasted-token', false, '{"access_token": "x"}');
	refusedWith('pasted-token', false, 'http://localhost:8790/callback?access_token=x');
	refusedWith('not-a-code', false, 'hello');
	refusedWith('not-a-code', false, '1000.short.code');
	refusedWith('nothing-pasted', false, '');
	refusedWith('nothing-pasted', false, ' "\u200B" \n');
});

test('addresses of the wrong pages are told apart', () => {
	refusedWith(
		'pasted-authorize-url',
		false,
		`https://accounts.zoho.com/oauth/v2/auth?client_id=${clientId}&state=${expected.state}`,
	);
	refusedWith('pasted-console-url', false, 'https://api-console.zoho.eu/client/1000.X');
	const own = [
		{
			id: 'us',
			name: 'Practice',
			accounts: 'http://localhost:9500',
			api: 'http://localhost:9510',
			console: 'http://console.localhost:9520',
		},
	];
	refusedWith('pasted-console-url', false, 'http://console.localhost:9520/', {dataCenters: own});
	refusedWith('pasted-zoho-page', false, 'https://accounts.zoho.com/signin?servicename=AaaServer');
	const refusal = refusedWith('no-code-in-address', false, 'https://example.com/');
	assert.match(refusal.next, /http:\/\/localhost:8790\/callback/);
});

test('an address without our state ends nothing', () => {
	refusedWith('state-mismatch', false, url.replace(expected.state, 'St4te-_y'));
	refusedWith('state-mismatch', false, url.replace(expected.state, `${expected.state}x`));
	refusedWith('state-mismatch', false, url.replace(`&state=${expected.state}`, ''));
	refusedWith('state-mismatch', false, `code=${code}`);
	refusedWith('state-mismatch', false, 'http://localhost:8790/callback?error=access_denied&state=other', {
		via: 'loopback',
	});
});

test('doubled parameters are refused, whichever they are', () => {
	for (const double of [
		`code=${code}`,
		'state=x',
		`state=${expected.state}`,
		'error=x',
		'location=us',
		'accounts-server=https://accounts.zoho.eu',
	]) {
		const twice = double.startsWith('error') ? `${double}&${double}` : double;
		refusedWith('duplicate-parameter', false, `${url}&${twice}`);
	}
});

test('only accounts servers of the table are believed, and only if the location agrees', () => {
	const from = (server: string, location = 'eu'): string =>
		`http://localhost:8790/callback?code=${code}&location=${location}&accounts-server=${encodeURIComponent(server)}&state=${expected.state}`;
	for (const server of [
		'https://accounts.zoho.eu.evil.example',
		'https://evil.example/https://accounts.zoho.eu',
		'https://accounts.zoho.eu@evil.example',
		'https://accounts.zoho.eu/evil',
		'https://accounts.zoho.eu/?x=1',
		'http://accounts.zoho.eu',
		'https://accounts.zoho.eu:444',
		'accounts.zoho.eu',
		'',
	]) {
		refusedWith('foreign-accounts-server', true, from(server));
	}
	refusedWith('data-center-conflict', true, from('https://accounts.zoho.com', 'eu'));
	refusedWith(
		'unknown-location',
		true,
		url.replace('location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu', 'location=mars'),
	);
	assert.equal(granted(from('https://accounts.zohocloud.ca', 'ca')).grant.dataCenter?.id, 'ca');
	assert.equal(granted(from('https://accounts.zoho.eu', 'newname')).grant.dataCenter?.id, 'eu');
	assert.equal(
		granted(url.replace('&accounts-server=https%3A%2F%2Faccounts.zoho.eu', '')).grant.dataCenter?.id,
		'eu',
	);
	const silent = granted(url.replace('&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu', ''));
	assert.equal(silent.grant.dataCenter, undefined);
	assert.match(silent.notices.join(), /no data center/);
});

test('two data centers behind one accounts server are told apart by the location', () => {
	const twin = (id: string) => ({
		id,
		name: id,
		accounts: 'http://localhost:9500',
		api: 'http://localhost:9510',
		console: 'http://localhost:9520',
	});
	const text = `code=${code}&location=two&accounts-server=http://localhost:9500&state=${expected.state}`;
	assert.equal(granted(text, {dataCenters: [twin('one'), twin('two')]}).grant.dataCenter?.id, 'two');
});

test('another server has no data centers, and its own kind of code', () => {
	const other = {isZoho: false} as const;
	const {grant, notices} = granted(
		`https://a.example/cb?code=4%2F0Ab-x&state=${expected.state}&accounts-server=https://evil.example`,
		other,
	);
	assert.deepEqual([grant.code, grant.dataCenter, notices], ['4/0Ab-x', undefined, []]);
	assert.equal(granted('SplxlOBeZQQYbYS6WxSbIA', other).grant.code, 'SplxlOBeZQQYbYS6WxSbIA');
	refusedWith('not-a-code', false, 'cødé', other);
	refusedWith('not-a-code', false, `code=a%20b&state=${expected.state}`, other);
});

test('a declined consent is a result at once; without our state the open port does not believe it', () => {
	const denied = `http://localhost:8790/callback?error=access_denied`;
	refusedWith('access-denied', true, `${denied}&state=${expected.state}`, {via: 'loopback'});
	refusedWith('access-denied', true, denied);
	refusedWith('state-mismatch', false, denied, {via: 'loopback'});
	refusedWith('access-denied', true, `${url}&error=access_denied`);
	refusedWith(
		'consent-refused',
		true,
		`${denied.replace('access_denied', 'server_error')}&state=${expected.state}`,
	);
});

test('texts from outside are cleaned and cut in a refusal', () => {
	const hostile = encodeURIComponent(`\u001B[31m<b>x</b>\u202E${'y'.repeat(500)}`);
	for (const text of [
		`error=${hostile}&error_description=${hostile}&state=${expected.state}`,
		`code=${code}&accounts-server=${hostile}&state=${expected.state}`,
		`code=${code}&location=${hostile}&state=${expected.state}`,
	]) {
		const reading = read(text);
		assert.ok(reading.kind === 'refused');
		for (const part of [reading.refusal.what, reading.refusal.why, reading.refusal.detail ?? '']) {
			assert.doesNotMatch(part, /[\p{Cc}\p{Cf}]|<b>/u);
		}
		assert.ok((reading.refusal.detail ?? '').length <= 120);
	}
});

const pieces = fc.constantFrom(
	...[
		'code=',
		code,
		'&',
		'&amp;',
		'state=',
		expected.state,
		'St4te',
		'accounts-server=',
		'location=',
		'eu',
		'us',
		'?',
		'#',
		'=',
		'%',
		'%26',
		'"',
		' ',
		'\n',
	],
	...[
		'https://',
		'http://localhost:8790/callback',
		'https%3A%2F%2Faccounts.zoho.eu',
		'https://evil.example',
		'error=',
		'access_denied',
		'\u001B[0m',
		'/',
		'\\',
	],
);
const anything = fc.oneof(
	fc.string({unit: 'binary', maxLength: 300}),
	fc.array(pieces, {maxLength: 16}).map(parts => parts.join('')),
	fc
		.tuple(fc.constant(url), fc.nat({max: url.length}), fc.oneof(pieces, fc.string()))
		.map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at)),
);

test('no text throws, and a grant is only ever of the table and fit to be sent', () => {
	fc.assert(
		fc.property(anything, fc.constantFrom('loopback' as const, 'paste' as const), (text, via) => {
			const reading = read(text, {via});
			if (reading.kind === 'refused') {
				assert.ok(reading.refusal.what !== '' && reading.refusal.next !== '');
				return;
			}
			const {grant} = reading;
			assert.ok(grant.dataCenter === undefined || builtInDataCenters.includes(grant.dataCenter));
			assert.match(grant.code, /^[\u0021-\u007E]+$/);
			assert.equal(grant.via === 'loopback', via === 'loopback');
		}),
		{numRuns: 1000},
	);
});

test('no text that cannot hold the state makes a grant, except a bare code that a person pasted', () => {
	fc.assert(
		fc.property(anything, fc.constantFrom('loopback' as const, 'paste' as const), (text, via) => {
			const reading = read(text, {via, state: 'Never-In-Those_9'});
			if (reading.kind === 'refused') return;
			assert.deepEqual(
				[reading.grant.via, reading.grant.dataCenter, via],
				['pasted-code', undefined, 'paste'],
			);
		}),
		{numRuns: 1000},
	);
});

test('any accounts server but those of the table is refused for good', () => {
	const server = fc.oneof(
		fc.webUrl(),
		fc.string({unit: 'binary'}),
		fc.string({maxLength: 4}).map(text => `https://accounts.zoho.eu${text}`),
		fc.string({maxLength: 4}).map(text => `https://${text}accounts.zoho.eu`),
	);
	fc.assert(
		fc.property(server, text => {
			const value = encodeURIComponent(text.toWellFormed());
			const reading = read(`code=${code}&accounts-server=${value}&state=${expected.state}`);
			if (reading.kind === 'refused') {
				assert.deepEqual([reading.refusal.id, reading.isFinal], ['foreign-accounts-server', true]);
			} else {
				assert.equal(reading.grant.dataCenter?.accounts, new URL(text).origin);
			}
		}),
		{numRuns: 300},
	);
});

test('a state that is not ours never passes', () => {
	fc.assert(
		fc.property(fc.string({minLength: 1}), state => {
			fc.pre(state !== expected.state);
			const reading = read(`code=${code}&state=${encodeURIComponent(state.toWellFormed())}`);
			assert.equal(reading.kind, 'refused');
		}),
	);
});

test('a huge paste is answered at once', () => {
	for (const huge of [
		'"'.repeat(1_000_000),
		'&'.repeat(1_000_000),
		`http://${'a'.repeat(1_000_000)}`,
		`${'?a=1&'.repeat(200_000)}`,
	]) {
		const start = process.hrtime.bigint();
		assert.equal(read(huge).kind, 'refused');
		assert.ok(process.hrtime.bigint() - start < 500_000_000n);
	}
});
