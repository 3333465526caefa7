import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, type TestContext, test} from 'node:test';
import {commands} from '../../source/commands/registry.js';
import {flagParts} from '../../source/kit/flags.js';
import {loaders} from '../../source/program/loaders.js';
import {sampleConnection, sampleFile, sampleService} from '../connection/samples.js';
import {callProgram} from '../helpers/called-program.js';
import type {ProgramOptions, ProgramResult} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';

const run = (
	t: TestContext,
	args: readonly string[],
	options: Pick<ProgramOptions, 'env'> = {},
): Promise<ProgramResult> =>
	callProgram(args, {env: {ZCONN_CONFIG_DIR: temporaryDirectory(t), ...options.env}});

/** A config folder with one connection in it. */
const filledFolder = (t: TestContext): string => {
	const folder = path.join(temporaryDirectory(t), 'config');
	mkdirSync(folder, {mode: 0o700});
	writeFileSync(path.join(folder, 'connections.json'), JSON.stringify(sampleFile()), {mode: 0o600});
	return folder;
};

type Row = {readonly args: string; readonly code: number; readonly says: RegExp};

const rows: readonly Row[] = [
	{args: 'lst', code: 2, says: /✖ Unknown command "lst"\.\n {2}Did you mean list\?/},
	{args: 'tken acme', code: 2, says: /✖ Unknown command "tken"\.\n {2}Did you mean token\?/},
	{
		args: 'help tken',
		code: 2,
		says: /^✖ Unknown command "tken"\.\n {2}Did you mean token\?\n {2}See "zconn --help"\.\n$/,
	},
	{
		args: 'xyzzy --plain',
		code: 2,
		says: /Unknown command "xyzzy"\.\n {2}No command has that name\.\n {2}See "zconn --help"/,
	},
	{args: 'list --jsn', code: 2, says: /Did you mean --json\?\n {2}See "zconn list --help"/},
	{
		args: 'token',
		code: 2,
		says: /✖ Missing required argument "NAME"\.\n {2}"zconn token" does not work without it\./,
	},
	{args: 'token a b', code: 2, says: /✖ Too many arguments for "token"\.\n {2}Expected 1 argument but got 2/},
	{args: '--json token a', code: 2, says: /Unknown option \\"--json\\"/},
	{args: 'token a --min-ttl soon', code: 2, says: /✖ --min-ttl .*\n.*\n.*--min-ttl 600/},
	{args: 'show nope', code: 5, says: /✖ There is no connection "nope"/},
	{args: 'sheet nope', code: 5, says: /✖ There is no connection "nope"/},
	{args: 'token nope', code: 5, says: /✖ There is no connection "nope"/},
	{args: 'new', code: 2, says: /^[^\n]*needs a terminal.*--no-input.*--client-id[^\n]*\n$/},
	{args: '', code: 2, says: /needs a terminal/},
	{
		args: 'new --no-input',
		code: 2,
		says: /missing: Client ID\.\n.*\n.*--client-id ID\. Needed too: --client-secret-file .*, --scope a,b\.\n/,
	},
	{
		args: 'new --no-input --client-id 1000.A',
		code: 2,
		says: /Client Secret\.\n.*\n.*--client-secret-file FILE/,
	},
	{args: 'new --no-input --data-center mars', code: 2, says: /Data center.*\n.*us, eu.*\n.*--data-center ID/},
	{args: 'new --no-input --service nope', code: 5, says: /There is no service "nope"/},
	{args: 'new --no-input --port 0', code: 2, says: /--port is not understood.*\n.*from 1 to 65535\./},
	{args: 'new --no-input --timeout 86401', code: 2, says: /--timeout is not .*\n.*from 1 to 86400\./},
	{
		args: 'new --no-input --client-secret-file /nowhere',
		code: 2,
		says: /cannot be read: \/nowhere\n.*ENOENT/,
	},
	{
		args: 'new --no-input --client-type nonsense',
		code: 2,
		says: /--client-type is not understood\.\n {2}It takes server-based, self-client, non-browser\./,
	},
	{args: 'edit books --client-id --no-input', code: 2, says: /--client-id has no value\.\n.*another option/},
	{args: 'practice practice', code: 2, says: /Practice within practice/},
];

describe('what is refused is told on stderr, with the exit code of the contract, and stdout stays empty', () => {
	for (const {args, code, says} of rows) {
		test(`zconn ${args}`, async t => {
			const result = await run(t, args.split(' ').filter(Boolean));
			assert.equal(result.code, code, result.stderr);
			assert.equal(result.stdout, '');
			assert.match(result.stderr, says);
		});
	}
});

test('an empty value, as of a variable that is not set, is misuse for every option that takes one', async t => {
	const folder = filledFolder(t);
	for (const {name, arguments: places, options} of commands) {
		const required = places.filter(({isOptional}) => !isOptional).map(({values}) => values?.[0] ?? 'books');
		for (const {flags} of options.filter(({flags}) => flags.includes('<'))) {
			const {long} = flagParts(flags);
			const args = [name, `${long}=`, ...required];
			const {code, stdout, stderr} = await callProgram(args, {env: {ZCONN_CONFIG_DIR: folder}});
			assert.deepEqual([code, stdout], [2, ''], `${args.join(' ')}: ${stderr}`);
			assert.match(stderr, new RegExp(`^✖ ${long} has no value\\.`), args.join(' '));
		}
	}
});

test('a missing scope is the last that --no-input asks for, and a secret comes from the environment', async t => {
	const result = await run(t, ['new', '--no-input', '--client-id', '1000.A'], {
		env: {ZCONN_CLIENT_SECRET: 'abcdef0123'},
	});
	assert.equal(result.code, 2);
	assert.match(result.stderr, /--scope a,b/);
	assert.ok(!result.stderr.includes('abcdef0123'));
});

