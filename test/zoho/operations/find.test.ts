import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readCall} from '../../../source/zoho/operations/call-text.js';
import {callsMeant} from '../../../source/zoho/operations/calls-meant.js';
import {findOperations} from '../../../source/zoho/operations/find.js';
import {knownCall} from '../../../source/zoho/operations/known-call.js';
import {neededScopes} from '../../../source/zoho/operations/needed.js';
import {operationsOf, servicesWithOperations} from '../../../source/zoho/operations/table.js';
import {explainRefusedCall} from '../../../source/zoho/products/explain.js';
import {findProduct} from '../../../source/zoho/products/table.js';
import {isScopeShaped} from '../../../source/zoho/scopes/scope.js';

/** Calls as programs make them, and the scope that each lacks. */
const calls: readonly (readonly [service: string, call: string, scope: string])[] = [
	['books', 'POST /books/v3/invoices', 'ZohoBooks.invoices.CREATE'],
	['books', 'GET /books/v3/invoices/982000000567114', 'ZohoBooks.invoices.READ'],
	['books', 'PUT /books/v3/contacts/1', 'ZohoBooks.contacts.UPDATE'],
	['books', 'DELETE /books/v3/bills/1', 'ZohoBooks.bills.DELETE'],
	['books', 'POST /books/v3/invoices/1/status/sent', 'ZohoBooks.invoices.CREATE'],
	['books', 'GET /books/v3/organizations', 'ZohoBooks.settings.READ'],
	['books', 'GET /books/v3/chartofaccounts', 'ZohoBooks.accountants.READ'],
	['inventory', 'GET /inventory/v1/items', 'ZohoInventory.items.READ'],
	['inventory', 'POST /inventory/v1/salesorders', 'ZohoInventory.salesorders.CREATE'],
	['invoice', 'GET /invoice/v3/invoices', 'ZohoInvoice.invoices.READ'],
	['billing', 'POST /billing/v1/subscriptions', 'ZohoSubscriptions.subscriptions.CREATE'],
	['expense', 'POST /expense/v1/expenses', 'ZohoExpense.expense.CREATE'],
	['crm', 'GET /crm/v8/Leads', 'ZohoCRM.modules.leads.READ'],
	['crm', 'GET /crm/v2/Contacts/4150868000000', 'ZohoCRM.modules.contacts.READ'],
	['crm', 'POST /crm/v6/Deals', 'ZohoCRM.modules.deals.CREATE'],
	['crm', 'DELETE /crm/v8/Tasks/1', 'ZohoCRM.modules.tasks.DELETE'],
	['crm', 'GET /crm/v8/My_Things', 'ZohoCRM.modules.custom.READ'],
	['crm', 'POST /crm/v8/coql', 'ZohoCRM.modules.READ,ZohoCRM.coql.READ'],
	['crm', 'GET /crm/v8/users', 'ZohoCRM.users.READ'],
	['crm', 'GET /crm/v8/org', 'ZohoCRM.org.READ'],
	['bigin', 'GET /bigin/v2/Contacts', 'ZohoBigin.modules.contacts.READ'],
	['desk', 'GET /api/v1/tickets', 'Desk.tickets.READ'],
	['desk', 'POST /api/v1/tickets', 'Desk.tickets.CREATE'],
	['desk', 'PATCH /api/v1/tickets/1', 'Desk.tickets.UPDATE'],
	['desk', 'GET /api/v1/contacts/1', 'Desk.contacts.READ'],
	['desk', 'GET /api/v1/agents', 'Desk.basic.READ'],
	['projects', 'GET /api/v3/portal/1/projects', 'ZohoProjects.projects.READ'],
	['projects', 'POST /api/v3/portal/1/projects/2/tasks', 'ZohoProjects.tasks.CREATE'],
	['sprints', 'GET /zsapi/teams/', 'ZohoSprints.teams.READ'],
	['people', 'GET /people/api/forms', 'ZOHOPEOPLE.forms.READ'],
	['mail', 'GET /api/accounts', 'ZohoMail.accounts.READ'],
	['mail', 'POST /api/accounts/1/messages', 'ZohoMail.messages.CREATE'],
	['workdrive', 'GET /workdrive/api/v1/files/a1', 'WorkDrive.files.READ'],
	['creator', 'GET /creator/v2.1/meta/applications', 'ZohoCreator.dashboard.READ'],
	['analytics', 'GET /restapi/v2/workspaces', 'ZohoAnalytics.metadata.read'],
	['cliq', 'GET /api/v2/channels', 'ZohoCliq.Channels.READ'],
	['cliq', 'POST /api/v2/channelsbyname/x/message', 'ZohoCliq.Webhooks.CREATE'],
	['campaigns', 'GET /api/v1.1/getmailinglists', 'ZohoCampaigns.contact.READ'],
	['bookings', 'GET /bookings/v1/json/workspaces', 'zohobookings.data.CREATE'],
	['calendar', 'GET /api/v1/calendars', 'ZohoCalendar.calendar.READ'],
	['fsm', 'GET /fsm/v1/Work_Orders', 'ZohoFSM.modules.WorkOrders.READ'],
	['tables', 'GET /api/v1/portals', 'ZohoTables.portals.READ'],
	['sign', 'GET /api/v1/requests', 'ZohoSign.documents.READ'],
];

