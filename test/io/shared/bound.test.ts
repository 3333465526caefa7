import assert from 'node:assert/strict';
import {test} from 'node:test';
import {placeIn} from '../../../source/connection/shared/envelope.js';
import type {SharedGrant} from '../../../source/connection/shared/record.js';
import {schemaSql} from '../../../source/io/shared/engines/schema.js';
import {rekey} from '../../../source/io/shared/moves/rekey.js';
import {openShared} from '../../../source/io/shared/open.js';
import {authentic, believing, secretOpener} from '../../../source/io/shared/trust.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok, type Result} from '../../../source/zoho/refusal.js';
import {postgresServer} from '../../helpers/postgres.js';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {createFleet, openField, shareSample, testKeys, testSealer} from './simulation.js';

const elsewhere = 'https://accounts.example.com/oauth/v2/token';

/** What a user with write access to the database may try, with what each row says afterwards. */
const tampered: Readonly<Record<string, (row: SharedGrant) => SharedGrant>> = {
	'another refresh token URL': row => withService(row, {refreshTokenUrl: elsewhere}),
	'another access token URL': row => withService(row, {accessTokenUrl: elsewhere}),
	'another authorize URL': row => withService(row, {authorizeUrl: elsewhere}),
	'no URL': row => withService(row, {refreshTokenUrl: undefined}),
	'the URL in capitals': row =>
		withService(row, {refreshTokenUrl: String(row.facts.service.refreshTokenUrl).toUpperCase()}),
	'another client': row => withService(row, {clientId: '1000.OTHER'}),
	'another data center': row => withConnection(row, {dataCenter: 'cn'}),
	'no data center, so that the URL itself is used': row => withConnection(row, {dataCenter: null}),
	'the secrets of another column': row => ({...row, clientSecret: row.refreshToken}),
	'an older format': row => ({...row, format: 1}),
};

const withService = (row: SharedGrant, change: Record<string, unknown>): SharedGrant => ({
	...row,
	facts: {...row.facts, service: {...row.facts.service, ...change}},
});

const withConnection = (row: SharedGrant, change: Record<string, unknown>): SharedGrant => ({
	...row,
	facts: {...row.facts, connection: {...row.facts.connection, ...change}},
});

const idOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.refusal.id);
const value = <T>(result: Result<T>): T => {
	assert.ok(result.ok, result.ok ? '' : `${result.refusal.what} ${result.refusal.detail ?? ''}`);
	return result.value;
};

for (const [name, tamper] of Object.entries(tampered)) {
	test(`${name}: refused before anything is sent, and before a turn is taken`, async () => {
		const fleet = await createFleet();
		const before = fleet.row();
		const row = tamper(before);
		fleet.grants.rows.set('acme', row);
		const asked = fleet.machine('m1').keeper.accessToken('acme', {force: true});
		await fleet.time.run();
		assert.match(idOf(await asked), /^store-(?:damaged|older)$/);
		assert.equal(fleet.server.requests.length, 0);
		assert.deepEqual(fleet.row(), row);
		assert.match(idOf(authentic(testSealer, row)), /^(?:store-(?:damaged|older))$/);
		assert.equal(idOf(authentic(testSealer, before)), 'done');
	});
}

test('a valid access token is not handed out for another data center', async () => {
	const fleet = await createFleet();
	const first = fleet.machine('m1').keeper.accessToken('acme');
	await fleet.time.run();
	value(await first);
	fleet.grants.rows.set('acme', withConnection(fleet.row(), {dataCenter: 'cn'}));
	const second = fleet.machine('m2').keeper.accessToken('acme');
	await fleet.time.run();
	assert.equal(idOf(await second), 'store-damaged');
});

test('an API domain that no reply of Zoho’s could have named is left out', async () => {
	const fleet = await createFleet();
	const grants = believing(fleet.grants, () => ok(builtInDataCenters));
	const domainOf = async (apiDomain: string) => {
		fleet.grants.rows.set('acme', withConnection(fleet.row(), {apiDomain}));
		const listed = value(await grants.list());
		const read = value(await grants.read('acme'));
		assert.deepEqual(listed[0]?.facts, read?.facts);
		return read?.facts.connection.apiDomain;
	};
	assert.equal(await domainOf('https://api.example.com'), null);
	assert.equal(await domainOf('https://www.zohoapis.com.example.com'), null);
	assert.equal(await domainOf('https://www.zohoapis.eu'), 'https://www.zohoapis.eu');
});

test('a row that is changed, read, and put back before its secret is opened', async () => {
	const fleet = await createFleet();
	const seen = new Map([['acme', withService(fleet.row(), {refreshTokenUrl: elsewhere}).facts]]);
	const open = secretOpener({grants: fleet.grants, sealer: testSealer});
	assert.equal(idOf(await open('acme', 'clientSecret', seen)), 'grant-changed-meanwhile');
	seen.set('acme', fleet.row().facts);
	assert.equal(value(await open('acme', 'clientSecret', seen)), 'sample-client-secret');
});

test('rows of format 1 on PostgreSQL: refused until rekey binds them, which says to where', async t => {
	const server = await postgresServer();
	const url = await server.database();
	await server.run(url, schemaSql);
	const access = value(
		openShared({
			folder: temporaryDirectory(),
			environment: {ZCONN_STORE: url, ZCONN_STORE_KEY: testKeys},
			clock: {now: Date.now},
			accounts: () => Promise.reject(new Error('No server is asked here.')),
			dataCenters: () => ok(builtInDataCenters),
		}),
	);
	t.after(access.close);
	const [store] = await server.run(url, 'select id from zconn.store');
	await shareSample(access.grants, String(store?.id), 'refresh-token-0');
	const read = async (): Promise<SharedGrant> => {
		const row = value(await access.grants.read('acme'));
		assert.ok(row);
		return row;
	};
	const row = await read();
	const unbound = (text: string, field: 'refresh_token' | 'client_secret') =>
		value(testSealer.seal(text, {...placeIn(row, field), servers: undefined}));
	await server.run(
		url,
		`update zconn.grant set format = 1, refresh_sealed = '${unbound('refresh-token-0', 'refresh_token')}',
			client_sealed = '${unbound('sample-client-secret', 'client_secret')}'`,
	);
	assert.equal(idOf(await access.keeper.accessToken('acme')), 'store-older');
	const done = value(await rekey(access));
	assert.deepEqual(done, {
		count: 1,
		left: [],
		bound: [{name: 'acme', url: row.facts.service.refreshTokenUrl}],
	});
	const after = await read();
	assert.equal(after.format, 2);
	assert.equal(openField(after, 'refresh_token'), 'refresh-token-0');
	assert.deepEqual(value(await rekey(access)), {count: 0, left: [], bound: []});
	// What was sealed before is no way back.
	await server.run(url, `update zconn.grant set refresh_sealed = '${unbound('older', 'refresh_token')}'`);
	assert.equal(idOf(await access.keeper.accessToken('acme', {force: true})), 'store-damaged');
});
