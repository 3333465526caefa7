import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {temporaryFolder} from '../helpers/files.js';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../helpers/open-as.ts', import.meta.url));

/** What a shell of the system would cut or expand: &, %XX, quotes of every kind, $, ^, ;. */
const url = `https://accounts.zoho.com/oauth/v2/auth?scope=A.READ,B.ALL&state=x%20y&redirect_uri=http%3A%2F%2Flocalhost%3A8790%2Fcallback&odd=$HOME;'^%PATH%&${'long='.padEnd(900, 'x')}`;

/** A program of the other system that writes down its arguments, one a line. */
const recorder = (t: TestContext, file: (folder: string) => string) => {
	const folder = temporaryFolder(t);
	const record = path.join(folder, 'arguments');
	fs.writeFileSync(
		file(folder),
		`#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word"; done > '${record}'\n`,
		{
			mode: 0o755,
		},
	);
	return {folder, seen: () => fs.readFileSync(record, 'utf8').trim().split('\n')};
};

const openAs = async (platform: 'win32' | 'darwin', env: Readonly<Record<string, string>>) => {
	const {stdout} = await run(process.execPath, ['--import', 'tsx', script, platform, url], {
		env: {PATH: process.env.PATH, ...env},
	});
	return JSON.parse(stdout);
};

test('on Windows the opener gets the whole address, as one text that its shell takes as it is', async t => {
	// The name of one file here; a path to PowerShell there.
	const windows = recorder(t, folder =>
		path.join(folder, String.raw`root\System32\WindowsPowerShell\v1.0\powershell.exe`),
	);
	const outcome = await openAs('win32', {SYSTEMROOT: path.join(windows.folder, 'root')});
	assert.deepEqual(outcome, {isOpen: true, note: ''});
	const given = windows.seen();
	assert.equal(given.at(-2), '-EncodedCommand');
	const command = Buffer.from(given.at(-1) ?? '', 'base64').toString('utf16le');
	// Between single quotes PowerShell expands nothing; a quote is doubled.
	assert.ok(command.endsWith(`Start '${url.replaceAll("'", "''")}'`), command);
});

test('on macOS the opener gets the whole address as one argument', async t => {
	const mac = recorder(t, folder => path.join(folder, 'open'));
	const outcome = await openAs('darwin', {PATH: `${mac.folder}:${process.env.PATH}`});
	assert.deepEqual(outcome, {isOpen: true, note: ''});
	assert.deepEqual(mac.seen(), [url]);
});
