import assert from 'node:assert/strict';
import fs from 'node:fs';
import {type TestContext, test} from 'node:test';
import type {Connection} from '../../../source/connection/connection.js';
import type {Service} from '../../../source/connection/service.js';
import {testConnections} from '../../../source/io/grants/test.js';
import type {Accounts} from '../../../source/io/ports.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import type {Verdict} from '../../../source/zoho/products/judge.js';
import {ok, type Refusal, type Result, refused} from '../../../source/zoho/refusal.js';
import {connection, epoch, fileWith, iso, service} from '../helpers/files.js';
import {keeperWith, newToken, offline} from '../helpers/keeper.js';
import {unusedAccounts} from '../helpers/unused-accounts.js';

type Given = {
	readonly row?: Partial<Connection>;
	readonly service?: Partial<Service>;
	readonly replies?: readonly (Record<string, unknown> | string | Refusal)[];
	/** Verdicts of Zoho Books and Zoho CRM for the old and for a new token. */
	readonly old?: readonly Verdict[];
	readonly fresh?: readonly Verdict[];
	readonly identify?: Accounts['identify'];
	readonly identifyAt?: Accounts['identifyAt'];
};

const products = ['Zoho Books', 'Zoho CRM'];

const ana = {id: '1', email: 'ana@example.com', name: 'Ana'};
const acme = {id: '7', name: 'Acme', product: 'Zoho Books'};

const testing = async (t: TestContext, given: Given = {}) => {
	const file = fileWith([connection(given.row)], [service(given.service)]);
	const world = await keeperWith(t, file, given.replies ?? [newToken]);
	const asked: {readonly token: string; readonly isFresh: boolean}[] = [];
	const unused = (): never => assert.fail('This call was not expected.');
	const accounts: Accounts = {
		...unusedAccounts(() => unused),
		identify: given.identify ?? unused,
		identifyAt: given.identifyAt ?? unused,
		probe: async ({accessToken, isFreshToken = false}) => {
			asked.push({token: accessToken, isFresh: isFreshToken});
			const verdicts = (isFreshToken ? given.fresh : given.old) ?? ['works'];
			return {
				probes: verdicts.map((verdict, index) => ({
					product: products[index] ?? '?',
					verdict,
					scope: 'ZohoBooks.settings.READ',
				})),
				organization: verdicts[0] === 'works' ? acme : null,
			};
		},
	};
	const [outcome] = await testConnections(
		{
			store: world.store,
			clock: {now: () => epoch},
			tokenKeeper: world.keeper,
			accounts: async () => accounts,
			dataCenters: () => ok(builtInDataCenters),
		},
		['books'],
	);
	assert.ok(outcome);
	return {...world, outcome, asked};
};

const verdictsOf = ({calls}: {readonly calls: readonly {readonly verdict: Verdict}[]}) =>
	calls.map(({verdict}) => verdict);

test('a token that works is not replaced; who and where is kept, once', async t => {
	const {outcome, requests, row, asked, store} = await testing(t, {
		row: {
			scopesGranted: ['ZohoBooks.settings.READ', 'AaaServer.profile.READ'],
			verifiedAt: iso(-100),
			updatedAt: iso(-200),
		},
		identify: async () => ok(ana),
	});
	assert.ok(outcome.kind === 'good');
	assert.equal(outcome.isNewToken, false);
	assert.deepEqual(outcome.calls[0], {
		product: 'Zoho Accounts',
		verdict: 'works',
		scope: 'AaaServer.profile.READ',
	});
	assert.deepEqual(asked, [{token: 'example-access-token', isFresh: false}]);
	assert.deepEqual(requests, []);
	assert.deepEqual([row().account, row().organization, row().verifiedAt], [ana, acme, iso()]);
	assert.equal(row().updatedAt, iso(-200), 'nobody has changed anything');
	assert.ok(fs.existsSync(store.path));
});

