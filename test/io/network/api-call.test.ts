import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import type {Connection} from '../../../source/connection/connection.js';
import type {Service} from '../../../source/connection/service.js';
import {type ApiRequest, createApiCaller} from '../../../source/io/network/api-call.js';
import {apiRefusal} from '../../../source/io/network/api-refusal.js';
import type {FetchRequest} from '../../../source/io/ports.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok, type Refusal} from '../../../source/zoho/refusal.js';
import {connection, epoch, fileWith, iso, service} from '../helpers/files.js';
import {keeperWith, newToken, offline} from '../helpers/keeper.js';

const request: ApiRequest = {path: '/crm/v8/org', method: 'GET', headers: new Headers()};

const crmError = (code: string, status = 401): Response =>
	Response.json({code, details: {}, message: 'x', status: 'error'}, {status});
const fine = (): Response => Response.json({org: []});

type Options = {
	readonly row?: Partial<Connection>;
	readonly service?: Partial<Service>;
	readonly replies?: readonly (Record<string, unknown> | Refusal)[];
	readonly answers: readonly ((sent: FetchRequest) => Response | Promise<Response>)[];
};

const open = async (t: TestContext, {row, service: ofRow, replies = [newToken], answers}: Options) => {
	const kept = await keeperWith(t, fileWith([connection(row)], [service(ofRow)]), replies);
	const sent: FetchRequest[] = [];
	const call = createApiCaller({
		store: kept.store,
		clock: {now: () => epoch},
		tokenKeeper: kept.keeper,
		dataCenters: () => ok(builtInDataCenters),
		http: async () => ({
			fetch: async one => {
				sent.push(one);
				const answer = answers[sent.length - 1];
				assert.ok(answer, 'One more call than expected.');
				return ok(await answer(one));
			},
		}),
	});
	return {...kept, sent, call};
};

const authorizations = (sent: readonly FetchRequest[]) =>
	sent.map(({headers}) => headers.get('authorization'));

test('one call with the header of Zoho, on the host of the connection', async t => {
	const {call, sent, requests} = await open(t, {answers: [fine]});
	const answer = await call('books', {
		...request,
		method: 'POST',
		headers: new Headers({authorization: 'mine', orgId: '7'}),
		body: Uint8Array.from([123, 125]),
	});
	assert.ok(answer.ok);
	assert.deepEqual(await answer.value.response.json(), {org: []});
	assert.equal(sent[0]?.url, 'https://www.zohoapis.com/crm/v8/org');
	assert.equal(sent[0]?.method, 'POST');
	assert.equal(sent[0]?.headers.get('orgid'), '7');
	assert.deepEqual(authorizations(sent), ['Zoho-oauthtoken example-access-token']);
	assert.equal(requests.length, 0);
	assert.equal(await apiRefusal('books', answer.value), undefined);
});

test("a server that is not Zoho's gets Bearer", async t => {
	const {call, sent} = await open(t, {
		row: {dataCenter: null, apiDomain: 'https://api.example.com'},
		answers: [fine],
	});
	assert.ok((await call('books', request)).ok);
	assert.deepEqual(authorizations(sent), ['Bearer example-access-token']);
});

test('a token that travels in the address: of another server, also the one that replaces a rejected one', async t => {
	const {call, sent, requests} = await open(t, {
		row: {dataCenter: null, apiDomain: 'https://api.example.com'},
		service: {parameterType: 'query'},
		answers: [() => Response.json({error: 'invalid_token'}, {status: 401}), fine],
	});
	const answer = await call('books', {
		...request,
		path: '/v1/things?page=2&access_token=mine',
		headers: new Headers({authorization: 'mine'}),
	});
	assert.ok(answer.ok);
	assert.equal(answer.value.response.status, 200);
	assert.deepEqual(
		sent.map(({url}) => url),
		['example-access-token', 'new-access-token'].map(
			token => `https://api.example.com/v1/things?page=2&access_token=${token}`,
		),
	);
	assert.deepEqual(authorizations(sent), [null, null]);
	assert.equal(requests.length, 1);
	// What is told of the call has no token in it.
	assert.doesNotMatch(JSON.stringify(answer.value.address), /access-token/);
});

test("the APIs of Zoho get the header, whatever the service's Parameter Type is", async t => {
	const {call, sent} = await open(t, {service: {parameterType: 'query'}, answers: [fine]});
	assert.ok((await call('books', request)).ok);
	assert.equal(sent[0]?.url, 'https://www.zohoapis.com/crm/v8/org');
	assert.deepEqual(authorizations(sent), ['Zoho-oauthtoken example-access-token']);
});

test('a rejected token is replaced once, and the call is tried once more', async t => {
	const {call, sent, requests} = await open(t, {answers: [() => crmError('INVALID_TOKEN'), fine]});
	const answer = await call('books', request);
	assert.ok(answer.ok);
	assert.equal(answer.value.response.status, 200);
	assert.deepEqual(authorizations(sent), [
		'Zoho-oauthtoken example-access-token',
		'Zoho-oauthtoken new-access-token',
	]);
	assert.equal(requests.length, 1);
});

test('a new token that is rejected as well is no reason to reconnect, and there is no third try', async t => {
	const {call, sent} = await open(t, {
		answers: [() => crmError('INVALID_TOKEN'), () => crmError('INVALID_TOKEN')],
	});
	const answer = await call('books', request);
	assert.ok(answer.ok);
	assert.equal(sent.length, 2);
	const refusal = await apiRefusal('books', answer.value);
	assert.deepEqual([refusal?.id, refusal?.exitCode], ['api-token-rejected', 4]);
	assert.match(await answer.value.response.text(), /INVALID_TOKEN/);
});

