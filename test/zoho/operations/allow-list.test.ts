import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {isAllowed, plainPath, readAllowList} from '../../../source/zoho/operations/allow-list.js';

const allows = (texts: readonly string[], method: string, path: string): boolean => {
	const rules = readAllowList(texts);
	assert.ok(rules.ok, texts.join());
	return isAllowed(rules.value, method, path);
};

test('a rule allows what it names, and nothing beside it', () => {
	const rows: ReadonlyArray<readonly [rule: string, method: string, path: string, isAllowed: boolean]> = [
		['GET /books/**', 'GET', '/books/v3/contacts', true],
		['GET /books/**', 'HEAD', '/books/v3/contacts', true],
		['GET /books/**', 'GET', '/books', true],
		['GET /books/**', 'POST', '/books/v3/contacts', false],
		['GET /books/**', 'GET', '/booksellers/v3', false],
		['GET /books/**', 'GET', '/crm/books/v3', false],
		['get,post /crm/v8/Leads/*', 'POST', '/crm/v8/Leads/12', true],
		['get,post /crm/v8/Leads/*', 'POST', '/crm/v8/Leads', false],
		['get,post /crm/v8/Leads/*', 'POST', '/crm/v8/Leads/', false],
		['get,post /crm/v8/Leads/*', 'POST', '/crm/v8/Leads/12/notes', false],
		['get,post /crm/v8/Leads/*', 'DELETE', '/crm/v8/Leads/12', false],
		['/books/v3/contacts', 'DELETE', '/books/v3/contacts', true],
		['* /books/v3/contacts', 'PUT', '/books/v3/contacts', true],
		['/books/v3/contacts', 'GET', '/books/v3/Contacts', false],
		['/crm/v*/Leads', 'GET', '/crm/v8/Leads', true],
		['/crm/v*/Leads', 'GET', '/crm/w8/Leads', false],
		['/**/contacts', 'GET', '/books/v3/contacts', true],
		['/**/contacts/**/*.json', 'GET', '/a/contacts/b/c/d.json', true],
		['/**', 'GET', '/', true],
	];
	for (const [rule, method, path, expected] of rows)
		assert.equal(allows([rule], method, path), expected, `${rule}: ${method} ${path}`);
	assert.ok(allows([], 'DELETE', '/anything'));
	assert.ok(allows(['GET /a', 'GET /b'], 'GET', '/b'));
});

test('what is not a rule is refused rather than taken for another one', () => {
	const wrong = [
		'',
		'GET',
		'books/**',
		'GET books',
		'GET,, /a',
		'GET /a /b',
		'/a?b=c',
		'/a#b',
		'/a%2fb',
		'//a',
		'/a**',
		'/a/**b',
	];
	for (const text of wrong) assert.ok(!readAllowList([text]).ok, text);
});

test('a path is compared as servers read it, and refused where they differ', () => {
	assert.equal(plainPath('/api/v1.1/%75pdatelistdetails'), '/api/v1.1/updatelistdetails');
	assert.equal(plainPath('/crm/v8/My%20Module'), '/crm/v8/My%20Module');
	const odd = [
		'/books/%2e%2e/crm',
		'/books/..;/crm',
		'/books/a%2fb',
		'/books/a%5Cb',
		'/books//crm',
		'/books/%252e',
		'/a%',
		'/a%00',
		'/..%2f',
	];
	for (const path of odd) assert.equal(plainPath(path), undefined, path);
});

test('stars are compared as a regular expression would', () => {
	const text = fc.stringMatching(/^[ab]{0,6}$/);
	const pattern = fc.stringMatching(/^[ab*]{1,6}$/).filter(one => !one.includes('**'));
	fc.assert(
		fc.property(pattern, text, (one, part) => {
			const expected = part !== '' && new RegExp(`^${one.replaceAll('*', '.*')}$`).test(part);
			assert.equal(allows([`/${one}`], 'GET', `/${part}`), expected);
		}),
	);
});

test('the hardest pattern for a path of many parts is quick', () => {
	const begin = performance.now();
	assert.equal(allows([`${'/**/a*a*a*a'.repeat(20)}/b`], 'GET', '/aaaaaaaaaaaa'.repeat(60)), false);
	assert.ok(performance.now() - begin < 500);
});