test('a missing scope is said of the product; the token is good all the same', async t => {
	const {outcome, requests, row} = await testing(t, {old: ['scope-missing', 'not-allowed']});
	assert.equal(outcome.kind, 'good');
	assert.deepEqual(verdictsOf(outcome), ['scope-missing', 'not-allowed']);
	assert.deepEqual(requests, []);
	assert.deepEqual([row().refusal, row().doubt], [null, null]);
});

test('the word for both means a missing scope when another product accepts the token', async t => {
	const {outcome, requests} = await testing(t, {old: ['token-or-scope', 'works']});
	assert.equal(outcome.kind, 'good');
	assert.deepEqual(verdictsOf(outcome), ['scope-missing', 'works']);
	assert.deepEqual(requests, []);
});

test('a rejected token is tried once more with a new one', async t => {
	for (const old of ['token-rejected', 'token-or-scope'] as const) {
		const {outcome, requests, asked} = await testing(t, {old: [old], fresh: ['works']});
		assert.ok(outcome.kind === 'good');
		assert.equal(outcome.isNewToken, true);
		assert.deepEqual(verdictsOf(outcome), ['works']);
		assert.equal(requests.length, 1);
		assert.deepEqual(asked, [
			{token: 'example-access-token', isFresh: false},
			{token: 'new-access-token', isFresh: true},
		]);
	}
});

test('a grant that is over is found out by that, and marked', async t => {
	const {outcome, row} = await testing(t, {old: ['token-or-scope'], replies: [{error: 'invalid_code'}]});
	assert.ok(outcome.kind === 'refused');
	assert.equal(outcome.refusal.exitCode, 3);
	assert.deepEqual(verdictsOf(outcome), ['token-rejected']);
	assert.equal(row().refusal?.id, 'invalid-code');
});

test('a new token that is rejected too says nothing about the grant: exit 4, a doubt', async t => {
	const {outcome, row, requests} = await testing(t, {old: ['token-rejected'], fresh: ['token-rejected']});
	assert.ok(outcome.kind === 'refused');
	assert.deepEqual([outcome.refusal.id, outcome.refusal.exitCode], ['new-token-rejected', 4]);
	assert.equal(requests.length, 1);
	assert.deepEqual([row().refusal, row().doubt?.id], [null, 'new-token-rejected']);
});

test('rejected, and no new token to be had: could not tell, never "fine"', async t => {
	const refreshedAt = Array.from({length: 10}, (_none, index) => iso(-10 - index));
	const {outcome, row} = await testing(t, {old: ['token-rejected'], row: {refreshedAt}});
	assert.ok(outcome.kind === 'refused');
	assert.equal(outcome.refusal.exitCode, 4);
	assert.doesNotMatch(outcome.refusal.why, /fine/);
	assert.equal(row().refusal, null);
});

test('nothing answers: could not tell, and the same doubt is written once', async t => {
	const first = await testing(t, {old: ['could-not-tell', 'throttled']});
	assert.ok(first.outcome.kind === 'refused');
	assert.equal(first.outcome.refusal.exitCode, 4);
	assert.deepEqual(first.requests, []);
	assert.equal(first.row().refusal, null);
	const doubt = {id: 'test-could-not-tell', reason: 'before', at: iso(-1)};
	const again = await testing(t, {old: ['could-not-tell'], row: {doubt}});
	assert.deepEqual(again.row().doubt, doubt);
});

test('offline: the reason is that of the network', async t => {
	const {outcome} = await testing(t, {
		row: {scopesGranted: ['AaaServer.profile.READ']},
		old: [],
		identify: async () => ({ok: false, refusal: offline}),
	});
	assert.ok(outcome.kind === 'refused');
	assert.equal(outcome.refusal.id, 'network-dns');
});

test('a token that is over is renewed, and that alone proves it', async t => {
	const {outcome, asked} = await testing(t, {
		row: {accessTokenExpiresAt: iso(-1)},
		fresh: ['could-not-tell'],
	});
	assert.ok(outcome.kind === 'good');
	assert.equal(outcome.isNewToken, true);
	assert.deepEqual(asked, [{token: 'new-access-token', isFresh: true}]);
});

