import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import {createCallbackServer} from '../../../source/io/callback/server.js';
import {connected} from '../helpers/connected-page.js';
import {ask, freePort, statusOf} from '../helpers/net.js';

const zoho = 'https://accounts.zoho.com/oauth/v2/token/addextrascope?enhance_token=1000.a.b';
const accepted = '/callback?status=success&scope_enhanced=true';
const declined = '/callback?error=access_denied';

/** A listener that waits for word of a wider grant; `follow` is a browser that opens the short link, and gets its cookie. */
const start = async (t: TestContext, leadsTo: string | undefined = zoho) => {
	const urls: string[] = [];
	const strays: string[] = [];
	let arrived = (): void => undefined;
	const first = new Promise<void>(resolve => {
		arrived = resolve;
	});
	const server = createCallbackServer({random: {bytes: count => randomBytes(count)}});
	const result = await server.listen({
		ports: [await freePort()],
		state: 'the-right-state-0123456789',
		browserState: 'another-state-0123456789',
		brings: 'wider-grant',
		onCallback: url => {
			urls.push(url);
			arrived();
		},
		onStray: stray => strays.push(stray),
	});
	assert.ok(result.ok);
	const listener = result.value;
	t.after(() => listener.close());
	if (leadsTo) listener.setAddresses({shown: leadsTo, browser: leadsTo});
	const {port, shortLink} = listener;
	const follow = async (link = shortLink) => {
		const answer = await ask(port, new URL(link).pathname);
		return {answer, headers: {Cookie: /set-cookie: ([^;]+)/i.exec(answer)?.[1] ?? ''}};
	};
	return {listener, port, urls, strays, first, follow};
};

test('the links alone know where the secret address leads, and tell it once each', async t => {
	const {follow, listener} = await start(t);
	for (const link of [listener.shortLink, listener.browserLink]) {
		const {answer} = await follow(link);
		assert.equal(statusOf(answer), 302);
		assert.ok(answer.includes(`location: ${zoho}`));
		assert.match(answer, /referrer-policy: no-referrer/);
		assert.match(answer, /cache-control: no-store/);
		assert.match(answer, /HttpOnly; SameSite=Lax/);
		assert.ok(!link.includes('1000.a.b'));
		const again = await follow(link);
		assert.equal(statusOf(again.answer), 410);
		assert.ok(!again.answer.includes('1000.a.b'));
	}
});

test('an ending without a state counts once, from a browser that followed a link', async t => {
	const {listener, port, urls, strays, first, follow} = await start(t);
	assert.equal(statusOf(await ask(port, accepted)), 403);
	const {headers} = await follow();
	assert.equal(statusOf(await ask(port, accepted)), 403);
	assert.deepEqual([urls, strays], [[], ['other-browser']]);
	const answer = ask(port, accepted, {headers});
	await first;
	assert.deepEqual(urls, [`http://localhost:${port}${accepted}`]);
	assert.equal(statusOf(await ask(port, declined, {headers})), 409);
	listener.answer(connected);
	assert.equal(statusOf(await answer), 200);
	assert.equal(statusOf(await ask(port, accepted, {headers})), 409);
	assert.equal(urls.length, 1);
});

test('a refusal counts as an ending', async t => {
	const {listener, port, urls, first, follow} = await start(t);
	const {headers} = await follow(listener.browserLink);
	const answer = ask(port, declined, {headers});
	await first;
	assert.deepEqual(urls, [`http://localhost:${port}${declined}`]);
	listener.answer({
		kind: 'refused',
		refusal: {id: 'x', what: 'Not widened.', why: 'W', next: 'N', exitCode: 3},
	});
	assert.match(await answer, /Not widened\./);
});

test('what is no ending, or none that a person sees, does not use up the wait', async t => {
	const {port, urls, follow} = await start(t);
	const {headers} = await follow();
	const get = (target: string, more = {}) => ask(port, target, {headers: {...headers, ...more}});
	const post = {...headers, 'Content-Length': '0'};
	const strays: readonly (readonly [number, Promise<string>])[] = [
		[400, get('/callback')],
		[400, get('/callback?status=success')],
		[400, get('/callback?status=success&scope_enhanced=false')],
		[400, get('/callback?status=success&status=success&scope_enhanced=true')],
		[400, get('/callback?error=a&error=b')],
		[400, get('/callback?code=1000.a.b&state=the-right-state-0123456789')],
		[400, get(accepted, {'Sec-Fetch-Mode': 'no-cors'})],
		[400, get(declined, {'Sec-Fetch-Mode': 'cors'})],
		...['iframe', 'frame', 'embed', 'object', 'image', 'script', 'empty'].map(
			dest => [400, get(declined, {'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': dest})] as const,
		),
		[404, get(accepted.replace('/callback', '/other'))],
		[405, ask(port, accepted, {method: 'POST', headers: post})],
		[421, get(accepted, {Host: 'attacker.example'})],
		[503, get(accepted, {'Sec-Purpose': 'prefetch'})],
	];
	for (const [status, answer] of strays) assert.equal(statusOf(await answer), status);
	assert.deepEqual(urls, []);
});

test('before the address is known the links lead nowhere and open nothing', async t => {
	const {follow, port, urls} = await start(t, '');
	const {answer, headers} = await follow();
	assert.equal(statusOf(answer), 404);
	assert.equal(statusOf(await ask(port, accepted, {headers})), 403);
	assert.deepEqual(urls, []);
});
