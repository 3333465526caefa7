import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {findScopes, prepareSearch} from '../../../source/zoho/scopes/search.js';

const catalogue = await loadScopeCatalogue();
const topFive = (query: string): readonly string[] =>
	findScopes(catalogue, query.split(' '), {limit: 5}).rows.map(({scope}) => scope);

/** What a person types, and what must be among the first five. */
const table: ReadonlyArray<readonly [string, ...string[]]> = [
	['contacts', 'ZohoBooks.contacts.READ', 'ZohoCRM.modules.contacts.READ'],
	['books contacts', 'ZohoBooks.contacts.READ', 'ZohoBooks.contacts.CREATE', 'ZohoBooks.contacts.ALL'],
	['read contacts books', 'ZohoBooks.contacts.READ'],
	['boo con rea', 'ZohoBooks.contacts.READ'],
	['ZohoBooks.contacts', 'ZohoBooks.contacts.READ', 'ZohoBooks.contacts.DELETE'],
	['books.contacts.read', 'ZohoBooks.contacts.READ'],
	['zohobooks.CONTACTS.read', 'ZohoBooks.contacts.READ'],
	['invoice', 'ZohoInvoice.invoices.READ', 'ZohoBooks.invoices.READ'],
	['invoices', 'ZohoBooks.invoices.READ', 'ZohoSubscriptions.invoices.READ'],
	['create invoice', 'ZohoInvoice.invoices.CREATE', 'ZohoBooks.invoices.CREATE'],
	['new invoice books', 'ZohoBooks.invoices.CREATE'],
	['delete bills', 'ZohoBooks.bills.DELETE'],
	['books customers', 'ZohoBooks.contacts.READ'],
	['books vendors', 'ZohoBooks.contacts.READ'],
	['journals', 'ZohoBooks.accountants.READ', 'ZohoBooks.accountants.CREATE'],
	['chart of accounts', 'ZohoBooks.accountants.READ'],
	['general ledger', 'ZohoBooks.accountants.READ'],
	['vendor credits', 'ZohoBooks.debitnotes.READ'],
	['books organization', 'ZohoBooks.settings.READ'],
	['books full access', 'ZohoBooks.fullaccess.all'],
	['fullaccess', 'ZohoBooks.fullaccess.all', 'ZohoExpense.fullaccess.ALL'],
	['subscriptions customers', 'ZohoSubscriptions.customers.READ'],
	['billing plans', 'ZohoSubscriptions.plans.READ'],
	['ZohoBilling.invoices.READ', 'ZohoSubscriptions.invoices.READ'],
	['billing.invoices', 'ZohoSubscriptions.invoices.READ'],
	['inventory items', 'ZohoInventory.items.READ', 'ZohoInventory.items.UPDATE'],
	['sales orders', 'ZohoBooks.salesorders.READ'],
	['inventory purchase orders', 'ZohoInventory.purchaseorders.READ'],
	['leads', 'ZohoCRM.modules.leads.READ', 'ZohoCRM.modules.leads.CREATE'],
	['crm leads all', 'ZohoCRM.modules.leads.ALL'],
	['prospects', 'ZohoCRM.modules.leads.READ'],
	['opportunities', 'ZohoCRM.modules.deals.READ'],
	['deals edit', 'ZohoCRM.modules.deals.UPDATE'],
	['crm companies', 'ZohoCRM.modules.accounts.READ'],
	['crm modules all', 'ZohoCRM.modules.ALL'],
	['custom modules', 'ZohoCRM.modules.custom.READ'],
	['coql', 'ZohoCRM.coql.READ'],
	['crm users', 'ZohoCRM.users.READ'],
	['crm org', 'ZohoCRM.org.READ'],
	['crm fields', 'ZohoCRM.settings.fields.READ'],
	['tickets', 'Desk.tickets.READ', 'Desk.tickets.UPDATE'],
	['view tickets', 'Desk.tickets.READ'],
	['support cases', 'Desk.tickets.READ'],
	['ZohoDesk.tickets.READ', 'Desk.tickets.READ'],
	['send mail', 'ZohoMail.messages.CREATE'],
	['read mail messages', 'ZohoMail.messages.READ'],
	['inbox', 'ZohoMail.messages.READ'],
	['who am i', 'AaaServer.profile.READ'],
	['signed in user', 'AaaServer.profile.READ'],
	['profile', 'profile', 'AaaServer.profile.READ'],
	['upload workdrive', 'WorkDrive.files.CREATE'],
	['teamdrive files', 'WorkDrive.files.READ'],
	['employees', 'ZOHOPEOPLE.employee.READ'],
	['people leave', 'ZOHOPEOPLE.leave.READ'],
	['bookings', 'zohobookings.data.CREATE'],
	['list applications creator', 'ZohoCreator.dashboard.READ'],
	['calendar events', 'ZohoCalendar.event.READ'],
	['webinar', 'ZohoMeeting.webinar.READ'],
	['pulse feed', 'zohopulse.feedList.READ'],
	['projects tasks', 'ZohoProjects.tasks.READ'],
	['chat channels', 'ZohoCliq.Channels.READ'],
	['zoho reports data', 'ZohoAnalytics.data.read'],
	['sdp requests', 'SDPOnDemand.requests.READ'],
	['zeptomail templates', 'Zeptomail.MailTemplates.READ'],
];

