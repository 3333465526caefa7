import assert from 'node:assert/strict';
import {test} from 'node:test';
import {searchCalls} from '../../../source/zoho/operations/search.js';

/** What a person says, and what must be among the first five. */
const table: ReadonlyArray<readonly [words: string, call: string, preferred?: string]> = [
	['list invoices', 'books GET /books/v3/invoices'],
	['show me all unpaid invoices in books', 'books GET /books/v3/invoices'],
	['create a lead', 'crm POST /crm/v8/Leads'],
	['prospects', 'crm GET /crm/v8/{module}', 'crm'],
	['update deal stage', 'crm PUT /crm/v8/Deals'],
	['delete a contact in crm', 'crm DELETE /crm/v8/Contacts'],
	['search contacts by email', 'crm GET /crm/v8/Contacts/search'],
	['run coql query', 'crm POST /crm/v8/coql'],
	['send an email', 'mail POST /api/accounts/{accountId}/messages'],
	['helpdesk tickets', 'desk GET /api/v1/tickets'],
	['list organizations', 'books GET /books/v3/organizations'],
	['upload a file to workdrive', 'workdrive POST /workdrive/api/v1/upload'],
	['crete invoces in books', 'books POST /books/v3/invoices'],
	['log time on a project', 'books POST /books/v3/projects/timeentries', 'books'],
];

for (const [words, call, preferred] of table) {
	test(`"${words}" finds ${call}`, () => {
		const found = searchCalls(words, {limit: 5, preferred: new Set(preferred ? [preferred] : [])});
		const calls = found.map(({service, method, path}) => `${service} ${method} ${path}`);
		assert.ok(calls.includes(call), calls.join('\n'));
	});
}

test('a product and a method narrow a search down, and no words find nothing', () => {
	const found = searchCalls('contacts', {services: ['books'], method: 'DELETE', limit: 50});
	assert.ok(found.length > 0);
	for (const {service, method} of found) assert.deepEqual([service, method], ['books', 'DELETE']);
	assert.deepEqual(searchCalls('', {limit: 5}), []);
	assert.deepEqual(searchCalls('the of a', {limit: 5}), []);
	assert.deepEqual(searchCalls('x'.repeat(100_000), {limit: 5}), []);
});
