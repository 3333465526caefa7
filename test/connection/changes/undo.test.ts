import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asRevoked} from '../../../source/connection/changes/revoked.js';
import {putIncoming, settleOutgoing, takeOver} from '../../../source/connection/changes/take-over.js';
import {planUndo, undoLast, withUndo} from '../../../source/connection/changes/undo.js';
import type {Incoming} from '../../../source/connection/connection.js';
import {
	type ConnectionsFile,
	parseConnectionsFile,
	printConnectionsFile,
} from '../../../source/connection/file/format.js';
import {noTokenOf} from '../../../source/connection/file/rows.js';
import {sampleConnection, sampleFile, sampleService} from '../samples.js';

const at = '2026-11-24T12:30:00.000Z';
const later = '2026-11-24T12:40:00.000Z';
const fresh = {
	accessToken: {plain: 'fresh-access'},
	accessTokenExpiresAt: '2026-11-24T13:40:00.000Z',
	scopesGranted: null,
};

const rowOf = (file: ConnectionsFile) => {
	const row = file.connections.acme;
	assert.ok(row);
	return row;
};

const incoming = (change: Partial<Incoming> = {}): Incoming => ({
	name: 'Renamed',
	dataCenter: 'eu',
	apiDomain: 'https://www.zohoapis.eu',
	scopesRequested: ['ZohoBooks.bills.READ'],
	scopesGranted: ['ZohoBooks.bills.READ'],
	refreshToken: {plain: 'new-refresh'},
	accessToken: {plain: 'new-access'},
	accessTokenExpiresAt: at,
	refreshedAt: [at],
	account: null,
	organization: null,
	service: sampleService({clientId: '1000.NEW', clientSecret: {plain: 'new-secret'}, updatedAt: at}),
	at,
	...change,
});

/** The sample file after its grant, its client and its name were replaced. */
const replaced = (
	change: Partial<Incoming> = {},
	before: ConnectionsFile = sampleFile(),
): ConnectionsFile => {
	const waits = putIncoming(before, 'acme', incoming(change));
	return withUndo(waits, takeOver(waits, 'acme', at), 'acme', at);
};

/** The sample file after a name and a fact of the service were changed, and the grant was not. */
const edited = (): ConnectionsFile => {
	const before = sampleFile();
	const after = {
		...before,
		services: {suite: sampleService({name: 'Other suite', updatedAt: at})},
		connections: {acme: {...rowOf(before), name: 'Other'}},
	};
	return withUndo(before, after, 'acme', at);
};

const undone = (file: ConnectionsFile): ConnectionsFile => {
	const plan = planUndo(file, 'acme');
	assert.ok(plan.ok);
	return undoLast(file, plan.value, later, plan.value.old ? fresh : undefined);
};

const refusalOf = (file: ConnectionsFile): string => {
	const plan = planUndo(file, 'acme');
	return plan.ok ? 'none' : plan.refusal.id;
};

test('names and facts of the service: everything is as it was, and there is no way back twice', () => {
	const file = undone(edited());
	assert.deepEqual(file.services, sampleFile().services);
	assert.deepEqual(rowOf(file), {...rowOf(sampleFile()), updatedAt: later});
	assert.equal(refusalOf(file), 'nothing-to-undo');
});

test('a grant that was replaced: in use again with its own client, the other one is to be revoked', () => {
	const file = undone(replaced());
	assert.deepEqual(file.services, sampleFile().services);
	const {outgoing, ...row} = rowOf(file);
	const before = rowOf(sampleFile());
	assert.deepEqual(row, {
		...before,
		...fresh,
		scopesGranted: before.scopesGranted,
		refreshedAt: [...before.refreshedAt, later],
		verifiedAt: later,
		updatedAt: later,
	});
	assert.deepEqual(outgoing, [
		{
			refreshToken: {plain: 'new-refresh'},
			dataCenter: 'eu',
			service: 'suite',
			clientId: '1000.NEW',
			clientSecret: {plain: 'new-secret'},
			at: later,
			problem: null,
		},
	]);
});

