import assert from 'node:assert/strict';
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import * as z from 'zod/mini';
import {callProgram} from '../helpers/called-program.js';
import {postgresServer} from '../helpers/postgres.js';
import {type ProgramResult, runProgram, startProgram} from '../helpers/program.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {generateCode, registerSelfClient} from '../practice/visitor.js';
import {accept, acceptAs, connect} from './connect-scene.js';
import {answerPrompts, openScene, type Scene} from './scene.js';

const keySchema = z.object({ZCONN_STORE_KEY: z.string(), workers: z.object({ZCONN_STORE_KEY: z.string()})});

/** A scene whose one connection is in a store of its own. */
const shareScene = async (scene: Scene) => {
	const {secret} = await connect(scene);
	const saved = readFileSync(join(scene.folder, 'connections.json'), 'utf8');
	const server = await postgresServer();
	const store = await server.database();
	const bare = {ZCONN_STORE: store};
	const init = await scene.run(['store', 'init', '--json'], {env: bare});
	assert.equal(init.code, 0, init.stderr);
	const keys = keySchema.parse(JSON.parse(init.stdout));
	const env = {...bare, ZCONN_STORE_KEY: keys.ZCONN_STORE_KEY};
	const worker = {...bare, ZCONN_STORE_KEY: keys.workers.ZCONN_STORE_KEY};
	const {refreshToken, accessToken} = JSON.parse(saved).connections.bennett_books;
	const dataCenters = readFileSync(join(scene.folder, 'data-centers.json'), 'utf8');
	return {
		server,
		store,
		env,
		worker,
		keys,
		secrets: [secret, refreshToken.plain, accessToken.plain, keys.ZCONN_STORE_KEY.split(',')[1] ?? ''],
		dataCenters,
		run: (args: readonly string[]) => scene.run(args, {env}),
	};
};

type Shared = Awaited<ReturnType<typeof shareScene>>;

/** A machine that has nothing but two variables; and the table, without which it would ask the real Zoho. */
const machine = async (shared: Shared): Promise<string> => {
	const folder = temporaryDirectory();
	writeFileSync(join(folder, 'data-centers.json'), shared.dataCenters);
	return folder;
};

const tokenOn = async (
	shared: Shared,
	folder: string,
	args: readonly string[] = [],
	run = callProgram,
): Promise<ProgramResult> =>
	run(['token', 'bennett_books', ...args], {env: {...shared.env, ZCONN_CONFIG_DIR: folder}});

const endToken = (shared: Shared, seconds = -1) =>
	shared.server.run(
		shared.store,
		`update zconn.grant set access_expires_at = now() + interval '${seconds} seconds'`,
	);

const requests = async (scene: Scene): Promise<number> =>
	(await scene.tokenRequests())['refresh_token asked'] ?? 0;

test('share: the secrets leave this machine, all machines get the token, and unshare brings it back', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	const before = await requests(scene);

	const done = await shared.run(['share', 'bennett_books']);
	assert.equal(done.code, 0, done.stderr);
	assert.equal(await requests(scene), before, 'nothing was minted');
	for (const name of ['connections.json', 'connections.json.backup']) {
		assertNoSecrets({[name]: readFileSync(join(scene.folder, name), 'utf8')}, shared.secrets);
	}
	const dump = JSON.stringify([
		await shared.server.run(shared.store, 'select * from zconn.grant'),
		await shared.server.run(shared.store, 'select * from zconn.event'),
		await shared.server.run(shared.store, 'select * from zconn.store'),
	]);
	assertNoSecrets({dump}, shared.secrets);
	const again = await shared.run(['share', 'bennett_books']);
	assert.equal(again.code, 0);
	assert.match(again.stderr, /already/);

	const folder = await machine(shared);
	const there = await tokenOn(shared, folder);
	assert.equal(there.code, 0, there.stderr);
	assert.equal(there.stdout.trim(), shared.secrets[2]);
	assert.ok(readdirSync(folder).includes('connections.shared-bennett_books.json'));
	for (const name of readdirSync(folder).filter(file => file !== 'data-centers.json')) {
		assertNoSecrets({[name]: readFileSync(join(folder, name), 'utf8')}, shared.secrets);
	}
	const missing = await callProgram(['token', 'nothing'], {env: {...shared.env, ZCONN_CONFIG_DIR: folder}});
	assert.equal(missing.code, 5);
	const list = await callProgram(['list', '--json'], {env: {...shared.env, ZCONN_CONFIG_DIR: folder}});
	assert.deepEqual(
		JSON.parse(list.stdout).connections.map((row: {linkName: string; shared: boolean}) => [
			row.linkName,
			row.shared,
		]),
		[['bennett_books', true]],
	);

	const back = await shared.run(['unshare', 'bennett_books']);
	assert.equal(back.code, 0, back.stderr);
	const row = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).connections
		.bennett_books;
	assert.equal(row.refreshToken.plain, shared.secrets[1]);
	assert.equal((await scene.run(['token', 'bennett_books'])).code, 0);
	assert.equal((await tokenOn(shared, await machine(shared))).code, 5);
});

