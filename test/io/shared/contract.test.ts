import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Claim, NewGrant, Outcome} from '../../../source/connection/shared/changes.js';
import {factsOf, type SharedGrant} from '../../../source/connection/shared/record.js';
import {parseStoreAddress} from '../../../source/connection/shared/store-address.js';
import {createDatabase} from '../../../source/io/shared/engines/database.js';
import {createPostgresGrants} from '../../../source/io/shared/engines/postgres.js';
import {schemaSql} from '../../../source/io/shared/engines/schema.js';
import type {SharedGrants} from '../../../source/io/shared/ports.js';
import type {Result} from '../../../source/zoho/refusal.js';
import {sampleConnection, sampleService} from '../../connection/samples.js';
import {postgresServer} from '../../helpers/postgres.js';
import {createMemoryGrants} from './memory-grants.js';

/** Engines by name; every one of them has to keep the same promises. */
const engines: Readonly<Record<string, (t: TestContext) => Promise<SharedGrants>>> = {
	memory: async () => createMemoryGrants({now: () => Date.now()}),
	PostgreSQL: async t => {
		const server = await postgresServer();
		const url = await server.database();
		await server.run(url, schemaSql);
		const address = parseStoreAddress(url);
		assert.ok(address);
		const grants = createPostgresGrants(createDatabase(address, process.env), true);
		t.after(() => grants.close());
		return grants;
	},
};

const value = <T>(result: Result<T>): T => {
	assert.ok(
		result.ok,
		result.ok ? '' : `${result.refusal.what} ${result.refusal.why} ${result.refusal.detail}`,
	);
	return result.value;
};
const idOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.refusal.id);

const sample = (change: Partial<NewGrant> = {}): NewGrant => ({
	facts: factsOf(sampleConnection(), sampleService()),
	refreshToken: 'sealed-refresh-1',
	clientSecret: 'sealed-client-1',
	access: {sealed: 'sealed-access-1', life: 600},
	mintAges: [],
	refusal: null,
	...change,
});

const share = async (grants: SharedGrants, change: Partial<NewGrant> = {}): Promise<SharedGrant> =>
	value(
		await grants.put({
			name: 'acme',
			grant: sample(change),
			expected: 'absent',
			machine: 'laptop',
			what: 'share',
		}),
	);

const read = async (grants: SharedGrants): Promise<SharedGrant> => {
	const row = value(await grants.read('acme'));
	assert.ok(row);
	return row;
};

const claim = async (grants: SharedGrants, seen: SharedGrant, leaseTime = 30_000): Promise<Claim> => {
	const claimed = value(await grants.claim(seen, {by: `m1/${Math.random()}`, machine: 'm1', leaseTime}));
	assert.notEqual(claimed, 'passed');
	if (claimed === 'passed') throw new Error('passed');
	return claimed;
};

const tokens = (change: Partial<Extract<Outcome, {kind: 'tokens'}>> = {}): Outcome => ({
	kind: 'tokens',
	accessToken: 'sealed-access-2',
	life: 3600,
	refreshToken: null,
	facts: {apiDomain: 'https://www.zohoapis.eu'},
	...change,
});

const near = (at: number | null, wanted: number): void => {
	assert.ok(at !== null && Math.abs(at - wanted) < 5000, `${at} is not near ${wanted}`);
};

