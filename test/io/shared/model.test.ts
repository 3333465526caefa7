import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {placeIn} from '../../../source/connection/shared/envelope.js';
import {leaseTime, requestLimit, waitLimit} from '../../../source/connection/shared/protocol.js';
import {storeUnreachable} from '../../../source/connection/shared/refusals.js';
import type {SharedGrants} from '../../../source/io/shared/ports.js';
import {createSharedSealer, newSpelledKey} from '../../../source/io/shared/sealing.js';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';
import {createMemoryGrants} from './memory-grants.js';
import {
	createMachine,
	createServer,
	createVirtualTime,
	type Machine,
	shareSample,
	testKeys,
	type Weather,
} from './simulation.js';

/** What goes wrong at one step of a call. `lost`: done, but the answer does not come. */
type Fault = 'none' | 'down' | 'lost' | 'slow' | 'kill' | 'pause';

const fault = fc.constantFrom<Fault>('down', 'lost', 'slow', 'kill', 'pause', 'pause');

/** Anything anywhere; or one fault at one of the few steps that a refresh has: read, claim, request, settle. */
const faults = fc.oneof(
	fc.array(fc.oneof({weight: 12, arbitrary: fc.constant<Fault>('none')}, {weight: 1, arbitrary: fault}), {
		maxLength: 8,
	}),
	fc
		.tuple(fc.integer({min: 0, max: 5}), fault)
		.map(([step, wrong]): Fault[] => [...Array.from({length: step}, (): Fault => 'none'), wrong]),
);

const skies = fc.array(
	fc.oneof(
		{weight: 6, arbitrary: fc.constant<Weather>('fine')},
		{weight: 1, arbitrary: fc.constantFrom<Weather>('broken', 'throttled', 'cut', 'slow')},
	),
	{maxLength: 20},
);

const call = fc.record({
	/** Seconds after the call before. */
	after: fc.oneof(
		{weight: 3, arbitrary: fc.integer({min: 0, max: 2})},
		// Where one may have slept past its turn.
		{weight: 2, arbitrary: fc.integer({min: 28, max: 50})},
		fc.integer({min: 3, max: 1500}),
	),
	machine: fc.integer({min: 0, max: 4}),
	kind: fc.oneof(
		{weight: 8, arbitrary: fc.constant('token' as const)},
		{weight: 2, arbitrary: fc.constantFrom('force', 'reject', 'consent', 'edit', 'rekey', 'revoke' as const)},
	),
	faults,
});

const run = fc.record({
	rotates: fc.boolean(),
	skies,
	/** Seconds that each machine's own clock is wrong. */
	clocks: fc.array(fc.integer({min: -600, max: 600}), {minLength: 5, maxLength: 5}),
	calls: fc.array(call, {minLength: 1, maxLength: 30}),
});

type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** Every step to the store and to the server, with what goes wrong there. Dead: no step is ever taken again. */
const createSteps = (time: ReturnType<typeof createVirtualTime>, plan: readonly Fault[]) => {
	let step = 0;
	const state = {isDead: false, isPaused: false};
	const around = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
		const fault = plan[step++] ?? 'none';
		if (state.isDead) return never();
		await time.sleep(1);
		switch (fault) {
			case 'kill':
				state.isDead = true;
				return never();
			case 'pause':
				state.isPaused = true;
				await time.sleep(leaseTime * 1.5);
				return work();
			case 'slow':
				await time.sleep(700);
				return work();
			case 'down':
				return refused(storeUnreachable('The model took it away.'));
			case 'lost':
				await work();
				return refused(storeUnreachable('The model lost the answer.'));
			case 'none':
				return work();
		}
	};
	return {state, around};
};

/** Faults of one call around an engine that all share. */
const faulty = (grants: SharedGrants, around: ReturnType<typeof createSteps>['around']): SharedGrants => ({
	read: name => around(() => grants.read(name)),
	list: () => around(() => grants.list()),
	claim: (seen, claimant) => around(() => grants.claim(seen, claimant)),
	settle: (claim, outcome) => around(() => grants.settle(claim, outcome)),
	rescue: (claim, outcome) => around(() => grants.rescue(claim, outcome)),
	put: request => around(() => grants.put(request)),
	remove: (...request) => around(() => grants.remove(...request)),
	reseal: (...request) => around(() => grants.reseal(...request)),
	close: async () => undefined,
});

