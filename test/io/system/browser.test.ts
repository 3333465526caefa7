import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {Environment} from '../../../source/io/ports.js';
import {createBrowser, splitCommand} from '../../../source/io/system/browser.js';
import {temporaryFolder} from '../helpers/files.js';

const url = 'https://accounts.zoho.com/oauth/v2/auth?scope=A,B&state=x%20y&prompt=consent';

/** A program that writes its arguments, one a line, into a file. */
const recorder = (t: TestContext) => {
	const folder = temporaryFolder(t);
	const command = path.join(folder, 'my browser');
	const record = path.join(folder, 'arguments');
	fs.writeFileSync(command, `#!/bin/sh\nfor word in "$@"; do echo "$word"; done > '${record}'\n`, {
		mode: 0o755,
	});
	return {command, seen: () => fs.readFileSync(record, 'utf8').trim().split('\n')};
};

const browser = (environment: Environment, openDefault?: (url: string) => Promise<ChildProcess>) =>
	createBrowser({
		environment,
		platform: 'linux',
		exists: file => !file.startsWith('/.dockerenv') && !file.startsWith('/run/') && fs.existsSync(file),
		openDefault: openDefault ?? (() => assert.fail('The default browser was tried.')),
	});

test('BROWSER is run without a shell and gets the whole URL, with or without %s', async t => {
	const {command, seen} = recorder(t);
	assert.deepEqual(await browser({BROWSER: command}).open(url), {isOpen: true, note: ''});
	assert.deepEqual(seen(), [url]);
	await browser({BROWSER: `"${command}" --new-window '%s' --flag=$HOME;ls`}).open(url);
	assert.deepEqual(seen(), ['--new-window', url, '--flag=$HOME;ls']);
	await browser({BROWSER: `/does/not/exist:"${command}" -x`}).open(url);
	assert.deepEqual(seen(), ['-x', url]);
});

test('BROWSER that is missing or fails is a note, never a crash', async () => {
	const missing = await browser({BROWSER: '/does/not/exist'}).open(url);
	assert.equal(missing.isOpen, false);
	assert.match(missing.note, /ENOENT/);
	const failed = await browser({BROWSER: 'false', PATH: process.env.PATH}).open(url);
	assert.equal(failed.isOpen, false);
	assert.match(failed.note, /code 1/);
});

test('BROWSER=none or empty opens nothing', async () => {
	for (const BROWSER of ['none', 'NONE', '', '  ']) {
		const outcome = await browser({BROWSER, DISPLAY: ':0'}).open(url);
		assert.equal(outcome.isOpen, false);
		assert.match(outcome.note, /BROWSER/);
	}
});

test('nothing is tried without a display, nor in an SSH session', async () => {
	const headless = await browser({}).open(url);
	assert.equal(headless.isOpen, false);
	assert.match(headless.note, /display/);
	const ssh = await browser({SSH_CONNECTION: '1 2 3 4'}).open(url);
	assert.equal(ssh.isOpen, false);
	assert.match(ssh.note, /SSH/);
});

test('otherwise the system is asked; its failures are notes', async () => {
	const asked: string[] = [];
	const start = (command: string) => async (target: string) => {
		asked.push(target);
		return spawn(command, {stdio: 'ignore'});
	};
	assert.deepEqual(await browser({DISPLAY: ':0'}, start('true')).open(url), {isOpen: true, note: ''});
	assert.deepEqual(await browser({WSL_DISTRO_NAME: 'Ubuntu'}, start('true')).open(url), {
		isOpen: true,
		note: '',
	});
	assert.deepEqual(asked, [url, url]);
	assert.equal((await browser({DISPLAY: ':0'}, start('false')).open(url)).isOpen, false);
	assert.equal((await browser({DISPLAY: ':0'}, start('/does/not/exist')).open(url)).isOpen, false);
	const thrown = await browser({DISPLAY: ':0'}, async () => {
		throw Object.assign(new Error('no'), {code: 'EACCES'});
	}).open(url);
	assert.equal(thrown.isOpen, false);
	assert.match(thrown.note, /EACCES/);
});

test('only web addresses, and none with controls, blanks or the like', async () => {
	for (const bad of [
		'file:///etc/passwd',
		'javascript:alert(1)',
		'--help',
		'https://a.example/\u{1b}[2J',
		'https://a.example/\nx',
		'https://a.example/ --flag',
		'https://a.example/\u{202e}x',
		'',
	]) {
		assert.equal((await browser({DISPLAY: ':0', BROWSER: '/bin/true'}).open(bad)).isOpen, false, bad);
	}
});

test('a launcher that goes on running is not waited for', async () => {
	const running: ChildProcess[] = [];
	const patient = createBrowser({
		environment: {DISPLAY: ':0'},
		platform: 'linux',
		settleTime: 5,
		openDefault: async () => {
			const child = spawn('sleep', ['60'], {stdio: 'ignore'});
			running.push(child);
			return child;
		},
	});
	assert.deepEqual(await patient.open(url), {isOpen: true, note: ''});
	for (const child of running) child.kill();
	assert.equal(running.length, 1);
});

test('a command is split at blanks outside of quotes', () => {
	assert.deepEqual(splitCommand(`  open -a "Google Chrome" '%s' a"b c"d `), [
		'open',
		'-a',
		'Google Chrome',
		'%s',
		'ab cd',
	]);
	assert.deepEqual(splitCommand(''), []);
});
