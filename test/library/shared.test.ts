import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ConnectionError, createTokenStore, openConnection} from '../../source/library/index.js';
import {realScene} from '../io/shared/real-scene.js';
import {OAuthToken} from './scene.js';

test('two variables and an empty disk: details first, then a token, a call and the token store of an SDK', async t => {
	const fleet = await realScene(t);
	const {environment} = fleet;
	const options = () => ({configDirectory: fleet.emptyFolder(), environment});

	await using connection = openConnection('acme', options());
	const details = await connection.details();
	assert.deepEqual(
		[details.linkName, details.name, details.dataCenter, details.apiDomain, details.account?.email],
		['acme', 'Acme', 'us', fleet.origin, 'pat@example.com'],
	);
	assert.doesNotMatch(JSON.stringify(details), /sample-(?:access|refresh|client)/);
	assert.equal(await connection.accessToken(), 'sample-access-token');
	assert.equal((await connection.fetch('/books/v3/contacts')).status, 200);

	await using other = openConnection('acme', options());
	assert.equal((await other.fetch('/books/v3/contacts')).status, 200);

	const sdk = createTokenStore({...options(), createToken: () => new OAuthToken()});
	assert.deepEqual(
		(await sdk.getTokens()).map(({id, accessToken}) => [id, accessToken]),
		[['acme', 'sample-access-token']],
	);
	const only = createTokenStore({...options(), createToken: () => new OAuthToken()});
	assert.equal((await only.findToken(new OAuthToken()))?.accessToken, 'sample-access-token');
	assert.equal(fleet.requests(), 0);
});

test('details are those of now, what is not shared is not found, and a store that is away is said', async t => {
	const fleet = await realScene(t);
	const {environment} = fleet;
	const idOf = (promise: Promise<unknown>): Promise<string> =>
		promise.then(
			() => 'done',
			error => (error instanceof ConnectionError ? `${error.id} ${error.exitCode}` : String(error)),
		);
	await using connection = openConnection('acme', {configDirectory: fleet.folder, environment});
	assert.equal((await connection.details()).name, 'Acme');
	await fleet.run(`update zconn.grant set facts = jsonb_set(facts, '{connection,name}', '"Acme Two"')`);
	assert.equal((await connection.details()).name, 'Acme Two');

	await using missing = openConnection('nothing', {configDirectory: fleet.emptyFolder(), environment});
	assert.equal(await idOf(missing.details()), 'no-such-connection 5');
	assert.equal(await idOf(missing.accessToken()), 'no-such-connection 5');

	const away = {...environment, ZCONN_STORE: 'postgres:///nothing?host=/nowhere'};
	await using lost = openConnection('acme', {configDirectory: fleet.emptyFolder(), environment: away});
	assert.equal(await idOf(lost.details()), 'store-unreachable 4');
	await fleet.run(
		`update zconn.grant set facts = jsonb_set(facts, '{service,refreshTokenUrl}', '"https://example.com/token"')`,
	);
	await using changed = openConnection('acme', {configDirectory: fleet.emptyFolder(), environment});
	assert.equal(await idOf(changed.details()), 'store-damaged 6');
	assert.equal(await idOf(changed.fetch('/books/v3/contacts')), 'store-damaged 6');
});
