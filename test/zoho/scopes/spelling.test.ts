import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {searchScopes} from '../../../source/zoho/scopes/search.js';
import {respelledSearch} from '../../../source/zoho/scopes/spelling.js';

const catalogue = await loadScopeCatalogue();

test('a search with a slip of the fingers is told as it was meant', () => {
	const rows = [
		['books setings', 'books settings'],
		['Inventroy items', 'inventory items'],
		['desk tikets read', 'desk tickets read'],
	] as const;
	for (const [typed, meant] of rows) {
		assert.equal(searchScopes(catalogue, typed.split(' ')).length, 0);
		assert.equal(respelledSearch(catalogue, typed), meant);
		assert.ok(searchScopes(catalogue, meant.split(' ')).length > 0);
	}
});

test('what finds something, or is near to nothing, is left alone', () => {
	for (const typed of ['', 'books settings', 'set', 'xqzwv', 'books xqzwvk', 'a '.repeat(200)])
		assert.equal(respelledSearch(catalogue, typed), undefined, typed);
});
