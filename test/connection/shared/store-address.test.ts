import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseStoreAddress} from '../../../source/connection/shared/store-address.js';

test('an address of PostgreSQL is read, and described without its password', () => {
	assert.deepEqual(parseStoreAddress('postgres://pat:p%40ss@db.example.com:6432/fleet?sslmode=require'), {
		host: 'db.example.com',
		port: 6432,
		database: 'fleet',
		user: 'pat',
		password: 'p@ss',
		isLocal: false,
		rootCertificate: undefined,
		described: 'db.example.com:6432, database fleet',
	});
});

test('what stays on the machine is told apart from what leaves it', () => {
	const isLocal = (text: string): boolean | undefined => parseStoreAddress(text)?.isLocal;
	for (const text of [
		'postgres://localhost/a',
		'postgresql://u@127.0.0.1:5433/a',
		'postgres://[::1]/a',
		'postgres:///a?host=/run/postgresql',
		'postgres://u@/a?host=%2Ftmp%2Fsocket',
	]) {
		assert.equal(isLocal(text), true, text);
	}
	for (const text of [
		'postgres://localhost.example.com/a',
		'postgres://127.0.0.1.example.com/a',
		'postgres://db/a',
		'postgres://u@localhost:secret@db/a',
		'postgres://localhost/a?host=db.example.com',
	]) {
		assert.notEqual(isLocal(text), true, text);
	}
});

test('the folder of a socket, the user and the database may stand where libpq has them', () => {
	const address = parseStoreAddress('postgres:///?host=/tmp/s&user=pat&port=5433');
	assert.equal(address?.host, '/tmp/s');
	assert.equal(address?.user, 'pat');
	assert.equal(address?.database, 'pat');
	assert.equal(address?.port, 5433);
});

test('anything else is no address', () => {
	for (const text of ['', 'mysql://h/a', 'https://example.com', 'postgres', 'postgres://h:port/a']) {
		assert.equal(parseStoreAddress(text), undefined, text);
	}
});
