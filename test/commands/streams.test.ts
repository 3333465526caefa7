import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, openSync, readFileSync} from 'node:fs';
import {devNull} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {temporaryFile} from '../build/bundled.js';

const streams = new URL('../../source/commands/streams.ts', import.meta.url).href;

/** Node with a program that has our streams, on sources. */
const nodeWith = (body: string): readonly string[] => [
	'--import',
	'tsx',
	'--input-type=module',
	'--eval',
	`import {processStreams} from ${JSON.stringify(streams)};\n${body}`,
];

const root = join(import.meta.dirname, '../..');

test('data goes into a pipe without a stream being made', () => {
	const {stdout, stderr} = spawnSync(
		process.execPath,
		nodeWith(`
			const made = [];
			const {get} = Object.getOwnPropertyDescriptor(process, 'stdout');
			Object.defineProperty(process, 'stdout', {get() { made.push('stdout'); return get.call(process); }});
			processStreams.writeData('1000.tökén\\n');
			process.stderr.write(JSON.stringify(made));
		`),
		{cwd: root, encoding: 'utf8'},
	);
	assert.equal(stdout, '1000.tökén\n');
	assert.equal(stderr, '[]');
});

test('data goes into a file', () => {
	const path = temporaryFile('out', '');
	const file = openSync(path, 'w');
	const {status} = spawnSync(process.execPath, nodeWith("processStreams.writeData('token\\n');"), {
		cwd: root,
		stdio: ['ignore', file, 'inherit'],
	});
	closeSync(file);
	assert.equal(status, 0);
	assert.equal(readFileSync(path, 'utf8'), 'token\n');
});

test('what a full pipe does not take at once arrives later', async () => {
	const size = 3_000_000;
	const child = spawn(process.execPath, nodeWith(`processStreams.writeData('x'.repeat(${size}) + '\\n');`), {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	assert.equal(await text(child.stdout), `${'x'.repeat(size)}\n`);
});

test('a reader that has gone ends the program as it ends any other', async () => {
	const child = spawn(process.execPath, nodeWith("processStreams.writeData('x'.repeat(3_000_000));"), {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.destroy();
	const [said] = await Promise.all([text(child.stderr), once(child, 'exit')]);
	assert.match(said, /EPIPE/);
});

test('a device is left to its stream, which may be a terminal', () => {
	const {stderr} = spawnSync(
		process.execPath,
		nodeWith('process.stderr.write(String(processStreams.writeData));'),
		{cwd: root, encoding: 'utf8', stdio: ['ignore', openSync(devNull, 'w'), 'pipe']},
	);
	assert.equal(stderr, 'undefined');
});