test('the way back holds no secret, and is kept in the file', () => {
	const file = replaced();
	const {undo} = rowOf(file);
	assert.ok(undo?.grant);
	assert.doesNotMatch(JSON.stringify(undo), /secret|refresh-token|access-token|plain/);
	const read = parseConnectionsFile(printConnectionsFile(file), 'x');
	assert.ok(read.ok);
	assert.deepEqual(read.value, file);
});

test('once the old grant is revoked, or was over before, there is no way back', () => {
	const file = replaced();
	const [old] = rowOf(file).outgoing ?? [];
	assert.ok(old);
	const problem = {id: 'network-dns', reason: 'Away.', at: later};
	assert.equal(refusalOf(settleOutgoing(file, 'acme', old, problem)), 'none');
	const settled = settleOutgoing(file, 'acme', old, null);
	assert.equal(refusalOf(settled), 'nothing-to-undo');
	assert.equal(rowOf(settled).undo, undefined);
	const refusal = {id: 'invalid-code', reason: 'Over.', at};
	const over = {...sampleFile(), connections: {acme: sampleConnection({refusal})}};
	assert.equal(refusalOf(replaced({}, over)), 'nothing-to-undo');
	assert.equal(
		refusalOf({...file, connections: {acme: asRevoked(rowOf(edited()), later)}}),
		'nothing-to-undo',
	);
	assert.equal(refusalOf(sampleFile()), 'nothing-to-undo');
});

test('a service that was changed again since is not touched', () => {
	const file = edited();
	const services = {suite: sampleService({name: 'Third', updatedAt: later})};
	assert.equal(refusalOf({...file, services}), 'undo-outdated');
	assert.equal(refusalOf({...file, services: {}}), 'undo-outdated');
});

test('others that use the service may have grants of the new client; then the old client does not come back', () => {
	const other = sampleConnection({linkName: 'beta', name: 'Beta'});
	const shared = (file: ConnectionsFile) => ({...file, connections: {...file.connections, beta: other}});
	assert.equal(refusalOf(shared(replaced())), 'undo-outdated');
	assert.equal(refusalOf(shared(edited())), 'none');
});

test('a service that was made for this connection alone goes; one that others took up stays', () => {
	const before = sampleFile();
	const own = sampleService({linkName: 'suite_2', name: 'Own', updatedAt: at});
	const after = {
		...before,
		services: {...before.services, suite_2: own},
		connections: {acme: {...rowOf(before), service: 'suite_2'}},
	};
	const file = withUndo(before, after, 'acme', at);
	assert.deepEqual(Object.keys(undone(file).services), ['suite']);
	assert.equal(rowOf(undone(file)).service, 'suite');
	const beta = sampleConnection({linkName: 'beta', service: 'suite_2'});
	const taken = undone({...file, connections: {...file.connections, beta}});
	assert.deepEqual(Object.keys(taken.services), ['suite', 'suite_2']);
});

test('only the last change has a way back; a change that changes nothing leaves it', () => {
	const file = edited();
	const again = {...file, connections: {acme: {...rowOf(file), name: 'Third'}}};
	const row = rowOf(undone(withUndo(file, again, 'acme', later)));
	assert.equal(row.name, 'Other');
	assert.equal(withUndo(file, file, 'acme', later), file);
});

test('a new organization of a client alone cannot be taken back: its token is of the new one', () => {
	const ofClient = (issued: string) =>
		({clientCredentials: true, refreshToken: {plain: noTokenOf(issued)}}) as const;
	const before = sampleFile();
	const connections = {acme: {...rowOf(before), ...ofClient('2026-11-24T12:00:00.000Z')}};
	assert.equal(refusalOf(replaced(ofClient(at), {...before, connections})), 'nothing-to-undo');
	// Back from one to a grant with a refresh token, that one is in use again.
	const row = rowOf(undone(replaced(ofClient(at))));
	assert.equal(row.clientCredentials, undefined);
	assert.deepEqual(row.refreshToken, rowOf(sampleFile()).refreshToken);
});