/** What each engine has to do, by name. */
const promises: Readonly<Record<string, (grants: SharedGrants) => Promise<void>>> = {
	'what is put is read as it was put': async grants => {
		assert.equal(value(await grants.read('acme')), undefined);
		await share(grants, {mintAges: [1000, 2000]});
		const row = await read(grants);
		assert.deepEqual(row.facts, sample().facts);
		assert.deepEqual(
			[row.accessToken, row.refreshToken, row.clientSecret, row.accessLife],
			['sealed-access-1', 'sealed-refresh-1', 'sealed-client-1', 600],
		);
		near(row.accessExpiresAt, row.now + 600_000);
		assert.equal(row.mints.length, 2);
		assert.deepEqual([row.lease, row.refusal, row.doubt, row.throttledUntil], [null, null, null, null]);
		assert.deepEqual(
			value(await grants.list()).map(({name}) => name),
			['acme'],
		);
	},
	'absent means absent: the second one is refused, and nothing is overwritten': async grants => {
		await share(grants);
		const again = {name: 'acme', grant: sample({refreshToken: 'x'}), machine: 'b', what: 'share'} as const;
		assert.equal(idOf(await grants.put({...again, expected: 'absent'})), 'grant-changed-meanwhile');
		assert.equal((await read(grants)).refreshToken, 'sealed-refresh-1');
	},
	'of many who claim at once one gets the turn, and the mint is charged once': async grants => {
		const seen = await share(grants);
		const claims = await Promise.all(
			Array.from({length: 10}, (_, index) =>
				grants.claim(seen, {by: `m${index}`, machine: `m${index}`, leaseTime: 30_000}),
			),
		);
		assert.equal(claims.filter(one => value(one) !== 'passed').length, 1);
		const row = await read(grants);
		assert.equal(row.mints.length, 1);
		near(row.lease?.until ?? null, row.now + 30_000);
		assert.equal(
			value(await grants.claim(row, {by: 'late', machine: 'late', leaseTime: 1})),
			'passed',
			'nor a later one while the turn lasts',
		);
	},
	'settling writes the token by the clock of the store, and gives the turn back': async grants => {
		const turn = await claim(grants, await share(grants));
		assert.equal(value(await grants.settle(turn, tokens())), 'kept');
		const row = await read(grants);
		assert.equal(row.accessToken, 'sealed-access-2');
		near(row.accessExpiresAt, row.now + 3_600_000);
		assert.deepEqual([row.lease, row.refreshedBy, row.refreshToken], [null, 'm1', 'sealed-refresh-1']);
		assert.equal(row.facts.connection.apiDomain, 'https://www.zohoapis.eu');
		assert.equal(row.facts.connection.name, 'Acme');
		assert.equal(value(await grants.settle(turn, tokens())), 'fenced', 'once');
	},
	'a turn that lapsed is taken over, and the late write is fenced': async grants => {
		const first = await claim(grants, await share(grants), 1);
		await delay(20);
		const second = await claim(grants, await read(grants));
		assert.equal(second.isTakeover, true);
		assert.equal(first.isTakeover, false);
		assert.equal(value(await grants.settle(first, tokens({accessToken: 'late'}))), 'fenced');
		assert.equal(value(await grants.settle(second, tokens())), 'kept');
		assert.equal((await read(grants)).accessToken, 'sealed-access-2');
	},
	'a fenced claim with a rotated token is rescued over the token that it used, and fences the other':
		async grants => {
			const first = await claim(grants, await share(grants), 1);
			await delay(20);
			const second = await claim(grants, await read(grants));
			const rotated = tokens({refreshToken: 'sealed-refresh-2'});
			assert.equal(value(await grants.settle(first, rotated)), 'fenced');
			assert.equal(value(await grants.rescue(first, rotated)), 'kept');
			assert.equal((await read(grants)).refreshToken, 'sealed-refresh-2');
			assert.equal(value(await grants.settle(second, tokens())), 'fenced');
			assert.equal(value(await grants.rescue(first, tokens({refreshToken: 'older'}))), 'fenced');
			assert.equal((await read(grants)).refreshToken, 'sealed-refresh-2');
		},
	'the eleventh claim within ten minutes passes; other servers than Zoho have no such limit':
		async grants => {
			await share(grants, {mintAges: Array.from({length: 10}, () => 1000)});
			const row = await read(grants);
			assert.equal(value(await grants.claim(row, {by: 'm', machine: 'm', leaseTime: 1})), 'passed');
			const facts = factsOf(sampleConnection({dataCenter: null}), sampleService());
			await grants.put({
				name: 'other',
				grant: sample({facts, mintAges: row.mints}),
				expected: 'absent',
				machine: 'l',
				what: 'share',
			});
			const other = value(await grants.read('other'));
			assert.ok(other);
			assert.notEqual(value(await grants.claim(other, {by: 'm', machine: 'm', leaseTime: 1})), 'passed');
		},
	'mints older than ten minutes do not count': async grants => {
		await share(grants, {mintAges: Array.from({length: 10}, () => 601_000)});
		await claim(grants, await read(grants));
		assert.equal((await read(grants)).mints.length, 1);
	},
	'a throttle, a doubt and a refusal are kept for all of them': async grants => {
		await share(grants);
		const busy = {id: 'server-busy', reason: 'It is overloaded.'};
		const wait = {kind: 'throttled', wait: 600_000} as const;
		value(await grants.settle(await claim(grants, await read(grants)), {...wait, problem: busy}));
		assert.equal((await read(grants)).doubt?.id, 'server-busy');
		value(await grants.settle(await claim(grants, await read(grants)), {...wait, problem: null}));
		const throttled = await read(grants);
		near(throttled.throttledUntil, throttled.now + 600_000);
		assert.equal(throttled.doubt, null);
		const problem = {id: 'network-timeout', reason: 'No answer.'};
		value(await grants.settle(await claim(grants, throttled), {kind: 'doubt', problem, isMinted: false}));
		const doubted = await read(grants);
		assert.deepEqual({...doubted.doubt, at: ''}, {...problem, at: ''});
		near(Date.parse(doubted.doubt?.at ?? ''), doubted.now);
		assert.equal(doubted.mints.length, 2, 'what was not minted is not counted');
		value(await grants.settle(await claim(grants, doubted), {kind: 'refused', problem, isMinted: true}));
		const refusedRow = await read(grants);
		assert.equal(refusedRow.refusal?.id, 'network-timeout');
		assert.equal(refusedRow.doubt, null);
		assert.equal(refusedRow.mints.length, 3);
		value(await grants.settle(await claim(grants, refusedRow), tokens()));
		const good = await read(grants);
		assert.deepEqual([good.refusal, good.doubt, good.throttledUntil], [null, null, null]);
	},
	'two people at once: the second is refused; a refresh between is in nobody’s way': async grants => {
		const seen = await share(grants);
		value(await grants.settle(await claim(grants, seen), tokens()));
		const change = (name: string) =>
			grants.put({
				name: 'acme',
				grant: sample({
					facts: factsOf(sampleConnection({name}), sampleService()),
					refreshToken: null,
					clientSecret: null,
					access: 'kept',
				}),
				expected: {edition: seen.edition},
				machine: 'laptop',
				what: 'change',
			});
		assert.equal(idOf(await change('One')), 'done');
		assert.equal(idOf(await change('Two')), 'grant-changed-meanwhile');
		const row = await read(grants);
		assert.equal(row.facts.connection.name, 'One');
		assert.deepEqual([row.accessToken, row.refreshToken], ['sealed-access-2', 'sealed-refresh-1']);
		near(row.accessExpiresAt, row.now + 3_600_000);
	},
	'a new grant fences the refresh of the old one': async grants => {
		const turn = await claim(grants, await share(grants));
		const row = await read(grants);
		const next = {name: 'acme', expected: {edition: row.edition}, machine: 'laptop', what: 'change'} as const;
		value(await grants.put({...next, grant: sample({refreshToken: 'sealed-refresh-2', access: null})}));
		assert.equal(value(await grants.settle(turn, tokens())), 'fenced');
		assert.equal(value(await grants.rescue(turn, tokens({refreshToken: 'old'}))), 'fenced');
		const after = await read(grants);
		assert.deepEqual([after.refreshToken, after.accessToken, after.lease], ['sealed-refresh-2', null, null]);
	},
	'a change of facts leaves a running refresh alone': async grants => {
		const turn = await claim(grants, await share(grants));
		const {edition} = await read(grants);
		const grant = sample({refreshToken: null, clientSecret: null, access: 'kept'});
		value(await grants.put({name: 'acme', grant, expected: {edition}, machine: 'laptop', what: 'change'}));
		assert.equal(value(await grants.settle(turn, tokens())), 'kept');
	},
	'removing: not while another machine refreshes, and only what was seen': async grants => {
		const seen = await share(grants);
		const turn = await claim(grants, seen);
		const {revision} = await read(grants);
		assert.equal(idOf(await grants.remove('acme', {revision}, 'laptop')), 'grant-changed-meanwhile');
		value(await grants.settle(turn, tokens()));
		assert.equal(idOf(await grants.remove('acme', {revision}, 'laptop')), 'grant-changed-meanwhile');
		assert.equal(idOf(await grants.remove('acme', {edition: seen.edition}, 'laptop')), 'done');
		assert.equal(value(await grants.read('acme')), undefined);
	},
	'resealing changes what is sealed and nothing else, and only what was seen': async grants => {
		const seen = await share(grants);
		const sealed = {accessToken: 'a2', refreshToken: 'r2', clientSecret: null};
		assert.equal(idOf(await grants.reseal(seen, sealed, 'laptop')), 'done');
		assert.equal(idOf(await grants.reseal(seen, sealed, 'laptop')), 'grant-changed-meanwhile');
		const row = await read(grants);
		assert.deepEqual([row.accessToken, row.refreshToken, row.clientSecret], ['a2', 'r2', 'sealed-client-1']);
		assert.deepEqual([row.edition, row.refreshNumber], [seen.edition, seen.refreshNumber]);
	},
};

for (const [engine, create] of Object.entries(engines)) {
	for (const [name, keeps] of Object.entries(promises)) {
		test(`${engine}: ${name}`, async t => keeps(await create(t)));
	}
}
