import assert from 'node:assert/strict';
import {test} from 'node:test';
import {storeUnreachable} from '../../../source/connection/shared/refusals.js';
import type {AccessToken} from '../../../source/io/ports.js';
import type {SharedGrants} from '../../../source/io/shared/ports.js';
import {createSharedSealer} from '../../../source/io/shared/sealing.js';
import {type Result, refused} from '../../../source/zoho/refusal.js';
import {aDay, createFleet, createMachine, openField, testKeys} from './simulation.js';

/** Lets time pass until a call is answered. */
const answered = async <T>(fleet: Awaited<ReturnType<typeof createFleet>>, call: Promise<T>): Promise<T> => {
	await fleet.time.run();
	return call;
};

const tokenOf = (result: Result<AccessToken>): string => {
	assert.ok(result.ok, result.ok ? '' : result.refusal.what);
	return result.value.accessToken;
};

const codeOf = (result: Result<AccessToken>): string =>
	result.ok ? 'a token' : `${result.refusal.id} ${result.refusal.exitCode}`;

test('a hundred machines at once: one refresh, one token, and the mint is counted', async () => {
	const fleet = await createFleet();
	const calls = Array.from({length: 100}, (_, index) =>
		fleet.machine(`m${index}`).keeper.accessToken('acme'),
	);
	const results = await answered(fleet, Promise.all(calls));
	assert.deepEqual(new Set(results.map(tokenOf)), new Set(['access-token-1']));
	assert.equal(fleet.server.requests.length, 1);
	assert.equal(fleet.row().mints.length, 1);
	assert.equal(fleet.row().lease, null);
});

test('a cached token answers without the store, until its machine is due to ask', async () => {
	const fleet = await createFleet();
	let reads = 0;
	const counting: SharedGrants = {
		...fleet.grants,
		read: name => {
			reads++;
			return fleet.grants.read(name);
		},
	};
	const {keeper} = createMachine('m1', counting, fleet);
	await answered(fleet, keeper.accessToken('acme'));
	const before = reads;
	await fleet.time.run(fleet.time.now() + 3_400_000);
	assert.equal(tokenOf(await keeper.accessToken('acme')), 'access-token-1');
	assert.equal(reads, before);
	await fleet.time.run(fleet.time.now() + 120_000);
	assert.equal(tokenOf(await answered(fleet, keeper.accessToken('acme'))), 'access-token-2');
	assert.ok(reads > before);
});

test('the store away: the cached token while it lives, then exit 4, and no server is asked', async () => {
	const fleet = await createFleet();
	let isDown = false;
	const down = async () => refused(storeUnreachable('Nothing answers.'));
	const grants: SharedGrants = {...fleet.grants, read: name => (isDown ? down() : fleet.grants.read(name))};
	const {keeper} = createMachine('m1', grants, fleet);
	await answered(fleet, keeper.accessToken('acme'));
	isDown = true;
	await fleet.time.run(fleet.time.now() + 3_500_000);
	assert.equal(tokenOf(await answered(fleet, keeper.accessToken('acme'))), 'access-token-1');
	assert.equal(
		codeOf(await answered(fleet, keeper.accessToken('acme', {force: true}))),
		'store-unreachable 4',
	);
	await fleet.time.run(fleet.time.now() + 80_000);
	assert.equal(codeOf(await answered(fleet, keeper.accessToken('acme'))), 'store-unreachable 4');
	assert.equal(fleet.server.requests.length, 1);
});

test('a holder that died: others answer 4 while its turn lasts, then one of them takes over', async () => {
	const fleet = await createFleet();
	const dead = createMachine('dead', fleet.grants, {...fleet, refresh: () => new Promise(() => undefined)});
	void dead.keeper.accessToken('acme');
	await fleet.time.run(fleet.time.now() + 1000);
	const waiting = await answered(fleet, fleet.machine('m1').keeper.accessToken('acme'));
	assert.equal(codeOf(waiting), 'refresh-in-progress 4');
	await fleet.time.run(fleet.time.now() + 15_000);
	assert.equal(
		tokenOf(await answered(fleet, fleet.machine('m2').keeper.accessToken('acme'))),
		'access-token-1',
	);
	assert.equal(fleet.row().mints.length, 2, 'the mint of the dead one stays counted');
});

