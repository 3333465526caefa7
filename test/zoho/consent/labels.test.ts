import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type CallbackReading, readCallback} from '../../../source/zoho/consent/callback.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';

const code = `1000.${'ab'.repeat(16)}.${'cd'.repeat(16)}`;
const state = 'S'.repeat(43);

const read = (text: string, isZoho = true): CallbackReading =>
	readCallback(text, {
		state,
		redirectUris: ['http://localhost:8790/callback'],
		dataCenters: builtInDataCenters,
		isZoho,
		via: 'paste',
	});

test('a code with what stood around it where it was copied', () => {
	for (const text of [
		`code: ${code}`,
		`Code:${code}`,
		`Authorization code: ${code}`,
		`"code": "${code}",`,
		`{"code":"${code}"}`,
		`grant token: ${code}`,
		`// ${code}`,
		`# ${code}`,
		`curl -X POST https://accounts.zoho.com/oauth/v2/token -d "code=${code}" -d grant_type=authorization_code`,
		`$ curl --data 'grant_type=authorization_code&code=${code}&client_id=1000.X' https://accounts.zoho.eu/oauth/v2/token`,
		`curl https://accounts.zoho.com/oauth/v2/token?code=${code}`,
	]) {
		const reading = read(text);
		assert.ok(reading.kind === 'grant', text);
		assert.equal(reading.grant.code, code, text);
		assert.equal(reading.grant.via, 'pasted-code');
	}
});

test('an address behind the mark of a comment, and one without its scheme', () => {
	for (const text of [
		`// http://localhost:8790/callback?code=${code}&state=${state}`,
		`//localhost:8790/callback?state=${state}&code=${code}`,
	]) {
		const reading = read(text);
		assert.ok(reading.kind === 'grant', text);
		assert.equal(reading.grant.via, 'pasted-url');
	}
	// A state is asked for all the same.
	assert.equal(read(`//localhost:8790/callback?code=${code}&state=other`).kind, 'refused');
	assert.equal(read(`curl http://localhost:8790/callback`).kind, 'refused');
});

test('a refused consent is explained in the words of the side that refused', () => {
	const refusal = (query: string, isZoho: boolean) => {
		const reading = read(`http://localhost:8790/callback?${query}&state=${state}`, isZoho);
		assert.ok(reading.kind === 'refused' && reading.isFinal);
		return reading.refusal;
	};
	assert.equal(refusal('error=no_org', true).id, 'no-organization');
	assert.equal(refusal('error=no_org', false).id, 'consent-refused');
	assert.match(refusal('error=access_denied', true).why, /Zoho/);
	assert.doesNotMatch(JSON.stringify(refusal('error=access_denied', false)), /Zoho/);
	for (const host of ['accounts.google.com', 'api-console.example']) {
		const reading = read(`https://${host}/o/oauth2/consent`, false);
		assert.ok(reading.kind === 'refused');
		assert.equal(reading.refusal.id, 'no-code-in-address');
	}
});