test('sixteen processes whose token is over ask Zoho once, and all get the same one', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	await endToken(shared);
	const before = await requests(scene);
	const folders = await Promise.all(Array.from({length: 4}, () => machine(shared)));
	const results = await Promise.all(
		Array.from({length: 16}, (_, index) =>
			tokenOn(shared, folders[index % folders.length] ?? '', [], runProgram),
		),
	);
	assert.deepEqual([...new Set(results.map(({code, stderr}) => `${code} ${stderr}`))], ['0 ']);
	assert.equal(new Set(results.map(({stdout}) => stdout)).size, 1);
	assert.equal((await requests(scene)) - before, 1);
});

test('a holder that is killed while it asks: 4 while its turn lasts, then one other refreshes', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	await endToken(shared);
	await scene.setFaults({'slow-response': true});
	const env = {...shared.env, ZCONN_CONFIG_DIR: await machine(shared)};
	const holder = startProgram(['token', 'bennett_books'], {env});
	const isHeld = async (): Promise<boolean> => {
		const [row] = await shared.server.run(shared.store, 'select lease_by from zconn.grant');
		return row?.lease_by !== null;
	};
	while (!(await isHeld())) await new Promise(resolve => setTimeout(resolve, 20));
	holder.kill('SIGKILL');
	await holder.waitForExit();
	await scene.setFaults({'slow-response': false});
	assert.ok(await isHeld(), 'its turn lasts on');
	// Half a minute later.
	await shared.server.run(shared.store, `update zconn.grant set lease_until = now() - interval '1 second'`);
	const next = await tokenOn(shared, await machine(shared));
	assert.equal(next.code, 0, next.stderr);
	const events = await shared.server.run(shared.store, `select what from zconn.event where what = 'claim'`);
	assert.equal(events.length, 2);
});

test('the database restarted between two calls, and gone: the cached token while it lives, then 4 and no mint', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	const folder = await machine(shared);
	const first = await tokenOn(shared, folder);
	await shared.server.restart();
	assert.equal((await tokenOn(shared, await machine(shared))).code, 0);
	const before = await requests(scene);
	const gone = {...shared.env, ZCONN_CONFIG_DIR: folder};
	// The cache answers without the store.
	const uses = () => readFileSync(join(folder, 'use.log'), 'utf8').split('\n').length;
	const used = uses();
	assert.equal((await callProgram(['token', 'bennett_books'], {env: gone})).stdout, first.stdout);
	assert.equal(uses(), used + 1, 'a cached token is a use as well');
	const nowhere = {...gone, ZCONN_STORE: shared.store.replace(/host=[^&]+/, 'host=/nowhere')};
	const down = await callProgram(['token', 'bennett_books', '--json'], {env: nowhere});
	assert.equal(down.code, 4);
	assert.equal(JSON.parse(down.stderr).error.id, 'store-unreachable');
	assert.equal(await requests(scene), before);
});

test('a worker with the key of access tokens only reads; keep refreshes for it', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	const folder = await machine(shared);
	const worker = {...shared.worker, ZCONN_CONFIG_DIR: folder};
	const asked = () => callProgram(['token', 'bennett_books', '--json'], {env: worker});
	assert.equal((await asked()).code, 0);
	rmSync(join(folder, 'connections.shared-bennett_books.json'));
	await endToken(shared);
	const over = await asked();
	assert.equal(over.code, 6);
	assert.equal(JSON.parse(over.stderr).error.id, 'store-key-missing');
	const kept = await callProgram(['keep', '--once'], {
		env: {...shared.env, ZCONN_CONFIG_DIR: await machine(shared)},
	});
	assert.equal(kept.code, 0, kept.stderr);
	assert.match(kept.stdout, /^bennett_books {2}refreshed {2}until /);
	assert.equal((await asked()).code, 0);
});