test('while a dead holder has the turn, the old token stands in', async () => {
	const fleet = await createFleet();
	await answered(fleet, fleet.machine('m0').keeper.accessToken('acme'));
	await fleet.time.run(fleet.time.now() + 3_520_000);
	const dead = createMachine('dead', fleet.grants, {...fleet, refresh: () => new Promise(() => undefined)});
	void dead.keeper.accessToken('acme');
	await fleet.time.run(fleet.time.now() + 100);
	const start = fleet.time.now();
	assert.equal(
		tokenOf(await answered(fleet, fleet.machine('m1').keeper.accessToken('acme'))),
		'access-token-1',
	);
	assert.ok(fleet.time.now() - start < 5000);
});

test('a holder that slept past its turn is fenced, and answers with the token of the row', async () => {
	const fleet = await createFleet();
	const sleeper = createMachine('sleeper', fleet.grants, {
		...fleet,
		refresh: async refreshToken => {
			await fleet.time.sleep(45_000);
			return fleet.server.refresh(refreshToken);
		},
	});
	const late = sleeper.keeper.accessToken('acme');
	await fleet.time.run(fleet.time.now() + 31_000);
	const other = fleet.machine('m1').keeper.accessToken('acme');
	await fleet.time.run();
	assert.equal(tokenOf(await other), 'access-token-1');
	assert.equal(tokenOf(await late), 'access-token-1');
	assert.equal(openField(fleet.row(), 'access_token'), 'access-token-1');
});

test('a server that rotates: a holder that slept after the answer keeps the newest refresh token alive, and none needs reconnecting', async () => {
	const fleet = await createFleet({rotates: true});
	const sleeper = createMachine('sleeper', fleet.grants, {
		...fleet,
		refresh: async refreshToken => {
			const reading = await fleet.server.refresh(refreshToken);
			await fleet.time.sleep(45_000);
			return reading;
		},
	});
	const late = sleeper.keeper.accessToken('acme');
	await fleet.time.run(fleet.time.now() + 31_000);
	const taker = fleet.machine('m1').keeper.accessToken('acme');
	await fleet.time.run(fleet.time.now() + 1000);
	assert.equal(codeOf(await taker), 'refused-after-takeover 4');
	assert.equal(fleet.row().refusal, null);
	await fleet.time.run();
	assert.ok((await late).ok);
	assert.equal(openField(fleet.row(), 'refresh_token'), fleet.server.current());
	assert.equal(
		tokenOf(await answered(fleet, fleet.machine('m2').keeper.accessToken('acme'))),
		'access-token-1',
	);
});

test('a refusal counts for all of them; without a takeover it is final, and asked again only now and then', async () => {
	const fleet = await createFleet();
	fleet.server.consent();
	assert.equal(
		codeOf(await answered(fleet, fleet.machine('m1').keeper.accessToken('acme'))),
		'invalid-code 3',
	);
	assert.equal(
		codeOf(await answered(fleet, fleet.machine('m2').keeper.accessToken('acme'))),
		'invalid-code 3',
	);
	assert.equal(fleet.server.requests.length, 1);
	assert.equal(fleet.row().mints.length, 0, 'what was refused was not minted');
	await fleet.time.run(fleet.time.now() + 601_000);
	assert.equal(
		codeOf(await answered(fleet, fleet.machine('m3').keeper.accessToken('acme'))),
		'invalid-code 3',
	);
	assert.equal(fleet.server.requests.length, 2);
});

test('a throttle counts for all of them', async () => {
	const fleet = await createFleet({weather: () => 'throttled'});
	assert.equal(codeOf(await answered(fleet, fleet.machine('m1').keeper.accessToken('acme'))), 'throttled 4');
	assert.equal(codeOf(await answered(fleet, fleet.machine('m2').keeper.accessToken('acme'))), 'throttled 4');
	assert.equal(fleet.server.requests.length, 1);
});

test('a server that is broken is asked once by all who came together', async () => {
	const fleet = await createFleet({weather: () => 'broken'});
	const calls = Array.from({length: 50}, (_, index) => fleet.machine(`m${index}`).keeper.accessToken('acme'));
	const results = await answered(fleet, Promise.all(calls));
	for (const result of results) assert.ok(!result.ok && result.refusal.exitCode === 4);
	assert.equal(fleet.server.requests.length, 1);
});

