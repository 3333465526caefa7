import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import fc from 'fast-check';
import {callUse, pathForLog} from '../../../source/io/log/calls.js';
import {createNoteUse, logName, longestLog, olderLogName} from '../../../source/io/log/note.js';
import {readUses} from '../../../source/io/log/read.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

const allOf = (folder: string, limit = 1_000_000) => {
	const uses = readUses(folder, {limit});
	assert.ok(uses.ok);
	return uses.value;
};

test('uses are read as they were noted, the newest first, by name and up to a limit', () => {
	const folder = temporaryDirectory();
	const note = createNoteUse({folder, environment: {}});
	note({command: 'token', connection: 'books'});
	note({command: 'exec', connection: 'crm', refusal: 'invalid-code'});
	note({command: 'api', connection: 'books', method: 'GET', path: '/books/v3/contacts', status: 200});
	const uses = allOf(folder);
	assert.deepEqual(
		uses.map(({at: _at, ...use}) => use),
		[
			{
				command: 'api',
				connection: 'books',
				method: 'GET',
				path: '/books/v3/contacts',
				status: 200,
				refusal: null,
			},
			{command: 'exec', connection: 'crm', method: null, path: null, status: null, refusal: 'invalid-code'},
			{command: 'token', connection: 'books', method: null, path: null, status: null, refusal: null},
		],
	);
	for (const {at} of uses) assert.equal(new Date(at).toISOString(), at);
	assert.equal(fs.statSync(path.join(folder, logName)).mode & 0o777, 0o600);
	const some = readUses(folder, {name: 'books', limit: 1});
	assert.ok(some.ok);
	assert.deepEqual(
		some.value.map(({command}) => command),
		['api'],
	);
});

test('nothing is written where it is turned off, where the folder is missing, or to what is no file of ours', () => {
	const folder = temporaryDirectory();
	const use = {command: 'token', connection: 'books'} as const;
	createNoteUse({folder, environment: {ZCONN_LOG: 'off'}})(use);
	createNoteUse({folder: path.join(folder, 'none'), environment: {}})(use);
	assert.deepEqual(fs.readdirSync(folder), []);
	const elsewhere = path.join(folder, 'elsewhere');
	fs.writeFileSync(elsewhere, '');
	fs.symlinkSync(elsewhere, path.join(folder, logName));
	createNoteUse({folder, environment: {}})(use);
	assert.equal(fs.readFileSync(elsewhere, 'utf8'), '');
	fs.rmSync(path.join(folder, logName));
	fs.mkdirSync(path.join(folder, logName));
	createNoteUse({folder, environment: {}})(use);
});

test('a mode that others could read is taken back, and lines that were cut short are left out', () => {
	const folder = temporaryDirectory();
	const file = path.join(folder, logName);
	fs.writeFileSync(file, '{"at":"2026-11-24T13:31:07.000Z","comm\nnot json\n{"at":1}\n', {mode: 0o644});
	createNoteUse({folder, environment: {}})({command: 'token', connection: 'books'});
	assert.equal(fs.statSync(file).mode & 0o777, 0o600);
	assert.equal(allOf(folder).length, 1);
});

test('it is kept small: a full log becomes the older one, and the one before that goes', () => {
	const folder = temporaryDirectory();
	const note = createNoteUse({folder, environment: {}});
	const long = '/x'.repeat(1000);
	for (let index = 0; index < 5000; index++)
		note({command: 'api', connection: `c${index}`, method: 'GET', path: long, status: 200});
	const sizes = [logName, olderLogName].map(name => fs.statSync(path.join(folder, name)).size);
	for (const size of sizes) assert.ok(size <= longestLog + 1000, `${size} bytes`);
	const uses = allOf(folder);
	assert.equal(uses[0]?.connection, 'c4999');
	assert.ok(uses.length > 1000);
	assert.deepEqual(fs.readdirSync(folder).toSorted(), [logName, olderLogName]);
});

test('a turn that a killed program left is taken over', () => {
	const folder = temporaryDirectory();
	const claim = path.join(folder, `${logName}.turn`);
	fs.writeFileSync(path.join(folder, logName), `${'x'.repeat(longestLog + 1)}\n`, {mode: 0o600});
	fs.writeFileSync(claim, '');
	fs.utimesSync(claim, 0, 0);
	const note = createNoteUse({folder, environment: {}});
	for (const connection of ['a', 'b', 'c']) note({command: 'token', connection});
	assert.ok(fs.existsSync(path.join(folder, olderLogName)));
	assert.deepEqual(
		allOf(folder).map(({connection}) => connection),
		['c', 'b', 'a'],
	);
});

test('many programs write whole lines, and none is lost', async () => {
	const folder = temporaryDirectory();
	const script = `
		import {createNoteUse} from ${JSON.stringify(fileURLToPath(new URL('../../../source/io/log/note.ts', import.meta.url)))};
		const note = createNoteUse({folder: process.argv[1], environment: {}});
		for (let i = 0; i < 500; i++) note({command: 'api', connection: process.argv[2], method: 'GET', path: '/books/v3/' + i, status: 200});
	`;
	const writers = ['one', 'two', 'three', 'four'];
	await Promise.all(
		writers.map(name =>
			once(
				spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder, name], {
					stdio: 'inherit',
					cwd: path.dirname(fileURLToPath(import.meta.url)),
				}),
				'close',
			),
		),
	);
	const uses = allOf(folder);
	for (const name of writers) assert.equal(uses.filter(({connection}) => connection === name).length, 500);
});

test('a note takes a fraction of a millisecond', () => {
	const folder = temporaryDirectory();
	const note = createNoteUse({folder, environment: {}});
	const times = Array.from({length: 201}, () => {
		const start = performance.now();
		note({command: 'token', connection: 'books'});
		return performance.now() - start;
	});
	const median = times.toSorted((one, other) => one - other)[100] ?? Number.POSITIVE_INFINITY;
	// It is a tenth of that; other tests run at the same time.
	assert.ok(median < 3, `${median} ms`);
});

test('property: no query, host, line break or token gets into the log', () => {
	const token = `1000.${'0123456789abcdef'.repeat(2)}.${'fedcba9876543210'.repeat(2)}`;
	fc.assert(
		fc.property(
			fc.webUrl({withQueryParameters: true, withFragments: true}),
			fc.string(),
			fc.boolean(),
			(url, text, isPath) => {
				const given = isPath ? text : url;
				const logged = pathForLog(`${given}/${token}?secret=${token}#x`);
				assert.ok(!logged.includes(token));
				assert.doesNotMatch(logged, /[?#\n\r]/);
				// A path may hold anything, "://" too; of an address nothing stands before it.
				assert.ok(isPath || logged.startsWith('/'), logged);
			},
		),
		{numRuns: 40},
	);
	assert.deepEqual(
		callUse('mcp', {connection: 'a', method: 'GET', path: 'https://x.example/b?c'}, 'wrong-use'),
		{
			command: 'mcp',
			connection: 'a',
			method: 'GET',
			path: '/b',
			refusal: 'wrong-use',
		},
	);
});

test('a token that was typed in place of a name is not remembered', () => {
	const folder = temporaryDirectory();
	const note = createNoteUse({folder, environment: {}});
	const half = 'ab'.repeat(16);
	for (const connection of [`1000.${half}.${half}`, 'ab'.repeat(21)])
		note({command: 'token', connection, refusal: 'no-such-connection'});
	assert.deepEqual(
		allOf(folder).map(({connection}) => connection),
		['[redacted]', '[redacted]'],
	);
});
