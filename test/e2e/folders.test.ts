import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chownSync, copyFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {printConnectionsFile} from '../../source/connection/file/format.js';
import {distCli, runProgram} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {fileWith} from '../io/helpers/files.js';

const onLinux = {
	skip: process.platform === 'linux' ? false : 'only Linux has a folder in which nobody can make another',
};

test(
	'a folder that cannot be made is refused within a second or so, by the flag and by the variable',
	onLinux,
	async () => {
		for (const folder of ['/proc/x', '/proc/x/y', '/dev/null/x', '/sys/x']) {
			const began = performance.now();
			const results = await Promise.all([
				runProgram(['secrets', 'plain', '--config-dir', folder]),
				runProgram(['secrets', 'plain'], {env: {ZCONN_CONFIG_DIR: folder}}),
				runProgram(['practice', '--serve', '--config-dir', folder]),
			]);
			for (const {code, stderr} of results) {
				assert.equal(code, 6, `${folder}: ${stderr}`);
				assert.doesNotMatch(stderr, /Internal error/);
			}
			// Three programs at once, on a machine that may be busy; before, none of them ever ended.
			assert.ok(performance.now() - began < 15_000);
		}
	},
);

test('an empty --config-dir is misuse for every command, as text and as JSON', async () => {
	for (const args of [['list'], ['token', 'x'], ['doctor'], ['practice', 'list']]) {
		const {code, stdout, stderr} = await runProgram(['--config-dir', '', ...args]);
		assert.equal(code, 2, stderr);
		assert.equal(stdout, '');
		assert.match(stderr, /^✖ --config-dir has no value\.\n/);
	}
	const {code, stderr} = await runProgram(['list', '--json', '--config-dir', '']);
	assert.equal(code, 2);
	assert.equal(JSON.parse(stderr).error.id, 'wrong-use');
});

const asStranger = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
	spawnSync('setpriv', ['--reuid=54321', '--clear-groups', process.execPath, distCli, ...args], {
		encoding: 'utf8',
		cwd: '/',
		env: {PATH: process.env.PATH, ...env},
	});

test('without HOME and without an entry for the user a named folder is enough, and else the refusal says so', {
	skip:
		process.getuid?.() === 0 && asStranger({HOME: '/'}, '--version').status === 0
			? false
			: 'NOT TESTED without a home: it takes root and setpriv',
}, t => {
	const folder = temporaryDirectory(t);
	const file = join(folder, 'connections.json');
	writeFileSync(file, printConnectionsFile(fileWith()), {mode: 0o600});
	for (const place of [folder, file]) chownSync(place, 54_321, 54_321);
	const named = asStranger({ZCONN_CONFIG_DIR: folder}, 'rename', 'books', 'Ledger');
	assert.equal(named.status, 0, named.stderr);
	const unnamed = asStranger({}, 'list');
	assert.equal(unnamed.status, 6);
	assert.match(unnamed.stderr, /^✖ There is no home folder[\s\S]*--config-dir/);
});

test('a umask that takes the rights of the owner too locks no one out of what is written', async t => {
	const folder = temporaryDirectory(t);
	writeFileSync(join(folder, 'connections.json'), printConnectionsFile(fileWith()), {mode: 0o600});
	const before = process.umask(0o777);
	const running = runProgram(['rename', 'books', 'Ledger', '--config-dir', folder]);
	process.umask(before);
	assert.equal((await running).code, 0, (await running).stderr);
	const modes = readdirSync(folder).map(name => [name, statSync(join(folder, name)).mode & 0o777]);
	assert.deepEqual(
		modes.filter(([, mode]) => mode !== 0o600),
		[],
	);
});

test('where its own files cannot be loaded the program says so itself, without a trace', t => {
	const place = temporaryDirectory(t);
	copyFileSync(distCli, join(place, 'cli.mjs'));
	const {status, stderr} = spawnSync(process.execPath, [join(place, 'cli.mjs'), 'list'], {encoding: 'utf8'});
	assert.equal(status, 1);
	assert.match(stderr, /^✖ zconn could not be loaded: .*\n {2}Check "ulimit -n"/);
	assert.doesNotMatch(stderr, /^\s+at |node:internal/m);
});
