import assert from 'node:assert/strict';
import {test} from 'node:test';
import {believedApiDomain} from '../../source/zoho/api-domain.js';
import {builtInDataCenters} from '../../source/zoho/data-center.js';

const zoho = {
	authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth',
	accessTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	refreshTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
};
const other = {
	authorizeUrl: 'https://auth.example/a',
	accessTokenUrl: 'https://auth.example/t',
	refreshTokenUrl: 'https://token.example:8443/t',
};

test('every gateway of the table is believed, and nothing that only looks like one', () => {
	const believed = (text: string) => believedApiDomain(text, builtInDataCenters, zoho, true);
	for (const {api} of builtInDataCenters) {
		assert.equal(believed(api), api);
		assert.equal(believed(`${api}/crm/v8?a=b`), api);
		const sandbox = api.replace('www.', 'sandbox.');
		assert.equal(believed(sandbox), sandbox);
	}
	for (const text of [
		'https://www.zohoapis.com.evil.example',
		'https://evilzohoapis.com',
		'https://www.zohoapis.com:8443',
		'http://www.zohoapis.com',
		'https://user@www.zohoapis.com',
		'https://api.zoho.com',
		'https://zohoapis.example',
		'http://localhost:9000',
		'javascript:alert(1)',
		'',
	])
		assert.equal(believed(text), undefined, text);
	assert.equal(believedApiDomain(undefined, builtInDataCenters, zoho, true), undefined);
});

test('another server may name its own hosts only', () => {
	const believed = (text: string) => believedApiDomain(text, builtInDataCenters, other, false);
	assert.equal(believed('https://auth.example/api'), 'https://auth.example');
	assert.equal(believed('https://token.example:8443'), 'https://token.example:8443');
	for (const text of [
		'https://token.example',
		'https://www.zohoapis.com',
		'https://api.auth.example',
		'http://localhost',
	])
		assert.equal(believed(text), undefined, text);
});
