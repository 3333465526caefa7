import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import {test} from 'node:test';
import * as z from 'zod/mini';
import {startPractice} from '../../source/practice/index.js';
import {callbackPorts, practicePort} from '../helpers/ports.js';
import {distCli, runProgram, startProgram} from '../helpers/program.js';
import {type HasAfter, temporaryDirectory} from '../helpers/temporary.js';
import {openTerminal} from '../helpers/terminal.js';
import {register, visitor} from '../practice/visitor.js';

const tableSchema = z.object({
	replace: z.literal(true),
	dataCenters: z.array(
		z.object({id: z.string(), accounts: z.string(), api: z.string(), console: z.string()}),
	),
});

/** A config folder of its own, and the practice program in it. */
const practiceIn = (folder: string) => ({
	folder,
	start: (...args: string[]) => startProgram(['practice', ...args], {env: {ZCONN_CONFIG_DIR: folder}}),
	run: (...args: string[]) => runProgram(['practice', ...args], {env: {ZCONN_CONFIG_DIR: folder}}),
	/** As `npm start -- …` in a clone runs it. */
	runByNpm: (...args: string[]) =>
		runProgram(['practice', ...args], {
			env: {ZCONN_CONFIG_DIR: folder, npm_lifecycle_event: 'start', npm_package_name: 'zoho-connections'},
		}),
	table: () => {
		const file = path.join(folder, 'practice', 'data-centers.json');
		const {dataCenters} = tableSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
		const [us] = dataCenters;
		assert.ok(us);
		return {dataCenters, us};
	},
});

/** The last line, whole: output arrives in pieces. */
const ready = /^Practice controls .+\n/m;

const fresh = (t: HasAfter) => practiceIn(path.join(temporaryDirectory(t), 'config'));

const isAnswered = (url: string): Promise<boolean> =>
	fetch(url).then(
		() => true,
		() => false,
	);

const holdPort = async (t: HasAfter, port: number): Promise<void> => {
	const foreign = createServer((_request, response) => response.end('not Zoho'));
	await new Promise<void>(resolve => foreign.listen(port, '127.0.0.1', resolve));
	t.after(() => {
		foreign.closeAllConnections();
		foreign.close();
	});
};

/** Connects without a terminal, the consent given over plain HTTP. */
const connect = async ({folder, table}: ReturnType<typeof practiceIn>) => {
	const client = await register(table().us.console);
	await using wizard = startProgram(
		[
			...['--config-dir', folder, 'practice', 'new', '--no-input', '--no-browser', '--data-center', 'us'],
			...['--client-id', client.client_id, '--connection-name', 'Harbor Books'],
			...['--scope', 'ZohoBooks.settings.READ,AaaServer.profile.READ'],
		],
		{env: {ZCONN_CLIENT_SECRET: client.client_secret}},
	);
	const address = /http\S+\/oauth\/v2\/auth\?\S+(?=\s)/;
	const output = await wizard.waitForOutput(address);
	const asked = new URL(address.exec(output)?.[0] ?? '').searchParams;
	const query = await visitor().decide(table().us.accounts, 'noah', Object.fromEntries(asked));
	const callback = await fetch(`http://localhost:${callbackPorts[0]}/callback?${query}`);
	assert.equal(callback.status, 200, await callback.text());
	assert.deepEqual(await wizard.waitForExit().then(({code, stdout}) => [code, stdout]), [
		0,
		'harbor_books\n',
	]);
};

test('--serve prints every address, and a signal ends it and frees its ports', async t => {
	const practice = fresh(t);
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 0],
	] as const) {
		await using server = practice.start('--serve');
		await server.waitForOutput(ready);
		const {dataCenters} = practice.table();
		const addresses = dataCenters.flatMap(({accounts, api, console}) => [accounts, api, console]);
		assert.equal(addresses.length, 9);
		for (const address of addresses) {
			assert.ok(server.stdout().includes(address), address);
			assert.ok(await isAnswered(address), address);
		}
		server.kill(signal);
		assert.deepEqual(await server.waitForExit().then(({code, signal}) => ({code, signal})), {
			code,
			signal: null,
		});
		for (const address of addresses) assert.equal(await isAnswered(address), false, address);
	}
});

test('started by npm in a clone, it names commands as npm takes them', async t => {
	const practice = fresh(t);
	const list = await practice.runByNpm('list');
	assert.match(list.stderr, /"npm start -- new" sets one up/);
	const elsewhere = await practice.run('list');
	assert.match(elsewhere.stderr, /"zconn practice new" sets one up/);
});

test('a connection made in practice outlives the server, and token and list need no terminal', async t => {
	const practice = fresh(t);
	{
		await using server = practice.start('--serve');
		await server.waitForOutput(ready);
		await connect(practice);
		server.kill('SIGTERM');
		await server.waitForExit();
	}
	const list = await practice.run('list', '--json');
	assert.equal(list.code, 0, list.stderr);
	assert.equal(JSON.parse(list.stdout).connections[0].linkName, 'harbor_books');
	await holdPort(t, practicePort);
	const token = await practice.run('token', 'harbor_books', '--force');
	assert.deepEqual([token.code, token.stderr], [0, '']);
	assert.match(token.stdout, /^1000\.[0-9a-f]{32}\.[0-9a-f]{32}\n$/);
	assert.notEqual(practice.table().us.accounts, `http://localhost:${practicePort}`);
	{
		await using edit = openTerminal({
			args: [distCli, '--config-dir', practice.folder, 'practice', 'edit', 'harbor_books'],
			columns: 140,
		});
		await edit.waitFor('Close');
		edit.press('enter');
		// With the folder that was given, so that it can be pasted.
		await edit.waitFor(screen =>
			screen
				.replaceAll(/\s+/g, ' ')
				.includes(`zconn practice --config-dir '${practice.folder}' token harbor_books`),
		);
		edit.press('enter');
		assert.deepEqual(await edit.waitForExit(), {code: 0});
	}
	const missing = await practice.run('token', 'nobody');
	assert.deepEqual([missing.code, missing.stdout], [5, '']);
	await using server = practice.start('--serve');
	await server.waitForOutput(ready);
	const answer = await fetch(`${practice.table().us.api}/books/v3/organizations`, {
		headers: {authorization: `Zoho-oauthtoken ${token.stdout.trim()}`},
	});
	assert.equal(answer.status, 200);
	const {mode} = statSync(path.join(practice.folder, 'practice', 'practice-zoho.json'));
	if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o600);
	assert.equal(existsSync(path.join(practice.folder, 'connections.json')), false);
});

