import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, existsSync, openSync, readFileSync} from 'node:fs';
import {devNull} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {temporaryFile} from '../../build/bundled.js';

const streams = new URL('../../../source/kit/output/streams.ts', import.meta.url).href;

/** Node with a program that has our streams, on sources. */
const nodeWith = (body: string): readonly string[] => [
	'--import',
	'tsx',
	'--input-type=module',
	'--eval',
	`import {processStreams} from ${JSON.stringify(streams)};\n${body}`,
];

const root = join(import.meta.dirname, '../../..');

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

/** Every way that output takes; the word on stderr is from behind them all. */
const everyWay = `
	processStreams.writeData?.('x'.repeat(3_000_000));
	processStreams.stdout.write('y'.repeat(3_000_000));
	setTimeout(() => {
		processStreams.stdout.write('z');
		processStreams.stderr.write('worked on');
	}, 50);
`;

test('a reader that has gone is no failure: what is under way goes on to its end, and nothing is said', async () => {
	const child = spawn(process.execPath, nodeWith(everyWay), {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
	child.stdout.destroy();
	const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
	assert.deepEqual([code, said], [0, 'worked on']);
});

test('output that cannot be written is a refusal, with the exit code of files; the work goes on', {
	skip: existsSync('/dev/full') ? false : 'there is no /dev/full',
}, () => {
	const {status, stderr} = spawnSync(process.execPath, nodeWith(`${everyWay} process.exitCode = 0;`), {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
	});
	assert.equal(status, 6);
	assert.equal(
		stderr,
		'✖ stdout could not be written (ENOSPC).\n  What is there is not whole.\n  Run it again where there is room for it.\nworked on',
	);
});

test('a stderr without a reader ends nothing', async () => {
	const body = `
		processStreams.stderr.write('x'.repeat(3_000_000));
		setTimeout(() => processStreams.writeData('worked on'), 50);
	`;
	const child = spawn(process.execPath, nodeWith(body), {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
	child.stderr.destroy();
	const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
	assert.deepEqual([code, said], [0, 'worked on']);
});

test('a device is left to its stream, which may be a terminal', () => {
	const {stderr} = spawnSync(
		process.execPath,
		nodeWith('process.stderr.write(String(processStreams.writeData));'),
		{cwd: root, encoding: 'utf8', stdio: ['ignore', openSync(devNull, 'w'), 'pipe']},
	);
	assert.equal(stderr, 'undefined');
});