test('a wrong key, no key, no schema: exit 6 with the reason', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	const folder = await machine(shared);
	const idOf = async (env: Readonly<Record<string, string>>): Promise<string> => {
		const result = await callProgram(['token', 'bennett_books', '--json'], {
			env: {ZCONN_CONFIG_DIR: folder, ...env},
		});
		return `${JSON.parse(result.stderr).error.id} ${result.code}`;
	};
	assert.equal(await idOf({ZCONN_STORE: shared.store}), 'store-key-missing 6');
	const other = `zka_${'A'.repeat(43)},zkr_${'B'.repeat(43)}`;
	assert.equal(await idOf({ZCONN_STORE: shared.store, ZCONN_STORE_KEY: other}), 'store-key-missing 6');
	assert.equal(await idOf({ZCONN_STORE: shared.store, ZCONN_STORE_KEY: 'hush-hush'}), 'store-key-missing 6');
	const empty = await shared.server.database();
	assert.equal(await idOf({...shared.env, ZCONN_STORE: empty}), 'store-not-ready 6');
	await shared.server.run(shared.store, 'update zconn.grant set format = 3');
	assert.equal(await idOf(shared.env), 'store-newer 6');
});

test('status, audit and rekey', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	const status = await shared.run(['store', 'status', '--json']);
	assert.equal(status.code, 0, status.stderr);
	const facts = JSON.parse(status.stdout);
	assert.deepEqual(facts.store.opens, {accessTokens: true, refreshTokens: true});
	assert.equal(facts.connections[0].linkName, 'bennett_books');
	const audit = await shared.run(['store', 'audit', '--json']);
	assert.deepEqual(
		JSON.parse(audit.stdout).events.map((event: {what: string}) => event.what),
		['share'],
	);
	const offer = await shared.run(['store', 'rekey']);
	assert.equal(offer.code, 0, offer.stderr);
	const next = offer.stdout.trim();
	assert.match(next, /^zka_[\w-]{43},zkr_[\w-]{43}$/);
	const both = {...shared.env, ZCONN_STORE_KEY: `${next},${shared.env.ZCONN_STORE_KEY}`};
	const rekeyed = await scene.run(['store', 'rekey', '--json'], {env: both});
	assert.deepEqual(JSON.parse(rekeyed.stdout).store, {resealed: 1, bound: [], left: []});
	const folder = await machine(shared);
	const only = {...shared.env, ZCONN_STORE_KEY: next, ZCONN_CONFIG_DIR: folder};
	assert.equal((await callProgram(['token', 'bennett_books'], {env: only})).code, 0);
	assert.equal((await tokenOn(shared, folder, ['--force'])).code, 6, 'the old keys open nothing any more');
	const init = await scene.run(['store', 'init', '--json'], {env: {ZCONN_STORE: shared.store}});
	assert.equal(init.code, 6, 'no second pair of keys');
});

const rowIn = async (shared: Shared) => {
	const [row] = await shared.server.run(shared.store, 'select * from zconn.grant');
	return row;
};

test('reconnect, test, list and show work on a shared connection; of two people the second is told', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	const before = await rowIn(shared);

	const tested = await shared.run(['test', 'bennett_books']);
	assert.equal(tested.code, 0, tested.stderr);
	const shown = await shared.run(['show', 'bennett_books']);
	assert.match(shown.stdout, /Saved in +the shared store/);
	const listed = await shared.run(['list']);
	assert.match(listed.stdout, /bennett_books +ready +us +Zoho +\d+ min +shared/);

	const opened = scene.opened.openedUrls().length;
	await using program = startProgram(['reconnect', 'bennett_books', '--no-input'], {
		env: {...scene.environment, ...shared.env},
	});
	await accept(await scene.opened.waitForOpenedUrl(opened + 1));
	const ended = await program.waitForExit();
	assert.equal(ended.code, 0, ended.stderr);
	const after = await rowIn(shared);
	assert.notEqual(after?.refresh_sealed, before?.refresh_sealed);
	assert.equal(Number(after?.refresh_number), Number(before?.refresh_number) + 1);
	const saved = readFileSync(join(scene.folder, 'connections.json'), 'utf8');
	assert.deepEqual(JSON.parse(saved).connections.bennett_books.refreshToken, {
		shared: 'bennett_books',
		grant: Number(after?.refresh_number),
	});
	assert.equal((await tokenOn(shared, await machine(shared), ['--force'])).code, 0);

	// Another person was first.
	const second = scene.opened.openedUrls().length;
	await using late = startProgram(['reconnect', 'bennett_books', '--no-input'], {
		env: {...scene.environment, ...shared.env},
	});
	const url = await scene.opened.waitForOpenedUrl(second + 1);
	await shared.server.run(
		shared.store,
		'update zconn.grant set edition = edition + 1, revision = revision + 1',
	);
	await acceptAs('Noah', url);
	const told = await late.waitForExit();
	assert.equal(told.code, 4, told.stderr);
	assert.match(told.stderr, /changed in the shared store at the same moment/);
	assert.equal((await rowIn(shared))?.refresh_sealed, after?.refresh_sealed);
});

