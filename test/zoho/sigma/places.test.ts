import assert from 'node:assert/strict';
import {test} from 'node:test';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {resolveDataCenters} from '../../../source/zoho/data-center-table.js';
import {sigmaLinkName} from '../../../source/zoho/sigma/link-name.js';
import {sigmaAddress, sigmaCallbackUrls} from '../../../source/zoho/sigma/places.js';
import {readRedirectAnswer, redirectCheckUrl} from '../../../source/zoho/sigma/redirect-check.js';

test("Sigma's callback URLs: two for Europe and India, none where none is known", () => {
	assert.deepEqual(sigmaCallbackUrls({id: 'us'}), ['https://deluge.zoho.com/delugeauth/callback']);
	for (const id of ['eu', 'in']) assert.equal(sigmaCallbackUrls({id}).length, 2, id);
	assert.deepEqual(sigmaCallbackUrls({id: 'ca'}), ['https://dre.zohocloud.ca/delugeauth/callback']);
	assert.deepEqual(sigmaCallbackUrls({id: 'uk'}), []);
	for (const center of builtInDataCenters) {
		const domain = new URL(center.console).hostname.replace('api-console.', '');
		for (const url of sigmaCallbackUrls(center)) assert.ok(new URL(url).hostname.endsWith(`.${domain}`), url);
	}
});

test('a data center may have a Sigma of its own; one off this machine has to be https', () => {
	const table = (sigma: string) =>
		resolveDataCenters({
			replace: true,
			dataCenters: [
				{
					id: 'us',
					name: 'United States',
					accounts: 'http://localhost:1',
					api: 'http://localhost:2',
					console: 'http://localhost:3',
					sigma,
				},
			],
		});
	const practice = table('http://localhost:3/sigma');
	const center = practice.ok ? practice.value[0] : undefined;
	assert.ok(center);
	assert.deepEqual(sigmaCallbackUrls(center), ['http://localhost:3/sigma/delugeauth/callback']);
	assert.equal(sigmaAddress(center), 'http://localhost:3/sigma');
	assert.equal(table('http://sigma.example').ok, false);
	assert.equal(sigmaAddress({id: 'eu'}), 'https://sigma.zoho.eu');
	assert.equal(sigmaAddress({id: 'uk'}), 'https://sigma.zoho.com');
});

test('the link name agrees with those that public manifests have', () => {
	const rows: readonly (readonly [string, string | undefined])[] = [
		['New Typeform', 'new_typeform'],
		['ZohoBooks-ContacxMatrix', 'zohobookscontacxmatrix'],
		['Testing', 'testing'],
		['  Bennett Books ', 'bennett_books'],
		['2nd', undefined],
		['日本', undefined],
		['a'.repeat(60), 'a'.repeat(50)],
	];
	for (const [name, expected] of rows) assert.equal(sigmaLinkName(name), expected, name);
});

const accounts = 'https://accounts.zoho.com';
const answer = (given: {status?: number; location?: string; body?: string}) =>
	readRedirectAnswer(
		{
			status: given.status ?? 200,
			headers: given.location === undefined ? {} : {location: given.location},
			body: given.body ?? '',
		},
		accounts,
	);

test('the authorize page says whether a redirect URL is registered, or nothing about it', () => {
	assert.equal(answer({body: '<title>Invalid Redirect Uri</title>'}), 'missing');
	assert.equal(answer({status: 400, body: 'error: invalid_redirect_uri'}), 'missing');
	assert.equal(answer({status: 302, location: '/oauth/v2/error?error=Invalid%20Redirect%20Uri'}), 'missing');
	assert.equal(
		answer({status: 302, location: 'https://accounts.zoho.com/signin?servicename=AaaServer&serviceurl=x'}),
		'registered',
	);
	assert.equal(answer({body: '<html><title>Zoho Accounts - Sign in</title>'}), 'registered');
	for (const unclear of [
		{status: 302, location: 'https://portal.hotel.example/signin'},
		{status: 302, location: 'https://accounts.zoho.com/somewhere'},
		{status: 502, body: '<title>Sign in</title>'},
		{status: 400, body: '<title>Invalid Client</title>'},
		{body: '<title>Anmelden</title>'},
		{status: 302, location: 'http://['},
		{status: 302, location: '%'},
	])
		assert.equal(answer(unclear), 'unclear', JSON.stringify(unclear));
});

test('the question is an authorization request without a secret', () => {
	const redirectUri = 'https://dre.zoho.eu/delugeauth/callback';
	const url = redirectCheckUrl(accounts, {clientId: '1000.A', redirectUri, scope: 'ZohoBooks.contacts.READ'});
	assert.equal(new URL(url).origin, accounts);
	assert.deepEqual(
		[...new URL(url).searchParams.keys()],
		['response_type', 'client_id', 'scope', 'redirect_uri'],
	);
});
