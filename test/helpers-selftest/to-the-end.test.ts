import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {globSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {text as textOf} from 'node:stream/consumers';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import * as z from 'zod/mini';
import {testEnvironment} from '../helpers/environment.js';
import {type HasAfter, temporaryDirectory} from '../helpers/temporary.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const loader = new URL('../helpers/load-tests.ts', import.meta.url).href;

const {scripts} = z
	.object({scripts: z.record(z.string(), z.string())})
	.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));

/** Runs one test file as `npm run test:unit` runs all of them, with another limit for a test. */
const runAsUnitTest = async (t: HasAfter, text: string, limit = 120_000) => {
	const folder = temporaryDirectory(t);
	const file = path.join(folder, 'one.test.mjs');
	writeFileSync(file, `import {after, afterEach, before, describe, test} from 'node:test';\n${text}`);
	const entry = path.join(folder, 'entry.mjs');
	const call = `await loadTests(${JSON.stringify(file)});`;
	writeFileSync(entry, `import {loadTests} from ${JSON.stringify(loader)};\n${call}\n`);
	const [program, ...flags] = (scripts['test:unit'] ?? '').split(' ');
	assert.deepEqual([program, flags.pop()], ['node', 'test/unit.ts']);
	const limited = flags.map(flag => (flag.startsWith('--test-timeout=') ? `--test-timeout=${limit}` : flag));
	const child = spawn(process.execPath, [...limited, entry], {
		cwd: root,
		env: testEnvironment(folder),
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: 60_000,
		killSignal: 'SIGKILL',
	});
	const [stdout, stderr, [status]] = await Promise.all([
		textOf(child.stdout),
		textOf(child.stderr),
		once(child, 'close'),
	]);
	return {status: status as number | null, stdout, stderr};
};

test('a file that ends the process of the tests with 0 fails them, and one that does not does not', async t => {
	const ended = await runAsUnitTest(t, `test('one', () => process.exit(0));`);
	assert.deepEqual([ended.status, /before their end/.test(ended.stderr)], [1, true]);
	const whole = await runAsUnitTest(t, `test('one', () => undefined);`);
	assert.deepEqual([whole.status, whole.stderr], [0, '']);
});

/** Each way in which a file of tests can fail. */
const failures: ReadonlyArray<readonly [what: string, text: string, limit?: number]> = [
	['a test', `test('one', () => { throw new Error('broken'); });`],
	['a promise of a test', `test('one', async () => { await Promise.reject(new Error('broken')); });`],
	[
		'a subtest that nothing waits for',
		`test('one', t => { t.test('two', () => { throw new Error('broken'); }); });`,
	],
	['a hook before a file', `before(() => { throw new Error('broken'); }); test('one', () => undefined);`],
	['a hook behind a file', `after(() => { throw new Error('broken'); }); test('one', () => undefined);`],
	[
		'a hook behind a suite',
		`describe('all', () => { after(() => { throw new Error('broken'); }); test('one', () => undefined); });`,
	],
	[
		'a hook behind a test',
		`describe('all', () => { afterEach(() => { throw new Error('broken'); }); test('one', () => undefined); });`,
	],
	['the clean-up of a test', `test('one', t => { t.after(() => { throw new Error('broken'); }); });`],
	['a file that cannot be loaded', `import './nowhere.mjs'; test('one', () => undefined);`],
	['a file that throws', `test('one', () => undefined); throw new Error('broken');`],
	[
		'an error outside of every test',
		`test('one', () => undefined); setTimeout(() => { throw new Error('broken'); });`,
	],
	[
		'a rejection outside of every test',
		`test('one', () => undefined); void Promise.reject(new Error('broken'));`,
	],
	[
		'a test that never ends',
		`test('one', () => new Promise(() => setInterval(() => undefined, 1000)));`,
		2000,
	],
	[
		'a hook that never ends',
		`before(() => new Promise(() => setInterval(() => undefined, 1000)), {timeout: 500}); test('one', () => undefined);`,
		2000,
	],
];

test('each kind of failure fails the run', async t => {
	const runs = failures.map(async ([what, text, limit]) => {
		const {status, stdout, stderr} = await runAsUnitTest(t, text, limit);
		assert.notEqual(status, 0, `${what}: ${stdout}${stderr}`);
		assert.notEqual(status, null, what);
	});
	await Promise.all(runs);
});

test('what was skipped is named at the end, with what it needs', async t => {
	const {status, stdout} = await runAsUnitTest(
		t,
		`test('with fish', {skip: 'needs fish'}, () => undefined); test('one', () => undefined);`,
	);
	assert.equal(status, 0);
	assert.match(stdout, /^Skipped \(needs fish\): with fish$/m);
});

test('what is done before or after each test is that of a suite: outside of one it would be done for the tests of all files', () => {
	const files = globSync('test/**/*.{ts,tsx}', {cwd: root});
	const offenders = files.filter(file => {
		const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
		const hooks = lines.filter(line => /\b(?:before|after)Each\(/.test(line));
		return hooks.some(line => !line.startsWith('\t') || !/\.test\.tsx?$/.test(file));
	});
	assert.ok(files.length > 100);
	assert.deepEqual(offenders, []);
});
