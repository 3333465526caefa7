import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {apisApp} from '../../../source/practice/apis/index.js';
import {mintAccessToken} from '../../../source/practice/tokens.js';
import {originOf} from '../../../source/zoho/products/hosts.js';
import {judgeAnswer} from '../../../source/zoho/products/judge.js';
import type {Product} from '../../../source/zoho/products/product.js';
import {findProduct} from '../../../source/zoho/products/table.js';
import {appFor, grantFor, testWorld} from '../world-for-tests.js';

const practice = {
	id: 'us',
	name: 'Practice',
	accounts: 'http://localhost:9500',
	api: 'http://localhost:9510',
	console: 'http://localhost:9520',
	products: 'http://{product}.localhost:9510',
};

const productOf = (id: string): Product => {
	const product = findProduct(id);
	assert.ok(product, id);
	return product;
};

type Asked = {
	readonly scopes?: readonly string[] | undefined;
	readonly dataCenter?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly method?: string;
	readonly host?: string;
};

const ask = async (product: Product, path: string, asked: Asked = {}) => {
	const world = testWorld();
	const token =
		asked.scopes && mintAccessToken(world, {...grantFor('c'), scopes: asked.scopes}, undefined).token;
	const origin = originOf(product, practice, undefined, path)?.origin ?? '';
	const response = await appFor({world, dataCenter: asked.dataCenter ?? 'us'}, apisApp).request(
		`${origin}${path}`,
		{
			method: asked.method ?? 'GET',
			headers: {
				host: asked.host ?? new URL(origin).host,
				...(token === undefined ? {} : {authorization: `Zoho-oauthtoken ${token}`}),
				...asked.headers,
			},
		},
	);
	const body = await response.text();
	const challenge = response.headers.get('www-authenticate') ?? undefined;
	return {
		status: response.status,
		body,
		verdict: judgeAnswer({product, status: response.status, body, challenge}).verdict,
	};
};

const dozen = [
	...['campaigns', 'mail', 'people', 'projects', 'workdrive', 'analytics', 'creator', 'sign', 'cliq'],
	...['recruit', 'bookings', 'catalyst'],
];

describe('a product that the table describes', () => {
	for (const id of dozen) {
		it(`${id} answers its harmless call on its own host, and refuses in its own words`, async () => {
			const product = productOf(id);
			const {probe} = product;
			assert.ok(probe);
			const good = await ask(product, probe.path, {scopes: [probe.scope]});
			assert.deepEqual([good.status, good.verdict], [200, 'works'], good.body);
			assert.equal((await ask(product, probe.path)).verdict, 'token-rejected', 'no token');
			const elsewhere = await ask(product, probe.path, {scopes: [probe.scope], dataCenter: 'eu'});
			assert.equal(elsewhere.verdict, 'token-rejected', 'a token of another data center');
			const scope = await ask(product, probe.path, {scopes: ['ZohoBooks.contacts.READ']});
			assert.ok(
				['scope-missing', 'scope-or-address'].includes(scope.verdict),
				`${scope.status} ${scope.body}`,
			);
			const other = await ask(product, probe.path, {scopes: [probe.scope], host: 'vault.localhost:9510'});
			assert.equal(other.status, 404, 'the host of another product');
		});
	}

	it('wants its organization in the header that it names, and only one that is of the person', async () => {
		const analytics = productOf('analytics');
		const asked = {scopes: ['ZohoAnalytics.metadata.read']};
		const path = '/restapi/v2/workspaces';
		assert.equal((await ask(analytics, path, asked)).verdict, 'organization-missing');
		const wrong = await ask(analytics, path, {...asked, headers: {'ZANALYTICS-ORGID': '1'}});
		assert.equal(wrong.verdict, 'organization-wrong');
		const right = await ask(analytics, path, {...asked, headers: {'ZANALYTICS-ORGID': '700100001'}});
		assert.equal(right.verdict, 'works', right.body);
	});

	it('answers every known call that the scopes allow, and knows no other address', async () => {
		const mail = productOf('mail');
		const scopes = ['ZohoMail.messages.READ'];
		assert.equal((await ask(mail, '/api/accounts/1/messages/view', {scopes})).verdict, 'works');
		const missing = await ask(mail, '/api/accounts/1/messages', {scopes, method: 'POST'});
		assert.equal(missing.verdict, 'scope-missing');
		assert.equal((await ask(mail, '/api/accounts/1/nothing/like/it', {scopes})).verdict, 'address-wrong');
	});
});