test('what is said while practicing names each command as it has to be typed there', async t => {
	const practice = fresh(t);
	const said = async (...args: string[]): Promise<string> => {
		const {stdout, stderr} = await practice.run(...args);
		// What is not named as a command of practice is named wrongly, but for practice itself.
		assert.doesNotMatch(
			stdout + stderr,
			/zconn (?!practice)[a-z-]+ *(?:["A-Z]|--|$)|"zconn"/m,
			args.join(' '),
		);
		return stdout + stderr;
	};
	assert.match(await said('list'), /"zconn practice new" sets one up; "zconn practice" shows how/);
	assert.match(await said('token', 'nobody'), /Make one with "zconn practice new"\./);
	assert.match(await said('token', 'nobody', '--json'), /Make one with \\"zconn practice new\\"\./);
	assert.match(await said('token'), /See "zconn practice token --help"\./);
	assert.match(await said('new', '--json'), /zconn practice new --no-input/);
	assert.match(await said('secrets'), /Seal them with "zconn practice secrets keychain"/);
	const help = await said('token', '--help');
	assert.match(help, /^Usage: zconn practice token /);
	assert.match(help, /\$ zconn practice token zoho$/m);
	assert.match(help, /\$\(zconn practice token zoho --header\)/);
	assert.match(await said('doctor'), /"zconn practice new --no-input"/);
	assert.match(await said('doctor', '--json'), /zconn practice new --no-input/);
});

test('a second one of the same folder joins the first, also on unusual ports', async t => {
	const practice = fresh(t);
	await holdPort(t, practicePort);
	await using first = practice.start('--serve');
	await first.waitForOutput(ready);
	const {us} = practice.table();
	const {client_id} = await register(us.console);
	const second = await practice.run('--serve');
	assert.equal(second.code, 0);
	assert.equal(second.stdout, first.stdout());
	assert.match(second.stderr, /running already/);
	assert.match(await (await fetch(us.console)).text(), new RegExp(client_id));
});

test('a program that wants a practice Zoho on the usual ports uses the one that runs already', async () => {
	const first = await startPractice({firstPort: practicePort});
	const second = await startPractice({firstPort: practicePort});
	assert.deepEqual([first.wasRunning, second.wasRunning], [false, true]);
	assert.deepEqual(second.dataCenters, first.dataCenters);
	await second.close();
	assert.equal((await fetch(first.controls)).status, 200);
	await first.close();
});

test('two that start at once become one', async t => {
	const practice = fresh(t);
	await holdPort(t, practicePort);
	await using one = practice.start('--serve');
	await using other = practice.start('--serve');
	await Promise.all([one.waitForOutput(ready), other.waitForOutput(ready)]);
	assert.equal(one.stdout(), other.stdout());
});

test('one of another folder has its own state on its own ports', async t => {
	const [mine, yours] = [fresh(t), fresh(t)];
	await using first = mine.start('--serve');
	await first.waitForOutput(ready);
	const {client_id} = await register(mine.table().us.console);
	await using second = yours.start('--serve');
	await second.waitForOutput(ready);
	assert.notEqual(yours.table().us.accounts, mine.table().us.accounts);
	assert.doesNotMatch(await (await fetch(yours.table().us.console)).text(), new RegExp(client_id));
});

test('--reset forgets what was registered and connected, also where it runs already', async t => {
	const practice = fresh(t);
	await using server = practice.start('--serve');
	await server.waitForOutput(ready);
	await connect(practice);
	const {us} = practice.table();
	const list = await practice.run('--reset', 'list', '--json');
	assert.equal(list.code, 0, list.stderr);
	assert.deepEqual(JSON.parse(list.stdout).connections, []);
	assert.match(await (await fetch(us.console)).text(), /No clients yet/);
	const token = await practice.run('token', 'harbor_books');
	assert.equal(token.code, 5);
});

test('what makes no sense is refused in words, and nothing is started', async t => {
	const practice = fresh(t);
	for (const [args, words] of [
		[['practice'], /Practice within practice/],
		[['--serve', 'list'], /--serve takes no command/],
		[['list', '--config-dir', '/elsewhere'], /--config-dir has to come before the command/],
		[['list', '--config-dir=/elsewhere'], /--config-dir has to come before the command/],
	] as const) {
		const {code, stdout, stderr} = await practice.run(...args);
		assert.deepEqual([code, stdout], [2, '']);
		assert.match(stderr, words);
	}
	assert.equal(existsSync(practice.folder), false);
});

test('a folder that cannot be used is told, exit 6', async t => {
	const practice = fresh(t);
	mkdirSync(practice.folder);
	writeFileSync(path.join(practice.folder, 'practice'), 'a file');
	const {code, stdout, stderr} = await practice.run('list');
	assert.deepEqual([code, stdout], [6, '']);
	assert.match(stderr, /cannot be written/);
});
