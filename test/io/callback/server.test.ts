import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import net from 'node:net';
import {type TestContext, test} from 'node:test';
import {createCallbackServer} from '../../../source/io/callback/server.js';
import type {CallbackListener} from '../../../source/io/ports.js';
import {ask, foreignListener, freePort, statusOf, talk} from '../helpers/net.js';

const state = 'the-right-state-0123456789';
const browserState = 'the-state-of-the-browser-0123';
const connected = {
	kind: 'connected',
	connectionName: 'Books <b>"now"</b>',
	account: 'ana@example.com',
	organization: undefined,
	dataCenter: 'Europe',
	granted: ['ZohoBooks.settings.READ'],
	missing: ['<script>alert(1)</script>'],
} as const;

const start = async (t: TestContext, patience?: number) => {
	const urls: string[] = [];
	const strays: string[] = [];
	let arrived = (_url: string): void => undefined;
	const first = new Promise<string>(resolve => {
		arrived = resolve;
	});
	const server = createCallbackServer({
		random: {bytes: count => randomBytes(count)},
		host: 'build-07',
		patience,
	});
	const result = await server.listen({
		ports: [await freePort()],
		state,
		browserState,
		onStray: stray => strays.push(stray),
		onCallback: url => {
			urls.push(url);
			arrived(url);
		},
	});
	assert.ok(result.ok);
	const listener: CallbackListener = result.value;
	t.after(() => listener.close());
	return {server, listener, port: listener.port, urls, strays, first};
};

const good = `/callback?state=${state}&code=1000.abc&location=eu`;

test('holds the first right callback until it is answered, over both addresses', async t => {
	for (const host of ['127.0.0.1', '::1']) {
		const {listener, port, urls, first} = await start(t);
		const answer = ask(port, good, {host});
		assert.equal(await first, `http://localhost:${port}${good}`);
		listener.answer(connected);
		const text = await answer;
		assert.equal(statusOf(text), 200);
		assert.match(text, /ready for use/);
		assert.match(text, /ana@example\.com/);
		assert.deepEqual(urls, [`http://localhost:${port}${good}`]);
	}
});

test('a browser is not kept waiting: after a while the terminal finishes alone, and once it has, the link has ended', async t => {
	const {listener, port, urls} = await start(t, 20);
	listener.setAddresses({shown: 'https://accounts.zoho.com/a', browser: 'https://accounts.zoho.com/b'});
	const text = await ask(port, good);
	assert.equal(statusOf(text), 200);
	assert.match(
		text,
		/<h1>Approved\.<\/h1>[\s\S]*The terminal is finishing the connection; you can close this tab\./,
	);
	assert.match(text, new RegExp(`zconn on build-07, port ${port}`));
	const reloaded = ask(port, good);
	assert.match(await reloaded, /Approved\./);
	listener.answer(connected);
	assert.equal(statusOf(await ask(port, good)), 409);
	const {pathname} = new URL(listener.shortLink);
	const ended = await ask(port, pathname);
	assert.equal(statusOf(ended), 410);
	assert.match(ended, /This link has ended\.[\s\S]*Start again in the terminal\./);
	assert.equal(urls.length, 1);
});

test('answers carry headers that keep, frame and tell nothing, and escape every value', async t => {
	const {listener, port, first} = await start(t);
	const answer = ask(port, good);
	await first;
	listener.answer(connected);
	const text = await answer;
	assert.match(text, /content-security-policy: default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]+=*'/);
	assert.doesNotMatch(text, /unsafe-inline/);
	assert.match(text, /referrer-policy: no-referrer/);
	assert.match(text, /cache-control: no-store/);
	assert.match(text, /x-content-type-options: nosniff/);
	assert.match(text, /x-frame-options: DENY/);
	assert.match(text, /connection: close/i);
	assert.doesNotMatch(text, /<script>|<b>/);
	assert.match(text, /&lt;script&gt;/);
});

test('strays do not end the wait: icon, other paths, methods, prefetch, wrong host, wrong or no state, nothing in it', async t => {
	const {listener, port, urls, first, strays: told} = await start(t);
	const strays: readonly (readonly [number, Promise<string>])[] = [
		[404, ask(port, '/favicon.ico')],
		[404, ask(port, `/callback/?state=${state}&code=x`)],
		[404, ask(port, `//callback?state=${state}&code=x`)],
		[404, ask(port, `http://localhost:${port}${good}`)],
		[405, ask(port, good, {method: 'POST', headers: {'Content-Length': '0'}})],
		[405, ask(port, good, {method: 'HEAD'})],
		[503, ask(port, good, {headers: {'Sec-Purpose': 'prefetch;prerender'}})],
		[503, ask(port, good, {headers: {Purpose: 'prefetch'}})],
		[421, ask(port, good, {headers: {Host: 'attacker.example'}})],
		[421, ask(port, good, {headers: {Host: `localhost:${port + 1}`}})],
		[400, ask(port, '/callback?code=x&state=<img src=x onerror=alert(1)>'.replaceAll(' ', '%20'))],
		[400, ask(port, '/callback?code=x')],
		[400, ask(port, `/callback?state=${state}`)],
		[400, ask(port, `/callback?state=${state}&code=`)],
		[400, ask(port, `/callback?state=${state}&code=x&code=y`)],
		[400, ask(port, `/callback?state=${state}&code=x%0Ay`)],
		[400, ask(port, '/callback?error=access_denied&state=other')],
		[400, ask(port, `/callback?state=${state}&state=${state}&code=x`)],
	];
	for (const [status, answer] of strays) {
		const text = await answer;
		assert.equal(statusOf(text), status);
		assert.doesNotMatch(text, /<img/);
	}
	assert.deepEqual([urls, told], [[], ['wrong-host', 'other-state', 'unusable']]);
	const answer = ask(port, good, {headers: {Host: `127.0.0.1:${port}`}});
	await first;
	listener.answer(connected);
	assert.equal(statusOf(await answer), 200);
});

