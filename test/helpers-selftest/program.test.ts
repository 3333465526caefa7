import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {ensureBuilt, runProgram, startProgram} from '../helpers/program.js';
import {freePort, temporaryDirectory} from '../helpers/temporary.js';

const scriptOf = (t: TestContext, code: string): string => {
	const file = path.join(temporaryDirectory(t), 'script.cjs');
	writeFileSync(file, code);
	return file;
};

test('keeps stdout and stderr apart, and gives the exit code', async t => {
	const script = scriptOf(
		t,
		`console.log(process.argv.slice(2).join()); console.error('talk'); process.exitCode = 4`,
	);
	assert.deepEqual(await runProgram(['a', 'b'], {script}), {
		code: 4,
		signal: null,
		stdout: 'a,b\n',
		stderr: 'talk\n',
	});
});

test('stdin is closed, given, or silent', async t => {
	const script = scriptOf(
		t,
		`let all = ''; process.stdin.on('data', d => { all += d; }).on('end', () => console.log('end ' + all)); console.error('up ' + process.stdin.isTTY)`,
	);
	assert.equal((await runProgram([], {script})).stdout, 'end \n');
	assert.equal((await runProgram([], {script, input: 'words'})).stdout, 'end words\n');
	await assert.rejects(runProgram([], {script, silentStdin: true, timeout: 50}), /did not end within 50 ms/);
	await using silent = startProgram([], {script, silentStdin: true});
	await silent.waitForOutput('up undefined');
	await assert.rejects(silent.waitForExit({timeout: 50}), /did not end within 50 ms[\s\S]*up undefined/);
});

test('survives a program that does not read its stdin', async t => {
	const script = scriptOf(t, 'process.exit(0)');
	assert.equal((await runProgram([], {script, input: 'x'.repeat(1_000_000)})).code, 0);
});

test('runs in a clean environment', async t => {
	const script = scriptOf(
		t,
		`console.log(JSON.stringify([process.env.CI, process.env.NODE_OPTIONS, process.env.A]))`,
	);
	assert.equal((await runProgram([], {script, env: {A: 'b'}})).stdout, '[null,null,"b"]\n');
});

test('a server is waited for and ended', async t => {
	const script = scriptOf(t, `console.log('listening'); setInterval(() => {}, 1000)`);
	const server = startProgram([], {script});
	assert.equal(await server.waitForOutput(/listen/), 'listening\n');
	server.kill('SIGTERM');
	assert.equal((await server.waitForExit()).signal, 'SIGTERM');
	await assert.rejects(server.waitForOutput('more'), /signal SIGTERM\) without "more"/);
	await server[Symbol.asyncDispose]();
});

test('says what to do when the program has not been built', () => {
	assert.throws(() => ensureBuilt('/nowhere/dist/cli.js'), /npm run build/);
});

test('free ports differ', async () => {
	const ports = await Promise.all([freePort(), freePort(), freePort()]);
	assert.equal(new Set(ports).size, 3);
	assert.ok(ports.every(port => port > 1023));
});
