import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Connection} from '../../source/connection/connection.js';
import {emptyFile} from '../../source/connection/file/format.js';
import {healthIn, pushedOut} from '../../source/connection/pushed-out.js';
import {sampleConnection, sampleService} from './samples.js';

const time = (minute: number): string => new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString();
const pat = {id: '60012345678', email: null, name: null};

/** Grants of one user, made one minute after the other and not seen alive since. */
const fileOf = (count: number, change: (index: number) => Partial<Connection> = () => ({})) => ({
	...emptyFile,
	services: {suite: sampleService()},
	connections: Object.fromEntries(
		Array.from({length: count}, (_, index) => {
			const linkName = `c${index}`;
			const at = time(index);
			const row = {
				linkName,
				account: pat,
				createdAt: at,
				verifiedAt: at,
				refreshedAt: [],
				refusal: null,
			};
			return [linkName, sampleConnection({...row, ...change(index)})];
		}),
	),
});

test('of 26 grants the six oldest must be over: unknown, and not ready', () => {
	const file = fileOf(26);
	assert.deepEqual([...pushedOut(file)], ['c0', 'c1', 'c2', 'c3', 'c4', 'c5']);
	const {c0, c25} = file.connections;
	assert.ok(c0 && c25);
	const health = healthIn(file, c0, Date.UTC(2026, 10, 1));
	assert.equal(health.word, 'unknown');
	assert.match(health.reason, /probably ended by newer consents/);
	assert.notEqual(healthIn(file, c25, Date.UTC(2026, 10, 1)).word, 'unknown');
});

test('twenty are no reason, nor are those of another user, client or data center, nor a grant that was seen alive since', () => {
	assert.equal(pushedOut(fileOf(20)).size, 0);
	assert.equal(pushedOut(fileOf(26, index => (index > 19 ? {account: {...pat, id: '1'}} : {}))).size, 0);
	assert.equal(pushedOut(fileOf(26, index => (index > 19 ? {dataCenter: 'eu'} : {}))).size, 0);
	assert.equal(pushedOut(fileOf(26, index => (index > 19 ? {account: null} : {}))).size, 0);
	assert.ok(!pushedOut(fileOf(26, index => (index === 0 ? {refreshedAt: [time(60)]} : {}))).has('c0'));
	assert.ok(!pushedOut(fileOf(26, index => (index === 0 ? {verifiedAt: time(60)} : {}))).has('c0'));
});

test('what Zoho has refused stays refused', () => {
	const refusal = {id: 'x', reason: 'Refused.', at: time(1)};
	const file = fileOf(26, index => (index === 0 ? {refusal} : {}));
	const {c0} = file.connections;
	assert.ok(c0);
	assert.equal(healthIn(file, c0, Date.UTC(2026, 10, 1)).word, 'needs reconnecting');
});

test('never more than are beyond twenty', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 40}), fc.integer({min: 1, max: 5}), (count, step) => {
			const file = fileOf(count, index => ({createdAt: time(index * step), verifiedAt: null}));
			assert.equal(pushedOut(file).size, Math.max(0, count - 20));
		}),
	);
});
