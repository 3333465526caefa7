import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import net from 'node:net';
import {type TestContext, test} from 'node:test';
import {createCallbackServer} from '../../../source/io/callback/server.js';
import {connected} from '../helpers/connected-page.js';
import {ask, foreignListener, freePort, statusOf, talk} from '../helpers/net.js';

const shown = 'state-of-the-address-that-is-shown';
const browser = 'state-of-the-browser-that-is-opened';
const addresses = {shown: 'https://a.example/?state=shown', browser: 'https://a.example/?state=browser'};

const start = async (t: TestContext, change: {readonly ports?: readonly number[]} = {}) => {
	const urls: string[] = [];
	const strays: string[] = [];
	let arrived = (): void => undefined;
	const first = new Promise<void>(resolve => {
		arrived = resolve;
	});
	const server = createCallbackServer({random: {bytes: count => randomBytes(count)}});
	const result = await server.listen({
		ports: change.ports ?? [await freePort()],
		state: shown,
		browserState: browser,
		cookieSeconds: 120,
		orLinksAlone: true,
		onCallback: url => {
			urls.push(url);
			arrived();
		},
		onStray: stray => strays.push(stray),
	});
	assert.ok(result.ok);
	const listener = result.value;
	t.after(() => listener.close());
	listener.setAddresses(addresses);
	const {port} = listener;
	const follow = (link: string, headers = {}) => ask(port, new URL(link).pathname, {headers});
	const callback = (state: string, headers = {}, rest = 'code=1000.abc') =>
		ask(port, `/callback?state=${state}&${rest}`, {headers});
	return {listener, port, urls, strays, first, follow, callback};
};

const cookieOf = (answer: string): string => /set-cookie: ([^;]+)/i.exec(answer)?.[1] ?? '';

test('the browser that follows its link first gets a cookie, and its callback alone counts', async t => {
	const {listener, urls, strays, first, follow, callback} = await start(t);
	const answer = await follow(listener.browserLink);
	assert.equal(statusOf(answer), 302);
	assert.ok(answer.includes(`location: ${addresses.browser}\r\n`));
	assert.match(answer, /set-cookie: zconn-\d+=[\w-]{22}; Max-Age=120; Path=\/; HttpOnly; SameSite=Lax\r\n/i);
	const cookie = cookieOf(answer);
	for (const Cookie of ['', 'zconn=x', cookie.slice(0, -1), `${cookie}x`, `x${cookie}`, `other=${cookie}`]) {
		const refused = await callback(browser, {Cookie});
		assert.equal(statusOf(refused), 403, Cookie);
		assert.match(refused, /not the browser that zconn opened/);
	}
	assert.deepEqual([urls, strays], [[], ['other-browser']]);
	const held = callback(browser, {Cookie: `a=b; ${cookie}; c=d`});
	await first;
	listener.answer(connected);
	assert.equal(statusOf(await held), 200);
	assert.equal(urls.length, 1);
});

test("a cookie is not enough: the browser's state has to come along, and any other state is none", async t => {
	const {listener, urls, strays, follow, callback} = await start(t);
	const cookie = cookieOf(await follow(listener.browserLink));
	for (const state of ['', 'x', `${browser}x`, browser.slice(1)])
		assert.equal(statusOf(await callback(state, {Cookie: cookie})), 400);
	assert.deepEqual([urls, strays], [[], ['other-state']]);
});

test('the link works once, except for the browser that came first; a look ahead does not use it up', async t => {
	const {listener, strays, follow} = await start(t);
	const {browserLink} = listener;
	assert.equal(statusOf(await follow(browserLink, {'Sec-Purpose': 'prefetch;prerender'})), 503);
	const cookie = cookieOf(await follow(browserLink));
	for (const headers of [{}, {Cookie: 'zconn-1=x'}]) {
		const again = await follow(browserLink, headers);
		assert.equal(statusOf(again), 410);
		assert.doesNotMatch(again, /location:|set-cookie:/i);
	}
	assert.deepEqual(strays, ['link-used']);
	assert.equal(statusOf(await follow(browserLink, {Cookie: cookie})), 302);
});

