import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {longestConnectionsFile} from '../../../source/io/bounds.js';
import {readGivenFile} from '../../../source/io/file/bounded.js';
import {readKept} from '../../../source/io/file/kept.js';
import {temporaryFolder} from '../helpers/files.js';

const isLinux = process.platform === 'linux' ? false : 'pipes and devices of Linux';

const pipeIn = (t: TestContext): string => {
	const file = path.join(temporaryFolder(t), 'pipe');
	execFileSync('mkfifo', [file]);
	return file;
};

test('a file of ours that is longer than any can be is refused unread', t => {
	const file = path.join(temporaryFolder(t), 'connections.json');
	fs.writeFileSync(file, '');
	fs.truncateSync(file, longestConnectionsFile + 1);
	const read = readKept(file);
	assert.ok(!read.ok);
	assert.equal(read.refusal.exitCode, 6);
	assert.match(read.refusal.why, /far longer/);
});

const code = (name: string) => ({code: name});

test('a tilde is the home folder in the name of a file that a person gives, as in that of a variable', t => {
	const HOME = temporaryFolder(t);
	const environment = {HOME, USERPROFILE: HOME};
	fs.writeFileSync(path.join(HOME, 'secret'), 'text');
	assert.equal(readGivenFile('~/secret', 10, environment).toString(), 'text');
	assert.equal(readGivenFile(path.join(HOME, 'secret'), 10, environment).toString(), 'text');
	assert.throws(() => readGivenFile('~secret', 10, environment), code('ENOENT'));
	assert.throws(
		() => readGivenFile('', 10, environment),
		code('ENOENT'),
		'an empty name is not the folder one is in',
	);
	assert.throws(() => readGivenFile('./~/secret', 10, environment), code('ENOENT'));
});

test('a file that a person names may be a pipe, as long as a program writes to it', {skip: isLinux}, t => {
	const pipe = pipeIn(t);
	const writer = spawn('sh', ['-c', 'sleep 0.3; printf "first "; sleep 0.3; printf second'], {
		stdio: ['ignore', fs.openSync(pipe, fs.constants.O_RDWR), 'ignore'],
	});
	t.after(() => writer.kill());
	// The descriptor of this process keeps the pipe open for writing, so that its end has to come from the bound of silence or size.
	assert.throws(() => readGivenFile(pipe, 5), code('TOO_LONG'));
});

test('a pipe without a writer ends after some seconds, an endless device at its bound', {
	skip: isLinux,
}, t => {
	const began = performance.now();
	assert.throws(() => readGivenFile(pipeIn(t), 100), code('NO_WRITER'));
	assert.ok(performance.now() - began < 15_000);
	assert.throws(() => readGivenFile('/dev/zero', 1_000_000), code('TOO_LONG'));
	assert.throws(() => readGivenFile('/dev/urandom', 1_000_000), code('TOO_LONG'));
	assert.equal(readGivenFile('/dev/null', 100).length, 0);
});

test('what a shell makes of <(…) is read to its end', {skip: isLinux}, t => {
	const script = path.join(temporaryFolder(t), 'read.ts');
	const module = path.resolve('source/io/file/bounded.ts');
	fs.writeFileSync(
		script,
		`import {longestConnectionsFile} from '../../../source/io/bounds.js';
import {readGivenFile} from ${JSON.stringify(module)};\nprocess.stdout.write(readGivenFile(process.argv[2] ?? '', 1e6));`,
	);
	const tsx = path.resolve('node_modules/.bin/tsx');
	const run = (line: string): string => execFileSync('bash', ['-c', line], {encoding: 'utf8'});
	const command = `'${process.execPath}' '${tsx}' '${script}'`;
	assert.equal(run(`${command} <(printf one; sleep 0.2; printf two)`), 'onetwo');
	assert.equal(run(`printf in | ${command} -`), 'in');
	assert.equal(run(`${command} - < /dev/null`), '');
});
