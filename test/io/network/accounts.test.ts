import assert from 'node:assert/strict';
import type http from 'node:http';
import {type TestContext, test} from 'node:test';
import {createAccounts} from '../../../source/io/network/accounts.js';
import {createHttp} from '../../../source/io/network/http.js';
import {readCallback} from '../../../source/zoho/consent/callback.js';
import {builtInDataCenters, type DataCenter} from '../../../source/zoho/data-center.js';
import {serveLocally} from '../../helpers/local-server.js';
import {epoch} from '../helpers/files.js';
import {freePort} from '../helpers/net.js';

type Seen = {
	readonly method: string;
	readonly url: string;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: string;
};
type Reply = {readonly status?: number; readonly body?: string; readonly breaks?: boolean};

/** A data center on this machine that gives these answers in turn, the last one again and again. */
const dataCenterWith = async (t: TestContext, ...replies: readonly Reply[]) => {
	const seen: Seen[] = [];
	const origin = await serveLocally(t, async (request, response) => {
		const body = (await request.toArray()).join('');
		const {method = '', url = '', headers} = request;
		seen.push({method, url, headers, body});
		const reply = replies[Math.min(seen.length, replies.length) - 1] ?? {};
		if (reply.breaks) response.socket?.destroy();
		else response.writeHead(reply.status ?? 200).end(reply.body ?? '{}');
	});
	const here: DataCenter = {id: 'here', name: 'Here', accounts: origin, api: origin, console: origin};
	const lines: string[] = [];
	const client = createHttp({
		environment: {},
		version: '1',
		debug: line => lines.push(line),
		wait: async () => undefined,
	});
	t.after(() => client.close());
	const make = (dataCenters: readonly DataCenter[]) =>
		createAccounts(client, {now: () => epoch}, dataCenters);
	return {origin, here, seen, lines, accounts: make([here]), foreignAccounts: make(builtInDataCenters)};
};

const clientSecret = 'a-client-secret-of-some-length';

const grantOf = (code: string) => {
	const reading = readCallback(code, {
		state: 'x',
		redirectUris: ['http://localhost:8790/callback'],
		dataCenters: builtInDataCenters,
		isZoho: true,
		via: 'paste',
	});
	assert.ok(reading.kind === 'grant');
	return reading.grant;
};

const code = '1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef';

const exchange = (origin: string) => ({
	tokenUrl: `${origin}/oauth/v2/token`,
	isZoho: true,
	clientId: '1000.ID',
	clientSecret,
	grant: grantOf(code),
	redirectUri: 'http://localhost:8790/callback',
	codeVerifier: 'a-verifier-that-nobody-must-see-anywhere',
});

const refresh = (origin: string) => ({
	tokenUrl: `${origin}/oauth/v2/token`,
	isZoho: true,
	clientId: '1000.ID',
	clientSecret,
	refreshToken: '1000.a-refresh-token',
});

test('an exchange sends everything in the body, once, and reads the answer by its shape', async t => {
	const {origin, accounts, seen, lines} = await dataCenterWith(t, {
		body: JSON.stringify({access_token: 'a', refresh_token: 'r', expires_in: 3600, scope: 'A.b.READ'}),
	});
	const reading = await accounts.exchangeCode(exchange(origin));
	assert.ok(reading.ok && reading.value.kind === 'tokens');
	assert.equal(reading.value.tokens.refreshToken, 'r');
	assert.equal(reading.value.tokens.expiresAt, epoch + 3_600_000);
	const [request] = seen;
	assert.ok(request);
	assert.equal(request.method, 'POST');
	assert.equal(request.url, '/oauth/v2/token');
	assert.deepEqual(Object.fromEntries(new URLSearchParams(request.body)), {
		grant_type: 'authorization_code',
		client_id: '1000.ID',
		client_secret: clientSecret,
		code,
		redirect_uri: 'http://localhost:8790/callback',
		code_verifier: 'a-verifier-that-nobody-must-see-anywhere',
	});
	assert.equal(seen.length, 1);
	assert.equal(lines.length, 1);
	assert.doesNotMatch(lines.join('\n'), /a-client-secret|a-verifier|1000\.0123/);
});

