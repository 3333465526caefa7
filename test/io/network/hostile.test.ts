import assert from 'node:assert/strict';
import type {ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createAccounts} from '../../../source/io/network/accounts.js';
import {createHttp} from '../../../source/io/network/http.js';
import type {Accounts} from '../../../source/io/ports.js';
import {explainTokenError} from '../../../source/zoho/errors.js';
import {explainFailure} from '../../../source/zoho/flows/refusals.js';
import type {Refusal, Result} from '../../../source/zoho/refusal.js';
import {explainUnreadable} from '../../../source/zoho/tokens/refusals.js';
import type {TokenReading} from '../../../source/zoho/tokens/response.js';
import {serveLocally} from '../../helpers/local-server.js';
import {epoch} from '../helpers/files.js';

const secret = 'a-client-secret-of-some-length';
const refreshToken = '1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef';
const token = 'an-access-token-of-some-length';
const json = {'content-type': 'application/json'};

type Answer = (response: ServerResponse) => void;

const says =
	(body: unknown, status = 200, headers: Record<string, string> = json): Answer =>
	response => {
		response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
	};
const good = {access_token: token, token_type: 'Bearer', expires_in: 3600};

/** Bytes one after the other, forever. */
const trickles: Answer = response => {
	response.writeHead(200, json).write('{');
	const timer = setInterval(() => response.write(' '), 20);
	response.on('close', () => clearInterval(timer));
};

/** What is answered, and what it comes to: at another server, and where that is something else at Zoho. */
type Row = readonly [string, Answer, string, string?];

const table: readonly Row[] = [
	['a redirect', says('', 302, {location: 'https://attacker.example/'}), 'unreadable'],
	['a redirect that keeps the method', says('', 307, {location: '/elsewhere'}), 'unreadable'],
	['a redirect with tokens', says('moved', 308, {location: `/?x=${refreshToken}`}), 'unreadable'],
	['too much', says('x'.repeat(1024 * 1024 + 1)), 'network-failed'],
	['too much JSON', says({...good, more: 'x'.repeat(1024 * 1024)}), 'network-failed'],
	[
		'a page',
		says(`<html><title>\u001B[31m${secret}</title>`, 502, {'content-type': 'text/html'}),
		'unreadable',
	],
	['a page with 200', says('<!doctype html>sign in', 200, {'content-type': 'text/html'}), 'unreadable'],
	['half of it', says('{"access_token": "an-acc'), 'unreadable'],
	['nothing', says('', 204, {}), 'unreadable'],
	['a form', says(`access_token=${token}&token_type=bearer`), 'unreadable'],
	['a list', says([good]), 'unreadable'],
	['another type of content', says(good, 200, {'content-type': 'text/plain'}), 'tokens'],
	['no type of content', says(good, 200, {}), 'tokens'],
	['a byte order mark', says(`\uFEFF${JSON.stringify(good)}`), 'tokens'],
	['no headers', () => undefined, 'network-timeout'],
	[
		'half a body',
		response => void response.writeHead(200, json).write('{"access_token":'),
		'network-timeout',
	],
	['a body without an end', trickles, 'network-timeout'],
	['a break', response => response.socket?.destroy(), 'network-failed'],
	['no HTTP', response => response.socket?.end('SSH-2.0-x\r\n'), 'network-failed'],
	['a lifetime as a text', says({...good, expires_in: '600'}), 'tokens'],
	['a lifetime with a fraction', says({...good, expires_in: 600.5}), 'tokens'],
	['a lifetime as a list', says({...good, expires_in: [600]}), 'tokens'],
	['no lifetime', says({access_token: token}), 'tokens'],
	['scopes as a list', says({...good, scope: ['a', 'b']}), 'tokens'],
	['scopes as an object', says({...good, scope: {a: true}}), 'tokens'],
	['DPoP', says({...good, token_type: 'DPoP'}), 'unsupported_token_type', 'tokens'],
	[
		'a type with escapes',
		says({...good, token_type: `\u001B[2J${secret}`}),
		'unsupported_token_type',
		'tokens',
	],
	['bearer, small', says({...good, token_type: 'bearer'}), 'tokens'],
	['a token twice', says(`{"access_token":"${token}","access_token":"b"}`), 'unreadable'],
	['a name twice, written in two ways', says('{"error":"a","\\u0065rror":"b"}'), 'unreadable'],
	['a name twice, deeper', says(`{"access_token":"${token}","x":{"a":1,"a":"}{"}}`), 'tokens'],
	['a token with a line break', says({...good, access_token: 'a\r\nX-Evil: 1'}), 'unreadable'],
	['a token as an object', says({...good, access_token: {a: 1}}), 'unreadable'],
	['an error with escapes', says({error: `\u001B]0;x\u0007bad\u202E${secret}`}, 400), 'error'],
	['an error as an object', says({error: {code: secret}}, 400), 'unreadable'],
	['an error beside tokens', says({...good, error: 'server_error'}), 'error'],
	['an error as long as a book', says({error: 'x'.repeat(900_000)}, 400), 'error'],
	[
		'what was sent, said back',
		says({error: 'no', error_description: `${secret} ${refreshToken}`}, 400),
		'error',
	],
	['a prototype', says('{"__proto__":{"access_token":"x"},"constructor":1}'), 'unreadable'],
];

