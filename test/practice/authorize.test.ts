import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {startAccounts, tokenSchema} from './accounts-fixture.js';
import {defaultRequest, enable, visitor} from './visitor.js';
import {callback} from './world-for-tests.js';

const {us, eu, request, exchange, userInfo, consolePage, startOver} = await startAccounts();

describe('the authorization endpoint', () => {
	beforeEach(startOver);

	const pages = [
		['no client_id', {client_id: ''}, 400, 'Invalid response type'],
		['no response_type', {response_type: ''}, 400, 'Invalid response type'],
		['an unknown client', {client_id: '1000.X'}, 400, 'Invalid Client'],
		['the response type of browser apps', {response_type: 'token'}, 400, 'Invalid Client'],
		['another response type', {response_type: 'id_token'}, 500, 'An error occurred'],
		['another redirect URI', {redirect_uri: `${callback}/`}, 400, 'Invalid Redirect Uri'],
		['no scope', {scope: ''}, 400, 'Invalid OAuth scope'],
		['an unknown scope', {scope: 'ZohoBooks.contacts.READ,Zoho"<b>'}, 400, 'Invalid OAuth scope'],
		['a broken challenge', {code_challenge: 'x', code_challenge_method: 'S256'}, 400, 'An error occurred'],
	] as const;
	for (const [what, changes, status, title] of pages)
		it(`answers ${what} with a page, not a redirect`, async () => {
			const answer = await visitor().go(
				`${us.accounts}/oauth/v2/auth?${new URLSearchParams(request(changes))}`,
			);
			assert.deepEqual([answer.status, answer.location], [status, undefined]);
			assert.match(answer.text, new RegExp(`<h1>${title}</h1>`, 'u'));
			assert.doesNotMatch(answer.text, /<b>/u);
		});

	it('takes GET only', async () => {
		const answer = await visitor().go(`${us.accounts}/oauth/v2/auth`, request());
		assert.deepEqual([answer.status, answer.location], [400, undefined]);
	});

	it('calls back with code, location, encoded accounts-server and the state unchanged', async () => {
		const {follow, go} = visitor();
		await follow(`${us.accounts}/practice/sign-in`, {person: 'noah', endpoint: '', query: ''});
		const done = await go(`${us.accounts}/practice/decision`, {
			endpoint: '/oauth/v2/auth',
			query: new URLSearchParams(request()).toString(),
			person: 'noah',
			decision: 'accept',
		});
		const code = new URL(done.location ?? '').searchParams.get('code') ?? '';
		assert.match(code, /^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/u);
		assert.equal(
			done.location,
			`${callback}?code=${code}&location=us&accounts-server=${encodeURIComponent(us.accounts)}&state=a%20state%20%26%20more`,
		);
	});

	it('calls back with access_denied after Reject', async () => {
		const query = await visitor().decide(us.accounts, 'noah', request(), 'reject');
		assert.deepEqual(Object.fromEntries(query), {error: 'access_denied', state: defaultRequest.state});
	});

	it('asks for nothing the second time without prompt=consent, and gives no refresh token then', async () => {
		const {decide, go} = visitor();
		await decide(us.accounts, 'noah', request());
		const again = await go(`${us.accounts}/oauth/v2/auth?${new URLSearchParams(request({prompt: ''}))}`);
		const code = new URL(again.location ?? '').searchParams.get('code');
		const tokens = tokenSchema.parse((await exchange(code)).body);
		assert.equal(tokens.refresh_token, undefined);
	});

	it('does not accept the decision of another person who has signed in since', async () => {
		const {signIn, go} = visitor();
		const query = new URLSearchParams(request()).toString();
		await signIn(us.accounts, 'amelia', '/oauth/v2/auth', query);
		const shown = await go(`${us.accounts}/practice/decision`, {
			endpoint: '/oauth/v2/auth',
			query,
			person: 'noah',
			decision: 'accept',
		});
		assert.equal(shown.location, undefined);
		assert.match(shown.text, /Amelia Hart/u);
	});
});

describe('a person of another data center', () => {
	beforeEach(startOver);

	it('is sent home, and the callback says so', async () => {
		await enable(consolePage(), ['eu'], true);
		const query = await visitor().decide(us.accounts, 'elena', request());
		assert.deepEqual([query.get('location'), query.get('accounts-server')], ['eu', eu.accounts]);
		const code = query.get('code');
		assert.deepEqual((await exchange(code)).body, {error: 'invalid_code'});
		const tokens = tokenSchema.parse((await exchange(code, eu.accounts)).body);
		assert.equal((await userInfo(tokens.access_token, eu.accounts)).status, 200);
		assert.equal((await userInfo(tokens.access_token)).status, 401);
	});

	it('is refused while the client is not switched on there', async () => {
		const query = new URLSearchParams(request()).toString();
		const shown = await visitor().signIn(us.accounts, 'elena', '/oauth/v2/auth', query);
		assert.equal(shown.status, 403);
		assert.match(shown.text, /Access denied in your region/u);
		assert.deepEqual((await exchange('x', eu.accounts)).body, {error: 'invalid_client'});
	});

	it('needs the secret of its own data center until credentials are shared', async () => {
		await enable(consolePage(), ['eu'], false);
		const query = await visitor().decide(us.accounts, 'elena', request());
		assert.deepEqual((await exchange(query.get('code'), eu.accounts)).body, {error: 'invalid_client_secret'});
		const settings = (await visitor().go(`${consolePage()}/settings`)).text;
		const secret = /data-testid="client-secret-eu">([^<]+)</u.exec(settings)?.[1] ?? '';
		tokenSchema.parse((await exchange(query.get('code'), eu.accounts, {client_secret: secret})).body);
	});
});
