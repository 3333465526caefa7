import assert from 'node:assert/strict';
import {test} from 'node:test';
import {explainNetworkFailure, isPassing} from '../../../source/io/network/refusals.js';

const failing = (code: string, message = code) => Object.assign(new Error(message), {code});
const host = 'accounts.zoho.eu';

test('each kind of failure has its own words', () => {
	for (const [error, id] of [
		[failing('ENOTFOUND'), 'network-dns'],
		[failing('EAI_AGAIN'), 'network-dns'],
		[failing('ECONNREFUSED'), 'network-refused'],
		[new AggregateError([failing('ECONNREFUSED'), failing('ECONNREFUSED')]), 'network-refused'],
		[failing('ENETUNREACH'), 'network-refused'],
		[failing('UND_ERR_CONNECT_TIMEOUT'), 'network-timeout'],
		[failing('UND_ERR_HEADERS_TIMEOUT'), 'network-timeout'],
		[new DOMException('x', 'TimeoutError'), 'network-timeout'],
		[new DOMException('x', 'AbortError'), 'canceled'],
		[failing('SELF_SIGNED_CERT_IN_CHAIN'), 'network-tls'],
		[failing('CERT_HAS_EXPIRED'), 'network-tls'],
		[failing('ERR_TLS_CERT_ALTNAME_INVALID'), 'network-tls'],
		[failing('EPROTO'), 'network-tls'],
		[failing('ECONNRESET'), 'network-failed'],
		[failing('UND_ERR_SOCKET', 'other side closed'), 'network-failed'],
		[new Error('fetch failed', {cause: failing('ENOTFOUND')}), 'network-dns'],
		['not an error at all', 'network-failed'],
	] as const) {
		const refusal = explainNetworkFailure(error, {host});
		assert.equal(refusal.id, id);
		assert.ok(id === 'canceled' || refusal.exitCode === 4);
		assert.ok(id === 'canceled' || refusal.what.includes(host));
		assert.match(refusal.next, /\.$/);
	}
});

test('the doctor is named where he sees more, behind the direct remedy', () => {
	const named = (code: string, proxy?: string): boolean =>
		/^[A-Z].*\. "zconn doctor" [a-z, ]+\.$/.test(explainNetworkFailure(failing(code), {host, proxy}).next);
	for (const code of [
		'ENOTFOUND',
		'ECONNREFUSED',
		'ENETUNREACH',
		'ETIMEDOUT',
		'EPROTO',
		'CERT_HAS_EXPIRED',
		'SELF_SIGNED_CERT_IN_CHAIN',
	])
		assert.ok(named(code), code);
	assert.ok(named('ECONNREFUSED', 'proxy.example:3128'));
	assert.ok(!named('ECONNRESET'));
	assert.ok(!named('UND_ERR_RES_EXCEEDED_MAX_SIZE'));
});

test('certificates: the authority is added, the clock is checked, nothing is turned off', () => {
	const unknown = explainNetworkFailure(failing('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), {host});
	assert.match(unknown.next, /NODE_EXTRA_CA_CERTS/);
	assert.match(explainNetworkFailure(failing('CERT_HAS_EXPIRED'), {host}).why, /clock/);
	assert.match(
		explainNetworkFailure(failing('ERR_TLS_CERT_ALTNAME_INVALID'), {host}).why,
		/for another host/,
	);
});

test('a proxy that refuses or is gone is named', () => {
	const proxy = 'proxy.example:3128';
	const tunnel = failing('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling');
	for (const error of [tunnel, failing('ECONNREFUSED'), failing('ENOTFOUND')]) {
		const refusal = explainNetworkFailure(error, {host, proxy});
		assert.equal(refusal.id, 'network-proxy');
		assert.ok(refusal.what.includes(proxy));
		assert.equal(refusal.exitCode, 4);
	}
	const login = explainNetworkFailure(tunnel, {host, proxy});
	assert.equal(login.detail, 'HTTP 407');
	for (const [status, why] of [
		['407', /password/],
		['401', /password/],
		['403', /rules/],
		['502', /could not reach/],
		['500', /refused the tunnel/],
	] as const) {
		const error = failing('UND_ERR_ABORTED', `Proxy response (${status}) !== 200 when HTTP Tunneling`);
		assert.match(explainNetworkFailure(error, {host, proxy}).why, why);
	}
});

test('a host with "proxy" in its name is not taken for one', () => {
	const error = failing('ENOTFOUND', 'getaddrinfo ENOTFOUND proxy-accounts.example');
	assert.equal(explainNetworkFailure(error, {host: 'proxy-accounts.example'}).id, 'network-dns');
});

test('only what may pass is worth another try', () => {
	const passes = (code: string) => isPassing(explainNetworkFailure(failing(code), {host}));
	for (const code of ['ECONNRESET', 'ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'ETIMEDOUT'])
		assert.ok(passes(code));
	for (const code of [
		'ENOTFOUND',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UND_ERR_RES_EXCEEDED_MAX_SIZE',
		'UND_ERR_HEADERS_OVERFLOW',
	]) {
		assert.equal(passes(code), false);
	}
});

test('where a proxy stands between, what was not looked up or reached is the proxy', () => {
	const asked = {host, proxy: 'proxy.example:8080'};
	for (const code of ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']) {
		const {id, what, why} = explainNetworkFailure(failing(code), asked);
		assert.equal(id, 'network-proxy', code);
		assert.match(what, /proxy\.example:8080/);
		assert.equal(/name could not be looked up/.test(why), /^E(?:NOTFOUND|AI)/.test(code), code);
	}
	for (const code of ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'])
		assert.match(explainNetworkFailure(failing(code), asked).what, /^The proxy proxy\.example:8080 did not/);
	assert.match(
		explainNetworkFailure(failing('UND_ERR_HEADERS_TIMEOUT'), asked).what,
		new RegExp(`^${host} did not`),
	);
	assert.ok(isPassing(explainNetworkFailure(failing('EAI_AGAIN'), asked)));
});
