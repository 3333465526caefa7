import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {test} from 'node:test';
import fc from 'fast-check';
import {createCallbackServer} from '../../../source/io/callback/server.js';
import {ask, freePort, statusOf} from '../helpers/net.js';

const state = 'the-state-of-the-address-that-is-shown';
const browserState = 'the-state-of-the-browser-that-is-opened';

/** Pieces that callbacks are made of, right ones among them, in any order and number. */
const piece = fc.oneof(
	fc.constantFrom(
		...['code=1000.a', 'code=', 'code=a%00b', 'error=access_denied', 'error=', 'location=us', 'code=1000.b'],
		...['status=success', 'scope_enhanced=true', 'state=', 'state=x', '&', '%', '#', '//', '..', '%2e%2e/'],
		`state=${browserState}`,
		`state=${state.slice(0, -1)}`,
		`state=${state.toUpperCase()}`,
	),
	fc.string({maxLength: 20}).map(encodeURIComponent),
);
const path = fc.constantFrom(
	'/callback',
	'/callback/',
	'/Callback',
	'/go/',
	'/go/x',
	'//callback',
	'/',
	'/callback;x',
);
const header = fc.constantFrom<Record<string, string>>(
	{},
	{Cookie: 'zconn=x'},
	{Cookie: `zconn-8790=${browserState}`},
	{'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Mode': 'navigate'},
	{'Sec-Purpose': 'prefetch'},
	{Host: 'localhost'},
	{Host: 'evil.example'},
	{'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '0'},
);

test('a request without the state of the address, or without the cookie of the browser, is never a callback', async t => {
	const urls: string[] = [];
	const server = createCallbackServer({random: {bytes: count => randomBytes(count)}});
	const result = await server.listen({
		ports: [await freePort()],
		state,
		browserState,
		onCallback: url => urls.push(url),
	});
	assert.ok(result.ok);
	const listener = result.value;
	t.after(() => listener.close());
	listener.setAddresses({shown: 'https://a.example/', browser: 'https://a.example/'});
	const {port} = listener;
	const request = fc.record({
		method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'HEAD', 'OPTIONS', 'PUT'),
		target: fc.tuple(path, fc.array(piece, {maxLength: 6})).map(([at, query]) => `${at}?${query.join('&')}`),
		headers: header,
	});
	await fc.assert(
		fc.asyncProperty(request, async ({method, target, headers}) => {
			const answer = await ask(port, target, {method, headers});
			assert.ok(statusOf(answer) >= 400, `${method} ${target}: ${answer.slice(0, 60)}`);
			assert.doesNotMatch(answer, /^location:|^set-cookie:/im);
			assert.deepEqual(urls, []);
		}),
		{numRuns: 400, seed: 8},
	);
	// It was a listener all the same.
	const held = ask(port, `/callback?code=1000.a&state=${state}`);
	await ask(port, '/favicon.ico');
	assert.equal(urls.length, 1);
	listener.answer({kind: 'refused', refusal: {id: 'x', what: 'W', why: 'Y', next: 'N', exitCode: 3}});
	await held;
});
