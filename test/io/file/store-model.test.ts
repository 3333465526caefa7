import assert from 'node:assert/strict';
import {once} from 'node:events';
import fs from 'node:fs';
import {type TestContext, test} from 'node:test';
import {Worker} from 'node:worker_threads';
import fc from 'fast-check';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import {ok} from '../../../source/zoho/refusal.js';
import {fileWith, temporaryFolder} from '../helpers/files.js';
import {storeScript} from '../helpers/store-script.js';

/** Each call that touches the disk is a step; at one of them the whole thread stops, as with SIGSTOP or a disk that hangs. */
const stopping = `
	const {parentPort, workerData} = process.getBuiltinModule('node:worker_threads');
	const gate = new Int32Array(workerData);
	let stopAt = 0;
	let steps = 0;
	globalThis.stopAt = step => {
		stopAt = step;
		steps = 0;
	};
	for (const name of ['mkdirSync', 'openSync', 'fstatSync', 'statSync', 'lstatSync', 'existsSync', 'readdirSync', 'readFileSync', 'writeFileSync',
		'writeSync', 'fsyncSync', 'closeSync', 'realpathSync', 'statfsSync', 'chmodSync', 'renameSync', 'unlinkSync', 'rmSync', 'rmdirSync', 'utimes']) {
		const real = fs[name];
		fs[name] = (...given) => {
			if (++steps === stopAt) {
				Atomics.store(gate, 0, 1);
				parentPort.postMessage('stopped');
				Atomics.wait(gate, 0, 1);
			}
			return real(...given);
		};
	}
`;

const writer = `
	import {parentPort} from 'node:worker_threads';
	const draft = id => ({id, step: 'client', field: 'clientId', answers: {}, clientSecret: null,
		createdAt: '2030-01-01T00:00:00.000Z', updatedAt: '2030-01-01T00:00:00.000Z'});
	const change = ({kind, key}) => ({drafts: {[key]: _old, ...drafts}, ...rest}) =>
		({ok: true, value: {...rest, drafts: kind === 'add' ? {...drafts, [key]: draft(key)} : drafts}});
	const lock = createLock({stale: 60, limit: 30_000});
	parentPort.on('message', async ({folder, step, ...task}) => {
		globalThis.stopAt(step);
		const result = await createStore({folder, lock}).update(change(task));
		globalThis.stopAt(0);
		parentPort.postMessage(result.ok ? 'saved' : result.refusal.id);
	});
`;

type Task = {
	readonly kind: 'add' | 'remove';
	readonly key: string;
	/** The step at which it stops; with a number beyond its last one it does not. */
	readonly step: number;
	readonly fate: 'goes on' | 'dies';
};

/** `saved`, an id of a refusal, or `died`: then nothing was reported. */
type Report = {readonly task: Task; readonly said: string};

const createWriter = (script: string) => {
	const gate = new Int32Array(new SharedArrayBuffer(4));
	// Without what this process was started with: each would load the loader of the tests and the runner again.
	const worker = new Worker(script, {workerData: gate.buffer, execArgv: []});
	const next = async (): Promise<string> => String((await once(worker, 'message'))[0]);
	return {
		begin: (folder: string, task: Task): Promise<string> => {
			worker.postMessage({folder, ...task});
			return next();
		},
		goOn: (): Promise<string> => {
			const said = next();
			Atomics.store(gate, 0, 0);
			Atomics.notify(gate, 0);
			return said;
		},
		end: () => worker.terminate(),
	};
};

/** Runs all of them at once; those that stop go on, or die, when the others have finished. */
const runAll = async (script: string, folder: string, tasks: readonly Task[]): Promise<readonly Report[]> => {
	const writers = tasks.map(task => ({task, writer: createWriter(script)}));
	try {
		const first = await Promise.all(
			writers.map(async ({task, writer: one}) => ({task, one, said: await one.begin(folder, task)})),
		);
		const reports: Report[] = [];
		for (const {task, one, said} of first) {
			const isStopped = said === 'stopped';
			if (isStopped && task.fate === 'dies') await one.end();
			reports.push({task, said: !isStopped ? said : task.fate === 'dies' ? 'died' : await one.goOn()});
		}
		return reports;
	} finally {
		await Promise.all(writers.map(({writer: one}) => one.end()));
	}
};

const old = ['old0', 'old1', 'old2'];

const begin = async (t: TestContext) => {
	const folder = temporaryFolder(t);
	const store = createStore({folder, lock: createLock({stale: 60})});
	const drafts = Object.fromEntries(
		old.map(id => [
			id,
			{
				id,
				step: 'client',
				field: 'clientId',
				answers: {},
				clientSecret: null,
				createdAt: '2030-01-01T00:00:00.000Z',
				updatedAt: '2030-01-01T00:00:00.000Z',
			},
		]),
	);
	assert.ok((await store.update(() => ok({...fileWith(), drafts}))).ok);
	return store;
};

const taskAt = (index: number): fc.Arbitrary<Task> =>
	fc
		.record({
			kind: fc.constantFrom('add', 'add', 'remove'),
			// The steps of one update, and some beyond them.
			step: fc.integer({min: 1, max: 60}),
			fate: fc.constantFrom('goes on', 'goes on', 'dies'),
		})
		.map(task => ({...task, key: task.kind === 'add' ? `new${index}` : (old[index] ?? 'old0')}));

test('a change reported as saved is in the file, no matter which program stops, hangs or dies at which step', async t => {
	const script = await storeScript(t, writer, stopping);
	const seen = new Set<string>();
	await fc.assert(
		fc.asyncProperty(fc.tuple(taskAt(0), taskAt(1), taskAt(2)), async tasks => {
			const store = await begin(t);
			const reports = await runAll(script, store.folder, tasks);
			const last = await store.update(file => ok({...file, note: 'the lock is free'}));
			assert.ok(last.ok, JSON.stringify(last));
			const {drafts} = last.value;
			for (const {task, said} of reports) {
				seen.add(said);
				const isThere = Object.hasOwn(drafts, task.key);
				// A refusal says that nothing was written; one that died may have written it or not.
				if (said !== 'died') assert.equal(isThere, (task.kind === 'add') === (said === 'saved'), said);
			}
			const kept = old.filter(key => !tasks.some(task => task.kind === 'remove' && task.key === key));
			assert.deepEqual(
				kept.filter(key => !Object.hasOwn(drafts, key)),
				[],
			);
			assert.deepEqual(Object.keys(last.value.connections), ['books']);
			assert.deepEqual(fs.readdirSync(store.folder).sort(), ['connections.json', 'connections.json.backup']);
		}),
		{numRuns: 16, seed: 8},
	);
	assert.deepEqual([...seen].sort(), ['died', 'saved']);
});