test('eleven forced refreshes: the eleventh is answered from the row', async () => {
	const fleet = await createFleet();
	const {keeper} = fleet.machine('m1');
	const codes: string[] = [];
	for (let round = 0; round < 11; round++) {
		codes.push(codeOf(await answered(fleet, keeper.accessToken('acme', {force: true}))));
	}
	assert.deepEqual(codes, [...Array.from({length: 10}, () => 'a token'), 'throttled 4']);
	assert.equal(fleet.server.mints.length, 10);
});

test('a thousand machines whose token an API rejects force one refresh', async () => {
	const fleet = await createFleet();
	const first = tokenOf(await answered(fleet, fleet.machine('m0').keeper.accessToken('acme')));
	const calls = Array.from({length: 1000}, (_, index) =>
		fleet.machine(`m${index}`).keeper.accessToken('acme', {force: true, rejected: first}),
	);
	const results = await answered(fleet, Promise.all(calls));
	assert.deepEqual(new Set(results.map(tokenOf)), new Set(['access-token-2']));
	assert.equal(fleet.server.mints.length, 2);
});

test('a machine without the key of refresh tokens reads, and says what it lacks when the token is over', async () => {
	const fleet = await createFleet();
	const sealer = createSharedSealer(testKeys.split(',')[0] ?? '');
	assert.ok(sealer.ok);
	const worker = createMachine('worker', fleet.grants, {...fleet, sealer: sealer.value});
	assert.equal(codeOf(await answered(fleet, worker.keeper.accessToken('acme'))), 'store-key-missing 6');
	await answered(fleet, fleet.machine('m1').keeper.accessToken('acme'));
	assert.equal(tokenOf(await answered(fleet, worker.keeper.accessToken('acme'))), 'access-token-1');
});

test('a token of short life is handed out as it is, not asked for again and again', async () => {
	const fleet = await createFleet({life: 60});
	const calls = Array.from({length: 20}, (_, index) =>
		fleet.machine(`m${index}`).keeper.accessToken('acme', {minimumSeconds: 3000}),
	);
	const results = await answered(fleet, Promise.all(calls));
	assert.deepEqual(new Set(results.map(tokenOf)), new Set(['access-token-1']));
	assert.equal(fleet.server.mints.length, 1);
});

test('a name that is not shared: exit 5; a row of a newer program: exit 6', async () => {
	const fleet = await createFleet();
	const {keeper} = fleet.machine('m1');
	assert.equal(codeOf(await answered(fleet, keeper.accessToken('other'))), 'no-such-connection 5');
	fleet.grants.rows.set('acme', {...fleet.row(), format: 3});
	assert.equal(codeOf(await answered(fleet, keeper.accessToken('acme'))), 'store-newer 6');
});

test('a rotated token that cannot be written is spooled, and brought home by the next call', async () => {
	const fleet = await createFleet({rotates: true});
	let isDown = false;
	const down = async () => refused(storeUnreachable('Nothing answers.'));
	const grants: SharedGrants = {
		...fleet.grants,
		read: name => (isDown ? down() : fleet.grants.read(name)),
		settle: (claim, outcome) => (isDown ? down() : fleet.grants.settle(claim, outcome)),
		rescue: (claim, outcome) => (isDown ? down() : fleet.grants.rescue(claim, outcome)),
	};
	const machine = createMachine('m1', grants, {
		...fleet,
		refresh: async refreshToken => {
			const reading = await fleet.server.refresh(refreshToken);
			isDown = fleet.server.mints.length === 1;
			return reading;
		},
	});
	assert.equal(tokenOf(await answered(fleet, machine.keeper.accessToken('acme'))), 'access-token-1');
	assert.equal(machine.spool.size, 1);
	isDown = false;
	assert.ok((await answered(fleet, machine.keeper.accessToken('acme', {force: true}))).ok);
	assert.equal(machine.spool.size, 0);
	assert.equal(openField(fleet.row(), 'refresh_token'), fleet.server.current());
});

test('a day: one mint an hour for any number of machines, two statements an hour and machine, and no token that ends at once', async () => {
	for (const [machines, every] of [
		[1, 300],
		[10, 60],
		[100, 300],
	] as const) {
		const {mints, failures, statements, leastLife} = await aDay(machines, every);
		assert.equal(failures, 0);
		assert.ok(mints >= 23 && mints <= 24, `${mints} mints in 24 hours for ${machines} machines`);
		assert.ok(statements <= 24 * (2 * machines + 2), `${statements} statements for ${machines} machines`);
		assert.ok(leastLife >= 90, `a token of ${leastLife} s was handed out`);
	}
});
