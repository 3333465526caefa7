import assert from 'node:assert/strict';
import {chmodSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {endOfUnstarted, runChild} from '../../../source/io/system/run-child.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

const start = async (command: string, folders: readonly string[]) => {
	const PATH = [...folders, process.env.PATH].join(path.delimiter);
	const end = await runChild([command], {environment: {PATH}, isTerminal: false});
	return end.ok ? 'started' : [endOfUnstarted(end.refusal), end.refusal.why];
};

const missing = [127, 'There is no such program on the PATH.'];

test('a program that is nowhere is not found, and one that may not be run is refused', async t => {
	const folder = temporaryDirectory(t);
	writeFileSync(path.join(folder, 'no-program'), '', {mode: 0o644});
	assert.deepEqual(await start('no-such-program-anywhere', [folder]), missing);
	if (process.platform === 'win32') return;
	assert.deepEqual(await start('no-program', [folder]), [126, 'It is there, but may not be run.']);
	assert.deepEqual(await start(folder, []), [126, 'It is there, but may not be run.']);
});

const isRoot = process.platform === 'win32' || process.getuid?.() === 0;

test('a folder of the PATH that this user may not search says nothing about the program', {
	skip: isRoot && 'NOT TESTED with a closed folder on the PATH: it takes a user who is not root',
}, async t => {
	const closed = temporaryDirectory(t);
	chmodSync(closed, 0o000);
	const ended = await start('no-such-program-anywhere', [closed]);
	chmodSync(closed, 0o700);
	assert.deepEqual(ended, missing);
});
