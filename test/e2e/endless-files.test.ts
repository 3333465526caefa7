import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {runProgram} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {openMachine} from '../soak/machine.js';

const onUnix = {skip: process.platform === 'win32' && 'there is no /dev/zero, and no named pipe in a folder'};

/** A text that is as long as wanted and has no end within any bound. */
const endless = '/dev/zero';

test(
	'a file that a variable names may have no end, or never begin: exit 6, and nothing is done',
	onUnix,
	async t => {
		using machine = openMachine('http://localhost:9/token', 1);
		const pipe = join(temporaryDirectory(t), 'pipe');
		execFileSync('mkfifo', [pipe]);
		const before = machine.file();
		const flag = ['--config-dir', machine.folder];
		const runs = [endless, pipe].flatMap(file => [
			runProgram(['secrets', 'key', ...flag], {env: {ZCONN_KEY_FILE: file}}),
			runProgram(['store', 'status', ...flag], {env: {ZCONN_STORE_FILE: file}}),
			runProgram(['store', 'status', ...flag], {
				env: {ZCONN_STORE: 'postgres://localhost:9/zconn', ZCONN_STORE_KEY_FILE: file},
			}),
		]);
		for (const {code, stderr} of await Promise.all(runs)) {
			assert.equal(code, 6, stderr);
			assert.match(stderr, /far longer|no program writes/);
		}
		assert.deepEqual(machine.file(), before);
	},
);

test(
	'a command for a key that prints without end is told as that, and a key is not waited for where none can be',
	onUnix,
	async t => {
		using machine = openMachine('http://localhost:9/token', 1);
		const {code, stderr} = await runProgram(['secrets', 'key', '--config-dir', machine.folder], {
			env: {ZCONN_KEY_COMMAND: 'yes'},
		});
		assert.equal(code, 6, stderr);
		assert.match(stderr, /ZCONN_KEY_COMMAND[\s\S]*without end/);
		assert.doesNotMatch(stderr, /PASSPHRASE/);
		for (const file of ['/proc/x/key', '/dev/null/x/key']) {
			const made = await runProgram(['secrets', 'key', '--config-dir', machine.folder], {
				env: {ZCONN_KEY_FILE: file},
			});
			assert.equal(made.code, 6, made.stderr);
		}
		const powershell = join(temporaryDirectory(t), 'key.txt');
		writeFileSync(powershell, `\uFEFF${'A'.repeat(43)}=\r\n`, {encoding: 'utf16le', mode: 0o600});
		const sealed = await runProgram(['secrets', 'key', '--config-dir', machine.folder], {
			env: {ZCONN_KEY_FILE: powershell},
		});
		assert.equal(sealed.code, 0, sealed.stderr);
		const empty = join(temporaryDirectory(t), 'empty');
		writeFileSync(empty, '');
		const none = await runProgram(['secrets', 'key', '--config-dir', machine.folder], {
			env: {ZCONN_KEY_FILE: empty},
		});
		assert.equal(none.code, 6, none.stderr);
	},
);
