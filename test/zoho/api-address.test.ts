import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ApiPlace, apiAddress} from '../../source/zoho/api-address.js';
import {builtInDataCenters, findDataCenter} from '../../source/zoho/data-center.js';

const place = (id: string, scopes: readonly string[] = [], apiDomain?: string): ApiPlace => ({
	dataCenter: findDataCenter(builtInDataCenters, id),
	apiDomain,
	scopes,
});

const desk = ['Desk.tickets.READ', 'ZohoBooks.contacts.READ'];
const deskAndMail = ['Desk.tickets.READ', 'ZohoMail.accounts.READ', 'ZohoSign.templates.READ'];

const found: readonly (readonly [string, string | undefined, ApiPlace, string, string])[] = [
	[
		'/books/v3/contacts?page=2',
		undefined,
		place('us'),
		'https://www.zohoapis.com/books/v3/contacts?page=2',
		'books',
	],
	['books/v3/contacts', undefined, place('eu'), 'https://www.zohoapis.eu/books/v3/contacts', 'books'],
	['/crm/v8/Leads', undefined, place('ca'), 'https://www.zohoapis.ca/crm/v8/Leads', 'crm'],
	[
		'/crm/v8/Leads',
		undefined,
		place('us', [], 'https://sandbox.zohoapis.com'),
		'https://sandbox.zohoapis.com/crm/v8/Leads',
		'crm',
	],
	['/api/v1/tickets', undefined, place('us', desk), 'https://desk.zoho.com/api/v1/tickets', 'desk'],
	['/api/v1/tickets', undefined, place('ca', desk), 'https://desk.zohocloud.ca/api/v1/tickets', 'desk'],
	['/api/v1/tickets', 'desk', place('in', deskAndMail), 'https://desk.zoho.in/api/v1/tickets', 'desk'],
	['/api/accounts', 'ZohoMail', place('us'), 'https://mail.zoho.com/api/accounts', 'mail'],
	[
		'/restapi/v2/orgs',
		undefined,
		place('us', ['ZohoAnalytics.metadata.read']),
		'https://analyticsapi.zoho.com/restapi/v2/orgs',
		'analytics',
	],
	[
		'/recruit/v2/Jobs',
		undefined,
		place('us', [...deskAndMail, 'ZohoRecruit.modules.ALL']),
		'https://recruit.zoho.com/recruit/v2/Jobs',
		'recruit',
	],
	['/something/new', undefined, place('us'), 'https://www.zohoapis.com/something/new', ''],
	['/oauth/user/info', undefined, place('ca', desk), 'https://accounts.zohocloud.ca/oauth/user/info', ''],
	[
		'https://www.zohoapis.com/books/v3/items',
		undefined,
		place('us'),
		'https://www.zohoapis.com/books/v3/items',
		'books',
	],
	[
		'https://desk.zoho.com/api/v1/tickets',
		undefined,
		place('us'),
		'https://desk.zoho.com/api/v1/tickets',
		'desk',
	],
	[
		'https://content.zohoapis.com/crm/v8/upload',
		undefined,
		place('us'),
		'https://content.zohoapis.com/crm/v8/upload',
		'crm',
	],
	[
		'https://accounts.zoho.com/oauth/user/info',
		undefined,
		place('us'),
		'https://accounts.zoho.com/oauth/user/info',
		'',
	],
];

test('each path goes to the host of its product in the data center of the connection', () => {
	for (const [text, product, where, url, productId] of found)
		assert.deepEqual(apiAddress(text, product, where), {ok: true, value: {url, productId}}, text);
});

const notSent = [
	'https://www.zohoapis.eu/books/v3/items',
	'https://evil.example/books/v3/items',
	'https://www.zohoapis.com.evil.example/',
	'https://evil-zohoapis.com/books',
	'https://desk.zoho.com.evil.example/api',
	'https://evil.example/.zoho.com/',
	'https://a.b.zoho.com/api/v1/x',
	'http://www.zohoapis.com/books/v3/items',
	'https://me:pw@www.zohoapis.com/books',
	'https://www.zohoapis.com:8443/books/v3/items',
	'//evil.example/books',
	'/\\evil.example/books',
	'/books/v3/a b',
	'file:///etc/passwd',
];

test('a token never goes to a host of nobody, of another data center, or over http', () => {
	for (const text of notSent) {
		const address = apiAddress(text, undefined, place('us', desk));
		assert.ok(!address.ok, text);
		assert.equal(address.refusal.exitCode, 2);
	}
});

test('a path that several products could own is asked about, and so is a product that does not exist', () => {
	const unclear = apiAddress('/api/v1/things', undefined, place('us', deskAndMail));
	assert.ok(!unclear.ok);
	assert.match(unclear.refusal.next, /--product desk/);
	const unknown = apiAddress('/x', 'dexk', place('us'));
	assert.ok(!unknown.ok);
	assert.match(unknown.refusal.why, /books, inventory/);
});

test("a server that is not Zoho's is called at the API it named, or by whole addresses", () => {
	const other = {dataCenter: undefined, apiDomain: undefined, scopes: []};
	assert.equal(apiAddress('/users', undefined, other).ok, false);
	assert.deepEqual(apiAddress('/users', undefined, {...other, apiDomain: 'https://api.example.com'}), {
		ok: true,
		value: {url: 'https://api.example.com/users', productId: ''},
	});
	assert.equal(apiAddress('https://api.example.com/users', undefined, other).ok, true);
	assert.equal(apiAddress('http://api.example.com/users', undefined, other).ok, false);
});
