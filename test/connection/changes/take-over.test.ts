import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	giveUpIncoming,
	putIncoming,
	settleOutgoing,
	takeOver,
	waitingRow,
} from '../../../source/connection/changes/take-over.js';
import type {Incoming} from '../../../source/connection/connection.js';
import {parseConnectionsFile, printConnectionsFile} from '../../../source/connection/file/format.js';
import {plainOf, sampleFile, sampleService} from '../samples.js';

const at = '2026-11-24T12:30:00.000Z';

const incoming = (change: Partial<Incoming> = {}): Incoming => ({
	name: 'Acme',
	dataCenter: 'eu',
	apiDomain: 'https://www.zohoapis.eu',
	scopesRequested: ['ZohoBooks.bills.READ'],
	scopesGranted: null,
	refreshToken: {plain: 'new-refresh'},
	accessToken: {plain: 'new-access'},
	accessTokenExpiresAt: at,
	refreshedAt: [at],
	account: null,
	organization: null,
	service: null,
	at,
	...change,
});

const rowOf = (file: ReturnType<typeof sampleFile>) => {
	const row = file.connections.acme;
	assert.ok(row);
	return row;
};

test('a new grant waits beside the one in use, which stays as it is', () => {
	const before = sampleFile();
	const file = putIncoming(before, 'acme', incoming());
	const {incoming: waits, ...rest} = rowOf(file);
	assert.deepEqual(rest, rowOf(before));
	assert.equal(plainOf(waits?.refreshToken), 'new-refresh');
	const read = parseConnectionsFile(printConnectionsFile(file), 'x');
	assert.ok(read.ok);
	assert.deepEqual(read.value, file);
});

test('taken over: the new tokens are in use, the old ones are to be revoked with their own client', () => {
	const service = sampleService({clientId: '1000.NEW', clientSecret: {plain: 'new-secret'}});
	const file = takeOver(putIncoming(sampleFile(), 'acme', incoming({service, name: 'Renamed'})), 'acme', at);
	const row = rowOf(file);
	assert.equal(row.incoming, undefined);
	assert.equal(row.name, 'Renamed');
	assert.equal(row.linkName, 'acme');
	assert.equal(plainOf(row.refreshToken), 'new-refresh');
	assert.equal(row.dataCenter, 'eu');
	assert.equal(row.createdAt, rowOf(sampleFile()).createdAt);
	assert.equal(file.services.suite?.clientId, '1000.NEW');
	assert.deepEqual(row.outgoing, [
		{
			refreshToken: {plain: 'sample-refresh-token'},
			dataCenter: 'us',
			service: 'suite',
			clientId: sampleService().clientId,
			clientSecret: sampleService().clientSecret,
			at,
			problem: null,
		},
	]);
});

test('a grant that is over already is not to be revoked', () => {
	const file = sampleFile();
	const row = rowOf(file);
	for (const [id, count] of [
		['revoked', undefined],
		['invalid-code', undefined],
		['invalid-client', 1],
	] as const) {
		const refusal = {id, reason: 'Over.', at};
		const dead = {...file, connections: {acme: {...row, refusal}}};
		assert.equal(rowOf(takeOver(putIncoming(dead, 'acme', incoming()), 'acme', at)).outgoing?.length, count);
	}
});

test('the same refresh token again is not to be revoked', () => {
	const file = takeOver(putIncoming(sampleFile(), 'acme', incoming()), 'acme', at, true);
	assert.equal(rowOf(file).outgoing, undefined);
});

test('a grant that was never proven is revoked when another one comes, and when it is given up', () => {
	const once = putIncoming(sampleFile(), 'acme', incoming());
	const twice = putIncoming(once, 'acme', incoming({refreshToken: {plain: 'newer-refresh'}}));
	assert.deepEqual(
		rowOf(twice).outgoing?.map(({refreshToken}) => plainOf(refreshToken)),
		['new-refresh'],
	);
	const given = giveUpIncoming(once, 'acme', at);
	assert.equal(rowOf(given).incoming, undefined);
	assert.equal(plainOf(rowOf(given).refreshToken), 'sample-refresh-token');
	assert.deepEqual(
		rowOf(given).outgoing?.map(({refreshToken}) => plainOf(refreshToken)),
		['new-refresh'],
	);
});

test('what was revoked is gone, what was not is kept with the reason', () => {
	const file = takeOver(putIncoming(sampleFile(), 'acme', incoming()), 'acme', at);
	const [old] = rowOf(file).outgoing ?? [];
	assert.ok(old);
	const problem = {id: 'network-dns', reason: 'No network.', at};
	assert.deepEqual(rowOf(settleOutgoing(file, 'acme', old, problem)).outgoing?.[0]?.problem, problem);
	assert.equal('outgoing' in rowOf(settleOutgoing(file, 'acme', old, null)), false);
});

test('a connection that is gone, or has nothing waiting, leaves the very same file', () => {
	const file = sampleFile();
	assert.equal(putIncoming(file, 'other', incoming()), file);
	assert.equal(takeOver(file, 'acme', at), file);
	assert.equal(giveUpIncoming(file, 'acme', at), file);
});

test('the kind of a grant goes with it: with a refresh token, without one, of a client alone', () => {
	const kinds = {
		code: {},
		none: {noRefreshToken: true},
		client: {clientCredentials: true},
	} as const;
	for (const before of Object.values(kinds))
		for (const [name, after] of Object.entries(kinds)) {
			const file = sampleFile();
			const connections = {acme: {...rowOf(file), ...before}};
			const waits = putIncoming({...file, connections}, 'acme', incoming(after));
			const {noRefreshToken, clientCredentials} = rowOf(takeOver(waits, 'acme', at));
			assert.deepEqual(
				{...(noRefreshToken ? {noRefreshToken} : {}), ...(clientCredentials ? {clientCredentials} : {})},
				after,
				`${JSON.stringify(before)} → ${name}`,
			);
			const apart = waitingRow(rowOf(waits), incoming(after), at);
			assert.deepEqual([apart.noRefreshToken, apart.clientCredentials], [noRefreshToken, clientCredentials]);
		}
});
