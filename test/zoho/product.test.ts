import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {builtInDataCenters, type DataCenter, findDataCenter} from '../../source/zoho/data-center.js';
import {
	allowsUserInfo,
	chooseProbes,
	findProduct,
	judgeProbe,
	type Product,
	products,
	productUrl,
	readOrganizations,
	readUserInfo,
	userInfoUrl,
} from '../../source/zoho/product.js';
import {loadScopeCatalogue} from '../../source/zoho/scopes/catalogue.js';

const dataCenter = (id: string): DataCenter => {
	const found = findDataCenter(builtInDataCenters, id);
	assert.ok(found);
	return found;
};
const product = (id: string): Product => {
	const found = findProduct(id);
	assert.ok(found);
	return found;
};

test('each product is a service of the catalogue, and its call needs a scope that is there', async () => {
	const {services, scopes} = await loadScopeCatalogue();
	const known = new Set(scopes.map(({scope}) => scope));
	for (const {id, scopePrefix, probe} of products) {
		assert.equal(services.find(service => service.id === id)?.prefix, scopePrefix, id);
		assert.ok(probe && known.has(probe.scope) && probe.path.startsWith('/'), id);
	}
	assert.equal(new Set(products.map(({id}) => id)).size, products.length);
});

test('gateway products follow the token reply, others stay on hosts of their own', () => {
	const ca = dataCenter('ca');
	assert.equal(
		productUrl(product('books'), ca, 'https://www.zohoapis.eu', '/x'),
		'https://www.zohoapis.eu/x',
	);
	assert.equal(productUrl(product('books'), ca, undefined, '/x'), 'https://www.zohoapis.ca/x');
	assert.equal(
		productUrl(product('desk'), ca, 'https://www.zohoapis.ca', '/x'),
		'https://desk.zohocloud.ca/x',
	);
	assert.equal(
		productUrl(product('projects'), dataCenter('au'), undefined, '/x'),
		'https://projectsapi.zoho.com.au/x',
	);
	const practice = {
		id: 'us',
		name: 'P',
		accounts: 'http://localhost:1',
		api: 'http://localhost:2',
		console: 'http://localhost:3',
	};
	assert.equal(productUrl(product('desk'), practice, undefined, '/x'), 'http://localhost:2/x');
	assert.equal(userInfoUrl(practice), 'http://localhost:1/oauth/user/info');
});

test('only calls that the granted scopes allow are chosen', () => {
	const ids = (...scopes: readonly string[]) => chooseProbes(scopes).map(({id}) => id);
	assert.deepEqual(ids(), []);
	assert.deepEqual(ids('ZohoBooks.contacts.READ'), []);
	assert.deepEqual(ids('zohobooks.settings.read', 'Desk.basic.READ'), ['books', 'desk']);
	assert.deepEqual(ids('ZohoBooks.fullaccess.all'), ['books']);
	assert.ok(allowsUserInfo(['aaaserver.profile.read']) && !allowsUserInfo(['ZohoCRM.users.READ', 'profile']));
});

test('a ZUID keeps every digit', () => {
	const read = (zuid: string) =>
		readUserInfo(`{"First_Name":"A","ZUID":${zuid},"Email":"a@b.example","Display_Name":"A B"}`);
	assert.deepEqual(read('7123456789'), {id: '7123456789', email: 'a@b.example', name: 'A B'});
	assert.equal(read('90071992547409931234')?.id, '90071992547409931234');
	assert.equal(read('"123"')?.id, '123');
	fc.assert(
		fc.property(fc.bigInt({min: 0n, max: 10n ** 30n}), zuid => read(String(zuid))?.id === String(zuid)),
	);
});

test('user info of OpenID Connect, with parts missing, and of nobody', () => {
	assert.deepEqual(readUserInfo('{"sub":"42","email":"a@b.example","name":"A"}'), {
		id: '42',
		email: 'a@b.example',
		name: 'A',
	});
	assert.deepEqual(readUserInfo('{"ZUID":1,"First_Name":"A","Last_Name":"B"}'), {
		id: '1',
		email: undefined,
		name: 'A B',
	});
	assert.equal(
		readUserInfo('{"ZUID":1,"Email":"a\\u001b[31m@\\u202eb","Display_Name":"12345678901234567890, x"}')
			?.email,
		'a@b',
	);
	assert.equal(
		readUserInfo('{"ZUID":1,"Display_Name":": 12345678901234567890, \\"x"}')?.name,
		': 12345678901234567890, "x',
	);
	for (const body of [
		'',
		'<html>',
		'[]',
		'null',
		'{}',
		'{"ZUID":-1}',
		'{"ZUID":1.5}',
		'{"ZUID":{}}',
		'{"ZUID":"a b"}',
	]) {
		assert.equal(readUserInfo(body), undefined, body);
	}
});