const createModel = async ({rotates, skies: sky, clocks}: Run) => {
	const time = createVirtualTime();
	let asked = 0;
	const server = createServer(time, {rotates, weather: () => sky[asked++] ?? 'fine'});
	const grants = createMemoryGrants({now: time.now});
	await shareSample(grants, 'memory', server.current());
	const machines = new Map<number, Pick<Machine, 'cache' | 'spool'>>();
	const newer = createSharedSealer(`${newSpelledKey('a')},${newSpelledKey('r')},${testKeys}`);
	assert.ok(newer.ok);
	/** Rotated refresh tokens that arrived at a machine whose call then came to its end: they must not be lost. */
	const delivered = new Set<string>();

	/** A machine as it is during one call: its files stay, its faults are of this call. */
	const machineFor = (number: number, plan: readonly Fault[]) => {
		const {state, around} = createSteps(time, plan);
		const arrived: string[] = [];
		const offset = (clocks[number] ?? 0) * 1000;
		const machine = createMachine(`m${number}`, faulty(grants, around), {
			time,
			server,
			sealer: newer.value,
			refresh: async refreshToken => {
				const reading = await around(() => server.refresh(refreshToken));
				if (reading.ok && reading.value.kind === 'tokens' && reading.value.tokens.refreshToken)
					arrived.push(reading.value.tokens.refreshToken);
				return reading;
			},
			change: world => {
				const files = machines.get(number);
				const base = {...world, clock: {now: () => time.now() + offset}};
				if (!files) return base;
				return {
					...base,
					cache: {
						read: key => files.cache.get(key),
						write: (key, token) => files.cache.set(key, token),
						forget: key => files.cache.delete(key),
					},
					spool: {
						read: key => files.spool.get(key),
						write: (key, spooled) => {
							files.spool.set(key, spooled);
							return true;
						},
						forget: key => files.spool.delete(key),
					},
				};
			},
		});
		if (!machines.has(number)) machines.set(number, machine);
		return {machine, state, arrived};
	};
	return {time, server, grants, machines, machineFor, delivered, newer: newer.value};
};

type Model = Awaited<ReturnType<typeof createModel>>;

/** What a person does, at once and without faults: two of them at once are another test. */
const change = async (model: Model, kind: 'consent' | 'edit' | 'rekey'): Promise<void> => {
	const {grants, server, newer} = model;
	const row = grants.rows.get('acme');
	if (!row) return;
	if (kind === 'rekey') {
		const seal = (field: 'access_token' | 'refresh_token' | 'client_secret', sealed: string | null) => {
			const place = placeIn(row, field);
			const open = sealed === null ? undefined : newer.open(sealed, place);
			const again = open?.ok ? newer.seal(open.value, place) : undefined;
			return again?.ok ? again.value : null;
		};
		await grants.reseal(
			row,
			{
				accessToken: seal('access_token', row.accessToken),
				refreshToken: seal('refresh_token', row.refreshToken),
				clientSecret: seal('client_secret', row.clientSecret),
			},
			'laptop',
		);
		return;
	}
	const isConsent = kind === 'consent';
	const sealed = isConsent ? newer.seal(server.consent(), placeIn(row, 'refresh_token')) : ok(null);
	assert.ok(sealed.ok);
	await grants.put({
		name: 'acme',
		expected: {edition: row.edition},
		machine: 'laptop',
		what: 'change',
		grant: {
			facts: {...row.facts, connection: {...row.facts.connection, name: `Acme ${row.edition}`}},
			refreshToken: sealed.value,
			clientSecret: null,
			access: isConsent ? null : 'kept',
			mintAges: [],
			refusal: isConsent ? null : row.refusal,
		},
	});
};

const openWith = (model: Model): string => {
	const row = model.grants.rows.get('acme');
	assert.ok(row);
	const opened = model.newer.open(row.refreshToken ?? '', placeIn(row, 'refresh_token'));
	assert.ok(opened.ok);
	return opened.value;
};