test('only the beginning of an endless error is examined; the caller gets all of it', async t => {
	const parts = 100;
	let given = 0;
	const endless = () =>
		new Response(
			new ReadableStream({
				pull: controller => {
					given++;
					controller.enqueue(new Uint8Array(65_536).fill(120));
					if (given === parts) controller.close();
				},
			}),
			{status: 401},
		);
	const {call} = await open(t, {answers: [endless]});
	const answer = await call('books', request);
	assert.ok(answer.ok);
	assert.equal(answer.value.judgement.verdict, 'could-not-tell');
	assert.ok(given < 10, `${given} parts were read`);
	assert.equal((await answer.value.response.text()).length, parts * 65_536);
});

test('an error that breaks off is an answer all the same; who reads it hears of the break', async t => {
	const broken = () =>
		new Response(
			new ReadableStream({
				start: controller => controller.enqueue(new Uint8Array([123])),
				pull: controller => controller.error(new TypeError('terminated')),
			}),
			{status: 500},
		);
	const {call} = await open(t, {answers: [broken]});
	const answer = await call('books', request);
	assert.ok(answer.ok);
	assert.equal(answer.value.judgement.verdict, 'could-not-tell');
	await assert.rejects(answer.value.response.text(), /terminated/);
});

test('a missing scope takes no new token; the finance word with two meanings takes one', async t => {
	const crm = await open(t, {answers: [() => crmError('OAUTH_SCOPE_MISMATCH')]});
	const first = await crm.call('books', request);
	assert.ok(first.ok);
	assert.equal(crm.requests.length, 0);
	assert.deepEqual(
		[(await apiRefusal('books', first.value))?.id, (await apiRefusal('books', first.value))?.exitCode],
		['api-scope-missing', 3],
	);
	const word = () => Response.json({code: 57, message: 'not authorized'}, {status: 401});
	const books = await open(t, {answers: [word, word]});
	const second = await books.call('books', {...request, path: '/books/v3/contacts'});
	assert.ok(second.ok);
	assert.equal(books.requests.length, 1);
	assert.equal((await apiRefusal('books', second.value))?.id, 'api-scope-missing');
});

test('a token of a moment ago is not replaced: a loop over a call that cannot succeed must not use up the budget', async t => {
	const word = () => Response.json({code: 57, message: 'not authorized'}, {status: 401});
	const rows = [
		['/books/v3/contacts', -250, word, 'api-scope-missing', 3],
		['/books/v3/nothing/like/it/at/all', -250, word, 'api-token-or-scope', 4],
		['/crm/v8/org', -50, () => crmError('INVALID_TOKEN'), 'api-token-rejected', 4],
	] as const;
	for (const [path, mintedAt, answer, id, exitCode] of rows) {
		const {call, requests, sent} = await open(t, {row: {refreshedAt: [iso(mintedAt)]}, answers: [answer]});
		const answered = await call('books', {...request, path});
		assert.ok(answered.ok);
		assert.deepEqual([requests.length, sent.length], [0, 1]);
		const refusal = await apiRefusal('books', answered.value);
		assert.deepEqual([refusal?.id, refusal?.exitCode], [id, exitCode]);
	}
});

test('a token that another program has made in between is taken, and no other is asked for', async t => {
	const opened = await open(t, {
		answers: [
			async () => {
				await opened.store.update(file => {
					const row = file.connections.books;
					assert.ok(row);
					return ok({
						...file,
						connections: {books: {...row, accessToken: {plain: 'token-of-another'}}},
					});
				});
				return crmError('INVALID_TOKEN');
			},
			fine,
		],
	});
	const answer = await opened.call('books', request);
	assert.ok(answer.ok);
	assert.equal(answer.value.response.status, 200);
	assert.equal(opened.requests.length, 0);
	assert.deepEqual(authorizations(opened.sent).at(-1), 'Zoho-oauthtoken token-of-another');
});

test('where no new token can be had, the answer is handed on with the reason', async t => {
	const {call} = await open(t, {
		replies: [{error: 'invalid_code'}],
		answers: [() => crmError('INVALID_TOKEN')],
	});
	const gone = await call('books', request);
	assert.ok(gone.ok);
	assert.equal(gone.value.response.status, 401);
	assert.deepEqual((await apiRefusal('books', gone.value))?.exitCode, 3);
	const away = await open(t, {replies: [offline], answers: [() => crmError('INVALID_TOKEN')]});
	const unknown = await away.call('books', request);
	assert.ok(unknown.ok);
	assert.equal((await apiRefusal('books', unknown.value))?.id, 'network-dns');
});

test('other errors are told by their status', async t => {
	const rows: readonly (readonly [Response, string, RegExp])[] = [
		[new Response('x', {status: 503}), 'api-refused', /Try again in a minute/],
		[Response.json({code: 1002}, {status: 404}), 'api-not-found', /Check the path/],
		[new Response('', {status: 429, headers: {'retry-after': '30'}}), 'api-throttled', /Wait 30 seconds/],
	];
	for (const [response, id, next] of rows) {
		const {call, sent} = await open(t, {answers: [() => response]});
		const answer = await call('books', request);
		assert.ok(answer.ok);
		const refusal = await apiRefusal('books', answer.value);
		assert.deepEqual([refusal?.id, refusal?.exitCode, sent.length], [id, 4, 1]);
		assert.match(refusal?.next ?? '', next);
	}
});

test('nothing is sent for a connection or a host that is not known', async t => {
	const {call, sent} = await open(t, {row: {dataCenter: 'moon'}, answers: []});
	const moon = await call('books', request);
	const nobody = await call('nobody', request);
	assert.deepEqual(
		[moon, nobody].map(answer => !answer.ok && answer.refusal.id),
		['unknown-data-center', 'no-such-connection'],
	);
	assert.equal(sent.length, 0);
});
