import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {test} from 'node:test';
import {temporaryDirectory} from '../helpers/temporary.js';

const root = join(import.meta.dirname, '../..');
const token = `1000.${'ab'.repeat(16)}.${'cd'.repeat(16)}`;

/** The program, and a fault outside of every call: in an event of its own, with a token in its words. */
const faulty = (folder: string, ...args: readonly string[]) => {
	const body = `
		const {main} = await import('./source/program/main.ts');
		setTimeout(() => {
			throw new Error('lost ${token}', {cause: new TypeError('refresh_token=${token}')});
		});
		await main(['list', ...${JSON.stringify(args)}]);
		setInterval(() => undefined, 1000);
	`;
	return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', body], {
		cwd: root,
		encoding: 'utf8',
		timeout: 30_000,
		env: {PATH: process.env.PATH ?? '', ZCONN_CONFIG_DIR: folder},
	});
};

test('a fault outside of every call is told like any other, without secrets, with exit code 1', t => {
	const {status, stderr} = faulty(temporaryDirectory(t));
	assert.equal(status, 1);
	assert.match(stderr, /✖ Internal error in zconn: lost \[redacted token\]\n {2}Your saved/);
	assert.doesNotMatch(stderr, /abab|throw new Error|\n {4}at /);
});

test('with --debug the stack and the cause come along, without secrets', t => {
	const {status, stderr} = faulty(temporaryDirectory(t), '--debug');
	assert.equal(status, 1);
	assert.match(stderr, /\n {4}at /);
	assert.match(stderr, /caused by TypeError: refresh_token=\[redacted\]/);
	assert.doesNotMatch(stderr, /abab/);
});

test('with --json it is one JSON object', t => {
	const {stderr, stdout} = faulty(temporaryDirectory(t), '--json');
	assert.match(stdout, /"connections": \[\]/);
	const {format, error} = JSON.parse(stderr);
	assert.deepEqual([format, error.id], [1, 'fault']);
	assert.match(error.message, /lost \[redacted token\]\. Your saved connections are untouched\.$/);
});
