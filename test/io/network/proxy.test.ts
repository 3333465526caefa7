import assert from 'node:assert/strict';
import {test} from 'node:test';
import {proxyFor, proxySettings} from '../../../source/io/network/proxy.js';
import type {Environment} from '../../../source/io/ports.js';

const zoho = 'https://accounts.zoho.eu/oauth/v2/token';

const chosen = (environment: Environment, url: string = zoho) => proxyFor(environment, new URL(url));

test('https goes through HTTPS_PROXY, else HTTP_PROXY; lower case wins; a scheme may be missing', () => {
	assert.equal(chosen({}), undefined);
	assert.equal(chosen({HTTPS_PROXY: 'proxy.example:3128'}), 'proxy.example:3128');
	assert.equal(chosen({HTTP_PROXY: 'http://proxy.example:3128'}), 'proxy.example:3128');
	assert.equal(chosen({HTTPS_PROXY: 'a.example:1', HTTP_PROXY: 'b.example:2'}), 'a.example:1');
	assert.equal(chosen({HTTPS_PROXY: 'a.example:1', https_proxy: 'b.example:2'}), 'b.example:2');
	assert.equal(chosen({HTTPS_PROXY: 'a.example:1', https_proxy: ''}), undefined);
	assert.equal(chosen({HTTPS_PROXY: 'http://'}), undefined);
});

test('credentials of a proxy are never part of the words', () => {
	assert.equal(chosen({HTTPS_PROXY: 'http://user:s3cret@proxy.example:3128'}), 'proxy.example:3128');
});

test('loopback is never proxied, in words and in settings', () => {
	const environment = {HTTPS_PROXY: 'proxy.example:3128', HTTP_PROXY: 'proxy.example:3128'};
	for (const host of ['localhost', '127.0.0.1', '[::1]', 'eu.localhost']) {
		assert.equal(chosen(environment, `http://${host}:8790/`), undefined);
	}
	assert.match(
		proxySettings({NO_PROXY: 'a.example'}).noProxy,
		/^a\.example,localhost,\.localhost,127\.0\.0\.1,::1$/,
	);
});

test('an address that NO_PROXY spares is not blamed on the proxy', () => {
	const through = 'proxy.example:3128';
	for (const [NO_PROXY, proxy] of [
		['accounts.zoho.eu', undefined],
		['zoho.eu', undefined],
		['.zoho.eu', undefined],
		['*.zoho.eu', undefined],
		['ACCOUNTS.ZOHO.EU:443', undefined],
		['a.example b.example,*', undefined],
		['accounts.zoho.eu:8443', through],
		['*.accounts.zoho.eu', through],
		['oho.eu', through],
		['', through],
	] as const) {
		assert.equal(chosen({HTTPS_PROXY: through, NO_PROXY}), proxy, NO_PROXY);
	}
});

test('unset variables are empty texts, so that no library falls back to the environment of the process', () => {
	assert.deepEqual(proxySettings({}), {
		httpProxy: '',
		httpsProxy: '',
		noProxy: ',localhost,.localhost,127.0.0.1,::1',
	});
});