test('edit and undo on a shared connection, from any laptop; of two people the second is told', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	const before = await rowIn(shared);
	const nameIn = async () => {
		const row = z.object({facts: z.object({connection: z.object({name: z.string()})})});
		return row.parse(await rowIn(shared)).facts.connection.name;
	};
	const edit = ['edit', 'bennett_books', '--no-input', '--connection-name'];
	const edited = await shared.run([...edit, 'Books of Bennett']);
	assert.equal(edited.code, 0, edited.stderr);
	assert.equal(await nameIn(), 'Books of Bennett');
	const undone = await shared.run(['edit', 'bennett_books', '--undo']);
	assert.equal(undone.code, 0, undone.stderr);
	assert.equal(await nameIn(), 'Bennett Books');

	// Another laptop, with nothing on its disk.
	const folder = await machine(shared);
	const there = (args: readonly string[]) =>
		callProgram(args, {env: {...shared.env, ZCONN_CONFIG_DIR: folder}});
	const elsewhere = await there([...edit, 'Bennett and Sons']);
	assert.equal(elsewhere.code, 0, elsewhere.stderr);
	assert.equal(await nameIn(), 'Bennett and Sons');
	const back = await there(['edit', 'bennett_books', '--undo']);
	assert.equal(back.code, 0, back.stderr);
	assert.equal(await nameIn(), 'Bennett Books');
	const after = await rowIn(shared);
	assert.equal(after?.refresh_sealed, before?.refresh_sealed);
	assert.equal(Number(after?.edition), Number(before?.edition) + 4);
	assert.equal((await tokenOn(shared, await machine(shared), ['--force'])).code, 0);

	// What another person changed since is not overwritten.
	assert.equal((await shared.run([...edit, 'Mine'])).code, 0);
	assert.equal((await there([...edit, 'Theirs'])).code, 0);
	const late = await shared.run(['edit', 'bennett_books', '--undo']);
	assert.equal(late.code, 2, late.stderr);
	assert.match(late.stderr, /nothing to undo/);
	assert.equal(await nameIn(), 'Theirs');
});

test('new --shared puts it there at once, and doctor looks at the store', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	const {service} = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).connections
		.bennett_books;
	const opened = scene.opened.openedUrls().length;
	await using program = startProgram(
		['new', '--no-input', '--service', service, '--connection-name', 'Second Books', '--shared'],
		{env: {...scene.environment, ...shared.env}},
	);
	await accept(await scene.opened.waitForOpenedUrl(opened + 1));
	const ended = await program.waitForExit();
	assert.equal(ended.code, 0, ended.stderr);
	assert.equal((await rowIn(shared))?.name, 'second_books');
	const findings = async (env: Readonly<Record<string, string>>) => {
		const {stdout} = await scene.run(['doctor', '--json'], {env});
		const all: readonly {check: string; state: string; what: string}[] = JSON.parse(stdout).findings;
		return all.filter(({check}) => check === 'shared-store');
	};
	const [fine] = await findings(shared.env);
	assert.equal(fine?.state, 'fine');
	assert.match(fine?.what ?? '', /1 connection\). This machine can refresh\./);
	const [wrong] = await findings({ZCONN_STORE: shared.store});
	assert.equal(wrong?.state, 'wrong');
});

