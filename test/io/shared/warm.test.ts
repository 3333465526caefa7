import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {parseStoreAddress} from '../../../source/connection/shared/store-address.js';
import {isLeftToStore} from '../../../source/io/shared/left-to-store.js';
import {createTokenCache} from '../../../source/io/shared/token-cache.js';
import {warmToken} from '../../../source/io/shared/warm.js';
import {sampleConnection, sampleFile} from '../../connection/samples.js';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {testKeys, testSealer} from './simulation.js';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const store = 'postgres://zconn:hush@db.example.com/zconn';
const from = parseStoreAddress(store)?.described ?? '';

const scene = () => {
	const folder = temporaryDirectory();
	const state = {now};
	const clock = {now: () => state.now};
	const cache = createTokenCache({folder, from, sealer: testSealer, clock});
	const token = {accessToken: 'shared-token', connection: sampleConnection(), life: 3600};
	cache.write('acme', {...token, expiresAt: now + 3_600_000});
	const ask = (change: Readonly<Record<string, string>> = {}, minimumSeconds?: number) =>
		warmToken(
			{folder, clock, environment: {ZCONN_STORE: store, ZCONN_STORE_KEY: testKeys, ...change}},
			'acme',
			{minimumSeconds},
		)?.accessToken;
	return {folder, state, ask, file: path.join(folder, 'connections.shared-acme.json')};
};

test('a cached token is whole under one seal: nothing of it in clear, and nothing in it can be changed', () => {
	const {file, ask} = scene();
	assert.equal(ask(), 'shared-token');
	const text = readFileSync(file, 'utf8');
	assert.doesNotMatch(text, /shared-token|pat@example\.com|zohoapis|hush/);
	const content = JSON.parse(text);
	const sealed: string = content.sealed;
	const changes = [
		{...content, sealed: `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`},
		{...content, format: 1},
		{...content, from: 'other.example.com:5432, database zconn'},
		{...content, sealed: 7},
		null,
		[],
	];
	for (const change of changes) {
		writeFileSync(file, JSON.stringify(change));
		assert.equal(ask(), undefined, JSON.stringify(change));
	}
	writeFileSync(file, text.slice(0, 40));
	assert.equal(ask(), undefined);
});

test('not for another store or key, not when it ends soon, and not after the clock was put back', () => {
	const {state, ask} = scene();
	assert.equal(ask({ZCONN_STORE: store.replace('db.', 'other.')}), undefined);
	assert.equal(ask({ZCONN_STORE_KEY: `zka_${'A'.repeat(43)}`}), undefined);
	assert.equal(ask({ZCONN_STORE_KEY: 'none'}), undefined);
	state.now = now + 3_300_000;
	assert.equal(ask(), 'shared-token');
	assert.equal(ask({}, 300), 'shared-token');
	assert.equal(ask({}, 301), undefined);
	state.now = now + 3_511_000;
	assert.equal(ask(), undefined);
	assert.equal(ask({}, 60), 'shared-token');
	state.now = now - 5000;
	assert.equal(ask(), undefined);
});

test('a connection of this machine is never overlooked', () => {
	const {folder} = scene();
	const write = (text: string) => writeFileSync(path.join(folder, 'connections.json'), text, {mode: 0o600});
	assert.equal(isLeftToStore(folder, 'acme'), true);
	write(printConnectionsFile(sampleFile()));
	assert.equal(isLeftToStore(folder, 'acme'), false);
	assert.equal(isLeftToStore(folder, 'beta'), true);
	assert.equal(isLeftToStore(folder, 'constructor'), true);
	const reference = {shared: 'acme', grant: 1};
	const shared = sampleConnection({refreshToken: reference, accessToken: reference});
	write(printConnectionsFile({...sampleFile(), connections: {acme: shared}}));
	assert.equal(isLeftToStore(folder, 'acme'), true);
	for (const text of [
		'{',
		'[]',
		'null',
		'{"format":2,"connections":{}}',
		'{"format":1}',
		'{"format":1,"connections":null}',
	]) {
		write(text);
		assert.equal(isLeftToStore(folder, 'acme'), false, text);
	}
});
