import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readOrganizations, readUserInfo} from '../../source/zoho/identity.js';

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

test('user info of OpenID Connect, with parts missing, and of no user', () => {
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

test('no body throws', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('books', 'crm', 'unknown', 'toString'),
			fc.oneof(fc.string(), fc.json()),
			(id, text) => {
				readUserInfo(text);
				readOrganizations(id, text);
			},
		),
	);
});
