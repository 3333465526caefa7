import assert from 'node:assert/strict';
import {test} from 'node:test';
import {countGrants} from '../../source/connection/grants.js';
import {connection, fileWith, iso, service} from '../io/helpers/files.js';

const account = {id: '7', email: null, name: null};
const old = {
	...{refreshToken: {plain: 'old'}, dataCenter: 'us', service: 'books_service', clientId: '1000.EXAMPLE'},
	...{clientSecret: {plain: 'secret'}, at: iso(), problem: null},
};

test('grants of the same user and client count over all connections, those to be ended included', () => {
	const books = connection({account, outgoing: [old, {...old, refreshToken: {plain: 'older'}}]});
	const revoked = {id: 'revoked', reason: 'From here.', at: iso()};
	const file = fileWith(
		[
			books,
			connection({linkName: 'same', account}),
			connection({linkName: 'ended', account, refusal: revoked}),
			connection({linkName: 'somebody', account: {...account, id: '8'}}),
			connection({linkName: 'client', account, service: 'other'}),
		],
		[service(), service({linkName: 'other', clientId: '1000.OTHER'})],
	);
	assert.deepEqual(countGrants(file, books), {replaced: 2, waiting: 0, ofUserAndClient: 4});
	assert.equal(countGrants(file, connection()).ofUserAndClient, null);
});
