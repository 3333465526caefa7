import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js';
import * as z from 'zod/mini';
import {testEnvironment} from '../helpers/environment.js';
import {distCli} from '../helpers/program.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {connect} from './connect-scene.js';
import {openScene, type Scene} from './scene.js';

const contentSchema = z.array(z.object({text: z.string()}));

/** A client of the protocol's own SDK, with the server as a program of its own. */
const openClient = async (scene: Scene, args: readonly string[]) => {
	const transport = new StdioClientTransport({
		command: process.execPath,
		args: [distCli, 'mcp', ...args],
		env: testEnvironment(temporaryDirectory(), scene.environment),
		stderr: 'pipe',
	});
	const {stderr} = transport;
	assert.ok(stderr instanceof Readable);
	const said = text(stderr);
	const errors: Error[] = [];
	const client = new Client({name: 'test', version: '1'});
	// Anything on stdout that is not the protocol is heard here.
	client.onerror = error => errors.push(error);
	await client.connect(transport);
	return {
		client,
		use: async (name: string, given: Record<string, unknown> = {}) => {
			const {content} = await client.callTool({name, arguments: given});
			return z.parse(contentSchema, content).map(part => part.text);
		},
		end: async () => {
			await client.close();
			assert.deepEqual(errors, []);
			return said;
		},
	};
};

test('mcp: an agent finds a call and makes it, and what it may not do is said in words', async () => {
	await using scene = await openScene();
	const {secret} = await connect(scene, {scopes: 'ZohoBooks.settings.READ,ZohoBooks.contacts.ALL'});
	const row = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).connections
		.bennett_books;
	const reader = await openClient(scene, ['--connection', 'bennett_books', '--debug']);
	const heard: string[] = [];
	const use: typeof reader.use = async (...given) => {
		const texts = await reader.use(...given);
		heard.push(...texts);
		return texts;
	};

	const {connections} = JSON.parse((await use('list_connections'))[0] ?? '');
	assert.deepEqual([connections[0].connection, connections[0].health], ['bennett_books', 'ready']);
	const {calls} = JSON.parse((await use('find_calls', {words: 'list contacts in books'}))[0] ?? '');
	assert.deepEqual([calls[0].call, calls[0].connections], ['GET /books/v3/contacts', ['bennett_books']]);
	const call = {connection: 'bennett_books', path: '/books/v3/contacts'};
	const [facts = '', body = ''] = await use('read_api', {...call, query: {per_page: 1}});
	assert.equal(JSON.parse(body).contacts[0].contact_name, 'Harbor Cafe');
	const [, second = ''] = await use('read_api', {...call, path: JSON.parse(facts).next_page});
	assert.equal(JSON.parse(second).contacts[0].contact_name, 'Willow & Sons');
	assert.match(
		(await use('read_api', {...call, method: 'POST'})).join(),
		/is not made[\s\S]*zconn mcp --write/,
	);
	assert.match((await use('read_api', {...call, path: '/crm/v8/org'})).join(), /✖ /);
	const log = await reader.end();
	assert.match(log, /bennett_books; calls that read\. .*\n/);

	const writer = await openClient(scene, ['--write', '--allow', 'POST /books/v3/contacts']);
	const made = await writer.use('write_api', {...call, method: 'POST', body: {contact_name: 'New Cafe'}});
	assert.match(made[1] ?? '', /New Cafe/);
	heard.push(...made, ...(await writer.use('read_api', call)));
	assert.match(heard.at(-1) ?? '', /not allowed[\s\S]*--allow 'GET \/books\/v3\/contacts'/);
	await writer.end();
	assertNoSecrets({heard: heard.join('\n'), log}, [secret, row.refreshToken.plain, row.accessToken.plain]);
});

test('mcp: wrong use is refused before the protocol begins, and the end of stdin ends it', async () => {
	await using scene = await openScene();
	const rule = await scene.run(['mcp', '--allow', 'books']);
	assert.deepEqual([rule.code, rule.stdout], [2, '']);
	const name = await scene.run(['mcp', '--connection', 'nowhere']);
	assert.deepEqual([name.code, name.stdout], [5, '']);
	const ended = await scene.runAlone(['mcp']);
	assert.deepEqual([ended.code, ended.stdout], [0, '']);
});