test('where no scope allows a call, or the server is not one of Zoho, a new token is the test', async t => {
	for (const row of [{scopesGranted: ['ZohoBooks.contacts.CREATE']}, {dataCenter: null}] as const) {
		const {outcome, requests, asked} = await testing(t, {
			row: {...row, scopesGranted: ['ZohoBooks.contacts.CREATE']},
		});
		assert.ok(outcome.kind === 'good');
		assert.deepEqual([outcome.calls, outcome.isNewToken, requests.length], [[], true, 1]);
		assert.deepEqual(asked, []);
	}
	const over = await testing(t, {
		row: {scopesGranted: ['ZohoBooks.contacts.CREATE'], accessTokenExpiresAt: iso(-1)},
	});
	assert.equal(over.requests.length, 1);
});

test('a token that nothing renews: its server is asked, and what it says of the token counts', async t => {
	const userinfoUrl = 'https://auth.example/me';
	const row = {dataCenter: null, apiDomain: null, noRefreshToken: true as const, scopesGranted: ['openid']};
	const asked: unknown[] = [];
	const says =
		(answer: Result<typeof ana>): Accounts['identifyAt'] =>
		async (...request) => {
			asked.push(request.slice(0, 2));
			return answer;
		};
	const rejects = refused({
		id: 'userinfo-unknown',
		what: 'auth.example does not say whose account it is.',
		why: 'It answered with 401.',
		next: 'Reconnect.',
		exitCode: 3,
	});
	const given = {row, service: {userinfoUrl, accessTokenUrl: 'https://auth.example/t', dataCenter: null}};
	const works = await testing(t, {...given, identifyAt: says(ok(ana))});
	assert.ok(works.outcome.kind === 'good');
	assert.deepEqual([works.outcome.isNewToken, works.row().account], [false, ana]);
	assert.deepEqual(asked, [[userinfoUrl, 'example-access-token']]);

	const rejected = await testing(t, {...given, identifyAt: says(rejects)});
	assert.ok(rejected.outcome.kind === 'refused');
	assert.deepEqual(
		[rejected.outcome.refusal.id, rejected.outcome.refusal.exitCode, rejected.row().refusal?.id],
		['token-not-renewable', 3, 'token-not-renewable'],
	);
	assert.match(rejected.row().refusal?.reason ?? '', /no longer accepts the access token/);
	for (const change of [{service: {dataCenter: null}}, {row: {...row, scopesGranted: ['email']}}]) {
		const unknown = await testing(t, {...given, ...change});
		assert.ok(unknown.outcome.kind === 'refused');
		assert.deepEqual(
			[unknown.outcome.refusal.id, unknown.outcome.refusal.exitCode],
			['test-could-not-tell', 4],
		);
		assert.deepEqual([unknown.row().refusal, unknown.requests], [null, []]);
	}

	const over = await testing(t, {...given, row: {...row, accessTokenExpiresAt: iso(-1)}});
	assert.ok(over.outcome.kind === 'refused');
	assert.deepEqual([over.outcome.refusal.exitCode, over.outcome.calls], [3, []]);
	assert.match(over.outcome.refusal.why, /^auth\.example gave no refresh token/);
});

test('a name that does not exist is refused with near names', async t => {
	const {store, keeper} = await testing(t);
	const world = {
		store,
		clock: {now: () => epoch},
		tokenKeeper: keeper,
		accounts: () => assert.fail('Nothing should be asked.'),
		dataCenters: () => ok(builtInDataCenters),
	};
	const done: string[] = [];
	const [outcome] = await testConnections(world, ['boks'], {onDone: ({linkName}) => done.push(linkName)});
	assert.ok(outcome?.kind === 'refused');
	assert.equal(outcome.refusal.exitCode, 5);
	assert.match(outcome.refusal.why, /books/);
	assert.deepEqual(done, ['boks']);
});
