import assert from 'node:assert/strict';
import {test} from 'node:test';
import {endReplaced} from '../../../source/io/grants/revoke.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {actionWorld} from '../helpers/actions.js';
import {connection, fileWith, iso} from '../helpers/files.js';
import {offline} from '../helpers/keeper.js';

const outgoing = (token: string) => ({
	...{refreshToken: {plain: token}, dataCenter: 'us', service: 'books_service', clientId: '1000.EXAMPLE'},
	...{clientSecret: {plain: 'example-client-secret'}, at: iso(-5), problem: null},
});

const {dataCenter, apiDomain, scopesRequested, scopesGranted} = connection();
const incoming = {
	...{dataCenter, apiDomain, scopesRequested, scopesGranted, refreshToken: {plain: 'waiting-token'}},
	...{accessToken: null, accessTokenExpiresAt: null, refreshedAt: [], account: null, organization: null},
	...{name: 'Books', service: null, at: iso()},
};

test('replaced grants and one that waits are ended; the one in use is not', async t => {
	const file = fileWith([connection({outgoing: [outgoing('old-token')], incoming})]);
	const {world, revoked, row} = await actionWorld(t, {file});
	assert.deepEqual(await endReplaced(world, 'books'), {ok: true, value: {revoked: 2}});
	assert.deepEqual(
		revoked.map(({token}) => token),
		['old-token', 'waiting-token'],
	);
	assert.deepEqual([row().outgoing, row().incoming, row().refusal], [undefined, undefined, null]);
	assert.deepEqual(row().refreshToken, connection().refreshToken);
});

test('what cannot be ended now stays remembered with the reason, and what could be is gone', async t => {
	const file = fileWith([connection({outgoing: [outgoing('first'), outgoing('second')]})]);
	const {world, row} = await actionWorld(t, {
		file,
		revoke: ({token}) => (token === 'first' ? refused(offline) : ok(true)),
	});
	const result = await endReplaced(world, 'books');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 4);
	assert.match(result.refusal.what, /^An old grant of "books" was not ended/);
	assert.deepEqual(row().outgoing, [
		{...outgoing('first'), problem: {id: offline.id, reason: offline.what, at: iso()}},
	]);
});

test('a connection that is gone is told', async t => {
	const {world} = await actionWorld(t);
	const result = await endReplaced(world, 'nobody');
	assert.equal(!result.ok && result.refusal.exitCode, 5);
});
