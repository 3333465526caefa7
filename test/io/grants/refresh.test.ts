import assert from 'node:assert/strict';
import {test} from 'node:test';
import {refreshTokens} from '../../../source/io/grants/refresh.js';
import type {RefreshOutcome, TokenKeeper} from '../../../source/io/ports.js';
import {connection, epoch, fileWith, iso} from '../helpers/files.js';
import {keeperWith, newToken, offline} from '../helpers/keeper.js';

const clock = {now: () => epoch};

test('a new token for each, in the order asked for, with what is left of the budget', async t => {
	const file = fileWith([
		connection({linkName: 'books', name: 'Books', refreshedAt: [iso(-100), iso(-200)]}),
		connection({linkName: 'crm', name: 'CRM'}),
	]);
	const {keeper, requests, row} = await keeperWith(t, file);
	const done: string[] = [];
	const outcomes = await refreshTokens({tokenKeeper: keeper, clock}, ['crm', 'books'], {
		onDone: ({linkName}) => done.push(linkName),
	});
	assert.deepEqual(outcomes, [
		{
			kind: 'refreshed',
			linkName: 'crm',
			name: 'CRM',
			expiresAt: iso(3600),
			budget: {left: 9, until: iso(600)},
		},
		{
			kind: 'refreshed',
			linkName: 'books',
			name: 'Books',
			expiresAt: iso(3600),
			budget: {left: 7, until: iso(400)},
		},
	]);
	assert.deepEqual(done.toSorted(), ['books', 'crm']);
	assert.equal(requests.length, 2);
	assert.equal(row().refreshedAt.length, 3);
});

test('a new token that could not be saved is a failure of a refresh', async t => {
	const full = {...offline, id: 'disk-full', exitCode: 6} as const;
	const {keeper} = await keeperWith(t, fileWith(), [newToken], {
		change: store => ({...store, update: async () => ({ok: false, refusal: full})}),
	});
	const outcomes = await refreshTokens({tokenKeeper: keeper, clock}, ['books']);
	assert.deepEqual(outcomes, [{kind: 'refused', linkName: 'books', refusal: full}]);
});

test('at most four accounts servers are asked at a time', async () => {
	let running = 0;
	let most = 0;
	const tokenKeeper: TokenKeeper = {
		accessToken: async (linkName, settings) => {
			assert.deepEqual(settings, {force: true});
			running++;
			most = Math.max(most, running);
			await new Promise(resolve => setImmediate(resolve));
			running--;
			return {
				ok: true,
				value: {
					accessToken: 'x',
					expiresAt: iso(1),
					apiDomain: null,
					connection: connection({linkName}),
				},
			};
		},
	};
	const names = Array.from({length: 11}, (_none, index) => `c${index}`);
	const outcomes = await refreshTokens({tokenKeeper, clock}, names);
	assert.deepEqual(
		outcomes.map(({linkName}) => linkName),
		names,
	);
	assert.equal(most, 4);
});

const refusalOf = (outcome: RefreshOutcome | undefined) => {
	assert.ok(outcome?.kind === 'refused');
	return outcome.refusal;
};

test('only a definite refusal marks a connection, and nothing is deleted', async t => {
	const {keeper, store, row} = await keeperWith(t, fileWith(), [{error: 'invalid_code'}]);
	const [outcome] = await refreshTokens({tokenKeeper: keeper, clock}, ['books']);
	assert.equal(refusalOf(outcome).exitCode, 3);
	assert.equal(row().refusal?.id, 'invalid-code');
	const file = store.read();
	assert.ok(file.ok);
	assert.deepEqual(row().refreshToken, {plain: 'example-refresh-token'});

	const away = await keeperWith(t, fileWith(), [offline]);
	const [unknown] = await refreshTokens({tokenKeeper: away.keeper, clock}, ['books']);
	assert.equal(refusalOf(unknown).exitCode, 4);
	assert.equal(away.row().refusal, null);
});

test('the eleventh within ten minutes is answered from here', async t => {
	const refreshedAt = Array.from({length: 10}, (_none, index) => iso(-index));
	const {keeper, requests} = await keeperWith(t, fileWith([connection({refreshedAt})]), [newToken]);
	const [outcome] = await refreshTokens({tokenKeeper: keeper, clock}, ['books']);
	assert.equal(refusalOf(outcome).id, 'throttled');
	assert.deepEqual(requests, []);
});

test('a name that does not exist is refused beside the others, which get their tokens', async t => {
	const {keeper} = await keeperWith(t);
	const [missing, fine] = await refreshTokens({tokenKeeper: keeper, clock}, ['boks', 'books']);
	assert.equal(refusalOf(missing).exitCode, 5);
	assert.match(refusalOf(missing).why, /books/);
	assert.equal(fine?.kind, 'refreshed');
});
