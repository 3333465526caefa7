import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import {createCallbackServer} from '../../../source/io/callback/server.js';
import {ask, freePort, statusOf} from '../helpers/net.js';

const zoho = 'https://accounts.zoho.com/oauth/v2/token/addextrascope?enhance_token=1000.a.b';
const accepted = '/callback?status=success&scope_enhanced=true';
const declined = '/callback?error=access_denied';
const connected = {
	kind: 'connected',
	connectionName: 'Books',
	account: undefined,
	organization: undefined,
	dataCenter: undefined,
	granted: [],
	missing: [],
} as const;

/** A listener that waits for word of a wider grant; `follow` is a browser that opens the short link. */
const start = async (t: TestContext, leadsTo: string | undefined = zoho) => {
	const urls: string[] = [];
	let arrived = (): void => undefined;
	const first = new Promise<void>(resolve => {
		arrived = resolve;
	});
	const server = createCallbackServer({random: {bytes: count => randomBytes(count)}});
	const result = await server.listen({
		ports: [await freePort()],
		state: 'the-right-state-0123456789',
		brings: 'wider-grant',
		onCallback: url => {
			urls.push(url);
			arrived();
		},
	});
	assert.ok(result.ok);
	const listener = result.value;
	t.after(() => listener.close());
	if (leadsTo) listener.setAuthorizeUrl(leadsTo);
	const {port, shortLink} = listener;
	const follow = () => ask(port, new URL(shortLink).pathname);
	return {listener, port, urls, first, follow};
};

test('the short link alone knows where the secret address leads, and tells it on to nobody', async t => {
	const {follow, listener} = await start(t);
	const answer = await follow();
	assert.equal(statusOf(answer), 302);
	assert.ok(answer.includes(`location: ${zoho}`));
	assert.match(answer, /referrer-policy: no-referrer/);
	assert.match(answer, /cache-control: no-store/);
	assert.ok(!listener.shortLink.includes('1000.a.b'));
});

test('an ending without a state counts once, after the short link was followed', async t => {
	const {listener, port, urls, first, follow} = await start(t);
	assert.equal(statusOf(await ask(port, accepted)), 400);
	assert.deepEqual(urls, []);
	await follow();
	const answer = ask(port, accepted);
	await first;
	assert.deepEqual(urls, [`http://localhost:${port}${accepted}`]);
	assert.equal(statusOf(await ask(port, declined)), 409);
	listener.answer(connected);
	assert.equal(statusOf(await answer), 200);
	assert.equal(statusOf(await ask(port, accepted)), 409);
	assert.equal(urls.length, 1);
});

test('a refusal counts as an ending', async t => {
	const {listener, port, urls, first, follow} = await start(t);
	await follow();
	const answer = ask(port, declined);
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
	await follow();
	const strays: readonly (readonly [number, Promise<string>])[] = [
		[400, ask(port, '/callback')],
		[400, ask(port, '/callback?status=success')],
		[400, ask(port, '/callback?status=success&scope_enhanced=false')],
		[400, ask(port, '/callback?status=success&status=success&scope_enhanced=true')],
		[400, ask(port, '/callback?error=a&error=b')],
		[400, ask(port, '/callback?code=1000.a.b&state=the-right-state-0123456789')],
		[400, ask(port, accepted, {headers: {'Sec-Fetch-Mode': 'no-cors'}})],
		[400, ask(port, declined, {headers: {'Sec-Fetch-Mode': 'cors'}})],
		[404, ask(port, accepted.replace('/callback', '/other'))],
		[405, ask(port, accepted, {method: 'POST', headers: {'Content-Length': '0'}})],
		[421, ask(port, accepted, {headers: {Host: 'attacker.example'}})],
		[503, ask(port, accepted, {headers: {'Sec-Purpose': 'prefetch'}})],
	];
	for (const [status, answer] of strays) assert.equal(statusOf(await answer), status);
	assert.deepEqual(urls, []);
});

test('before the address is known the short link leads nowhere and opens nothing', async t => {
	const {follow, port, urls} = await start(t, '');
	assert.equal(statusOf(await follow()), 404);
	assert.equal(statusOf(await ask(port, accepted)), 400);
	assert.deepEqual(urls, []);
});