test('an error of a command that was asked for JSON is one JSON object on stderr', async t => {
	const {code, stdout, stderr} = await run(t, ['show', 'nope', '--json']);
	assert.deepEqual([code, stdout], [5, '']);
	assert.match(stderr, /^\{"format":1,"error":\{/);
	assert.deepEqual(Object.keys(JSON.parse(stderr).error), ['id', 'message', 'nextStep']);
});

test('a command line that is not understood is one JSON object too where JSON was asked for', async t => {
	for (const [args, message, nextStep] of [
		['list --jsn --json', /^Unknown option "--jsn"\. Did you mean --json\?$/, 'See "zconn list --help".'],
		['lst --json', /^Unknown option "--json"/, 'See "zconn --help".'],
		[
			`new --client-secret=it's --json`,
			/^Unknown option "--client-secret"\. "zconn new" has no such option\.$/,
			'See "zconn new --help".',
		],
		['token --json', /^Missing required argument "NAME"\./, 'See "zconn token --help".'],
		[
			'--config-dir list token --json',
			/^Missing required argument "NAME"\./,
			`See "zconn --config-dir 'list' token --help".`,
		],
		['token a b --json', /^Too many arguments for "token"\. Expected 1 argument but got 2: a, b\.$/, /token/],
	] as const) {
		const {code, stdout, stderr} = await run(t, args.split(' '));
		assert.deepEqual([code, stdout], [2, ''], args);
		const {format, error} = JSON.parse(stderr);
		assert.deepEqual([format, error.id], [1, 'wrong-use'], args);
		assert.match(error.message, message);
		assert.match(error.nextStep, nextStep instanceof RegExp ? nextStep : new RegExp(nextStep));
	}
	// Behind two dashes it is a word for another program.
	const {stderr} = await run(t, ['exec', '--nonsense', 'a', '--', 'list', '--json']);
	assert.match(stderr, /^✖ Unknown option "--nonsense"/);
});

test('the two sentences of a refusal do not run together in JSON', async t => {
	const missing = await run(t, ['import', '/nowhere', '--json']);
	assert.equal(missing.code, 6);
	const {message, nextStep} = JSON.parse(missing.stderr).error;
	assert.equal(
		message,
		'The file cannot be read: /nowhere. It, or a folder on its path, is not there (ENOENT).',
	);
	assert.match(nextStep, /name of the file/);
});

test('list and show print one object, "format": 1 first, without secrets', async t => {
	const folder = filledFolder(t);
	const {linkName} = sampleConnection();
	const list = await run(t, ['list', '--json', '--config-dir', folder]);
	const show = await run(t, ['--config-dir', folder, 'show', linkName, '--json']);
	assert.deepEqual([list.code, show.code, list.stderr, show.stderr], [0, 0, '', '']);
	for (const {stdout} of [list, show]) assert.match(stdout, /^\{\n {2}"format": 1,/);
	const [first] = JSON.parse(list.stdout).connections;
	for (const key of [
		'linkName',
		'name',
		'service',
		'dataCenter',
		'apiDomain',
		'scopes',
		'health',
		'expiresAt',
	]) {
		assert.ok(Object.hasOwn(first, key), key);
	}
	assert.equal(JSON.parse(show.stdout).connection.linkName, linkName);
	const plain = await run(t, ['show', linkName, '--config-dir', folder]);
	const secrets = JSON.stringify([sampleConnection(), sampleService()]).match(/"plain":"[^"]+"/g) ?? [];
	assert.ok(secrets.length >= 2);
	for (const secret of secrets.map(text => text.slice(9, -1))) {
		for (const {stdout} of [list, show, plain]) assert.ok(!stdout.includes(secret));
	}
});

test('an empty list is no error: data on stdout, advice on stderr', async t => {
	const plain = await run(t, ['list']);
	assert.deepEqual([plain.code, plain.stdout], [0, '']);
	assert.match(plain.stderr, /zconn new/);
	const json = await run(t, ['list', '--json']);
	assert.deepEqual([json.code, JSON.parse(json.stdout)], [0, {format: 1, connections: []}]);
});

test('a file that cannot be parsed is exit 6, and it stays as it is', async t => {
	const folder = filledFolder(t);
	writeFileSync(path.join(folder, 'connections.json'), '{"format": 1,');
	const result = await run(t, ['list', '--config-dir', folder]);
	assert.equal(result.code, 6);
	assert.ok(result.stderr.includes(folder));
});

test('a data-centers.json that is not understood is told before anything is asked', async t => {
	const folder = filledFolder(t);
	writeFileSync(path.join(folder, 'data-centers.json'), '{}');
	chmodSync(path.join(folder, 'data-centers.json'), 0o600);
	const result = await run(t, ['new', '--no-input', '--config-dir', folder]);
	assert.equal(result.stdout, '');
	assert.match(result.stderr, /data-centers\.json/);
	assert.notEqual(result.code, 0);
});

test('help is printed on stdout for the program and for each command, and names every option', async t => {
	const program = await run(t, ['--help']);
	assert.equal(program.code, 0);
	for (const name of ['new', 'list', 'show', 'token', 'practice']) {
		assert.match(program.stdout, new RegExp(`^  ${name}\\b`, 'm'));
		const own = await run(t, [name, '--help']);
		assert.equal(own.code, 0);
		assert.match(own.stdout, /Examples:/);
		assert.match(own.stdout, /--config-dir <DIR>/);
	}
	assert.match((await run(t, ['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
});

test('each command has its loader, and each loader its command', () => {
	assert.deepEqual(
		Object.keys(loaders),
		commands.map(({name}) => name),
	);
});