test('the address that people copy needs no cookie and gives none, however often its link is followed', async t => {
	const {listener, first, follow, callback} = await start(t);
	for (let visit = 0; visit < 3; visit++) {
		const answer = await follow(listener.shortLink);
		assert.ok(answer.includes(`location: ${addresses.shown}\r\n`));
		assert.doesNotMatch(answer, /set-cookie/i);
	}
	const held = callback(shown);
	await first;
	listener.answer(connected);
	assert.equal(statusOf(await held), 200);
});

test('every port taken: the links are answered on another one, and nothing counts as a callback there', async t => {
	const taken = await freePort();
	t.after(await foreignListener('127.0.0.1', taken));
	const {listener, urls, follow, callback} = await start(t, {ports: [taken]});
	assert.equal(listener.isListening, false);
	assert.notEqual(listener.port, taken);
	assert.equal(listener.redirectUri, `http://localhost:${taken}/callback`);
	assert.ok((await follow(listener.browserLink)).includes(`location: ${addresses.browser}`));
	assert.ok((await follow(listener.shortLink)).includes(`location: ${addresses.shown}`));
	assert.equal(statusOf(await callback(shown)), 404);
	assert.deepEqual(urls, []);
});

test('codes of 16,000 characters are taken; what is longer, damaged or a form is told', async t => {
	const {listener, port, urls, strays, first, callback} = await start(t);
	const form = {'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8', 'Content-Length': '0'};
	const unusable = [
		[400, callback(shown, {}, 'code=')],
		[400, callback(shown, {}, 'code=a&code=b')],
		[400, callback(shown, {}, `code=${'a'.repeat(17_000)}`)],
		[405, ask(port, '/callback', {method: 'POST', headers: form})],
		[431, callback(shown, {}, `code=${'a'.repeat(70_000)}`)],
	] as const;
	for (const [status, answer] of unusable) {
		assert.equal(statusOf(await answer), status);
		assert.match(await answer, /still waiting/);
	}
	assert.deepEqual([urls, strays], [[], ['unusable', 'form-post', 'too-long']]);
	const held = callback(shown, {}, `code=${'a'.repeat(16_000)}`);
	await first;
	listener.answer(connected);
	assert.equal(statusOf(await held), 200);
	assert.equal(urls[0]?.length, `http://localhost:${port}/callback?state=${shown}&code=`.length + 16_000);
});

test('a request with two Host headers, or none, is none', async t => {
	const {port, urls} = await start(t);
	const line = `GET /callback?state=${shown}&code=1000.a HTTP/1.1\r\n`;
	const ours = `Host: localhost:${port}\r\n`;
	for (const hosts of [
		`${ours}Host: evil.example\r\n`,
		`Host: evil.example\r\n${ours}`,
		`${ours}${ours}`,
		'',
	])
		assert.ok([400, 421].includes(statusOf(await talk(port, `${line}${hosts}\r\n`))), hosts);
	assert.deepEqual(urls, []);
});

test('a hundred silent sockets keep no browser out: the oldest ones go, which is told once', async t => {
	const {listener, port, strays, first, callback} = await start(t);
	const silent = Array.from({length: 100}, (_, index) => {
		const socket = net.connect(port, index % 2 ? '127.0.0.1' : '::1');
		socket.on('error', () => undefined);
		if (index % 3 === 0) socket.write('GET /callback?state=');
		return socket;
	});
	t.after(() => {
		for (const socket of silent) socket.destroy();
	});
	await Promise.all(silent.map(socket => new Promise(resolve => socket.once('connect', resolve))));
	const asked = performance.now();
	const held = callback(shown);
	await first;
	listener.answer(connected);
	assert.equal(statusOf(await held), 200);
	assert.ok(performance.now() - asked < 2000);
	assert.deepEqual(strays, ['crowded']);
	assert.ok(silent.filter(socket => socket.closed).length > 60);
});
