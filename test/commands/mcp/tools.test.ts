import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {assertNoSecrets} from '../../helpers/secrets-sweep.js';
import {iso} from '../../io/helpers/files.js';
import {openAgent} from './scene.js';

const secrets = ['example-access-token', 'example-refresh-token', 'example-client-secret'];

test('the tools say what they are, and the one that writes is there only with --write', async t => {
	const reader = await openAgent(t);
	const {tools} = await reader.client.listTools();
	assert.deepEqual(
		tools.map(({name}) => name),
		['list_connections', 'find_calls', 'find_scopes', 'read_api', 'read_more'],
	);
	for (const {annotations, inputSchema, description} of tools) {
		assert.equal(annotations?.readOnlyHint, true);
		assert.equal(inputSchema.additionalProperties, false);
		assert.ok((description ?? '').length > 40);
	}
	const writer = await openAgent(t, {isWriting: true});
	const all = (await writer.client.listTools()).tools;
	const write = all.find(({name}) => name === 'write_api');
	assert.deepEqual([write?.annotations?.readOnlyHint, write?.annotations?.destructiveHint], [false, true]);
});

test('connections are listed with what they are good for, and only those that are offered', async t => {
	const refusal = {reason: 'Zoho ended it', id: 'grant-over', at: iso()};
	const {use} = await openAgent(t, {
		connections: [{}, {linkName: 'other', name: 'Other'}],
		offered: ['books'],
	});
	const {texts, isError} = await use('list_connections');
	assert.equal(isError, false);
	const {connections, changes} = JSON.parse(texts[0] ?? '');
	assert.equal(connections.length, 1);
	assert.deepEqual(
		[connections[0].connection, connections[0].health, connections[0].products[0].product],
		['books', 'ready', 'books'],
	);
	assert.match(changes, /only calls that read/);
	const closed = await use('read_api', {connection: 'other', path: '/books/v3/organizations'});
	assert.equal(closed.isError, true);
	assert.match(closed.texts[0] ?? '', /zconn mcp --connection other/);
	const ended = await openAgent(t, {connections: [{refusal}]});
	assert.match((await ended.use('list_connections')).texts[0] ?? '', /zconn reconnect books/);
});

test('calls are found in plain words, with the connection that may make them, or the command that adds what is missing', async t => {
	const {use} = await openAgent(t);
	const found = JSON.parse((await use('find_calls', {words: 'list organizations of books'})).texts[0] ?? '');
	const [first] = found.calls;
	assert.deepEqual([first.call, first.connections], ['GET /books/v3/organizations', ['books']]);
	const missing = JSON.parse((await use('find_calls', {words: 'POST /books/v3/invoices'})).texts[0] ?? '');
	assert.deepEqual(missing.calls[0].connections, []);
	assert.match(missing.calls[0].nextStep, /zconn edit books --add-scope ZohoBooks\.invoices\.CREATE/);
	assert.ok(missing.calls[0].blocked);
	const scopes = JSON.parse((await use('find_scopes', {words: 'books organization read'})).texts[0] ?? '');
	assert.ok(scopes.scopes.some(({connections}: {connections: string[]}) => connections.includes('books')));
	const wrong = await use('find_calls', {words: 'anything', product: 'nosuch'});
	assert.match(wrong.texts[0] ?? '', /No product is called "nosuch"/);
});

test('a call is made with the token that the agent never sees', async t => {
	const {use, sent} = await openAgent(t, {
		answer: () => Response.json({organizations: [1], page_context: {page: 1, has_more_page: true}}),
	});
	const {texts, isError} = await use('read_api', {
		connection: 'books',
		path: '/books/v3/organizations',
		query: {per_page: 1},
	});
	assert.equal(isError, false);
	assert.equal(sent[0]?.headers.get('authorization'), 'Zoho-oauthtoken example-access-token');
	const facts = JSON.parse(texts[0] ?? '');
	assert.deepEqual(
		[facts.status, facts.product, facts.next_page],
		[200, 'books', 'https://www.zohoapis.com/books/v3/organizations?per_page=1&page=2'],
	);
	assert.deepEqual(JSON.parse(texts[1] ?? '').organizations, [1]);
});

test('a server that reads makes no call that changes something, and an allow-list no other', async t => {
	const reader = await openAgent(t, {allow: ['/books/v3/organizations', 'GET /crm/**', 'GET /api/**']});
	const refusals = async (given: Record<string, unknown>) =>
		(await reader.use('read_api', {connection: 'books', ...given})).texts.join();
	assert.match(
		await refusals({method: 'POST', path: '/books/v3/organizations'}),
		/is not made[\s\S]*--write/,
	);
	assert.match(
		await refusals({path: '/books/v3/contacts'}),
		/not allowed[\s\S]*Allow GET \/books\/v3\/contacts/,
	);
	assert.match(await refusals({path: '/books/v3/organizations/../contacts'}), /not allowed/);
	assert.match(await refusals({path: '/books/v3/%6frganizations/..%2fcontacts'}), /different ways/);
	assert.match(
		await refusals({path: 'https://evil.example/books/v3/organizations'}),
		/not sent to evil\.example/,
	);
	assert.match(await refusals({path: '//evil.example/books/v3/organizations'}), /not a path/);
	assert.equal(reader.sent.length, 0);
	const writer = await openAgent(t, {isWriting: true, allow: ['POST /books/**']});
	const posted = await writer.use('write_api', {
		connection: 'books',
		method: 'POST',
		path: '/books/v3/organizations',
		body: {},
	});
	assert.equal(posted.isError, false);
	// Reading stays reading, also beside a tool that writes.
	assert.equal(
		(await writer.use('read_api', {connection: 'books', method: 'POST', path: '/books/v3/organizations'}))
			.isError,
		true,
	);
	assert.equal(writer.sent.length, 1);
});

