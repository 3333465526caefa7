import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	builtInDataCenters,
	dataCenterOfAccountsServer,
	findDataCenter,
	isLoopbackHost,
	parseSafeUrl,
} from '../../source/zoho/data-center.js';
import {resolveDataCenters} from '../../source/zoho/data-center-table.js';

const hostsOf = (id: string): readonly string[] => {
	const found = findDataCenter(builtInDataCenters, id);
	assert.ok(found);
	return [found.accounts, found.api, found.console];
};

test('irregular hosts are right: Canada, Australia, China', () => {
	assert.deepEqual(hostsOf('ca'), [
		'https://accounts.zohocloud.ca',
		'https://www.zohoapis.ca',
		'https://api-console.zohocloud.ca',
	]);
	assert.deepEqual(hostsOf('au').slice(0, 2), [
		'https://accounts.zoho.com.au',
		'https://www.zohoapis.com.au',
	]);
	assert.deepEqual(hostsOf('cn').slice(0, 2), [
		'https://accounts.zoho.com.cn',
		'https://www.zohoapis.com.cn',
	]);
});

test('the built-in table holds bare, distinct https origins', () => {
	const origins = builtInDataCenters.flatMap(({accounts, api, console}) => [accounts, api, console]);
	for (const origin of origins) assert.equal(new URL(origin).origin, origin);
	assert.equal(new Set(origins).size, origins.length);
	assert.equal(new Set(builtInDataCenters.map(({id}) => id)).size, builtInDataCenters.length);
	for (const {products} of builtInDataCenters) assert.match(products ?? '', /^https:\/\/\{product\}\./);
});

test('a data center is found by its id whatever the case, and nothing by none', () => {
	assert.equal(findDataCenter(builtInDataCenters, 'EU')?.name, 'Europe');
	assert.equal(findDataCenter(builtInDataCenters, undefined), undefined);
	assert.equal(findDataCenter(builtInDataCenters, 'mars'), undefined);
});

test('only the exact origin of an accounts server is recognized', () => {
	const of = (url: string): string | undefined => dataCenterOfAccountsServer(builtInDataCenters, url)?.id;
	assert.equal(of('https://accounts.zoho.eu'), 'eu');
	assert.equal(of('https://accounts.zoho.eu/'), 'eu');
	assert.equal(of('https://ACCOUNTS.zoho.eu:443/oauth/v2/auth?access_type=offline'), 'eu');
	for (const foreign of [
		'http://accounts.zoho.eu',
		'https://accounts.zoho.eu.evil.example',
		'https://accounts.zoho.eu@evil.example',
		'https://accounts.zoho.eu:8443',
		'https://evil.example/accounts.zoho.eu',
		'https://user:word@accounts.zoho.eu',
		'accounts.zoho.eu',
		'',
	]) {
		assert.equal(of(foreign), undefined, foreign);
	}
});

test('plain http is safe for this machine only', () => {
	for (const host of ['localhost', '127.0.0.1', '[::1]', 'zoho.localhost']) {
		assert.ok(isLoopbackHost(host), host);
		assert.ok(parseSafeUrl(`http://${host}:9500/x`), host);
	}
	for (const text of [
		'http://zoho.com',
		'http://localhost.evil.example',
		'ftp://localhost',
		'javascript:1',
		'x',
	]) {
		assert.equal(parseSafeUrl(text), undefined, text);
	}
});

test('a file adds to the table and wins over built-in entries; "replace" stands in for it', () => {
	const practice = {
		id: 'us',
		name: 'Practice',
		accounts: 'http://localhost:9500/',
		api: 'http://localhost:9510',
		console: 'http://localhost:9520/path',
	};
	const merged = resolveDataCenters({dataCenters: [practice]});
	assert.ok(merged.ok);
	assert.equal(merged.value.length, builtInDataCenters.length);
	assert.equal(findDataCenter(merged.value, 'us')?.accounts, 'http://localhost:9500');
	assert.equal(findDataCenter(merged.value, 'us')?.console, 'http://localhost:9520');
	const replaced = resolveDataCenters({replace: true, dataCenters: [practice]});
	assert.ok(replaced.ok);
	assert.deepEqual(
		replaced.value.map(({id}) => id),
		['us'],
	);
	assert.deepEqual(resolveDataCenters(undefined), {ok: true, value: builtInDataCenters});
});

test('a broken file is refused with the place of the fault', () => {
	const entry = {
		id: 'us',
		name: 'X',
		accounts: 'http://evil.example',
		api: 'https://a.example',
		console: 'https://c.example',
	};
	const refusal = resolveDataCenters({dataCenters: [entry]});
	assert.ok(!refusal.ok);
	assert.equal(refusal.refusal.id, 'data-centers-file-broken');
	assert.equal(refusal.refusal.exitCode, 6);
	assert.match(refusal.refusal.why, /dataCenters\.0\.accounts/);
	assert.equal(resolveDataCenters({replace: true, dataCenters: []}).ok, false);
	fc.assert(
		fc.property(fc.jsonValue(), file => {
			const result = resolveDataCenters(file);
			return result.ok ? result.value.length > 0 : result.refusal.exitCode === 6;
		}),
	);
});

/** By the parser alone. */
const originFound = (url: string): string | undefined => {
	const origin = parseSafeUrl(url.trim())?.origin;
	return builtInDataCenters.find(({accounts}) => accounts === origin)?.accounts;
};

test('whatever stands around an accounts server, it is found exactly where its origin is the parsed one', () => {
	const origin = fc.constantFrom(...builtInDataCenters.map(({accounts}) => accounts));
	const part = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom(
			'/',
			'/oauth/v2/auth',
			'\\',
			'@',
			':443/',
			':8/',
			'.',
			'.evil.example/',
			'?',
			'#',
			'\t/',
			' ',
		),
	);
	fc.assert(
		fc.property(fc.constantFrom('', ' ', 'x', 'http:', 'https://a@'), origin, part, part, (...parts) => {
			const url = parts.join('');
			const found = dataCenterOfAccountsServer(builtInDataCenters, url);
			assert.equal(found?.accounts, originFound(url));
		}),
		{numRuns: 300},
	);
});
