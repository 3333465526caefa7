import assert from 'node:assert/strict';
import {test} from 'node:test';
import {askForNewToken} from '../../../source/io/tokens/new-token.js';
import {believe} from '../../../source/io/tokens/reply.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok} from '../../../source/zoho/refusal.js';
import {readTokenResponse} from '../../../source/zoho/tokens/response.js';
import {connection, epoch, service} from '../helpers/files.js';

const tokenUrl = 'https://accounts.zoho.com/oauth/v2/token';
const open = {clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh'};
const reading = readTokenResponse({
	body: '{"access_token":"a","refresh_token":"r"}',
	status: 200,
	now: epoch,
});

test('a client alone asks with its scopes and its organization; every other connection with its refresh token', async () => {
	const asked: unknown[] = [];
	const answer = async (request: object) => {
		asked.push(request);
		return ok(reading);
	};
	const accounts = {refresh: answer, clientCredentials: answer};
	const one = {connection: connection(), service: service()};
	await askForNewToken(accounts, one, {tokenUrl, ...open}, {isOnce: true});
	const alone = {
		connection: connection({clientCredentials: true}),
		service: service({grantType: 'client-credentials', soid: 'ZohoBooks.7'}),
	};
	await askForNewToken(accounts, alone, {tokenUrl, ...open});
	const client = {tokenUrl, clientId: 'id', clientSecret: 'secret'};
	assert.deepEqual(asked, [
		{...client, refreshToken: 'refresh', isZoho: true, isOnce: true},
		{...client, scopes: ['ZohoBooks.settings.READ'], soid: 'ZohoBooks.7'},
	]);
	// What a server adds to the answer makes no grant of it.
	const believed = believe(alone, builtInDataCenters, 'none', reading);
	assert.equal(believed.kind === 'tokens' && believed.tokens.refreshToken, undefined);
});
