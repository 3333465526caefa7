import assert from 'node:assert/strict';
import fs from 'node:fs';
import {type TestContext, test} from 'node:test';
import {storeNotSet} from '../../../source/connection/shared/refusals.js';
import type {HomeWorldEvent} from '../../../source/home/events.js';
import {createHomeRunner, type HomeWork} from '../../../source/io/effects/home.js';
import {type ConnectionActions, createConnectionActions} from '../../../source/io/grants/index.js';
import {refused} from '../../../source/zoho/refusal.js';
import {actionWorld} from '../helpers/actions.js';
import {connection, fileWith, iso, service} from '../helpers/files.js';

/** A runner over a real file, and a way to wait for its events. */
const runnerOver = async (
	t: TestContext,
	options: Parameters<typeof actionWorld>[1] = {},
	change: (actions: ConnectionActions) => ConnectionActions = actions => actions,
) => {
	const kept = await actionWorld(t, options);
	const events: HomeWorldEvent[] = [];
	const copied: string[] = [];
	const listeners = new Set<() => void>();
	const runner = createHomeRunner(
		{
			store: kept.store,
			clock: kept.world.clock,
			actions: async () => change(createConnectionActions(kept.world)),
			overlay: {
				sharedRows: () => new Map(),
				read: kept.store.read,
				pull: () => assert.fail('No store is asked.'),
			},
			shared: {isKnown: false, open: async () => refused(storeNotSet('The shared store'))},
			clipboard: async () => ({
				copy: async text => {
					copied.push(text);
					return 'clipboard';
				},
			}),
			move: async () => refused(storeNotSet('books')),
		},
		event => {
			events.push(event);
			for (const listener of listeners) listener();
		},
	);
	t.after(() => runner.stop());
	const waitFor = (type: HomeWorldEvent['type']): Promise<HomeWorldEvent> =>
		new Promise(resolve => {
			const look = (): void => {
				const found = events.find(event => event.type === type);
				if (!found) return;
				listeners.delete(look);
				resolve(found);
			};
			listeners.add(look);
			look();
		});
	const run = (effect: HomeWork, type: HomeWorldEvent['type']): Promise<HomeWorldEvent> => {
		runner.run(effect);
		return waitFor(type);
	};
	return {...kept, runner, events, run, waitFor, copied};
};

const contentOf = (path: string) => JSON.parse(fs.readFileSync(path, 'utf8'));

test('what an action has changed is told before the file is read again, where names change', async t => {
	const {run, waitFor, events, store} = await runnerOver(t);
	const event = await run({type: 'rename', linkName: 'books', name: 'Roastery'}, 'renamed');
	assert.ok(event.type === 'renamed' && event.result.ok);
	await waitFor('file-read');
	assert.deepEqual(
		events.map(({type}) => type),
		['renamed', 'file-read'],
	);
	assert.deepEqual(Object.keys(contentOf(store.path).connections), ['roastery']);
});

test('a command is copied, and how that ended is told', async t => {
	const {run, copied} = await runnerOver(t);
	assert.deepEqual(await run({type: 'copy', text: 'zconn practice'}, 'copy-ended'), {
		type: 'copy-ended',
		how: 'clipboard',
	});
	assert.deepEqual(copied, ['zconn practice']);
});

test('many: each is counted; stop begins no further one, and what has begun is told', async t => {
	const names = Array.from({length: 12}, (_none, index) => `c${index}`);
	const file = fileWith(names.map(linkName => connection({linkName, name: linkName})));
	const begun: string[] = [];
	const gate = Promise.withResolvers<void>();
	const {runner, waitFor, events} = await runnerOver(t, {file}, actions => ({
		...actions,
		refresh: async (linkNames, {onDone, signal} = {}) => {
			const outcomes = [];
			for (const linkName of linkNames) {
				if (signal?.aborted) break;
				begun.push(linkName);
				await gate.promise;
				const [outcome] = await actions.refresh([linkName]);
				if (!outcome) break;
				onDone?.(outcome);
				outcomes.push(outcome);
			}
			return outcomes;
		},
	}));
	runner.run({type: 'refresh', linkNames: names});
	await Promise.resolve();
	runner.run({type: 'stop'});
	gate.resolve();
	const event = await waitFor('refreshed');
	assert.ok(event.type === 'refreshed');
	assert.equal(event.of, 12);
	assert.ok(event.outcomes.length < 2);
	assert.equal(events.filter(({type}) => type === 'progressed').length, event.outcomes.length);
});

