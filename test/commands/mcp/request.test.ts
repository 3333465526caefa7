import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type GivenCall, requestFrom} from '../../../source/commands/mcp/request.js';
import {isRefusedError} from '../../../source/zoho/refusal.js';

const call = (more: Partial<GivenCall>) =>
	requestFrom({connection: 'zoho', path: '/books/v3/contacts', ...more});

test('a call as it is described', () => {
	const made = call({
		method: 'post',
		query: {organization_id: 10, all: true},
		headers: {orgId: '7'},
		body: {name: 'Harbor Cafe'},
	});
	const {path, method, headers, body} = made;
	assert.deepEqual([path, method], ['/books/v3/contacts?organization_id=10&all=true', 'POST']);
	assert.deepEqual([headers.get('orgid'), headers.get('content-type')], ['7', 'application/json']);
	assert.equal(new TextDecoder().decode(body), '{"name":"Harbor Cafe"}');
	const form = call({method: 'POST', form: {JSONString: '{"a":1}'}});
	assert.equal(new TextDecoder().decode(form.body), 'JSONString=%7B%22a%22%3A1%7D');
	assert.equal(form.headers.get('content-type'), 'application/x-www-form-urlencoded');
});

test('what would get around the limits of the server is refused', () => {
	const refused: ReadonlyArray<Partial<GivenCall>> = [
		{headers: {Authorization: 'Bearer mine'}},
		{headers: {' authorization ': 'mine'}},
		{headers: {'X-HTTP-Method-Override': 'DELETE'}},
		{headers: {'x-http-method': 'DELETE'}},
		{headers: {'X-Method-Override': 'DELETE'}},
		{headers: {'x-original-url': '/crm'}},
		{headers: {cookie: 'a=b'}},
		{headers: {host: 'evil.example'}},
		{headers: {'bad header': 'x'}},
		{headers: {orgId: 'a\r\nauthorization: mine'}},
		{query: {_method: 'DELETE'}},
		{path: '/books/v3/contacts?a=1&_METHOD=DELETE'},
		{method: 'POST', form: {_method: 'DELETE'}},
		{method: 'CONNECT'},
		{method: 'GET /other'},
		{body: {a: 1}},
	];
	for (const more of refused) {
		const isRefused = (error: unknown): boolean => isRefusedError(error) && error.refusal.id === 'wrong-use';
		assert.throws(() => call(more), isRefused, JSON.stringify(more));
	}
});