const play = async (plan: Run): Promise<void> => {
	const model = await createModel(plan);
	const {time, server} = model;
	const calls: Promise<void>[] = [];
	let isServerSideRevoked = false;
	for (const {after, machine: number, kind, faults: wrong} of plan.calls) {
		await time.run(time.now() + after * 1000);
		if (kind === 'revoke') {
			server.consent();
			isServerSideRevoked = true;
			continue;
		}
		if (kind === 'consent' || kind === 'edit' || kind === 'rekey') {
			if (kind === 'consent') isServerSideRevoked = false;
			await change(model, kind);
			continue;
		}
		const {machine, state, arrived} = model.machineFor(number, wrong);
		const cached = model.machines.get(number)?.cache.get('acme')?.accessToken;
		const settings =
			kind === 'token' ? {} : {force: true, ...(kind === 'reject' && cached ? {rejected: cached} : {})};
		const start = time.now();
		calls.push(
			machine.keeper.accessToken('acme', settings).then(result => {
				for (const token of arrived) model.delivered.add(token);
				const took = time.now() - start;
				const limit =
					waitLimit + requestLimit + 10_000 + (state.isPaused ? leaseTime * 1.5 * wrong.length : 0);
				assert.ok(took <= limit, `a call took ${took} ms`);
				if (result.ok) assert.ok(result.value.accessToken.startsWith('access-token-'));
			}),
		);
	}
	await time.run();
	// Those that were killed never end.
	await Promise.race([Promise.all(calls), time.run()]);
	checkBudget(model);
	checkTurns(model);
	checkSecrets(model);
	await checkNewest(model, isServerSideRevoked);
};

const checkBudget = ({server}: Model): void => {
	for (const at of server.mints) {
		// A new consent has a budget of its own; few enough of them happen for this bound to say something.
		const within = server.mints.filter(other => other > at - 600_000 && other <= at).length;
		const consents = [...server.secrets].filter(secret => secret.endsWith('-consent')).length;
		assert.ok(within <= 10 * (1 + consents), `${within} mints in ten minutes`);
	}
};

/** A second claim only after the first was settled, or its time was over; a person may have replaced the grant. */
const checkTurns = ({grants}: Model): void => {
	let open: number | undefined;
	for (const {what, at} of grants.events) {
		const now = Date.parse(at);
		if (what === 'rekey') continue;
		if (what !== 'claim') {
			open = undefined;
			continue;
		}
		assert.ok(open === undefined || now - open >= leaseTime, 'two machines had the turn at once');
		open = now;
	}
};

const checkSecrets = ({server, grants, machines}: Model): void => {
	const spools = [...machines.values()].flatMap(({spool}) => [...spool.values()]);
	const text = JSON.stringify([[...grants.rows.values()], grants.events, spools]);
	for (const secret of server.secrets) assert.ok(!text.includes(`"${secret}"`), 'a secret stands in clear');
};

const checkNewest = async (model: Model, isServerSideRevoked: boolean): Promise<void> => {
	const {server, machines, time, grants, delivered} = model;
	if (isServerSideRevoked) return;
	const current = server.current();
	const isDelivered = delivered.has(current) || current.endsWith('-0') || current.endsWith('-consent');
	const isInSpool = [...machines.values()].some(({spool}) => spool.size > 0);
	if (!isDelivered) return;
	if (!isInSpool) assert.equal(openWith(model), current, 'the newest refresh token is lost');
	// Time heals what is no definite refusal: throttles, doubts, turns of the dead.
	await time.run(time.now() + 3_600_000);
	const row = grants.rows.get('acme');
	if (openWith(model) === current && !isInSpool) {
		const {machine} = model.machineFor(0, []);
		const last = machine.keeper.accessToken('acme', {force: true});
		await time.run();
		const result = await last;
		assert.ok(result.ok || result.refusal.exitCode === 4, result.ok ? '' : result.refusal.what);
		assert.equal(grants.rows.get('acme')?.refusal, null, `a refusal stays: ${row?.refusal?.reason}`);
	}
};

test('a fleet with faults at every step keeps its promises', async () => {
	await fc.assert(fc.asyncProperty(run, play), {numRuns: 200});
});
