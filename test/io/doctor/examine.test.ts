import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ConnectionsFile, emptyFile} from '../../../source/connection/file/format.js';
import {examine} from '../../../source/io/doctor/examine.js';
import type {Finding} from '../../../source/io/doctor/finding.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import {createSharedDoor} from '../../../source/io/shared/door.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok} from '../../../source/zoho/refusal.js';
import {connection, epoch, fileWith, iso, service, temporaryFolder} from '../helpers/files.js';
import {createPlainSecrets} from '../helpers/plain-secrets.js';

type World = Omit<Parameters<typeof examine>[0], 'store' | 'clock'>;

const look = async (
	folder: string,
	file: ConnectionsFile,
	change: Partial<World> = {},
): Promise<{readonly findings: readonly Finding[]; readonly asked: readonly string[]}> => {
	const store = createStore({folder, lock: createLock()});
	await store.update(() => ok(file));
	const asked: string[] = [];
	const findings = await examine({
		store,
		clock: {now: () => epoch},
		http: async () => ({
			send: async ({url}) => {
				asked.push(url);
				return ok({status: 200, headers: {}, body: ''});
			},
			close: async () => undefined,
		}),
		environment: {},
		secrets: createPlainSecrets(),
		platform: 'linux',
		ports: [8790, 8791],
		callbackServer: async () => ({check: async ports => ({free: ports, taken: []})}),
		dataCenters: () => ok(builtInDataCenters),
		shared: createSharedDoor({
			folder,
			environment: {},
			clock: {now: () => epoch},
			accounts: () => assert.fail('Nothing is refreshed.'),
			dataCenters: () => ok(builtInDataCenters),
		}),
		...change,
	});
	return {findings, asked};
};

const find = (findings: readonly Finding[], check: string): Finding | undefined =>
	findings.find(one => one.check === check);

test('only accounts servers that something saved depends on are asked; with nothing saved the first of the table', async t => {
	const nothing = await look(temporaryFolder(t), emptyFile);
	assert.deepEqual(nothing.asked, ['https://accounts.zoho.com/oauth/serverinfo']);
	const own = service({
		linkName: 'own',
		name: 'Own',
		dataCenter: null,
		accessTokenUrl: 'https://auth.example.com/token',
	});
	const some = await look(
		temporaryFolder(t),
		fileWith(
			[connection({dataCenter: 'eu'}), connection({linkName: 'other', service: 'own', dataCenter: null})],
			[service({dataCenter: 'eu'}), own],
		),
	);
	assert.deepEqual(some.asked, ['https://accounts.zoho.eu/oauth/serverinfo', 'https://auth.example.com/']);
});

test('connections, replaced grants and drafts are told with what helps', async t => {
	const problem = {id: 'invalid-code', reason: 'Zoho no longer accepts it.', at: iso()};
	const file = {
		...fileWith([
			connection(),
			connection({linkName: 'gone', refusal: problem}),
			connection({linkName: 'odd', accessToken: null, doubt: {...problem, id: 'network-dns'}}),
		]),
		drafts: {
			one: {
				id: 'one',
				step: 'client',
				field: 'clientId',
				answers: {},
				clientSecret: null,
				createdAt: iso(),
				updatedAt: iso(),
			},
		},
	};
	const {findings} = await look(temporaryFolder(t), file);
	assert.match(find(findings, 'connections')?.what ?? '', /^1 connection of 3 in good health/);
	const [gone, odd] = findings.filter(({check}) => check === 'connection');
	assert.deepEqual([gone?.state, gone?.fix, gone?.exitCode], ['wrong', 'Run: zconn reconnect gone', 3]);
	assert.deepEqual([odd?.state, odd?.fix, odd?.exitCode], ['note', 'Run: zconn test odd', 0]);
	assert.match(find(findings, 'drafts')?.what ?? '', /1 unfinished draft waits, the oldest since 2030-01-01/);
	assert.equal(find(findings, 'secrets')?.state, 'note');
	assert.doesNotMatch(JSON.stringify(findings), /example-(?:access|refresh|client)/);
});

test('one taken port is worth knowing, two are wrong', async t => {
	const folder = temporaryFolder(t);
	const one = await look(folder, emptyFile, {
		callbackServer: async () => ({check: async () => ({free: [8791], taken: [8790]})}),
	});
	assert.equal(find(one.findings, 'callback-ports')?.state, 'note');
	const two = await look(folder, emptyFile, {
		callbackServer: async () => ({check: async () => ({free: [], taken: [8790, 8791]})}),
	});
	const found = find(two.findings, 'callback-ports');
	assert.deepEqual([found?.state, found?.exitCode], ['wrong', 4]);
	assert.match(found?.fix ?? '', /8790.*--port N/);
});
