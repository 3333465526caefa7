import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deriveKey, newScryptParameters, readPassphrase} from '../../../source/io/secrets/passphrase.js';
import {lightCost} from '../helpers/secrets.js';

const cannotAsk = async () => 'cannot-ask' as const;
const path = process.env.PATH ?? '';

test('the key follows from passphrase and parameters alone, as RFC 7914 section 12 has it', async () => {
	const salt = Buffer.from('SodiumChloride').toString('base64');
	const known = {cost: 16_384, blockSize: 8, parallelization: 1, salt};
	const key = await deriveKey('pleaseletmein', known);
	assert.equal(
		Buffer.from(key).toString('hex'),
		'7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
	);
});

test('another salt, another passphrase, another cost: another key; another way to write an accent: the same', async () => {
	const parameters = newScryptParameters(lightCost);
	const hex = async (...given: Parameters<typeof deriveKey>) =>
		Buffer.from(await deriveKey(...given)).toString('hex');
	const keys = await Promise.all([
		hex('caf\u00E9 au lait', parameters),
		hex('cafe\u0301 au lait', parameters),
		hex('cafe au lait', parameters),
		hex('caf\u00E9 au lait', newScryptParameters(lightCost)),
		hex('caf\u00E9 au lait', {...parameters, cost: lightCost * 2}),
	]);
	assert.equal(keys[0], keys[1]);
	assert.equal(new Set(keys).size, 4);
});

test('new parameters are as costly as they were chosen to be', () => {
	const {cost, blockSize, parallelization, salt} = newScryptParameters();
	assert.deepEqual([cost, blockSize, parallelization], [131_072, 8, 1]);
	assert.equal(Buffer.from(salt, 'base64').length, 16);
});

test('a passphrase comes from its variable, else from a command, else from a person', async () => {
	const questions: string[] = [];
	const ask = async (question: string) => {
		questions.push(question);
		return {answer: 'typed'};
	};
	const all = {PATH: path, ZCONN_PASSPHRASE: 'given', ZCONN_PASSPHRASE_COMMAND: 'echo printed; echo more'};
	const {ZCONN_PASSPHRASE: _given, ...command} = all;
	assert.deepEqual(await readPassphrase(all, ask, 'Q:'), {
		ok: true,
		value: {passphrase: 'given', source: 'ZCONN_PASSPHRASE', isTyped: false},
	});
	assert.deepEqual(await readPassphrase(command, ask, 'Q:'), {
		ok: true,
		value: {passphrase: 'printed', source: 'ZCONN_PASSPHRASE_COMMAND', isTyped: false},
	});
	assert.deepEqual(questions, []);
	assert.deepEqual(await readPassphrase({PATH: path}, ask, 'Q:'), {
		ok: true,
		value: {passphrase: 'typed', source: 'the terminal', isTyped: true},
	});
	assert.deepEqual(questions, ['Q:']);
});

test('a command that fails, prints nothing or is missing is refused, and so is having no one to ask', async () => {
	for (const [command, why] of [
		['exit 3', /exit code 3/],
		['true', /printed nothing/],
		['echo; echo second', /printed nothing/],
		['kill -9 $$', /SIGKILL/],
		['exec 2>/dev/null; no-such-command-anywhere', /exit code 127/],
	] as const) {
		const result = await readPassphrase({PATH: path, ZCONN_PASSPHRASE_COMMAND: command}, cannotAsk, 'Q:');
		assert.ok(!result.ok, command);
		assert.equal(result.refusal.id, 'passphrase-command-failed');
		assert.equal(result.refusal.exitCode, 6);
		assert.match(result.refusal.why, why);
	}
	const alone = await readPassphrase({PATH: path}, cannotAsk, 'Q:');
	assert.ok(!alone.ok);
	assert.equal(alone.refusal.id, 'passphrase-missing');
	const left = await readPassphrase({PATH: path}, async () => 'left', 'Q:');
	assert.ok(!left.ok);
	assert.equal(left.refusal.exitCode, 130);
});

test('a command may have arguments, blanks and quotes, and ends its line as it likes', async () => {
	for (const [command, passphrase] of [
		["printf '%s\\n' 'two  words'", 'two  words'],
		["printf 'no newline'", 'no newline'],
		["printf 'of windows\\r\\nmore'", 'of windows'],
		["printf ' blanks are kept \\n'", ' blanks are kept '],
		['node -e "console.log(\'quoted\')" ignored', 'quoted'],
	] as const) {
		const result = await readPassphrase({PATH: path, ZCONN_PASSPHRASE_COMMAND: command}, cannotAsk, 'Q:');
		assert.ok(result.ok, command);
		assert.equal(result.value.passphrase, passphrase);
	}
});

test('a command that prints without end is ended, and its line is no passphrase', {
	skip: process.platform === 'win32',
}, async () => {
	for (const command of ['yes secret', 'cat /dev/zero', 'yes | cat; true']) {
		const began = performance.now();
		const result = await readPassphrase({PATH: path, ZCONN_PASSPHRASE_COMMAND: command}, cannotAsk, 'Q:');
		assert.ok(!result.ok);
		assert.equal(result.refusal.id, 'passphrase-command-failed');
		assert.match(result.refusal.why, /without end/);
		assert.ok(performance.now() - began < 10_000, command);
	}
});

test('a command that hangs, or leaves something behind that does, is given up', async () => {
	for (const command of ['exec sleep 60', 'sleep 5 & echo too early; wait']) {
		const environment = {PATH: path, ZCONN_PASSPHRASE_COMMAND: command};
		const result = await readPassphrase(environment, cannotAsk, 'Q:', 300);
		assert.ok(!result.ok, command);
		assert.equal(result.refusal.id, 'passphrase-command-failed');
		assert.match(result.refusal.why, /did not end within/);
	}
});

test('a command is not told what else opens our secrets', async () => {
	const environment = {
		PATH: path,
		ZCONN_CLIENT_SECRET: 'secret',
		ZCONN_EXPORT_PASSPHRASE: 'secret',
		ZCONN_PASSPHRASE_COMMAND:
			'echo "[$ZCONN_CLIENT_SECRET$ZCONN_EXPORT_PASSPHRASE$ZCONN_PASSPHRASE_COMMAND]"',
	};
	const result = await readPassphrase(environment, cannotAsk, 'Q:');
	assert.ok(result.ok && result.value.passphrase === '[]');
});
