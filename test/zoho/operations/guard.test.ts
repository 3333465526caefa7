import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readAllowList} from '../../../source/zoho/operations/allow-list.js';
import {callGuard} from '../../../source/zoho/operations/guard.js';

const guardOf = (allow: readonly string[], isReadOnly: boolean) => {
	const rules = readAllowList(allow);
	assert.ok(rules.ok);
	return callGuard({
		rules: rules.value,
		isReadOnly,
		widen: {write: 'Start with --write.', allow: rule => `Allow ${rule}`},
	});
};

const idOf = (allow: readonly string[], isReadOnly: boolean, call: string, productId = 'books') => {
	const [method = '', path = ''] = call.split(' ');
	const url = new URL(path, 'https://www.zohoapis.com').href;
	return guardOf(allow, isReadOnly)({url, productId, isAssumed: false}, method)?.id;
};

test('a call is judged by where it goes, whatever its path is written like', () => {
	assert.equal(idOf([], false, 'DELETE /books/v3/contacts/1'), undefined);
	assert.equal(idOf([], true, 'GET /books/v3/contacts?a=/../..'), undefined);
	assert.equal(idOf([], true, 'POST /books/v3/contacts'), 'call-changes-data');
	assert.equal(idOf(['GET /books/**'], false, 'GET /books/../crm/v8/org'), 'call-not-allowed');
	assert.equal(idOf(['GET /books/**'], false, 'GET /books/..%2fcrm/v8/org'), 'call-path-odd');
	assert.equal(
		idOf([], true, 'GET /api/v1/%64eletemailinglist', 'marketing-automation'),
		'call-changes-data',
	);
	assert.equal(idOf(['/books/**'], true, 'POST /books/v3/contacts'), 'call-changes-data');
});

test('a refusal says how a person allows the call', () => {
	const address = {url: 'https://www.zohoapis.com/crm/v8/org?x=1', productId: 'crm', isAssumed: false};
	assert.equal(guardOf(['GET /books/**'], true)(address, 'GET')?.next, 'Allow GET /crm/v8/org');
	assert.equal(guardOf([], true)(address, 'PUT')?.next, 'Start with --write.');
});
