import assert from 'node:assert/strict';
import {test} from 'node:test';
import {authorizationHeader} from '../../source/zoho/authorization-header.js';

test('Zoho wants its own scheme, everybody else Bearer', () => {
	assert.equal(authorizationHeader('t', true), 'Zoho-oauthtoken t');
	assert.equal(authorizationHeader('t', false), 'Bearer t');
});