test('a code is never sent twice, whatever happens to the request', async t => {
	for (const reply of [{breaks: true}, {status: 503, body: 'busy'}, {status: 502, body: '<html>'}]) {
		const {origin, accounts, seen} = await dataCenterWith(t, reply);
		const reading = await accounts.exchangeCode(exchange(origin));
		assert.equal(seen.length, 1);
		if (reading.ok) assert.equal(reading.value.kind, 'unreadable');
		else assert.equal(reading.refusal.exitCode, 4);
	}
});

test('an error with HTTP 200 is an error, tokens with HTTP 400 are tokens', async t => {
	const bad = await dataCenterWith(t, {status: 200, body: '{"error":"invalid_code"}'});
	const one = await bad.accounts.exchangeCode(exchange(bad.origin));
	assert.ok(one.ok);
	assert.deepEqual(one.value, {kind: 'error', code: 'invalid_code', description: undefined});
	const good = await dataCenterWith(t, {status: 400, body: '{"access_token":"a"}'});
	const other = await good.accounts.exchangeCode(exchange(good.origin));
	assert.ok(other.ok && other.value.kind === 'tokens');
});

test('what a server echoes of the request is taken out of its words', async t => {
	const echo = `${clientSecret} ${code} a-verifier-that-nobody-must-see-anywhere 1000.a-refresh-token`;
	for (const body of [
		JSON.stringify({error: 'invalid_code', error_description: echo.slice(0, 100)}),
		JSON.stringify({error: clientSecret}),
		JSON.stringify({error: 'Access Denied', status: 'failure', error_description: clientSecret}),
		`<title>${clientSecret}</title>`,
	]) {
		const {origin, accounts} = await dataCenterWith(t, {body});
		for (const reading of [
			await accounts.exchangeCode(exchange(origin)),
			await accounts.refresh(refresh(origin)),
			await accounts.enhance({...refresh(origin), accounts: origin}),
		]) {
			assert.ok(reading.ok);
			assert.notEqual(reading.value.kind, 'tokens');
			assert.doesNotMatch(JSON.stringify(reading.value), /a-client-secret|0123456789abcdef/);
			assert.match(JSON.stringify(reading.value), /redacted/);
		}
	}
});

test('a refresh is repeated after a passing failure at Zoho, where refresh tokens stay the same, and only there', async t => {
	for (const failure of [{breaks: true}, {status: 503, body: 'busy'}]) {
		const {origin, accounts, foreignAccounts, seen} = await dataCenterWith(t, failure, {
			body: '{"access_token":"a"}',
		});
		const reading = await accounts.refresh(refresh(origin));
		assert.ok(reading.ok && reading.value.kind === 'tokens');
		assert.equal(seen.length, 2);
		assert.deepEqual(Object.fromEntries(new URLSearchParams(seen[1]?.body)), {
			grant_type: 'refresh_token',
			client_id: '1000.ID',
			client_secret: clientSecret,
			refresh_token: '1000.a-refresh-token',
		});
		const other = await dataCenterWith(t, failure);
		await foreignAccounts.refresh({...refresh(other.origin), isZoho: false});
		assert.equal(other.seen.length, 1);
	}
});

test('a token for widening a grant is asked for with the secrets in the body', async t => {
	const {origin, accounts, seen} = await dataCenterWith(t, {
		body: '{"access_token":"1000.enhance","token_type":"Bearer","expires_in":600}',
	});
	const reading = await accounts.enhance({...refresh(origin), accounts: origin});
	assert.ok(reading.ok && reading.value.kind === 'tokens');
	assert.equal(reading.value.tokens.accessToken, '1000.enhance');
	assert.equal(`${seen[0]?.method} ${seen[0]?.url}`, 'POST /oauth/v2/token/scopeenhance');
	assert.deepEqual(Object.fromEntries(new URLSearchParams(seen[0]?.body)), {
		grant_type: 'update_scopes_token',
		client_id: '1000.ID',
		client_secret: clientSecret,
		refresh_token: '1000.a-refresh-token',
	});
});

