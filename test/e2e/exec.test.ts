import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {constants} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {startProgram} from '../helpers/program.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {connect, endTokens} from './connect-scene.js';
import {openScene} from './scene.js';

const node = process.execPath;

/** Says so when it listens, ends with 7 when it is asked to. */
const patient =
	"for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => process.exit(s === 'SIGTERM' ? 7 : 8)); console.log('ready'); setInterval(() => {}, 1000);";

test('exec: the environment, arguments, exit codes and signals of the command', async () => {
	await using scene = await openScene();
	await connect(scene);
	const row = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).connections
		.bennett_books;
	const token = row.accessToken.plain;

	const print =
		"process.stdout.write(JSON.stringify([process.env, process.argv.slice(1), require('node:fs').readFileSync(0, 'utf8')]))";
	const seen = await scene.runAlone(
		['exec', 'bennett_books', '--', node, '-e', print, '--', '--json', '-x', 'a b'],
		{
			env: {
				ZCONN_CLIENT_SECRET: 'never-to-be-seen',
				ZCONN_PASSPHRASE: 'nor this',
				ZCONN_PASSPHRASE_COMMAND: 'nor what prints it',
				ZCONN_NEW_PASSPHRASE: 'nor a new one',
				ZCONN_EXPORT_PASSPHRASE: 'nor that of an export',
				MINE: 'kept',
			},
			input: 'typed',
		},
	);
	assert.deepEqual([seen.code, seen.stderr], [0, '']);
	const [environment, args, input] = JSON.parse(seen.stdout);
	assert.deepEqual(args, ['--json', '-x', 'a b']);
	assert.equal(input, 'typed');
	const {accounts, api} = scene.dataCenter('us');
	assert.deepEqual(
		Object.fromEntries(
			Object.entries(environment).filter(([name]) =>
				/^(?:ZOHO_|MINE|ZCONN_(?!CONFIG_DIR|ASCII|PORTS|PRACTICE_PORT))/.test(name),
			),
		),
		{
			MINE: 'kept',
			ZOHO_ACCESS_TOKEN: token,
			ZOHO_ACCESS_TOKEN_EXPIRES_AT: row.accessTokenExpiresAt,
			ZOHO_AUTHORIZATION: `Zoho-oauthtoken ${token}`,
			ZOHO_API_DOMAIN: api,
			ZOHO_ACCOUNTS_URL: accounts,
			ZOHO_DATA_CENTER: 'us',
		},
	);

	assert.equal(
		(await scene.runAlone(['exec', 'bennett_books', '--', node, '-e', 'process.exit(42)'])).code,
		42,
	);
	assert.equal((await scene.runAlone(['exec', 'bennett_books', node, '-e', 'process.exit(43)'])).code, 43);
	const killed = await scene.runAlone([
		...['exec', '--min-ttl', '60', 'bennett_books', '--'],
		...[node, '-e', "process.kill(process.pid, 'SIGKILL')"],
	]);
	assert.deepEqual([killed.code, killed.signal], [null, 'SIGKILL']);
	// They do not end Node: the reader of a pipeline that has seen enough left the program waiting forever.
	const survived = ['PIPE', 'XFSZ', 'USR1'].map(signal =>
		scene.runAlone(['exec', 'bennett_books', '--', 'sh', '-c', `kill -${signal} $$`]),
	);
	const ends = await Promise.all(survived);
	assert.deepEqual(
		ends.map(({code, stderr}) => [code, stderr]),
		['SIGPIPE', 'SIGXFSZ', 'SIGUSR1'].map(signal => [128 + constants.signals[signal as NodeJS.Signals], '']),
	);
	for (const [signal, code] of [
		['SIGTERM', 7],
		['SIGINT', 8],
	] as const) {
		await using running = startProgram(['exec', 'bennett_books', '--', node, '-e', patient], {
			env: scene.environment,
		});
		await running.waitForOutput('ready');
		running.kill(signal);
		assert.equal((await running.waitForExit()).code, code);
	}
});

test('exec: what is refused starts nothing, and prints nothing on stdout', async () => {
	await using scene = await openScene();
	const {secret} = await connect(scene);
	const run = (...args: readonly string[]) => scene.runAlone(['exec', ...args]);
	const talk = ['--', node, '-e', "console.log('started')"];

	const rows: readonly (readonly [readonly string[], number, RegExp])[] = [
		[['bennett_books'], 2, /Missing required argument "COMMAND"/],
		[['bennett_books', '--'], 2, /There is no command to run/],
		[['bennett_books', '--min-ttl', '60', ...talk], 2, /Options of exec go before the name/],
		[['--min-ttl', 'soon', 'bennett_books', ...talk], 2, /--min-ttl is not understood/],
		[['nobody', ...talk], 5, /There is no connection "nobody"/],
		[['bennett_books', '--', 'no-such-program-anywhere'], 127, /no such program on the PATH/],
		[['bennett_books', '--', scene.folder], 126, /may not be run/],
		[['--json', 'nobody', ...talk], 5, /^\{"format":1,"error":\{"id":"no-such-connection"/],
	];
	for (const [args, code, says] of rows) {
		const result = await run(...args);
		assert.deepEqual([result.code, result.stdout], [code, ''], args.join(' '));
		assert.match(result.stderr, says);
	}
	await endTokens(scene);
	await scene.run(['refresh', 'bennett_books']);
	const ended = await run('bennett_books', ...talk);
	assert.deepEqual([ended.code, ended.stdout], [3, '']);
	assertNoSecrets({ended: ended.stderr}, [secret]);
});

test('exec on a terminal: Ctrl+C is heard by the command, once, and its end is ours', async () => {
	await using scene = await openScene();
	await connect(scene);
	const counting =
		"let n = 0; process.on('SIGINT', () => { n++; console.log('heard ' + n); process.stdin.once('data', () => process.exit(n)); console.log('type now'); }); process.stdin.resume(); console.log('ready');";
	await using terminal = scene.wizard({args: ['exec', 'bennett_books', '--', node, '-e', counting]});
	await terminal.waitFor('ready');
	terminal.type('\u0003');
	await terminal.waitFor('type now');
	terminal.type('x\r');
	assert.deepEqual(await terminal.waitForExit(), {code: 1});
});
