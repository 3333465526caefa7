import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as z from 'zod/mini';
import {apisApp} from '../../../source/practice/apis/index.js';
import {mintAccessToken} from '../../../source/practice/tokens.js';
import {appFor, grantFor, testWorld} from '../world-for-tests.js';

const call = async (
	path: string,
	scopes: readonly string[] | undefined,
	dataCenter = 'us',
	scheme = 'Zoho-oauthtoken',
	sent?: object,
) => {
	const world = testWorld();
	const token = scopes && mintAccessToken(world, {...grantFor('c'), scopes}, undefined).token;
	const headers = {
		host: path.startsWith('/api/v1/') ? 'desk.localhost:9510' : 'localhost:9510',
		...(token === undefined ? {} : {authorization: `${scheme} ${token}`}),
	};
	const response = await appFor({world, dataCenter}, apisApp).request(path, {
		headers,
		...(sent ? {method: 'POST', body: JSON.stringify(sent)} : {}),
	});
	const body: unknown = await response.json();
	return {status: response.status, body};
};

const codeOf = async (...asked: Parameters<typeof call>) => {
	const {status, body} = await call(...asked);
	const parsed = z
		.looseObject({code: z.optional(z.unknown()), errorCode: z.optional(z.unknown())})
		.parse(body);
	return [status, parsed.code ?? parsed.errorCode];
};

describe('an API call', () => {
	const families = [
		['/books/v3/organizations', 'ZohoBooks.settings.READ', [14, 57, 57]],
		['/inventory/v1/contacts', 'ZohoInventory.contacts.READ', [14, 57, 57]],
		['/billing/v1/customers', 'ZohoSubscriptions.contacts.READ', [14, 57, 57]],
		['/crm/v8/org', 'ZohoCRM.org.READ', ['AUTHENTICATION_FAILURE', 'INVALID_TOKEN', 'OAUTH_SCOPE_MISMATCH']],
		['/api/v1/organizations', 'Desk.basic.READ', ['UNAUTHORIZED', 'INVALID_OAUTH', 'SCOPE_MISMATCH']],
	] as const;
	for (const [path, scope, [none, bad, missing]] of families)
		it(`to ${path} is refused in the words of its product`, async () => {
			assert.deepEqual(await codeOf(path, undefined), [401, none]);
			assert.deepEqual(await codeOf(path, [scope], 'eu'), [401, bad]);
			assert.equal((await codeOf(path, ['ZohoCampaigns.contact.READ']))[1], missing);
			assert.equal((await call(path, [scope])).status, 200);
			assert.equal((await call(path, [scope.toLowerCase()], 'us', 'Bearer')).status, 200);
		});

	it('that writes needs the scope for that, and is answered without being kept', async () => {
		const post = (path: string, scope: string, sent: object) =>
			call(path, [scope], 'us', 'Zoho-oauthtoken', sent);
		const contact = await post('/books/v3/contacts', 'ZohoBooks.contacts.CREATE', {contact_name: 'Hart'});
		assert.equal(contact.status, 201);
		assert.match(JSON.stringify(contact.body), /"contact_name":"Hart"/);
		assert.equal(
			(await post('/books/v3/contacts', 'ZohoBooks.contacts.READ', {contact_name: 'x'})).status,
			401,
		);
		assert.equal((await post('/books/v3/contacts', 'ZohoBooks.contacts.CREATE', {name: 'x'})).status, 400);
		const lead = await post('/crm/v8/Leads', 'ZohoCRM.modules.ALL', {data: [{Last_Name: 'Hart'}]});
		assert.equal(lead.status, 201);
		assert.match(JSON.stringify(lead.body), /"code":"SUCCESS"/);
		assert.equal((await post('/crm/v8/Leads', 'ZohoCRM.modules.ALL', {data: []})).status, 400);
	});

	it('lists the organizations of the person', async () => {
		const {body} = await call('/books/v3/organizations', ['ZohoBooks.fullaccess.all']);
		const {organizations} = z
			.object({code: z.literal(0), organizations: z.array(z.looseObject({}))})
			.parse(body);
		assert.deepEqual(
			organizations.map(({organization_id, is_default_org}) => [organization_id, is_default_org]),
			[
				['700100001', true],
				['700100002', false],
			],
		);
	});

	it('lists nothing of an organization the person is not in', async () => {
		const path = '/books/v3/contacts?organization_id=';
		const scopes = ['ZohoBooks.contacts.READ'];
		assert.deepEqual(await codeOf(`${path}700100002`, scopes), [200, 0]);
		assert.deepEqual(await codeOf(`${path}700200001`, scopes), [400, 6041]);
	});

	it('to an unknown address is answered with 404', async () => {
		const whole = ['ZohoBooks.fullaccess.all', 'ZohoCRM.modules.ALL'];
		assert.equal((await call('/books/v3/invoices', whole)).status, 200);
		assert.equal((await call('/books/v3/invoices/1/nothing/like/it', whole)).status, 404);
		assert.deepEqual(await codeOf('/crm/v8/a/b/c/d/e', whole), [404, 'INVALID_URL_PATTERN']);
		assert.deepEqual(await codeOf('/nothing', whole), [404, 'INVALID_URL_PATTERN']);
	});
});
