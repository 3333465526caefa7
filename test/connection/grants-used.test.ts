import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {putIncoming, takeOver} from '../../source/connection/changes/take-over.js';
import type {Connection} from '../../source/connection/connection.js';
import {emptyFile} from '../../source/connection/file/format.js';
import {grantsUsed, grantsWarning} from '../../source/connection/grants-used.js';
import {sampleConnection, sampleFile, sampleService} from './samples.js';

const at = '2026-11-24T12:30:00.000Z';
const pat = {id: '60012345678', email: 'pat@example.com', name: 'Pat Example'};
const other = {id: '999', email: null, name: null};

/** Connections named c0, c1 … of the sample service; `acme` of the sample is c0. */
const fileOf = (...rows: readonly Partial<Connection>[]) => ({
	...emptyFile,
	services: {
		suite: sampleService(),
		second: sampleService({linkName: 'second', clientId: '1000.SECOND'}),
		twin: sampleService({linkName: 'twin'}),
	},
	connections: Object.fromEntries(
		rows.map((row, index) => [`c${index}`, sampleConnection({linkName: `c${index}`, ...row})]),
	),
});

test('connections of the same client and user count, whichever service the client stands in', () => {
	assert.equal(grantsUsed(fileOf({}), 'c0'), 1);
	assert.equal(grantsUsed(fileOf({}, {}, {service: 'twin'}), 'c0'), 3);
	assert.equal(grantsUsed(fileOf({}, {service: 'second'}), 'c0'), 1);
	assert.equal(grantsUsed(fileOf({}, {account: other}), 'c0'), 1);
	assert.equal(grantsUsed(fileOf({}, {dataCenter: 'eu'}), 'c0'), 1);
});

test('who is not known may be the same user', () => {
	assert.equal(grantsUsed(fileOf({account: pat}, {account: null}), 'c0'), 2);
	assert.equal(grantsUsed(fileOf({account: null}, {account: pat}, {account: other}), 'c0'), 3);
});

test('a grant that is over does not count, one that is only in doubt does', () => {
	const refusal = {id: 'revoked', reason: 'Revoked from here.', at};
	assert.equal(grantsUsed(fileOf({}, {refusal}, {refusal: {...refusal, id: 'invalid-code'}}), 'c0'), 1);
	assert.equal(grantsUsed(fileOf({}, {refusal: {...refusal, id: 'invalid-client'}}), 'c0'), 2);
	assert.equal(grantsUsed(fileOf({refusal}), 'c0'), null);
});

test('a server that is not Zoho’s has no such limit, and a name that nothing has no grants', () => {
	assert.equal(grantsUsed(fileOf({dataCenter: null}), 'c0'), null);
	assert.equal(grantsUsed(fileOf({}), 'nothing'), null);
});

test('a grant that waits counts in the place of the one that it replaces; one to be revoked counts until it is', () => {
	const {dataCenter, apiDomain, scopesRequested, scopesGranted, accessToken, accessTokenExpiresAt} =
		sampleConnection();
	const incoming = {
		...{dataCenter, apiDomain, scopesRequested, scopesGranted, accessToken, accessTokenExpiresAt},
		...{name: 'Acme', refreshedAt: [], organization: null, service: null, account: pat, at},
		refreshToken: {plain: 'new'},
	};
	const waits = putIncoming(sampleFile(), 'acme', incoming);
	assert.equal(grantsUsed(waits, 'acme'), 1);
	assert.equal(grantsUsed(takeOver(waits, 'acme', at), 'acme'), 2);
	const beside = {...waits, connections: {...waits.connections, beta: sampleConnection({linkName: 'beta'})}};
	// To another connection both are alive.
	assert.equal(grantsUsed(beside, 'beta'), 3);
	const another = putIncoming(sampleFile(), 'acme', {...incoming, account: other});
	assert.equal(grantsUsed(another, 'acme'), 1);
});

test('it is the number of connections, when all share a client and a user; the warning begins at 18', () => {
	fc.assert(
		fc.property(fc.integer({min: 1, max: 25}), count => {
			const file = fileOf(...Array.from({length: count}, () => ({})));
			const used = grantsUsed(file, 'c0');
			assert.equal(used, count);
			assert.equal(grantsWarning(used) !== undefined, count >= 18);
		}),
	);
	assert.equal(grantsWarning(null), undefined);
	assert.match(grantsWarning(18) ?? '', /18 of Zoho's 20 grants/);
	assert.match(grantsWarning(20) ?? '', /the next one ends the oldest/);
	assert.match(grantsWarning(21) ?? '', /it has ended the oldest one without a word/);
	assert.match(grantsWarning(26) ?? '', /it has ended the oldest 6 .*test --all/);
});