test('sixty searches and more bring what is meant among the first five', () => {
	assert.ok(table.length >= 60);
	const missed = table.flatMap(([query, ...wanted]) => {
		const found = topFive(query);
		const lost = wanted.filter(scope => !found.includes(scope));
		return lost.length > 0 ? [`${query}: ${lost.join(', ')} not in ${found.join(', ') || 'nothing'}`] : [];
	});
	assert.deepEqual(missed, []);
});

test('every row of the table names scopes that exist', () => {
	const known = new Set(catalogue.scopes.map(({scope}) => scope));
	for (const [query, ...wanted] of table)
		for (const scope of wanted) assert.ok(known.has(scope), `${query}: ${scope}`);
});

test('among equals what reads comes before what writes, that before what deletes, everything last', () => {
	assert.deepEqual(topFive('deals'), [
		'ZohoCRM.modules.deals.READ',
		'ZohoCRM.modules.deals.CREATE',
		'ZohoCRM.modules.deals.UPDATE',
		'ZohoCRM.modules.deals.DELETE',
		'ZohoCRM.modules.deals.ALL',
	]);
	const books = findScopes(catalogue, ['zohobooks']).rows.filter(({serviceId}) => serviceId === 'books');
	assert.equal(books.at(-1)?.scope, 'ZohoBooks.fullaccess.all');
});

test('an answer is remembered for its own words, limit, kind of scopes and catalogue only', () => {
	const count = (texts: readonly string[], options = {}, among = catalogue): number =>
		findScopes(among, texts, options).rows.length;
	const few = {...catalogue, scopes: catalogue.scopes.filter(({serviceId}) => serviceId === 'books')};
	const asked = [
		() => count(['contacts']),
		() => count(['contacts'], {limit: 2}),
		() => count(['contacts'], {includeThirdParty: true}),
		() => count(['contacts', 'read']),
		() => count(['contacts read'], {limit: 1}),
		() => count(['contacts'], {accepts: ({serviceId}: {serviceId: string}) => serviceId === 'crm'}),
		() => count(['contacts'], {}, few),
	];
	const once = asked.map(ask => ask());
	assert.equal(new Set(once.slice(0, 3)).size, 3);
	for (const [index, ask] of asked.entries()) {
		for (const other of asked) {
			other();
			assert.equal(ask(), once[index]);
			assert.equal(ask(), once[index]);
		}
	}
});

test('the search is made ready in steps; one that comes before the last of them finds the same', () => {
	const found = findScopes(catalogue, ['contacts']).rows;
	const early = {...catalogue};
	for (let step = 0; step < 3; step++) assert.ok(!prepareSearch(early));
	assert.deepEqual(findScopes(early, ['contacts']).rows, found);
	assert.ok(prepareSearch(early));
	const late = {...catalogue};
	let steps = 1;
	while (!prepareSearch(late)) steps++;
	assert.ok(steps > 10);
	assert.deepEqual(findScopes(late, ['contacts']).rows, found);
});
