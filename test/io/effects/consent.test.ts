import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import {test} from 'node:test';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';
import type {TokenReading} from '../../../source/zoho/tokens/response.js';
import {fakeCallbackServer, prepare, refusal, request, runnerWith, tokens} from '../helpers/effects.js';
import {epoch, fileWith, service} from '../helpers/files.js';

test('preparing proves the file and the network, binds a port and draws unguessable values', async t => {
	const reached: string[] = [];
	const {runner, eventOf, seen} = runnerWith(t, {
		accounts: {
			reach: async accounts => {
				reached.push(accounts);
				return ok(true);
			},
		},
	});
	runner.run(prepare);
	const {attempt} = await eventOf('consent-prepared');
	assert.deepEqual(reached, ['https://accounts.zoho.com']);
	assert.equal(seen.open, 1);
	assert.equal(seen.state, attempt.state);
	assert.equal(seen.browserState, attempt.browserState);
	assert.match(attempt.state, /^[\w-]{43}$/);
	assert.match(attempt.codeVerifier, /^[\w-]{43}$/);
	assert.equal(attempt.codeChallenge, createHash('sha256').update(attempt.codeVerifier).digest('base64url'));
	assert.equal(attempt.redirectUri, 'http://localhost:8790/callback');
	assert.equal(attempt.deadline, epoch + 600_000);
	assert.deepEqual(attempt.notices, []);
	await runner.stop();
	assert.equal(seen.open, 0);
});

test('states and verifier are drawn separately, and again for each attempt', async t => {
	let drawn = 0;
	const {runner, events} = runnerWith(t, {
		random: {bytes: count => new Uint8Array(count).fill(++drawn)},
	});
	runner.run(prepare);
	runner.run({...prepare, id: 'two'});
	await runner.idle();
	const values = events.flatMap(event =>
		event.type === 'consent-prepared'
			? [event.attempt.state, event.attempt.browserState, event.attempt.codeVerifier]
			: [],
	);
	assert.equal(new Set(values).size, 6);
});

test('an unreachable server or a file that cannot be written stops before a port is bound', async t => {
	const away = runnerWith(t, {accounts: {reach: async () => refused(refusal('network-dns'))}});
	away.runner.run(prepare);
	assert.equal((await away.eventOf('consent-not-prepared')).refusal.id, 'network-dns');
	assert.equal(away.seen.open, 0);
	const broken = runnerWith(t);
	fs.writeFileSync(broken.store.path, 'not JSON');
	broken.runner.run(prepare);
	assert.equal((await broken.eventOf('consent-not-prepared')).refusal.exitCode, 6);
	assert.equal(broken.seen.open, 0);
	assert.equal(fs.readFileSync(broken.store.path, 'utf8'), 'not JSON');
});

test('a taken port is told; with both taken a paste can still finish it', async t => {
	const second = fakeCallbackServer([8791]);
	const one = runnerWith(t, {callbackServer: async () => second.server});
	one.runner.run(prepare);
	const {attempt} = await one.eventOf('consent-prepared');
	assert.equal(attempt.redirectUri, 'http://localhost:8791/callback');
	assert.match(attempt.notices.join('\n'), /Port 8790 is taken.*localhost:8791/);
	const none = runnerWith(t, {callbackServer: async () => fakeCallbackServer([]).server});
	none.runner.run(prepare);
	const pasted = (await none.eventOf('consent-prepared')).attempt;
	assert.equal(pasted.isListening, false);
	assert.equal(pasted.shortLink, undefined);
	assert.equal(pasted.redirectUri, 'http://localhost:8790/callback');
	assert.match(pasted.notices.join('\n'), /8790 and 8791.*paste/);
});

test('a consent that was ended while it was prepared frees its port and says nothing', async t => {
	let reach: (result: Result<true>) => void = () => undefined;
	let isAborted = false;
	const asked = new Promise<void>(resolve => {
		reach = () => resolve();
	});
	let answer: (result: Result<true>) => void = () => undefined;
	const {runner, events, seen} = runnerWith(t, {
		accounts: {
			reach: (_accounts, signal) =>
				new Promise(resolve => {
					answer = resolve;
					signal?.addEventListener('abort', () => {
						isAborted = true;
					});
					reach(ok(true));
				}),
		},
	});
	runner.run(prepare);
	await asked;
	runner.run({type: 'end-consent', id: 'one'});
	await new Promise(resolve => setImmediate(resolve));
	answer(ok(true));
	await runner.idle();
	assert.equal(isAborted, true);
	assert.equal(seen.open, 0);
	assert.deepEqual(events, []);
});

