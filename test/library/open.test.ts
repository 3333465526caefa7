import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ConnectionError, openConnection} from '../../source/library/index.js';
import {libraryScene, withTokens} from './scene.js';

test('a fresh token is answered without a network, with all that belongs to it', async t => {
	const {open, origin, asked} = await libraryScene(t);
	await using connection = openConnection('acme', open);
	assert.equal(await connection.accessToken(), 'sample-access-token');
	const {expiresAt, ...token} = await connection.token();
	assert.deepEqual(token, {
		accessToken: 'sample-access-token',
		authorization: 'Zoho-oauthtoken sample-access-token',
		apiDomain: origin,
	});
	assert.ok(Date.parse(expiresAt) > Date.now());
	const details = await connection.details();
	assert.deepEqual(
		[details.name, details.account?.email, details.dataCenter],
		['Acme', 'pat@example.com', 'us'],
	);
	assert.doesNotMatch(JSON.stringify(details), /sample-(?:access|refresh|client)/);
	assert.equal(asked.length, 0);
});

test('a token that ends soon is refreshed once for all who ask', async t => {
	const {open, asked} = await libraryScene(t, {
		answer: withTokens(() => ({status: 404, body: {}})),
		rows: [{accessTokenExpiresAt: new Date(Date.now() + 60_000).toISOString()}],
	});
	await using connection = openConnection('acme', open);
	await using other = openConnection('acme', open);
	const tokens = await Promise.all([connection.accessToken(), connection.accessToken(), other.accessToken()]);
	assert.deepEqual(new Set(tokens), new Set(['fresh-access-token']));
	assert.equal(asked.length, 1);
});

test('fetch: method, headers and every kind of body, on the right host, with the token', async t => {
	const {open, asked} = await libraryScene(t, {answer: () => ({status: 201, body: {code: 0}})});
	await using connection = openConnection('acme', open);
	const form = new FormData();
	form.set('file', new Blob(['content']), 'a.txt');
	const rows = [
		[
			{method: 'POST', body: '{"a":1}', headers: {'content-type': 'application/json'}},
			/^application\/json$/,
			/^\{"a":1\}$/,
		],
		[
			{method: 'PUT', body: new URLSearchParams({a: 'b c'})},
			/^application\/x-www-form-urlencoded/,
			/^a=b\+c$/,
		],
		[{method: 'POST', body: form}, /^multipart\/form-data; boundary=/, /filename="a\.txt"[\s\S]*content/],
		[{method: 'PATCH', body: new TextEncoder().encode('bytes')}, /^undefined$/, /^bytes$/],
		[{}, /^undefined$/, /^$/],
	] as const;
	for (const [request, type, body] of rows) {
		const response = await connection.fetch('/books/v3/contacts?page=2', request);
		assert.equal(response.status, 201);
		assert.deepEqual(await response.json(), {code: 0});
		const sent = asked.at(-1);
		assert.equal(sent?.path, '/books/v3/contacts?page=2');
		assert.equal(sent?.method, 'method' in request ? request.method : 'GET');
		assert.equal(sent?.headers.authorization, 'Zoho-oauthtoken sample-access-token');
		assert.match(String(sent?.headers['content-type']), type);
		assert.match(sent?.body ?? '', body);
	}
});

test('a rejected token is replaced once, and the same body is sent again', async t => {
	const {open, asked} = await libraryScene(t, {
		answer: withTokens(({headers}) =>
			headers.authorization?.endsWith('fresh-access-token')
				? {status: 200, body: {ok: true}}
				: {status: 401, body: {code: 'INVALID_TOKEN'}},
		),
	});
	await using connection = openConnection('acme', open);
	const response = await connection.fetch('/crm/v8/Leads', {method: 'POST', body: '{"data":[]}'});
	assert.deepEqual(await response.json(), {ok: true});
	assert.deepEqual(
		asked.filter(({path}) => path === '/crm/v8/Leads').map(({body}) => body),
		['{"data":[]}', '{"data":[]}'],
	);
});

test('other errors of an API are answers, as fetch has them', async t => {
	const {open} = await libraryScene(t, {answer: () => ({status: 404, body: {code: 1002}})});
	await using connection = openConnection('acme', open);
	const response = await connection.fetch('/books/v3/contacts/1');
	assert.deepEqual([response.ok, response.status, await response.json()], [false, 404, {code: 1002}]);
});

const rejects = async (work: Promise<unknown>, id: string, exitCode: number): Promise<void> => {
	await assert.rejects(work, error => {
		assert.ok(error instanceof ConnectionError);
		assert.deepEqual([error.id, error.exitCode, error.name], [id, exitCode, 'ConnectionError']);
		assert.notEqual(error.nextStep, '');
		assert.doesNotMatch(`${error.stack}`, /sample-(?:access|refresh|client)/);
		return true;
	});
};

