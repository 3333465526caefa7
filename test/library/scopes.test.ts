import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {scopesIn} from '../../source/library/index.js';
import {readScopes} from '../../source/zoho/scopes/reading.js';

test('scopes are taken out of what holds them, each once, in its order', () => {
	for (const text of [
		'ZohoBooks.contacts.READ,Desk.tickets.ALL',
		'{"scope": ["ZohoBooks.contacts.READ", "Desk.tickets.ALL"], "userAccess": false}',
		'| `ZohoBooks.contacts.READ` | reads |\n| **Desk.tickets.ALL** | all |\n| `ZohoBooks.contacts.READ` | again |',
		'https://accounts.zoho.com/oauth/v2/auth?scope=ZohoBooks.contacts.READ%2CDesk.tickets.ALL&client_id=1000.AB',
	])
		assert.deepEqual(scopesIn(text).scopes, ['ZohoBooks.contacts.READ', 'Desk.tickets.ALL'], text);
	assert.deepEqual(scopesIn(''), {scopes: [], leftOut: []});
});

test('the library reads as the program does', () => {
	fc.assert(
		fc.property(fc.string(), text => {
			const {scopes, leftOut} = readScopes(text);
			assert.deepEqual(scopesIn(text), {scopes, leftOut});
		}),
	);
});
