import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import * as z from 'zod/mini';
import {startAccounts, tokenSchema} from './accounts-fixture.js';
import {postForm, visitor} from './visitor.js';
import {callback} from './world-for-tests.js';

const {practice, us, eu, credentials, request, exchange, refresh, userInfo, startOver} =
	await startAccounts();

describe('the user’s side', () => {
	beforeEach(startOver);

	const sign = async () => {
		const {decide, go} = visitor();
		const query = await decide(us.accounts, 'noah', request());
		return {go, tokens: tokenSchema.parse((await exchange(query.get('code'))).body)};
	};

	it('removes a connected app with its tokens', async () => {
		const {go, tokens} = await sign();
		assert.match((await go(`${us.accounts}/practice/connected-apps`)).text, /Remove Harbor/u);
		await go(`${us.accounts}/practice/connected-apps/remove`, {client: credentials().client_id});
		assert.deepEqual((await refresh(tokens.refresh_token)).body, {error: 'invalid_code'});
		assert.doesNotMatch((await go(`${us.accounts}/practice/connected-apps`)).text, /Harbor/u);
	});

	it('ends every token with a new password', async () => {
		const {go, tokens} = await sign();
		await go(`${us.accounts}/practice/connected-apps/end-tokens`, {});
		assert.equal((await userInfo(tokens.access_token)).status, 401);
	});

	it('says who a person is, and only with the scope', async () => {
		const {tokens} = await sign();
		const answer = z
			.looseObject({ZUID: z.number()})
			.parse(await (await userInfo(tokens.access_token)).json());
		assert.ok(answer.ZUID > 2 ** 31);
		assert.deepEqual(
			{...answer, ZUID: 0},
			{
				First_Name: 'Noah',
				Last_Name: 'Bennett',
				Display_Name: 'Noah Bennett',
				Email: 'noah@example.com',
				ZUID: 0,
			},
		);
		const query = await visitor().decide(us.accounts, 'noah', request({scope: 'ZohoBooks.contacts.READ'}));
		const lesser = tokenSchema.parse((await exchange(query.get('code'))).body);
		assert.equal((await userInfo(lesser.access_token)).status, 401);
	});
});

describe('incremental authorization', () => {
	beforeEach(startOver);

	it('widens the refresh token after another consent', async () => {
		const {decide, go} = visitor();
		const query = await decide(us.accounts, 'noah', request());
		const {refresh_token = ''} = tokenSchema.parse((await exchange(query.get('code'))).body);
		const enhance = await postForm(`${us.accounts}/oauth/v2/token/scopeenhance`, {
			...credentials(),
			grant_type: 'update_scopes_token',
			refresh_token,
		});
		const {access_token} = z
			.object({access_token: z.string(), expires_in: z.literal(600)})
			.parse(enhance.body);
		const more = new URLSearchParams({
			client_id: credentials().client_id,
			response_type: 'update_scopes',
			redirect_uri: callback,
			scope: 'ZohoBooks.bills.READ',
			enhance_token: access_token,
			logout: 'true',
		}).toString();
		const endpoint = '/oauth/v2/token/addextrascope';
		assert.match((await go(`${us.accounts}${endpoint}?${more}`)).text, /Read bills in Zoho Books/u);
		const decision = {endpoint, query: more, person: 'noah', decision: 'accept'};
		const done = await go(`${us.accounts}/practice/decision`, decision);
		assert.equal(done.location, `${callback}?status=success&scope_enhanced=true`);
		const {scope} = tokenSchema.parse((await refresh(refresh_token)).body);
		assert.ok(scope.endsWith(' ZohoBooks.bills.READ'));
		assert.equal((await go(`${us.accounts}/practice/decision`, decision)).status, 400);
	});

	it('carries no state back, and signs out whom it is asked to', async () => {
		const {decide, go} = visitor();
		const query = await decide(us.accounts, 'noah', request());
		const {refresh_token = ''} = tokenSchema.parse((await exchange(query.get('code'))).body);
		const endpoint = '/oauth/v2/token/addextrascope';
		const reject = async (logout: 'true' | 'false') => {
			const enhance = await postForm(`${us.accounts}/oauth/v2/token/scopeenhance`, {
				...credentials(),
				grant_type: 'update_scopes_token',
				refresh_token,
			});
			const {access_token} = z.object({access_token: z.string()}).parse(enhance.body);
			const more = new URLSearchParams({
				client_id: credentials().client_id,
				response_type: 'update_scopes',
				redirect_uri: callback,
				scope: 'ZohoBooks.bills.READ',
				state: 'mine',
				enhance_token: access_token,
				logout,
			}).toString();
			const decision = {endpoint, query: more, person: 'noah', decision: 'reject'};
			const {location} = await go(`${us.accounts}/practice/decision`, decision);
			assert.equal(location, `${callback}?error=access_denied`);
			return (await go(`${us.accounts}${endpoint}?${more}`)).text;
		};
		assert.match(await reject('false'), /Read bills in Zoho Books/u);
		assert.doesNotMatch(await reject('true'), /Read bills in Zoho Books/u);
		const {scope} = tokenSchema.parse((await refresh(refresh_token)).body);
		assert.ok(!scope.includes('bills'));
	});
});

describe('every data center', () => {
	beforeEach(startOver);

	it('names all of them', async () => {
		const answer: unknown = await (await fetch(`${eu.accounts}/oauth/serverinfo`)).json();
		assert.deepEqual(answer, {
			result: 'success',
			locations: Object.fromEntries(practice.dataCenters.map(({id, accounts}) => [id, accounts])),
		});
	});
});
