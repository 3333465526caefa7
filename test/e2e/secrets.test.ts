import assert from 'node:assert/strict';
import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {canRun, isInstalled} from '../helpers/installed.js';
import {distCli, runProgram} from '../helpers/program.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {sealLightly} from '../io/helpers/secrets.js';
import {connect} from './connect-scene.js';
import {openScene, type Scene} from './scene.js';

const passphrase = 'correct horse battery';
const given = {env: {ZCONN_PASSPHRASE: passphrase}};

const textOf = (scene: Scene, name = 'connections.json'): string =>
	readFileSync(join(scene.folder, name), 'utf8');

/** The secrets that stand in the file as they are. */
const secretsOf = (scene: Scene): readonly string[] =>
	[...textOf(scene).matchAll(/"plain": "([^"]+)"/g)].map(([, secret = '']) => secret);

test('a passphrase: typed twice without echo, needed from then on, changed, and taken away again', async () => {
	await using scene = await openScene();
	await connect(scene);
	const before = await scene.run(['secrets']);
	assert.equal(before.code, 0);
	assert.match(
		before.stdout,
		/^3 secrets are kept as plain text; .*0600.*\n.*connections\.json\nSeal them with/,
	);
	const secrets = [...secretsOf(scene), passphrase];
	assert.equal(secrets.length, 4);
	const token = (await scene.run(['token', 'bennett_books'])).stdout;

	await using chooser = scene.wizard({args: ['secrets', 'passphrase'], thenRun: 'stty -a'});
	await chooser.answer('New passphrase', passphrase);
	await chooser.answer('Type it again', passphrase);
	await chooser.waitFor('3 secrets are now kept sealed');
	assert.deepEqual(await chooser.waitForExit(), {code: 0});
	assert.match(chooser.screen(), / echo[ ;\n]/);
	assertNoSecrets(
		{file: textOf(scene), backup: textOf(scene, 'connections.json.backup'), raw: chooser.raw()},
		secrets,
	);
	assert.match(textOf(scene), /"cost": 131072,/);
	await sealLightly(scene.folder, passphrase, given.env);

	const alone = await scene.run(['token', 'bennett_books']);
	assert.deepEqual([alone.code, alone.stdout], [6, '']);
	assert.match(alone.stderr, /ZCONN_PASSPHRASE_COMMAND/);
	const wrong = await scene.run(['token', 'bennett_books', '--json'], {env: {ZCONN_PASSPHRASE: 'wrong one'}});
	assert.deepEqual([wrong.code, wrong.stdout], [6, '']);
	assert.equal(JSON.parse(wrong.stderr).error.id, 'passphrase-wrong');
	assert.equal((await scene.run(['token', 'bennett_books'], given)).stdout, token);
	const printed = {env: {ZCONN_PASSPHRASE_COMMAND: `printf '${passphrase}\\n'`}};
	assert.equal((await scene.run(['token', 'bennett_books'], printed)).stdout, token);
	for (const args of [
		['list'],
		['show', 'bennett_books'],
		['show', 'bennett_books', '--json'],
		['secrets'],
	]) {
		const free = await scene.run(args);
		assert.equal(free.code, 0, free.stderr);
		assertNoSecrets({[args.join(' ')]: free.stdout}, secrets);
	}

	await using asked = scene.wizard({args: ['token', 'bennett_books']});
	await asked.answer('Passphrase of the saved secrets:', 'a guess');
	await asked.answer('Wrong passphrase.', passphrase);
	await asked.waitFor(token.trim());
	assert.deepEqual(await asked.waitForExit(), {code: 0});
	assertNoSecrets({raw: asked.raw()}, [passphrase]);

	const refreshed = await scene.run(['refresh', 'bennett_books'], given);
	assert.equal(refreshed.code, 0, refreshed.stderr);
	assert.equal(secretsOf(scene).length, 0);
	assert.notEqual((await scene.run(['token', 'bennett_books'], given)).stdout, token);

	const changed = await scene.run(['secrets', 'passphrase'], {
		env: {...given.env, ZCONN_NEW_PASSPHRASE: 'another passphrase'},
	});
	assert.equal(changed.code, 0, changed.stderr);
	assert.equal((await scene.run(['token', 'bennett_books'], given)).code, 6);
	const another = {env: {ZCONN_PASSPHRASE: 'another passphrase'}};
	const renamed = await scene.run(['rename', 'bennett_books', 'Roastery'], another);
	assert.equal(renamed.code, 0, renamed.stderr);
	const file = textOf(scene);
	assert.equal((await scene.run(['secrets', 'plain'])).code, 6);
	assert.equal(textOf(scene), file);
	assert.equal((await scene.run(['secrets', 'plain'], another)).code, 0);
	assert.equal(secretsOf(scene).length, 3);
	assert.equal((await scene.run(['token', 'roastery'])).code, 0);
});