test('revoking asks the new endpoint, then the old one; the token is in the body', async t => {
	const revoke = (origin: string) => ({
		accounts: origin,
		clientId: 'id:1',
		clientSecret: 'se cret',
		token: 'r',
	});
	const current = await dataCenterWith(t, {status: 200, body: ''});
	assert.deepEqual(await current.accounts.revoke(revoke(current.origin)), {ok: true, value: true});
	assert.equal(current.seen.length, 1);
	assert.equal(current.seen[0]?.url, '/oauth/v2/revoke/token');
	assert.equal(current.seen[0]?.headers.authorization, `Basic ${btoa('id%3A1:se%20cret')}`);
	assert.equal(current.seen[0]?.body, 'token=r&token_type=refresh_token');
	for (const first of [
		{status: 400, body: '<html>'},
		{status: 200, body: '{"error":"invalid_client"}'},
		{status: 200, body: '<html>sign in</html>'},
	]) {
		const old = await dataCenterWith(t, first, {body: '{"status":"success"}'});
		assert.deepEqual(await old.accounts.revoke(revoke(old.origin)), {ok: true, value: true});
		assert.deepEqual(
			old.seen.map(({url}) => url),
			['/oauth/v2/revoke/token', '/oauth/v2/token/revoke'],
		);
		assert.equal(old.seen[1]?.body, 'token=r');
	}
	const neither = await dataCenterWith(t, {status: 400, body: 'no'}, {body: '{"status":"failure"}'});
	const refusal = await neither.accounts.revoke(revoke(neither.origin));
	assert.ok(!refusal.ok);
	assert.equal(refusal.refusal.id, 'revoke-declined');
	assert.match(refusal.refusal.why, /400, then 200/);
});

test('reached is reached, whatever the answer says; nothing secret is sent for it', async t => {
	for (const status of [200, 404, 500]) {
		const {origin, accounts, foreignAccounts, seen} = await dataCenterWith(t, {status});
		assert.deepEqual(await accounts.reach(origin), {ok: true, value: true});
		assert.deepEqual(await foreignAccounts.reach(`${origin}/authorize?client=1`), {ok: true, value: true});
		assert.deepEqual(
			seen.map(({url, body}) => [url, body]),
			[
				['/oauth/serverinfo', ''],
				['/', ''],
			],
		);
	}
	const {accounts} = await dataCenterWith(t);
	const gone = await accounts.reach(`http://localhost:${await freePort()}`);
	assert.ok(!gone.ok && gone.refusal.id === 'network-refused');
	const canceled = await accounts.reach(`http://localhost:${await freePort()}`, AbortSignal.abort());
	assert.ok(!canceled.ok && canceled.refusal.id === 'canceled');
});

test('whose account it is: digits stay exact; an answer without it is a refusal that matters little', async t => {
	const known = await dataCenterWith(t, {
		body: '{"ZUID":60012345678901234567,"Email":"ana@example.com","Display_Name":"Ana\\u001b[2J"}',
	});
	const account = await known.accounts.identify(known.here, 'token-1');
	assert.ok(account.ok);
	assert.partialDeepStrictEqual(account.value, {id: '60012345678901234567', email: 'ana@example.com'});
	assert.doesNotMatch(account.value?.name ?? '', /\p{Cc}/u);
	assert.equal(known.seen[0]?.url, '/oauth/user/info');
	assert.equal(known.seen[0]?.headers.authorization, 'Zoho-oauthtoken token-1');
	for (const [reply, id, why] of [
		[{status: 401, body: '{}'}, 'account-refused', /AaaServer\.profile\.READ/],
		[{status: 200, body: '<html>'}, 'account-unknown', /HTTP 200/],
		[{status: 500, body: '{"ZUID":1}'}, 'account-unknown', /HTTP 500/],
	] as const) {
		const {accounts, here} = await dataCenterWith(t, reply);
		const result = await accounts.identify(here, 'token-1');
		assert.ok(!result.ok);
		assert.equal(result.refusal.id, id);
		assert.match(result.refusal.why, why);
	}
});