const place = (origin: string) => ({id: 'us', name: 'Here', accounts: origin, api: origin, console: origin});

/** @param isSlow whether the answer never ends: only then little time is given, for a machine may be busy */
const accountsFor = (t: TestContext, origin: string, isSlow: boolean): Accounts => {
	const limits = isSlow ? {headersTimeout: 100, bodyTimeout: 100, whole: 200, silence: 50} : undefined;
	const http = createHttp({environment: {}, version: '0', limits, wait: async () => undefined});
	t.after(http.close);
	return createAccounts(http, {now: () => epoch}, [place(origin)]);
};

/** What a person is told of it. */
const told = (result: Result<TokenReading>, origin: string, isZoho: boolean): Refusal | undefined => {
	if (!result.ok) return result.refusal;
	const {value} = result;
	if (value.kind === 'tokens') return undefined;
	if (isZoho) return explainFailure(value, {dataCenter: place(origin)}, epoch);
	if (value.kind === 'unreadable') return explainUnreadable({...value, otherHost: 'auth.example'});
	assert.equal(value.kind, 'error');
	return value.kind === 'error'
		? explainTokenError({...value, grantType: 'refresh_token', evidence: {otherHost: 'auth.example'}})
		: undefined;
};

const kindOf = (result: Result<TokenReading>): string => {
	if (!result.ok) return result.refusal.id;
	const {value} = result;
	return value.kind === 'error' && value.code === 'unsupported_token_type' ? value.code : value.kind;
};

/** Nothing of it is a secret, moves a cursor, or fills a screen. */
const isFit = (what: unknown, name: string): void => {
	const text = JSON.stringify(what);
	for (const one of [secret, refreshToken]) assert.ok(!text.includes(one), name);
	assert.doesNotMatch(text, /\\u00[01]|\\u202e|\u202E/i, name);
	assert.ok(text.length < 2000, name);
};

test('whatever a token endpoint answers comes to tokens or a clear refusal, in time and without a secret', async t => {
	const one = async ([name, answer, elsewhere, atZoho = elsewhere]: Row): Promise<void> => {
		const origin = await serveLocally(t, async (request, response) => {
			await request.toArray();
			answer(response);
		});
		const accounts = accountsFor(t, origin, elsewhere === 'network-timeout');
		const client = {clientId: 'id', clientSecret: secret, clientAuth: 'post'} as const;
		const asked = {...client, tokenUrl: `${origin}/t`, refreshToken};
		const [other, zoho, alone, code] = await Promise.all([
			accounts.refresh({...asked, isZoho: false}),
			accounts.refresh({...asked, isZoho: true, isOnce: true}),
			accounts.clientCredentials({...asked, scopes: ['a'], soid: undefined}),
			accounts.deviceCode({accounts: origin, clientId: 'id', scopes: ['a']}),
		]);
		for (const [result, expected, isZoho] of [
			[other, elsewhere, false],
			[zoho, atZoho, true],
			[alone, atZoho, true],
		] as const) {
			assert.equal(kindOf(result), expected, name);
			const refusal = told(result, origin, isZoho);
			if (!refusal) continue;
			isFit(refusal, name);
			assert.ok(refusal.what !== '' && refusal.why !== '' && refusal.next !== '', name);
		}
		// Tokens where a code was asked for are none.
		assert.ok(!code.ok || code.value.kind !== 'code', name);
		if (!code.ok) isFit(code.refusal, name);
	};
	await Promise.all(table.map(one));
});

test('what else a server is asked is as safe: metadata, whose account it is, revoking, a device', async t => {
	const one = async ([name, answer, expected]: Row): Promise<void> => {
		const origin = await serveLocally(t, async (request, response) => {
			await request.toArray();
			answer(response);
		});
		const accounts = accountsFor(t, origin, expected === 'network-timeout');
		const client = {clientId: 'id', clientSecret: secret};
		const [facts, who, poll, revoked] = await Promise.all([
			accounts.discover(origin),
			accounts.identifyAt(`${origin}/me`, token),
			accounts.pollDevice({accounts: origin, ...client, deviceCode: refreshToken}),
			accounts.revokeAt({
				...client,
				revocationUrl: `${origin}/r`,
				token: refreshToken,
				kind: 'refresh_token',
				clientAuth: 'post',
			}),
		]);
		assert.ok(!facts.ok, name);
		assert.ok(!who.ok || who.value === null, name);
		for (const result of [facts, who, revoked]) if (!result.ok) isFit(result.refusal, name);
		isFit(poll.ok ? (poll.value.kind === 'tokens' ? {} : poll.value) : poll.refusal, name);
	};
	await Promise.all(table.map(one));
});