test('what cannot be done is a ConnectionError with the id of the command line', async t => {
	const {open} = await libraryScene(t, {
		answer: () => ({status: 200, body: {error: 'invalid_code'}}),
		rows: [{}, {linkName: 'old', name: 'Old', accessToken: null, accessTokenExpiresAt: null}],
	});
	assert.throws(() => openConnection('nobody', open), {id: 'no-such-connection', exitCode: 5});
	await using connection = openConnection('acme', open);
	await rejects(connection.fetch('https://evil.example/books'), 'api-host-foreign', 2);
	await using old = openConnection('old', open);
	await rejects(old.accessToken(), 'invalid-code', 3);
	await rejects(old.fetch('/books/v3/contacts'), 'invalid-code', 3);
});

test('a grant that has ended is told by fetch too', async t => {
	const {open} = await libraryScene(t, {
		answer: ({path}) =>
			path === '/oauth/v2/token'
				? {status: 200, body: {error: 'invalid_code'}}
				: {status: 401, body: {code: 'INVALID_TOKEN'}},
	});
	await using connection = openConnection('acme', open);
	await rejects(connection.fetch('/crm/v8/org'), 'invalid-code', 3);
});

test('a caller that aborts gets its own reason back', async t => {
	const {open} = await libraryScene(t);
	await using connection = openConnection('acme', open);
	const reason = new Error('enough');
	await assert.rejects(connection.fetch('/crm/v8/org', {signal: AbortSignal.abort(reason)}), reason);
});

test('a caller that aborts during the wait for a token does not wait, and the token is saved for the next one', async t => {
	const {promise: gate, resolve: openGate} = Promise.withResolvers<void>();
	const {promise: isAsked, resolve: asks} = Promise.withResolvers<void>();
	const {open, asked} = await libraryScene(t, {
		answer: one => {
			asks();
			return {...withTokens(() => ({status: 200, body: {}}))(one), after: gate};
		},
		rows: [{accessToken: null, accessTokenExpiresAt: null}],
	});
	await using connection = openConnection('acme', open);
	const controller = new AbortController();
	const reason = new Error('enough');
	const call = connection.fetch('/crm/v8/org', {signal: controller.signal});
	await isAsked;
	controller.abort(reason);
	await assert.rejects(call, reason);
	openGate();
	assert.equal(await connection.accessToken(), 'fresh-access-token');
	assert.deepEqual(
		asked.map(({path}) => path),
		['/oauth/v2/token'],
	);
});

test('a body may be a stream; it is sent again as it was', async t => {
	const {open, asked} = await libraryScene(t, {
		answer: withTokens(({headers}) =>
			headers.authorization?.endsWith('fresh-access-token')
				? {status: 200, body: {}}
				: {status: 401, body: {code: 'INVALID_TOKEN'}},
		),
	});
	await using connection = openConnection('acme', open);
	const body = new Blob(['first ', 'second']).stream();
	assert.equal((await connection.fetch('/crm/v8/Leads', {method: 'POST', body})).status, 200);
	assert.deepEqual(
		asked.filter(({path}) => path === '/crm/v8/Leads').map(sent => sent.body),
		['first second', 'first second'],
	);
});

test('a redirect takes the token along on its own host only, and what is said elsewhere costs no token', async t => {
	const elsewhere = await libraryScene(t, {
		answer: () => ({status: 401, body: {code: 'INVALID_TOKEN'}}),
	});
	const {open, asked} = await libraryScene(t, {
		answer: ({path = ''}) => {
			if (path.endsWith('/moved')) return {status: 302, body: {}, headers: {location: '/crm/v8/here'}};
			if (path.endsWith('/gone'))
				return {status: 307, body: {}, headers: {location: `${elsewhere.origin}/crm/v8/there`}};
			return {status: 200, body: {}};
		},
	});
	await using connection = openConnection('acme', open);
	assert.equal((await connection.fetch('/crm/v8/moved')).status, 200);
	assert.equal(asked.at(-1)?.headers.authorization, 'Zoho-oauthtoken sample-access-token');
	const there = await connection.fetch('/crm/v8/gone', {headers: {cookie: 'a=b'}});
	assert.equal(there.status, 401);
	assert.deepEqual(
		elsewhere.asked.map(({path, headers}) => [path, headers.authorization, headers.cookie]),
		[['/crm/v8/there', undefined, undefined]],
	);
	assert.deepEqual(
		asked.filter(({path}) => path?.startsWith('/oauth')),
		[],
	);
});
