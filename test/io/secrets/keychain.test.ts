import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {chmodSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {createKeychain, createKeyringCall} from '../../../source/io/secrets/keychain.js';
import {canRun, isInstalled} from '../../helpers/installed.js';
import {temporaryFolder} from '../helpers/files.js';
import {fakeKeychain} from '../helpers/secrets.js';

const environment = {PATH: process.env.PATH ?? ''};

test('a key that was put into it is there again, until it is taken out', async () => {
	const {keychain, calls} = fakeKeychain();
	assert.deepEqual(await keychain.get('id'), {ok: true, value: undefined});
	assert.deepEqual(await keychain.set('id', 'key'), {ok: true, value: true});
	assert.deepEqual(await keychain.get('id'), {ok: true, value: 'key'});
	assert.deepEqual(await keychain.remove('id'), {ok: true, value: true});
	assert.deepEqual(await keychain.get('id'), {ok: true, value: undefined});
	assert.deepEqual(calls, ['get', 'set', 'get', 'remove', 'get']);
});

test('a keychain that forgets at once, refuses, waits or is not there is refused, each with its reason', async () => {
	const forgetful = createKeychain(async () => ({kind: 'value', value: null}));
	const forgotten = await forgetful.set('id', 'key');
	assert.ok(!forgotten.ok);
	assert.match(forgotten.refusal.why, /could not be read again/);
	for (const [reply, why] of [
		[{kind: 'failed', detail: 'no D-Bus\u001B[31m'}, /none in this session/],
		[{kind: 'timed-out'}, /within 3 seconds/],
		[{kind: 'not-installed'}, /--omit=optional/],
	] as const) {
		const keychain = createKeychain(async () => reply);
		for (const result of [
			await keychain.get('i'),
			await keychain.set('i', 'k'),
			await keychain.remove('i'),
		]) {
			assert.ok(!result.ok);
			assert.equal(result.refusal.id, 'keychain-unavailable');
			assert.equal(result.refusal.exitCode, 6);
			assert.match(result.refusal.why, why);
			assert.doesNotMatch(result.refusal.detail ?? '', /\u001B/);
		}
	}
});

/** A module in the place of the package. */
const moduleWith = (t: Parameters<typeof temporaryFolder>[0], body: string): string => {
	const file = path.join(temporaryFolder(t), 'keyring.cjs');
	writeFileSync(file, body);
	return pathToFileURL(file).href;
};

test('the call is made in a process of its own, with the key on stdin and not in its arguments', async t => {
	const module = moduleWith(
		t,
		`exports.Entry = class {
			constructor(...given) { this.given = given; }
			setPassword(value) { this.value = value; }
			getPassword() {
				return JSON.stringify({given: this.given, value: this.value, argv: process.argv.join(), execArgv: process.execArgv.join().includes(this.value), options: process.env.NODE_OPTIONS ?? null, pid: process.pid});
			}
		};`,
	);
	const call = createKeyringCall({...environment, NODE_OPTIONS: '--no-warnings'}, 30_000, module);
	const reply = await call({action: 'set', account: 'id', value: 'the-key'});
	assert.ok(reply.kind === 'value');
	const seen = JSON.parse(reply.value ?? '');
	assert.deepEqual(seen.given, ['zoho-connections', 'id', {linux: {store: 'secret-service'}}]);
	assert.equal(seen.value, 'the-key');
	assert.doesNotMatch(seen.argv, /the-key/);
	assert.equal(seen.execArgv, false);
	assert.equal(seen.options, null);
	assert.notEqual(seen.pid, process.pid);
});

test('a call that hangs is ended, one that crashes is told, and neither takes the program along', async t => {
	const hanging = moduleWith(
		t,
		'exports.Entry = class { getPassword() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); } };',
	);
	const stuck = await createKeyringCall(environment, 300, hanging)({action: 'get', account: 'id'});
	assert.deepEqual(stuck, {kind: 'timed-out'});
	const crashing = moduleWith(t, 'exports.Entry = class { getPassword() { process.abort(); } };');
	const crashed = await createKeyringCall(environment, 30_000, crashing)({action: 'get', account: 'id'});
	assert.equal(crashed.kind, 'failed');
	const throwing = moduleWith(t, 'exports.Entry = class { constructor() { throw new Error("no bus"); } };');
	assert.deepEqual(await createKeyringCall(environment, 30_000, throwing)({action: 'get', account: 'id'}), {
		kind: 'failed',
		detail: 'no bus',
	});
	const absent = createKeyringCall(environment, 3000, null);
	assert.deepEqual(await absent({action: 'get', account: 'id'}), {kind: 'not-installed'});
});

const missing = [
	...(canRun('dbus-run-session') ? [] : ['dbus-run-session']),
	...(canRun('gnome-keyring-daemon') ? [] : ['gnome-keyring-daemon']),
	...(isInstalled('@napi-rs/keyring') ? [] : ['@napi-rs/keyring']),
];
const skip =
	missing.length > 0 ? `NOT TESTED with a real Secret Service: ${missing.join(', ')} missing` : false;

/** Runs a script with a Secret Service of its own, unlocked or never unlocked. */
const withSecretService = async (
	t: Parameters<typeof temporaryFolder>[0],
	script: string,
	isUnlocked: boolean,
): Promise<unknown> => {
	const home = temporaryFolder(t);
	chmodSync(home, 0o700);
	const start = isUnlocked
		? 'printf password | gnome-keyring-daemon --unlock --components=secrets'
		: 'gnome-keyring-daemon --start --components=secrets';
	const {stdout} = await promisify(execFile)(
		'dbus-run-session',
		[
			'--',
			'sh',
			'-c',
			`${start} >/dev/null 2>&1; exec "$0" --import tsx --input-type=module --eval "$1"`,
			process.execPath,
			script,
		],
		{env: {PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home}, timeout: 60_000},
	);
	return JSON.parse(stdout);
};

const steps = (body: string): string => `
	const {createKeychain, createKeyringCall} = await import('./source/io/secrets/keychain.ts');
	const keychain = createKeychain(createKeyringCall(process.env));
	const results = [];
	${body}
	console.log(JSON.stringify(results));
`;

test('a real Secret Service keeps a key, finds it again, and forgets it', {skip}, async t => {
	const results = await withSecretService(
		t,
		steps(`
			results.push(await keychain.get('one'), await keychain.set('one', 'a-key'), await keychain.get('one'));
			results.push(await keychain.set('two', 'another'), await keychain.get('one'));
			results.push(await keychain.remove('one'), await keychain.get('one'), await keychain.get('two'));
		`),
		true,
	);
	const yes = {ok: true, value: true};
	assert.deepEqual(results, [
		{ok: true},
		yes,
		{ok: true, value: 'a-key'},
		yes,
		{ok: true, value: 'a-key'},
		yes,
		{ok: true},
		{ok: true, value: 'another'},
	]);
});

test('a real Secret Service without an open keyring, and no session bus at all, are refused in time', {
	skip,
}, async t => {
	const [locked] = await withSecretService(
		t,
		steps(`results.push(await keychain.set('one', 'a-key'));`),
		false,
	).then(results => (Array.isArray(results) ? results : []));
	assert.equal(locked.refusal.id, 'keychain-unavailable');
	const home = temporaryFolder(t);
	const call = createKeyringCall({
		...environment,
		HOME: home,
		DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
	});
	const none = await createKeychain(call).get('one');
	assert.ok(!none.ok);
	assert.equal(none.refusal.id, 'keychain-unavailable');
});