test('for forty calls that are refused the missing scope is named, with the command that adds it', async t => {
	assert.ok(calls.length >= 40);
	for (const [service, call, scope] of calls) {
		await t.test(`${service} ${call}`, () => {
			const [method = '', path = ''] = call.split(' ');
			const product = findProduct(service);
			assert.ok(product);
			const operation = knownCall(product, method, path);
			assert.ok(operation, 'nothing is known of it');
			const needed = neededScopes(operation, ['AaaServer.profile.READ']);
			assert.equal(needed.missing.join(), scope);
			const refusal = explainRefusedCall({
				linkName: 'acme',
				host: 'x.example',
				call,
				status: 401,
				judgement: {verdict: 'scope-missing', word: 'X'},
				product,
				isSecondTry: false,
				retryAfter: undefined,
				needed,
				organization: undefined,
			});
			assert.equal(refusal.exitCode, 3);
			assert.equal(refusal.next, `Add it: zconn edit acme --add-scope ${scope}`);
			assert.match(refusal.why, /\((?:as Zoho documents it|as working clients|derived)/);
		});
	}
});

test('what is granted already is not missing, and of scopes that go together only those that are', () => {
	const [operation] = findOperations('GET', '/crm/v8/Leads', ['crm']);
	assert.ok(operation);
	for (const granted of ['ZohoCRM.modules.ALL', 'ZohoCRM.modules.leads.ALL', 'ZohoCRM.modules.READ'])
		assert.deepEqual(neededScopes(operation, [granted]).missing, [], granted);
	assert.deepEqual(neededScopes(operation, ['ZohoCRM.modules.deals.READ']).missing, [
		'ZohoCRM.modules.leads.READ',
	]);
	const together = servicesWithOperations
		.flatMap(operationsOf)
		.find(({scopes}) => scopes.length === 1 && (scopes[0]?.length ?? 0) > 1);
	assert.ok(together);
	const [first = '', ...rest] = together.scopes[0] ?? [];
	const [found] = findOperations(together.method, together.path, [together.service]);
	assert.ok(found);
	assert.deepEqual(neededScopes(found, [first]).missing, rest);
});

test('every known call is found by its own path with the scopes of its row', () => {
	for (const service of servicesWithOperations) {
		for (const {method, path, scopes, select} of operationsOf(service)) {
			const [found] = findOperations(method, path, [service]);
			assert.ok(found && !found.isBeginning, `${service} ${method} ${path}`);
			assert.ok(scopes.flat().every(isScopeShaped), path);
			if (select === undefined && found.path === path) assert.deepEqual(found.scopes, scopes, path);
		}
	}
});

test('a call is read out of a line, an address and a curl line; nothing else of it is kept', () => {
	const rows: readonly (readonly [string, string, string, string?])[] = [
		['POST /books/v3/invoices', 'POST', '/books/v3/invoices'],
		['post /books/v3/invoices', 'POST', '/books/v3/invoices'],
		['/crm/v8/Leads?per_page=2', 'GET', '/crm/v8/Leads?per_page=2'],
		['https://Desk.zoho.com/api/v1/tickets?limit=5', 'GET', '/api/v1/tickets', 'desk.zoho.com'],
		['PUT https://desk.zoho.eu/api/v1/tickets/1', 'PUT', '/api/v1/tickets/1', 'desk.zoho.eu'],
		['https://sheet.zoho.com', 'GET', '/', 'sheet.zoho.com'],
		[
			"curl 'https://www.zohoapis.com/crm/v8/Leads' -H 'Authorization: Zoho-oauthtoken 1000.a.b'",
			'GET',
			'/crm/v8/Leads',
			'www.zohoapis.com',
		],
		[
			'curl -X POST https://www.zohoapis.com/books/v3/contacts --data-urlencode \'JSONString={"a":"https://evil.example/x"}\'',
			'POST',
			'/books/v3/contacts',
			'www.zohoapis.com',
		],
		[
			'curl -H "Authorization: Bearer x" -d "{}" \\\n  "https://cliq.zoho.com/api/v2/channels"',
			'POST',
			'/api/v2/channels',
			'cliq.zoho.com',
		],
		['curl -G -d limit=1 https://desk.zoho.com/api/v1/tickets', 'GET', '/api/v1/tickets', 'desk.zoho.com'],
		[
			'$ curl --request=DELETE --url https://desk.zoho.com/api/v1/tickets/1',
			'DELETE',
			'/api/v1/tickets/1',
			'desk.zoho.com',
		],
		[
			'curl -XPATCH "https://www.zohoapis.com/workdrive/api/v1/files/{file_id}"',
			'PATCH',
			'/workdrive/api/v1/files/{file_id}',
			'www.zohoapis.com',
		],
		['curl -T a.txt https://www.zohoapis.com/books/v3/x', 'PUT', '/books/v3/x', 'www.zohoapis.com'],
	];
	for (const [text, method, path, host] of rows) assert.deepEqual(readCall(text), {method, path, host}, text);
	for (const text of [
		'',
		'books contacts',
		'curl',
		'curl --help',
		'GET',
		'ZohoBooks.contacts.READ',
		'//x/y',
		'ftp://a/b',
		'https://me:pw@a.example/x',
		'POST a b c',
	])
		assert.equal(readCall(text), undefined, text);
	fc.assert(
		fc.property(fc.string({maxLength: 300}), text => {
			const call = readCall(text);
			if (call) assert.ok(call.path.startsWith('/'));
			readCall(`curl ${text}`);
		}),
	);
});

test('an address tells the product; a path alone may be that of several', () => {
	const services = (text: string) => callsMeant(text)?.operations.map(({service}) => service);
	assert.deepEqual(services('https://desk.zoho.eu/api/v1/tickets'), ['desk']);
	assert.deepEqual(services('curl https://mail.zohocloud.ca/api/accounts'), ['mail']);
	assert.deepEqual(services('https://www.zohoapis.in/crm/v8/Leads'), ['crm']);
	assert.deepEqual(services('https://acme.trainercentral.com/api/v4/org/portals.json'), ['trainercentral']);
	assert.deepEqual(services('/books/v3/invoices'), ['books']);
	assert.deepEqual(services('GET /something/else'), []);
	assert.equal(callsMeant('books invoices'), undefined);
});