test('the address is announced before any browser is tried, and none is when none is wanted', async t => {
	const order: string[] = [];
	const announce = (url: string, short: string | undefined) => order.push(`announce ${url} ${short}`);
	const given = {
		options: {announce},
		browser: async () => ({
			open: async (url: string) => {
				order.push(`open ${url}`);
				return {isOpen: false, note: 'No browser.'};
			},
			hints: () => ['ssh line'],
		}),
	};
	const ask = {
		type: 'ask-for-consent',
		id: 'one',
		authorizeUrl: 'https://a.example/?x=1',
		browserUrl: 'https://a.example/?x=2',
	} as const;
	const {runner, eventOf, seen} = runnerWith(t, given);
	runner.run(prepare);
	assert.deepEqual((await eventOf('consent-prepared')).attempt.notices, ['ssh line']);
	runner.run({...ask, openBrowser: true});
	assert.equal((await eventOf('browser-tried')).note, 'No browser.');
	assert.equal(seen.authorizeUrl, 'https://a.example/?x=1');
	assert.equal(seen.browserUrl, 'https://a.example/?x=2');
	assert.deepEqual(order, [
		'announce https://a.example/?x=1 http://localhost:8790/go/short',
		// The arguments of programs can be read by all users of the machine.
		'open http://localhost:8790/go/browser',
	]);
	order.length = 0;
	runner.run({...ask, openBrowser: false});
	await runner.idle();
	const never = runnerWith(t, {...given, options: {announce, openBrowser: false}});
	never.runner.run({...ask, openBrowser: true});
	await never.runner.idle();
	assert.deepEqual(order, [
		'announce https://a.example/?x=1 http://localhost:8790/go/short',
		'announce https://a.example/?x=1 undefined',
	]);
});

test('a callback becomes one event, with the time at which it came', async t => {
	const {runner, eventOf, call} = runnerWith(t);
	runner.run(prepare);
	await eventOf('consent-prepared');
	call('http://localhost:8790/callback?code=x');
	assert.deepEqual(await eventOf('callback-arrived'), {
		type: 'callback-arrived',
		id: 'one',
		via: 'loopback',
		text: 'http://localhost:8790/callback?code=x',
		at: epoch,
	});
});

test('the countdown ends a consent', async t => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const {runner, eventOf, events} = runnerWith(t, {options: {timeoutSeconds: 600}});
	runner.run(prepare);
	await eventOf('consent-prepared');
	t.mock.timers.tick(599_999);
	assert.equal(events.length, 1);
	t.mock.timers.tick(1);
	assert.deepEqual(events.at(-1), {type: 'time-ran-out', id: 'one'});
});

test('an exchange opens the secret of a saved service; one that is gone sends nothing', async t => {
	const sent: string[] = [];
	const {runner, store, events} = runnerWith(t, {
		accounts: {
			exchangeCode: async ({clientSecret}) => {
				sent.push(clientSecret);
				return ok(tokens);
			},
		},
	});
	await store.update(() => ok(fileWith([], [service({linkName: 'mine'})])));
	for (const secret of ['typed', {ofService: 'mine'}, {ofService: 'gone'}, {ofService: 'constructor'}]) {
		runner.run({type: 'exchange-code', id: 'one', request: request(secret)});
		await runner.idle();
	}
	assert.deepEqual(sent, ['typed', 'example-client-secret']);
	assert.deepEqual(
		events.map(event => (event.type === 'exchange-failed' ? event.refusal.id : event.type)),
		['code-exchanged', 'code-exchanged', 'no-such-service', 'no-such-service'],
	);
});

test('an exchange in progress is not given up when the user leaves: its code is spent and its tokens must be kept', async t => {
	let answer: (result: Result<TokenReading>) => void = () => undefined;
	let signal: AbortSignal | undefined;
	let begin: () => void = () => undefined;
	const begun = new Promise<void>(resolve => {
		begin = resolve;
	});
	const {runner, eventOf, events, seen} = runnerWith(t, {
		accounts: {
			exchangeCode: (_request, given) =>
				new Promise(resolve => {
					signal = given;
					answer = resolve;
					begin();
				}),
		},
	});
	runner.run(prepare);
	await eventOf('consent-prepared');
	runner.run({type: 'exchange-code', id: 'one', request: request('typed')});
	await begun;
	const stopped = runner.stop();
	await new Promise(resolve => setImmediate(resolve));
	assert.notEqual(signal?.aborted, true);
	// The waiting browser must still learn how it ended, and not that nothing was connected.
	assert.equal(seen.open, 1);
	answer(ok(tokens));
	await stopped;
	assert.equal(events.at(-1)?.type, 'code-exchanged');
	assert.equal(seen.open, 0);
});