test('services and drafts: renamed, refused while in use, removed, discarded, from the backup too', async t => {
	const draft = {
		...{id: 'd1', step: 'scopes', field: 'scopes', answers: {serviceName: 'Gone for good'}},
		...{clientSecret: {plain: 'draft-secret'}, createdAt: iso(), updatedAt: iso()},
	};
	const spare = service({linkName: 'spare', name: 'Spare', clientSecret: {plain: 'spare-secret'}});
	const file = {...fileWith([connection()], [service(), spare]), drafts: {d1: draft}};
	const {run, store} = await runnerOver(t, {file});
	const renamed = await run(
		{type: 'rename-service', linkName: 'spare', name: 'Other', seen: 'Spare'},
		'service-renamed',
	);
	assert.equal(renamed.type === 'service-renamed' && renamed.result.ok && renamed.result.value.name, 'Other');
	const discarded = await run({type: 'discard-drafts', ids: ['d1', 'gone']}, 'drafts-discarded');
	assert.ok(discarded.type === 'drafts-discarded' && discarded.result.ok);
	await run({type: 'remove-service', linkName: 'spare'}, 'service-removed');
	for (const path of [store.path, `${store.path}.backup`]) {
		assert.doesNotMatch(fs.readFileSync(path, 'utf8'), /spare|Gone for good|draft-secret/);
	}
});

test('a service in use is refused with the names, and nothing is written', async t => {
	const {run, store} = await runnerOver(t);
	const before = fs.readFileSync(store.path, 'utf8');
	const event = await run({type: 'remove-service', linkName: 'books_service'}, 'service-removed');
	assert.ok(event.type === 'service-removed' && !event.result.ok);
	assert.match(event.result.refusal.why, /Books/);
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
});

test('a change of another program is read, and a file that cannot be read is told', async t => {
	const {store, waitFor, events} = await runnerOver(t);
	await store.update(file => ({ok: true, value: {...file, connections: {}}}));
	const read = await waitFor('file-read');
	assert.deepEqual(read.type === 'file-read' && Object.keys(read.file.connections), []);
	events.length = 0;
	fs.writeFileSync(store.path, 'not what it was');
	const failed = await waitFor('file-failed');
	assert.equal(failed.type === 'file-failed' && failed.refusal.id, 'file-unreadable');
});

test('without a shared store the question whether to share is answered with why, and nothing is moved', async t => {
	const {run, store} = await runnerOver(t);
	const before = fs.readFileSync(store.path, 'utf8');
	const seen = await run({type: 'look-at-store', linkName: 'books'}, 'store-seen');
	assert.ok(seen.type === 'store-seen' && !seen.result.ok && /ZCONN_STORE/.test(JSON.stringify(seen.result)));
	const shared = await run({type: 'share', linkName: 'books'}, 'shared');
	assert.ok(shared.type === 'shared' && !shared.result.ok);
	assert.equal(fs.readFileSync(store.path, 'utf8'), before);
});

test('a file is read beside, and what is read at once before that is done counts instead', async t => {
	const {runner, events, store} = await runnerOver(t);
	const reading = runner.readBeside();
	assert.deepEqual(events, [], 'nothing has to wait for it');
	await reading;
	const kinds = () => events.map(({type}) => type);
	assert.deepEqual(kinds(), ['file-read']);
	const overtaken = runner.readBeside();
	runner.look(true);
	await overtaken;
	assert.deepEqual(kinds(), ['file-read', 'file-read']);
	fs.writeFileSync(store.path, '{');
	await runner.readBeside();
	assert.equal(kinds().at(-1), 'file-failed');
	const late = runner.readBeside();
	await runner.stop();
	await late;
	assert.equal(kinds().length, 3);
});
