import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {testEnvironment} from '../helpers/environment.js';
import {canRun} from '../helpers/installed.js';
import {distCli} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {connect, endTokens, openRegistered} from './connect-scene.js';

const folder = fileURLToPath(new URL('../../examples/', import.meta.url));
const scene = await openRegistered();
after(() => scene[Symbol.asyncDispose]());
await connect(scene, {connectionName: 'Zoho'});

const bin = temporaryDirectory();
writeFileSync(join(bin, 'zconn'), `#!/bin/sh\nexec '${process.execPath}' '${distCli}' "$@"\n`, {mode: 0o755});
const environment = testEnvironment(temporaryDirectory(), {
	...scene.environment,
	PATH: `${bin}:${process.env.PATH}`,
	ZCONN_EXPORT_PASSPHRASE: 'correct horse battery',
});

// Not spawnSync: the practice Zoho that these ask is in this process.
const run = async (command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
	const child = spawn(command, args, {
		cwd: folder,
		env: {...environment, ...more},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const [stdout, stderr, [status]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'close'),
	]);
	return {status: Number(status), stdout, stderr};
};

const inShell = (script: string, more?: Readonly<Record<string, string>>) => run('sh', ['-c', script], more);

const withoutCurl = {skip: canRun('curl') ? false : 'needs curl'};

test('the table of the examples has each of them', () => {
	const told = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| \[([^\]]+)\]/gm)].map(
		([, name]) => name,
	);
	const there = readdirSync(folder).filter(name => name !== 'README.md');
	assert.deepEqual(told.toSorted(), there.toSorted());
});

test('the shell script', withoutCurl, async () => {
	const {status, stdout, stderr} = await inShell('./organizations.sh');
	assert.deepEqual([status, stderr], [0, '']);
	assert.match(stdout, /"organizations"/);
	const gone = await inShell('./organizations.sh nowhere');
	assert.deepEqual([gone.status, gone.stdout], [5, '']);
});

test('the Node program', async () => {
	const program = join(folder, 'organizations.mjs');
	const {status, stdout, stderr} = await run(process.execPath, [program]);
	assert.deepEqual([status, stderr], [0, '']);
	assert.match(stdout, /^\S.*\n/);
	assert.equal((await run(process.execPath, [program, 'nowhere'])).status, 5);
});

test('the Python program behind the door', {skip: canRun('python3') ? false : 'needs python3'}, async () => {
	const {status, stdout, stderr} = await inShell('zconn proxy zoho --read-only -- ./report.py');
	assert.deepEqual([status, stderr], [0, '']);
	assert.match(stdout, /^\S.*\n/);
	const foreign = await inShell('zconn proxy zoho -- ./report.py nowhere');
	assert.deepEqual([foreign.status, foreign.stdout], [1, '']);
	assert.match(foreign.stderr, /zconn proxy NAME/);
});

test('the cron entries print nothing as long as all is well', async () => {
	const lines = readFileSync(join(folder, 'crontab'), 'utf8').split('\n');
	const entries = lines.filter(line => /^[\d*]/.test(line));
	assert.equal(entries.length, 2);
	for (const entry of entries) {
		// cron would take it for a line end.
		assert.ok(!entry.includes('%'), entry);
		const command = entry.split(' ').slice(5).join(' ');
		assert.match(command, /^zconn /);
		const {status, stdout, stderr} = await inShell(command);
		assert.deepEqual([status, stdout, stderr], [0, '', ''], entry);
	}
});

test('the systemd unit starts what the program understands', async () => {
	const unit = join(folder, 'zconn-keep.service');
	const [, command = ''] = /^ExecStart=\/usr\/bin\/env (.+)$/m.exec(readFileSync(unit, 'utf8')) ?? [];
	// systemd reads two dollars as one.
	const {status, stdout, stderr} = await inShell(`${command.replaceAll('$$', '$')} --once`);
	assert.deepEqual([status, stderr], [0, '']);
	assert.match(stdout, /^zoho {2}fresh {2}until /);
	if (!canRun('systemd-analyze')) return;
	const verified = await run('systemd-analyze', ['verify', '--user', unit], {
		XDG_RUNTIME_DIR: temporaryDirectory(),
	});
	assert.doesNotMatch(verified.stderr, /zconn-keep\.service:\d+:/);
});

test('the steps of the workflow, on a machine where nothing is saved yet', async () => {
	const exported = await inShell('zconn export zoho --with-secrets');
	assert.equal(exported.status, 0, exported.stderr);
	const workflow = readFileSync(join(folder, 'github-workflow.yml'), 'utf8');
	const steps = [...workflow.matchAll(/^ {6,8}(?:- )?run: (?:\|\n((?: {10}.*\n)+)|(.+)\n)/gm)]
		.map(([, block, line = '']) => (block ?? line).replaceAll(/^ {10}/gm, ''))
		.filter(step => !step.startsWith('npm '));
	assert.equal(steps.length, 2);
	const elsewhere = temporaryDirectory();
	// Where the practice Zoho is, a real job need not be told.
	writeFileSync(
		join(elsewhere, 'data-centers.json'),
		readFileSync(join(scene.folder, 'data-centers.json'), 'utf8'),
	);
	for (const step of steps) {
		const done = await inShell(step, {ZCONN_CONFIG_DIR: elsewhere, ZCONN_EXPORT: exported.stdout});
		assert.equal(done.status, 0, `${step}: ${done.stderr}`);
		if (step.includes('add-mask')) assert.match(done.stdout, /"organizations"/);
	}
});

test('the shell script says what to do when a person has to consent again', withoutCurl, async () => {
	await endTokens(scene);
	const {status, stderr} = await inShell('zconn token zoho --force > /dev/null; ./organizations.sh');
	assert.equal(status, 3);
	assert.match(stderr, /Ask a person to run: zconn reconnect zoho/);
});