test('organizations, product by product', () => {
	const finance =
		'{"code":0,"organizations":[{"organization_id":"10","name":"One","is_default_org":false},{"organization_id":20234000000000001234,"name":"Two","is_default_org":true},{"name":"no id"}]}';
	for (const id of ['books', 'inventory', 'billing', 'invoice', 'expense']) {
		assert.deepEqual(readOrganizations(id, finance), [
			{id: '10', name: 'One', isDefault: false},
			{id: '20234000000000001234', name: 'Two', isDefault: true},
		]);
	}
	assert.deepEqual(readOrganizations('crm', '{"org":[{"id":"5","zgid":"77","company_name":"C"}]}'), [
		{id: '77', name: 'C', isDefault: false},
	]);
	assert.deepEqual(readOrganizations('desk', '{"data":[{"id":9,"companyName":"D","isDefault":true}]}'), [
		{id: '9', name: 'D', isDefault: true},
	]);
	assert.deepEqual(readOrganizations('projects', '[{"id":"8","portal_name":"P","is_default":true}]'), [
		{id: '8', name: 'P', isDefault: true},
	]);
	assert.deepEqual(readOrganizations('analytics', '{"data":{"orgs":[{"orgId":"7","orgName":""}]}}'), [
		{id: '7', name: '7', isDefault: false},
	]);
	for (const id of ['books', 'mail', 'constructor'])
		assert.deepEqual(readOrganizations(id, '{"organizations":{}}'), []);
});

test("answers of a product's harmless call", () => {
	const table: ReadonlyArray<readonly [string, number, unknown, string]> = [
		['books', 200, {code: 0, message: 'success', organizations: []}, 'works'],
		['books', 401, {code: 14, message: 'x'}, 'token-rejected'],
		['books', 401, {code: 57, message: 'x'}, 'token-or-scope'],
		['books', 400, {code: 44}, 'throttled'],
		['books', 429, '', 'throttled'],
		['crm', 200, {org: [{id: '1'}]}, 'works'],
		['crm', 204, '', 'works'],
		['crm', 401, {code: 'INVALID_TOKEN', status: 'error'}, 'token-rejected'],
		['crm', 401, {code: 'OAUTH_SCOPE_MISMATCH', status: 'error'}, 'scope-missing'],
		['crm', 403, {code: 'NO_PERMISSION'}, 'not-allowed'],
		['crm', 401, {code: 14}, 'could-not-tell'],
		['desk', 401, {errorCode: 'INVALID_OAUTH'}, 'token-rejected'],
		['desk', 403, {errorCode: 'SCOPE_MISMATCH'}, 'scope-missing'],
		['desk', 403, {errorCode: 'OAUTH_ORG_MISMATCH'}, 'could-not-tell'],
		['mail', 401, {data: {errorCode: 'INVALID_OAUTHTOKEN'}}, 'token-rejected'],
		['mail', 404, {data: {errorCode: 'INVALID_OAUTHSCOPE'}}, 'scope-missing'],
		['sign', 401, {code: 9041, status: 'failure'}, 'token-rejected'],
		['projects', 401, {error: {status_code: '401', title: 'INVALID_OAUTHTOKEN'}}, 'token-rejected'],
		['projects', 400, {error: {title: 'URL_RULE_NOT_CONFIGURED'}}, 'scope-missing'],
		['projects', 200, [{id: '1'}], 'works'],
		['analytics', 401, {data: {errorCode: 8535}}, 'token-rejected'],
		['cliq', 401, {code: 'oauthtoken_invalid'}, 'token-rejected'],
		['workdrive', 401, {errors: [{id: 'F7003', title: 'x'}]}, 'token-rejected'],
		['workdrive', 500, {errors: [{id: 'F7008'}]}, 'throttled'],
		['bookings', 401, '<html>', 'token-rejected'],
		['bookings', 200, '<html>', 'could-not-tell'],
		['books', 503, '<html>', 'could-not-tell'],
		['people', 401, '<html>', 'could-not-tell'],
	];
	for (const [productId, status, body, verdict] of table) {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		assert.equal(judgeProbe({productId, status, body: text}), verdict, `${productId} ${status} ${text}`);
	}
});

test("code 57 of the finance products is a missing scope only where the token can't be dead", () => {
	const input = {productId: 'inventory', status: 401, body: '{"code":57}'};
	assert.equal(judgeProbe({...input, isFreshToken: true}), 'scope-missing');
	assert.equal(judgeProbe({...input, isFreshToken: false}), 'token-or-scope');
	assert.equal(judgeProbe({...input, productId: 'crm', isFreshToken: true}), 'could-not-tell');
});

test('no body throws, and only a success works', () => {
	const body = fc.oneof(fc.string(), fc.json());
	fc.assert(
		fc.property(
			fc.constantFrom(...products.map(({id}) => id), 'unknown', 'toString'),
			fc.integer({min: 100, max: 599}),
			body,
			(productId, status, text) => {
				const verdict = judgeProbe({productId, status, body: text});
				if (verdict === 'works') assert.ok(status >= 200 && status < 300);
				readUserInfo(text);
				readOrganizations(productId, text);
			},
		),
	);
});