test('a refused consent counts as an answer', async t => {
	const {port, urls, listener, first} = await start(t);
	const answer = ask(port, `/callback?error=access_denied&state=${state}`);
	await first;
	assert.equal(urls.length, 1);
	listener.answer({
		kind: 'refused',
		refusal: {
			id: 'x',
			what: 'The consent was <refused>.',
			why: 'W',
			next: 'Try again.',
			exitCode: 3,
			detail: 'access_denied',
		},
	});
	const text = await answer;
	assert.equal(statusOf(text), 400);
	assert.match(text, /The consent was &lt;refused&gt;\./);
	assert.match(text, /Try again\./);
	assert.match(text, /access_denied/);
});

test('an error without any state is told, without its words, and ends nothing', async t => {
	const {port, urls, strays, listener, first} = await start(t);
	for (const error of ['access_denied', 'Your+account+is+locked']) {
		const text = await ask(port, `/callback?error=${error}&error_description=Call+555`);
		assert.equal(statusOf(text), 400);
		assert.match(text, /still waiting/);
		assert.doesNotMatch(text, /locked|555/);
	}
	assert.deepEqual([urls, strays], [[], ['stateless-error']]);
	const answer = ask(port, good);
	await first;
	listener.answer(connected);
	assert.equal(statusOf(await answer), 200);
	assert.equal(urls.length, 1);
});

test('a second callback is told that the answer was used; a reload of the waiting page waits too', async t => {
	const {listener, port, urls, first} = await start(t);
	const one = ask(port, good);
	await first;
	assert.equal(statusOf(await ask(port, `/callback?state=${state}&code=other`)), 409);
	const reload = ask(port, good);
	// The reload is held as soon as a request sent after it has been answered on its own connection.
	await ask(port, '/favicon.ico');
	listener.answer(connected);
	assert.equal(statusOf(await one), 200);
	assert.equal(statusOf(await reload), 200);
	assert.equal(statusOf(await ask(port, good)), 409);
	assert.equal(urls.length, 1);
});

test('the short link redirects once the authorize URL is known, and nothing else does', async t => {
	const {listener, port} = await start(t);
	const target = new URL(listener.shortLink);
	assert.equal(target.origin, `http://localhost:${port}`);
	assert.match(target.pathname, /^\/go\/[\w-]{16,}$/);
	assert.equal(statusOf(await ask(port, target.pathname)), 404);
	const authorizeUrl = 'https://accounts.zoho.com/oauth/v2/auth?scope=A,B&state=x';
	listener.setAddresses({shown: authorizeUrl, browser: 'https://accounts.zoho.com/other'});
	const text = await ask(port, target.pathname);
	assert.equal(statusOf(text), 302);
	assert.ok(text.includes(`location: ${authorizeUrl}\r\n`));
	assert.match(text, /referrer-policy: no-referrer/);
	assert.match(text, /cache-control: no-store/);
	const ended = await ask(port, `${target.pathname}x`);
	assert.equal(statusOf(ended), 410);
	assert.match(ended, /This link has ended\./);
	assert.equal(statusOf(await ask(port, target.pathname, {headers: {Host: 'attacker.example'}})), 421);
});

test('a TLS hello is recognized and explained once', async t => {
	const {port, strays, urls} = await start(t);
	const hello = Uint8Array.from([0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00]);
	await talk(port, hello).catch(() => '');
	await talk(port, hello).catch(() => '');
	assert.deepEqual(strays, ['https']);
	assert.deepEqual(urls, []);
});

test('closing tells the waiting browser, ends silent sockets, and frees both addresses', async t => {
	const {server, listener, port, first} = await start(t);
	const silent = net.connect(port, '127.0.0.1');
	silent.on('error', () => undefined);
	const gone = new Promise(resolve => {
		silent.once('close', resolve);
	});
	await new Promise(resolve => {
		silent.once('connect', resolve);
	});
	const waiting = ask(port, good, {host: '::1'});
	await first;
	await Promise.all([listener.close(), listener.close()]);
	assert.match(await waiting, /Canceled/);
	await gone;
	assert.deepEqual(await server.check([port]), {free: [port], taken: []});
});

test('a page given just before closing still arrives whole', async t => {
	const {listener, port, first} = await start(t);
	const waiting = ask(port, good);
	await first;
	listener.answer(connected);
	await listener.close();
	assert.match(await waiting, /<\/html>/);
});

test('a foreign listener on either address makes the port taken; the next one is used', async t => {
	const server = createCallbackServer({random: {bytes: count => randomBytes(count)}});
	for (const host of ['127.0.0.1', '::1']) {
		const [taken, free] = [await freePort(), await freePort()];
		const end = await foreignListener(host, taken);
		t.after(end);
		assert.deepEqual(await server.check([taken, free]), {free: [free], taken: [taken]});
		const result = await server.listen({
			ports: [taken, free],
			state,
			browserState,
			onCallback: () => undefined,
		});
		assert.ok(result.ok);
		assert.equal(result.value.port, free);
		assert.equal(result.value.redirectUri, `http://localhost:${free}/callback`);
		await result.value.close();
		const none = await server.listen({ports: [taken], state, browserState, onCallback: () => undefined});
		assert.ok(!none.ok);
		assert.equal(none.refusal.id, 'ports-taken');
		assert.match(none.refusal.what, new RegExp(String(taken)));
	}
});
