import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alertsOf, newsOf, type Told, withDelivered} from '../../source/connection/alerts.js';
import type {Connection} from '../../source/connection/connection.js';
import type {Refusal} from '../../source/zoho/refusal.js';
import {connection, epoch, fileWith, iso} from '../io/helpers/files.js';

const refusal = (exitCode: Refusal['exitCode']): Refusal => ({
	id: 'grant-over',
	what: 'Zoho ended the grant.',
	why: 'It was revoked.',
	next: 'Reconnect: zconn reconnect books',
	exitCode,
});

const account = {id: '7', email: null, name: null};
const many = (count: number): readonly Connection[] =>
	Array.from({length: count}, (_none, index) =>
		connection({linkName: index === 0 ? 'books' : `c${index}`, account}),
	);
const mints = (count: number): Partial<Connection> => ({
	refreshedAt: Array.from({length: count}, (_none, index) => iso(-index)),
});

const kindsOf = (rows: readonly Connection[], refused?: Refusal) =>
	alertsOf(fileWith(rows), {connection: 'books', refusal: refused, others: ['books']}, epoch).map(
		({kind, level}) => `${kind} ${level}`,
	);

test('a person is told of a lost grant, of the last grants and of the last new tokens', () => {
	assert.deepEqual(kindsOf([connection()]), []);
	assert.deepEqual(kindsOf([connection()], refusal(4)), []);
	assert.deepEqual(kindsOf([connection()], refusal(3)), ['needs-reconnecting 1']);
	assert.deepEqual(kindsOf(many(17)), []);
	assert.deepEqual(kindsOf(many(18)), ['grants-nearly-used 1']);
	assert.deepEqual(kindsOf(many(20)), ['grants-nearly-used 2']);
	assert.deepEqual(kindsOf(many(21)), ['grants-nearly-used 3']);
	assert.deepEqual(kindsOf([connection(mints(7))]), []);
	assert.deepEqual(kindsOf([connection(mints(8))]), ['budget-nearly-spent 1']);
	assert.deepEqual(kindsOf([connection(mints(10))]), ['budget-nearly-spent 2']);
	assert.deepEqual(kindsOf([connection({throttledUntil: iso(120)})]), ['budget-nearly-spent 2']);
	// Of a server that is not Zoho's no such limits are known.
	assert.deepEqual(kindsOf([connection({dataCenter: null, ...mints(10)})]), []);
	for (const alert of alertsOf(
		fileWith([connection(mints(10))]),
		{connection: 'books', refusal: refusal(3), others: []},
		epoch,
	)) {
		assert.ok(alert.what.startsWith('books: '));
		assert.match(alert.next, /zconn/);
	}
});

test('of the connections that share a limit one is told of it', () => {
	const rows = many(19);
	const names = rows.map(({linkName}) => linkName);
	const told = names.filter(
		name => alertsOf(fileWith(rows), {connection: name, refusal: undefined, others: names}, epoch).length > 0,
	);
	assert.deepEqual(told, ['books']);
});

/** Rounds one after the other; what was told in each, by kind. All is delivered unless a round says otherwise. */
const rounds = (
	steps: readonly {
		readonly rows: readonly Connection[];
		readonly refused?: Refusal;
		readonly minutes?: number;
		readonly fails?: boolean;
	}[],
) => {
	let told: Told = {};
	return steps.map(({rows, refused, minutes = 0, fails}) => {
		const now = epoch + minutes * 60_000;
		const alerts = alertsOf(
			fileWith(rows),
			{connection: 'books', refusal: refused, others: ['books']},
			epoch,
		);
		const isSure = refused === undefined || refused.exitCode === 3;
		const done = newsOf(told, [{connection: 'books', alerts, isSure}], now);
		told = fails ? done.told : done.news.reduce(withDelivered, done.told);
		return done.news.map(({kind, level}) => `${kind} ${level}`).join();
	});
};

const well = {rows: [connection()]};
const lost = {rows: [connection()], refused: refusal(3)};

test('each is told once, and again only after it was over', () => {
	const reconnect = 'needs-reconnecting 1';
	assert.deepEqual(rounds([well, lost, lost, lost, well, well, lost]), [
		'',
		reconnect,
		'',
		'',
		'',
		'',
		reconnect,
	]);
	// While no network says anything, it is not over.
	assert.deepEqual(rounds([lost, {...well, refused: refusal(4)}, lost]), [reconnect, '', '']);
});

test('what becomes worse is news, and what becomes better is not', () => {
	const grants = [18, 19, 20, 21, 20, 18, 20].map(count => ({rows: many(count)}));
	assert.deepEqual(rounds(grants), [
		'grants-nearly-used 1',
		'',
		'grants-nearly-used 2',
		'grants-nearly-used 3',
		'',
		'',
		'grants-nearly-used 2',
	]);
});

test('what could not be told is tried again after ten minutes, not before', () => {
	assert.deepEqual(
		rounds([
			{...lost, fails: true},
			{...lost, minutes: 9},
			{...lost, minutes: 10, fails: true},
			{...lost, minutes: 11},
			{...lost, minutes: 21},
			{...lost, minutes: 60},
		]),
		['needs-reconnecting 1', '', 'needs-reconnecting 1', '', 'needs-reconnecting 1', ''],
	);
});

test('what is remembered of other connections stays, and of one that is well nothing', () => {
	const other: Told = {mail: {'needs-reconnecting': {level: 1}}, books: {'budget-nearly-spent': {level: 1}}};
	const {told} = newsOf(other, [{connection: 'books', alerts: [], isSure: true}], epoch);
	assert.deepEqual(told, {mail: {'needs-reconnecting': {level: 1}}});
});
