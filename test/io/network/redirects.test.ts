import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mostRedirects} from '../../../source/io/bounds.js';
import {followRedirects} from '../../../source/io/network/redirects.js';
import type {FetchRequest} from '../../../source/io/ports.js';
import {ok} from '../../../source/zoho/refusal.js';

const here = 'https://www.zohoapis.com';
const elsewhere = 'https://files.example';
const body = Uint8Array.from(Buffer.from('what is written'));

/** A call whose first answers are redirects, and everything that was sent for it. */
const follow = async (change: Partial<FetchRequest>, ...hops: readonly (readonly [number, string])[]) => {
	const sent: FetchRequest[] = [];
	const answers = [...hops];
	const headers = new Headers({
		authorization: 'Zoho-oauthtoken secret',
		cookie: 'a=b',
		'x-api-key': 'secret',
		orgid: '1',
		'content-type': 'application/json',
		accept: 'application/json',
		'user-agent': 'zconn/1',
	});
	const result = await followRedirects(
		{method: 'GET', url: `${here}/a`, headers, ...change},
		async request => {
			sent.push(request);
			const [status, location] = answers.shift() ?? [200, ''];
			return ok(new Response(null, {status, headers: location === '' ? {} : {location}}));
		},
	);
	return {result, sent};
};

const names = (request: FetchRequest | undefined): readonly string[] => [...(request?.headers.keys() ?? [])];

test('on the same origin everything goes along, and methods change as browsers change them', async () => {
	for (const [status, method, after] of [
		[301, 'POST', 'GET'],
		[302, 'POST', 'GET'],
		[303, 'PUT', 'GET'],
		[303, 'HEAD', 'HEAD'],
		[307, 'POST', 'POST'],
		[308, 'PATCH', 'PATCH'],
		[302, 'DELETE', 'DELETE'],
	] as const) {
		const {result, sent} = await follow({method, body}, [status, '/b?c=d']);
		assert.ok(result.ok);
		assert.equal(sent[1]?.url, `${here}/b?c=d`);
		assert.equal(sent[1]?.method, after, `${status} ${method}`);
		assert.equal(sent[1]?.body, after === method ? body : undefined);
		assert.equal(names(sent[1]).includes('content-type'), after === method);
		assert.ok(names(sent[1]).includes('authorization') && names(sent[1]).includes('x-api-key'));
	}
});

test('to another origin goes the address alone, and nothing comes back on the way home', async () => {
	for (const status of [301, 302, 303, 307, 308]) {
		const {result, sent} = await follow({}, [status, `${elsewhere}/b`], [status, `${here}/c`]);
		assert.ok(result.ok);
		assert.deepEqual(sent.slice(1).map(names), [
			['accept', 'user-agent'],
			['accept', 'user-agent'],
		]);
	}
	// Another port and another scheme are another origin.
	const {sent} = await follow({url: 'http://localhost:1/a'}, [302, 'http://localhost:2/a']);
	assert.deepEqual(names(sent[1]), ['accept', 'user-agent']);
});

test('what writes is never sent on to another origin, and nothing to an address that is not safe', async () => {
	for (const [change, location] of [
		[{method: 'POST', body}, elsewhere],
		[{method: 'PUT', body}, elsewhere],
		[{method: 'DELETE'}, elsewhere],
		[{}, 'http://files.example/b'],
		[{}, 'ftp://files.example/b'],
		[{}, 'javascript:alert(1)'],
		[{}, 'https://user:hidden-word@files.example/'],
		[{}, 'https://['],
	] as const) {
		const {result, sent} = await follow(change, [307, location]);
		assert.ok(!result.ok, location);
		assert.equal(result.refusal.id, location === elsewhere ? 'redirect-refused' : 'network-redirects');
		assert.equal(result.refusal.exitCode, 4);
		assert.equal(sent.length, 1, location);
		assert.doesNotMatch(JSON.stringify(result.refusal), /hidden-word/);
	}
});

test('redirects end at a bound; one without an address is an answer', async () => {
	const circle = Array.from({length: mostRedirects * 2}, () => [302, '/a'] as const);
	const {result, sent} = await follow({}, ...circle);
	assert.ok(!result.ok);
	assert.equal(result.refusal.id, 'network-redirects');
	assert.equal(sent.length, mostRedirects + 1);
	const bare = await follow({}, [304, ''], [200, '']);
	assert.ok(bare.result.ok && bare.result.value.status === 304);
});
