import assert from 'node:assert/strict';
import {test} from 'node:test';
import {buildWideningUrl, readWidening} from '../../../source/zoho/consent/widening.js';

const redirectUri = 'http://localhost:8790/callback';

test('the page is asked with Zoho’s parameters; no state, and the user stays signed in', () => {
	const url = new URL(
		buildWideningUrl({
			accounts: 'https://accounts.zoho.eu',
			clientId: '1000.A',
			redirectUri,
			scopes: ['ZohoBooks.bills.READ', 'ZohoCRM.org.READ'],
			enhanceToken: '1000.x.y',
		}),
	);
	assert.equal(url.origin + url.pathname, 'https://accounts.zoho.eu/oauth/v2/token/addextrascope');
	assert.deepEqual(Object.fromEntries(url.searchParams), {
		client_id: '1000.A',
		response_type: 'update_scopes',
		redirect_uri: redirectUri,
		scope: 'ZohoBooks.bills.READ,ZohoCRM.org.READ',
		enhance_token: '1000.x.y',
		logout: 'false',
	});
});

test('how the page ended, as it arrives and as it is pasted', () => {
	for (const [text, reading] of [
		[`${redirectUri}?status=success&scope_enhanced=true`, 'accepted'],
		[` "${redirectUri}?status=success&amp;scope_enhanced=true" `, 'accepted'],
		['?status=success&scope_enhanced=true', 'accepted'],
		[`${redirectUri}?error=access_denied`, 'declined'],
		[`${redirectUri}?error=other&status=success&scope_enhanced=true`, 'declined'],
		[`${redirectUri}?error=a&error=b`, 'nothing'],
		[`${redirectUri}?status=success`, 'nothing'],
		[`${redirectUri}?status=success&scope_enhanced=false`, 'nothing'],
		[`${redirectUri}?status=success&status=success&scope_enhanced=true`, 'nothing'],
		[`${redirectUri}?code=1000.a.b&state=s`, 'nothing'],
		['1000.a.b', 'nothing'],
		['', 'nothing'],
	] as const) {
		assert.equal(readWidening(text), reading, text);
	}
});
