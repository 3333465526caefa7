import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import * as sdk from '@zohocrm/typescript-sdk-8.0';
import {createTokenStore} from '../../source/library/index.js';
import {libraryScene} from './scene.js';

/** Two connections, and what CRM answers to "which organization is this?". */
const crmScene = (t: TestContext) =>
	libraryScene(t, {
		rows: [{}, {linkName: 'second', name: 'Second', accessToken: {plain: 'second-access-token'}}],
		answer: () => ({status: 200, body: {org: [{id: '77', company_name: 'Acme'}]}}),
	});

/** The SDKs ask for a token when they are initialized, and put what rejects into an exception of theirs. */
const unknown = (error: {readonly cause?: {readonly id?: string}}): boolean =>
	error.cause?.id === 'no-such-connection';

/** The modules of the SDKs for JavaScript have no types. */
const javascript = (path: string) => import(`@zohocrm/nodejs-sdk-8.0/lib/${path}.js`);

test("Zoho's SDK 8.0 for JavaScript makes a call with a token of the store", async t => {
	const {open, origin, asked, folder} = await crmScene(t);
	const {OAuthToken} = await javascript('models/authenticator/oauth_token');
	const {OAuthBuilder: Builder} = await javascript('models/authenticator/oauth_builder');
	const {TokenStore} = await javascript('models/authenticator/store/token_store');
	const {Environment: Place} = await javascript('routes/dc/environment');
	const {InitializeBuilder: Initialize} = await javascript('routes/initialize_builder');
	const {OrgOperations} = await javascript('core/com/zoho/crm/api/org/org_operations');
	const store = createTokenStore({...open, createToken: () => new OAuthToken(), base: TokenStore});
	const initialize = async (id: string) => {
		const builder = await new Initialize();
		const place = new Place(origin, `${origin}/oauth/v2/token`, origin);
		const token = new Builder().id(id).build();
		await builder.environment(place).token(token).store(store).resourcePath(folder).initialize();
		return token;
	};
	await assert.rejects(initialize('nobody'), unknown);
	await initialize('second');
	const answer = await new OrgOperations().getOrganization();
	assert.equal(answer.getStatusCode(), 200);
	assert.equal(answer.getObject().getOrg()[0].getCompanyName(), 'Acme');
	assert.equal(asked.length, 1);
	assert.equal(asked[0]?.path, '/crm/v8/org');
	assert.equal(asked[0]?.headers.authorization, 'Zoho-oauthtoken second-access-token');
});

test("Zoho's SDK 8.0 for TypeScript makes a call with a token of the store", async t => {
	const {open, origin, asked, folder} = await crmScene(t);
	const store = createTokenStore({...open, createToken: () => new sdk.OAuthBuilder().id('acme').build()});
	const initialize = async (id: string) => {
		const token = new sdk.OAuthBuilder().id(id).build();
		const place = new sdk.Environment(origin, `${origin}/oauth/v2/token`, origin);
		await (await new sdk.InitializeBuilder())
			.environment(place)
			.token(token)
			.store(store)
			.resourcePath(folder)
			.initialize();
		return token;
	};
	await assert.rejects(initialize('nobody'), unknown);
	await initialize('acme');
	const answer = await new sdk.Org.OrgOperations().getOrganization();
	assert.equal(answer.getStatusCode(), 200);
	assert.deepEqual(
		asked.map(({path, headers}) => [path, headers.authorization]),
		[['/crm/v8/org', 'Zoho-oauthtoken sample-access-token']],
	);
});

test('SDK 2.x is refused when its store is made, not at the first call an hour later', async t => {
	const {open} = await crmScene(t);
	const [tokens, stores] = await Promise.all(
		['models/authenticator/oauth_token', 'models/authenticator/store/token_store'].map(
			path => import(`@zohocrm/nodejs-sdk-2.0/${path}.js`),
		),
	);
	const createToken = () => new tokens.OAuthToken('id', 'secret', 'grant', 'refresh');
	const refusal = {id: 'sdk-too-old', message: /2\.x/, nextStep: /8\.0/};
	assert.throws(() => createTokenStore({...open, createToken, base: stores.TokenStore}), refusal);
	// The SDK for TypeScript gives no class.
	assert.throws(() => createTokenStore({...open, createToken}), refusal);
});
