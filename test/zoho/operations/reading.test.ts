import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isReading} from '../../../source/zoho/operations/reading.js';

test('a call reads by what is known of it, not by its method alone', () => {
	const rows: ReadonlyArray<readonly [call: string, product: string, isReading: boolean]> = [
		['GET /books/v3/contacts', 'books', true],
		['HEAD /books/v3/contacts', 'books', true],
		['POST /books/v3/contacts', 'books', false],
		['PUT /books/v3/contacts/1', 'books', false],
		['DELETE /books/v3/contacts/1', 'books', false],
		['PATCH /crm/v8/Leads', 'crm', false],
		['POST /crm/v8/coql', 'crm', true],
		['POST /crm/v7/coql', 'crm', true],
		['POST /crm/v8/coql/more', 'crm', false],
		['POST /crm/v8/Leads/search', 'crm', false],
		['GET /crm/v8/functions/anything/actions/execute', 'crm', false],
		['HEAD /crm/v8/functions/anything/actions/execute', 'crm', false],
		['GET /crm/v8/Leads/deleted', 'crm', true],
		['GET /crm/v8/settings/automation/field_updates', 'crm', true],
		['GET /crm/v8/users/actions/transfer_and_delete', 'crm', true],
		['GET /api/v1/deletemailinglist', 'marketing-automation', false],
		['GET /api/v1/json/clonecampaign', 'marketing-automation', false],
		['POST /api/v1.1/getmailinglists', 'campaigns', true],
		['GET /api/v1.1/updatelistdetails', 'campaigns', false],
		['GET /bookings/v1/json/availableslots', 'bookings', true],
		['POST /people/api/timetracker/deleteclient', 'people', false],
		['POST /api/v2/templates', 'sheet', false],
		['GET /anything/unknown', '', true],
		['GET /anything/sendInvoice', '', false],
		['GET /anything/createdTickets', '', true],
		['POST /anything/unknown', '', false],
		['CONNECT /anything', '', false],
	];
	for (const [call, product, expected] of rows) {
		const [method = '', path = ''] = call.split(' ');
		assert.equal(isReading(method, path, product), expected, call);
	}
});