test('a long answer is cut, says so, and can be read on without a second call', async t => {
	const body = JSON.stringify({rows: Array.from({length: 3000}, (_none, index) => `row ${index} 🙂`)});
	const {use, sent} = await openAgent(t, {
		answer: () => new Response(body, {headers: {'content-type': 'application/json'}}),
	});
	const first = await use('read_api', {
		connection: 'books',
		path: '/books/v3/organizations',
		max_characters: 10_000,
	});
	let facts = JSON.parse(first.texts[0] ?? '');
	let whole = first.texts[1] ?? '';
	assert.match(facts.characters, /^1 to \d+ of \d+$/);
	while (facts.cut !== undefined) {
		const more = await use('read_more', JSON.parse(/\{.*\}/.exec(facts.cut)?.[0] ?? ''));
		facts = JSON.parse(more.texts[0] ?? '');
		whole += more.texts[1];
	}
	assert.equal(whole, body);
	assert.equal(sent.length, 1);
});

test('what is not text is described, and what cannot be seen is shown', async t => {
	const bytes = await openAgent(t, {
		answer: () => new Response(new Uint8Array([0, 255, 1]), {headers: {'content-type': 'application/pdf'}}),
	});
	const pdf = await bytes.use('read_api', {connection: 'books', path: '/books/v3/organizations'});
	assert.match(pdf.texts[1] ?? '', /3 bytes that are not text, application\/pdf.*zconn api books/);
	const hidden = await openAgent(t, {answer: () => Response.json({note: 'x\u{E0041}\u200By'})});
	const shown = await hidden.use('read_api', {connection: 'books', path: '/books/v3/organizations'});
	assert.equal(shown.texts[1], '{"note":"x\\udb40\\udc41\\u200by"}');
});

test('commands are named as a person types them here, and stay inside of JSON', async t => {
	const {use} = await openAgent(t, {program: "zconn --config-dir 'a \"b'"});
	const found = JSON.parse((await use('find_calls', {words: 'POST /books/v3/invoices'})).texts[0] ?? '');
	assert.match(found.calls[0].nextStep, /zconn --config-dir 'a "b' edit books/);
	const {texts} = await use('read_api', {connection: 'gone', path: '/books/v3/organizations'});
	assert.match(texts.join(), /zconn --config-dir 'a "b' list/);
});

test('a refusal of Zoho comes in words, with its body', async t => {
	const {use} = await openAgent(t, {
		answer: () => Response.json({code: 'OAUTH_SCOPE_MISMATCH'}, {status: 401}),
	});
	const {texts, isError} = await use('read_api', {connection: 'books', path: '/crm/v8/org', product: 'crm'});
	assert.equal(isError, true);
	assert.match(texts[0] ?? '', /✖ [\s\S]*scope/);
	assert.match(texts.at(-1) ?? '', /OAUTH_SCOPE_MISMATCH/);
});

const written: readonly ((secret: string) => string)[] = [
	secret => secret,
	secret => encodeURIComponent(secret),
	secret => JSON.stringify(secret).replaceAll('e', '\\u0065'),
	secret => Buffer.from(`x${secret}`).toString('base64'),
	secret => `%${[...secret].map(one => one.charCodeAt(0).toString(16)).join('%')}`,
];

test('no message of any tool holds a secret, whatever the API and the agent do', async t => {
	let reply = () => new Response('');
	const {client, messages, use} = await openAgent(t, {isWriting: true, answer: () => reply()});
	const names = (await client.listTools()).tools.map(({name}) => name);
	const secret = fc.constantFrom(...secrets);
	const hostile = fc
		.tuple(secret, fc.constantFrom(...written), fc.string())
		.map(([one, write, text]) => `${text}${write(one)}${text}`);
	const answer = fc.record({
		status: fc.constantFrom(200, 201, 400, 401, 403, 404, 429, 500, 503),
		body: fc.oneof(
			hostile,
			hostile.map(text => JSON.stringify({message: text, code: 57})),
			hostile.map(text => 'x'.repeat(19_990) + text),
		),
		type: fc.constantFrom('application/json', 'text/html; charset=utf-8', 'application/octet-stream'),
	});
	const given = fc.record(
		{
			connection: fc.oneof(fc.constant('books'), hostile),
			path: fc.oneof(
				fc.constant('/books/v3/organizations'),
				hostile.map(text => `/books/v3/${encodeURIComponent(text)}`),
			),
			words: hostile,
			answer: fc.oneof(fc.constant('a1'), hostile),
			from: fc.nat(40_000),
			method: fc.constantFrom('GET', 'POST', 'DELETE'),
			product: fc.oneof(fc.constant('books'), hostile),
		},
		{requiredKeys: ['connection', 'path']},
	);
	// From now on its secrets are known, as after any call.
	await use('read_api', {connection: 'books', path: '/books/v3/organizations'});
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...names, ...secrets),
			given,
			answer,
			async (name, args, {status, body, type}) => {
				reply = () => new Response(body, {status, headers: {'content-type': type}});
				messages.length = 0;
				await client.callTool({name, arguments: args}).catch(() => undefined);
				assert.ok(messages.length > 0);
				assertNoSecrets({messages: JSON.stringify(messages)}, secrets);
			},
		),
		{numRuns: 150},
	);
});