test('Ctrl+C at the question for a passphrase leaves everything as it is, the terminal too', async () => {
	await using scene = await openScene();
	await connect(scene);
	const before = textOf(scene);
	await using terminal = scene.wizard({args: ['secrets', 'passphrase'], thenRun: 'stty -a'});
	await terminal.waitFor('New passphrase');
	terminal.type('half a pass');
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assert.match(terminal.screen(), / echo[ ;\n]/);
	assert.doesNotMatch(terminal.raw(), /half a pass/);
	assert.equal(textOf(scene), before);
});

test('the wizard asks for the passphrase before it draws, and seals drafts and connections', async () => {
	await using scene = await openScene();
	await sealLightly(scene.folder, passphrase);

	await using terminal = scene.wizard({args: ['new']});
	await terminal.answer('Passphrase of the saved secrets:', passphrase);
	await terminal.waitFor('❯ Data center');
	terminal.press('ctrl-c');
	await terminal.waitForExit();

	const refused = await scene.run(['new', '--no-input', '--client-id', '1000.ABC']);
	assert.equal(refused.code, 6);
	assert.match(refused.stderr, /passphrase/);
	const {secret} = await connect({...scene, environment: {...scene.environment, ...given.env}});
	assert.match(textOf(scene), /"sealed"/);
	assertNoSecrets({file: textOf(scene)}, [secret, passphrase]);
	assert.doesNotMatch(textOf(scene), /"plain":/);
	assert.equal((await scene.run(['token', 'bennett_books'], given)).code, 0);
});

test('where there is no keychain, that is said and nothing is changed', async () => {
	await using scene = await openScene();
	await connect(scene);
	const before = textOf(scene);
	const refused = await scene.run(['secrets', 'keychain'], {
		env: {DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent'},
	});
	assert.deepEqual([refused.code, refused.stdout], [6, '']);
	assert.match(refused.stderr, /keychain of this system cannot be used/);
	assert.equal(textOf(scene), before);
	const odd = await scene.run(['secrets', 'cloud']);
	assert.equal(odd.code, 2);
	assert.match(odd.stderr, /keychain, key, passphrase, plain/);
});

const isThere =
	canRun('dbus-run-session') && canRun('gnome-keyring-daemon') && isInstalled('@napi-rs/keyring');

test('a real keychain: sealed, a token out of it, and refused where it is not', {
	skip: isThere
		? false
		: 'NOT TESTED with a real Secret Service: gnome-keyring, dbus or @napi-rs/keyring missing',
}, async () => {
	await using scene = await openScene();
	await connect(scene);
	const secrets = secretsOf(scene);
	const token = (await scene.run(['token', 'bennett_books'])).stdout;
	const home = temporaryDirectory();
	chmodSync(home, 0o700);
	const zconn = `"${process.execPath}" "${distCli}"`;
	const lines = [
		'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1',
		`${zconn} secrets keychain >&2`,
		`${zconn} refresh bennett_books >/dev/null`,
		`${zconn} token bennett_books`,
	].join(' && ');
	const script = join(home, 'run.mjs');
	writeFileSync(
		script,
		`import {spawnSync} from 'node:child_process';
		const {status} = spawnSync('dbus-run-session', ['--', 'sh', '-c', ${JSON.stringify(lines)}], {stdio: 'inherit'});
		process.exitCode = status ?? 1;`,
	);
	// The word is for readers of the output: a token is.
	const ran = await runProgram(['token'], {
		script,
		env: {...scene.environment, HOME: home, XDG_RUNTIME_DIR: home},
	});
	assert.equal(ran.code, 0, ran.stderr);
	assert.match(ran.stderr, /3 secrets are now kept sealed/);
	assert.match(ran.stdout, /^1000\.\S+\n$/);
	assert.notEqual(ran.stdout, token);
	assertNoSecrets({file: textOf(scene), backup: textOf(scene, 'connections.json.backup')}, [
		...secrets,
		ran.stdout.trim(),
	]);
	const elsewhere = await scene.run(['token', 'bennett_books'], {
		env: {DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent'},
	});
	assert.deepEqual([elsewhere.code, elsewhere.stdout], [6, '']);
	assert.match(elsewhere.stderr, /keychain/);
});