test('the wizard asks where to keep it: in the shared store, its secrets never stay here', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	const opened = scene.opened.openedUrls().length;
	await using terminal = scene.wizard({args: ['new', '--plain'], env: shared.env, rows: 40});
	const seen = await answerPrompts(terminal, [
		['Number [1]:', '1'],
		['\nConnection Name', 'Fleet Books'],
		['Link name [fleet_books]:', ''],
		['Number [1]:', '2'],
		['Enter is Create and Connect', ''],
	]);
	await accept(await scene.opened.waitForOpenedUrl(opened + 1));
	await terminal.waitFor(() => terminal.scrollback().includes('Number [2]:', seen));
	terminal.type('\r');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	const said = terminal.scrollback();
	assert.match(said, /In the shared store/);
	assert.match(said, /every machine with the store's key/);
	assert.match(said, /Saved in: the shared store, sealed/);
	assert.equal((await rowIn(shared))?.name, 'fleet_books');
	const {connections} = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8'));
	assert.deepEqual(Object.keys(connections.fleet_books.refreshToken), ['shared', 'grant']);

	const nowhere = await scene.run(['new', '--no-input', '--shared', '--json']);
	assert.equal(nowhere.code, 4);
	assert.equal(JSON.parse(nowhere.stderr).error.id, 'store-unreachable');
	const worker = await scene.run(['new', '--no-input', '--shared', '--json'], {env: shared.worker});
	assert.equal(JSON.parse(worker.stderr).error.id, 'store-key-missing');
});

test('revoke, rename and remove on a shared connection', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	assert.equal((await shared.run(['share', 'bennett_books'])).code, 0);
	const renamed = await shared.run(['rename', 'bennett_books', 'Other Books']);
	assert.equal(renamed.code, 2);
	assert.match(renamed.stderr, /unshare/);
	assert.equal((await shared.run(['token', 'bennett_books'])).code, 0);
	const revoked = await shared.run(['revoke', 'bennett_books', '--yes']);
	assert.equal(revoked.code, 0, revoked.stderr);
	const here = await shared.run(['token', 'bennett_books']);
	assert.deepEqual([here.code, here.stdout], [3, ''], 'the cached token ended with its grant');
	const there = await tokenOn(shared, await machine(shared), ['--json']);
	assert.equal(there.code, 3);
	assert.equal(JSON.parse(there.stderr).error.id, 'revoked');
	const removed = await shared.run(['remove', 'bennett_books', '--yes']);
	assert.equal(removed.code, 0, removed.stderr);
	assert.equal(await rowIn(shared), undefined);
	assert.equal((await tokenOn(shared, await machine(shared))).code, 5);
});

test('client credentials are shared: each machine asks as the client, and an edit counts at once', async () => {
	await using scene = await openScene();
	const shared = await shareScene(scene);
	const {client_id, client_secret} = await registerSelfClient(scene.dataCenter('us').console);
	const env = {...shared.env, ZCONN_CLIENT_SECRET: client_secret};
	const asked = ['--client-id', client_id, '--soid', 'ZohoCRM.700100001', '--scope', 'ZohoCRM.org.READ'];
	const made = await scene.run(['new', '--no-input', '--connection-name', 'Job', '--shared', ...asked], {
		env,
	});
	assert.deepEqual([made.code, made.stdout], [0, 'job\n'], made.stderr);
	const token = async (...args: string[]) => {
		const {code, stdout, stderr} = await shared.run(['token', 'job', ...args]);
		assert.equal(code, 0, stderr);
		return stdout;
	};
	const first = await token();
	const folder = await machine(shared);
	assert.notEqual(await token('--force', '--config-dir', folder), first);
	const edited = await shared.run(['edit', 'job', '--no-input', '--soid', 'ZohoCRM.700100002']);
	assert.equal(edited.code, 0, edited.stderr);
	assert.match(
		(await shared.run(['show', 'job'])).stdout,
		/Lakeside Rentals[\s\S]*Saved in +the shared store/,
	);
	assert.notEqual(await token(), first);

	// A grant that the store alone holds is kept once too, from whatever machine it is adopted.
	const {accounts, console} = scene.dataCenter('us');
	const self = await registerSelfClient(console);
	const form = {grant_type: 'authorization_code', client_id, client_secret};
	const code = await generateCode(self.page, 'ZohoCRM.org.READ');
	const reply = await fetch(`${accounts}/oauth/v2/token`, {
		method: 'POST',
		body: new URLSearchParams({...form, code}),
	});
	const file = join(scene.folder, 'reply.json');
	writeFileSync(file, await reply.text(), {mode: 0o600});
	const adopt = (name: string, ...args: string[]) => {
		const flags = ['--client-id', client_id, '--refresh-token-file', file, '--connection-name', name];
		return scene.run(['new', '--no-input', ...flags, ...args], {env});
	};
	assert.deepEqual((await adopt('Kept', '--shared')).stdout, 'kept\n');
	const again = await adopt('Again', '--config-dir', folder);
	assert.equal(again.code, 2);
	assert.match(again.stderr, /This grant is here already: kept/);
});
