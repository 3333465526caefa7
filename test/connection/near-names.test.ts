import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nearNames, whyNotFound} from '../../source/connection/near-names.js';

const names = ['books', 'books_eu', 'crm_live', 'crm_sandbox', 'desk', 'inventory'];

test('a slip of the fingers leads to the name that was meant', () => {
	for (const [wanted, meant] of [
		['boks', 'books'],
		['boosk', 'books'],
		['bookss', 'books'],
		['Books', 'books'],
		['dsek', 'desk'],
		['crm_lvie', 'crm_live'],
		['inventroy', 'inventory'],
	] as const) {
		assert.equal(nearNames(wanted, names)[0], meant, wanted);
	}
});

test('a part of a name leads to all that have it, three at most, the likeliest first', () => {
	assert.deepEqual(nearNames('crm', names), ['crm_live', 'crm_sandbox']);
	assert.deepEqual(nearNames('books_', names), ['books', 'books_eu']);
	assert.equal(nearNames('a', ['xa', 'ya', 'za', 'aa']).length, 3);
	assert.deepEqual(nearNames('ab', ['ac', 'aa']), ['aa', 'ac']);
});

test('what resembles nothing gets nothing', () => {
	for (const wanted of ['', 'projects', 'zzzzzzzz', 'ab']) assert.deepEqual(nearNames(wanted, names), []);
	assert.deepEqual(nearNames('books', []), []);
});

test('why something is not found', () => {
	assert.equal(whyNotFound('books', []), 'Nothing is saved yet.');
	assert.equal(whyNotFound('books', [], '/home/a/c.json'), 'Nothing is saved yet in /home/a/c.json');
	assert.equal(whyNotFound('crm', names), 'Did you mean crm_live or crm_sandbox?');
	assert.equal(whyNotFound('projects', names), 'None of the 6 that are saved has that name.');
});
