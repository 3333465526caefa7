import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import {createAccounts} from '../../../source/io/network/accounts.js';
import {createHttp} from '../../../source/io/network/http.js';
import {serverOf} from '../../../source/wizard/elsewhere.js';
import {buildAuthorizeUrl} from '../../../source/zoho/consent/authorize-url.js';
import {readCallback} from '../../../source/zoho/consent/callback.js';
import type {Client} from '../../../source/zoho/servers/client-auth.js';
import type {ServerFacts} from '../../../source/zoho/servers/metadata.js';
import {serveLocally} from '../../helpers/local-server.js';
import {consentAt, startOidcServer} from '../../helpers/oidc-server.js';

// Every kind of character that a secret may have (RFC 6749 appendix A.2).
const secret = 'a b"c\'d<e>%&+=:~!*()\\{}';
const ports = [8790];
const redirectUri = 'http://localhost:8790/callback';

const accountsFor = (t: TestContext) => {
	const http = createHttp({environment: {}, version: '0'});
	t.after(http.close);
	return createAccounts(http, {now: () => Date.now()}, []);
};

type Server = Pick<ServerFacts, 'authorizeUrl' | 'tokenUrl' | 'issuer'>;

/** A whole consent, as far as the exchange. */
const exchange = async (t: TestContext, server: Server, client: Client) => {
	const codeVerifier = randomBytes(32).toString('base64url');
	const authorizeUrl = buildAuthorizeUrl({
		authorizeUrl: server.authorizeUrl,
		clientId: client.clientId,
		redirectUri,
		scopes: ['openid', 'offline_access'],
		scopeDelimiter: 'space',
		state: 'a-state',
		codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
		isZoho: false,
	});
	const callback = await consentAt(authorizeUrl, {calls: false});
	const expected = {
		state: 'a-state',
		redirectUris: [redirectUri],
		dataCenters: [],
		isZoho: false,
		via: 'loopback',
		issuer: server.issuer,
		namesIssuer: true,
	} as const;
	const reading = readCallback(callback, expected);
	assert.equal(reading.kind, 'grant', JSON.stringify(reading));
	if (reading.kind !== 'grant') throw new Error('unreachable');
	const accounts = accountsFor(t);
	const {grant} = reading;
	const {tokenUrl} = server;
	const request = {tokenUrl, isZoho: false, grant, redirectUri, codeVerifier, clientAuth: client.clientAuth};
	return {accounts, callback, expected, answer: await accounts.exchangeCode({...client, ...request})};
};

const basicOnly = {
	clientAuthMethods: ['client_secret_basic' as const],
};
const basicClient = {
	client_id: 'an id: with blanks',
	client_secret: secret,
	token_endpoint_auth_method: 'client_secret_basic' as const,
};

test('a server that takes Basic alone says so, and a client that does not know finds it out before the code is used up', async t => {
	const {issuer, revoked} = await startOidcServer(t, [basicClient], {ports, change: basicOnly});
	const accounts = accountsFor(t);
	const facts = await accounts.discover(issuer);
	assert.ok(facts.ok);
	assert.equal(facts.value.clientAuth, 'basic');
	assert.deepEqual([facts.value.issuer, facts.value.namesIssuer], [issuer, true]);
	const client = {clientId: basicClient.client_id, clientSecret: secret};
	const {answer} = await exchange(t, facts.value, client);
	assert.ok(answer.ok && answer.value.kind === 'tokens', JSON.stringify(answer));
	assert.equal(answer.value.clientAuth, 'basic');
	const {refreshToken = ''} = answer.value.tokens;

	const {tokenUrl} = facts.value;
	const basic = {...client, clientAuth: 'basic'} as const;
	const refreshed = await accounts.refresh({tokenUrl, isZoho: false, refreshToken, ...basic});
	assert.ok(refreshed.ok && refreshed.value.kind === 'tokens');
	assert.notEqual(refreshed.value.tokens.refreshToken, refreshToken);
	const token = refreshed.value.tokens.refreshToken ?? '';
	// A way that is known is the only one that is tried.
	const posted = await accounts.refresh({
		...client,
		tokenUrl,
		isZoho: false,
		refreshToken: token,
		clientAuth: 'post',
	});
	assert.ok(posted.ok && posted.value.kind === 'error');
	assert.equal(posted.value.code, 'invalid_client');
	const {revocationUrl = ''} = facts.value;
	const ended = await accounts.revokeAt({...client, revocationUrl, token, kind: 'refresh_token'});
	assert.deepEqual([ended.ok, revoked()], [true, 1]);
});

test('a callback of another issuer, or of none where one was promised, brings no grant', async t => {
	const {issuer} = await startOidcServer(t, [{client_id: 'public', token_endpoint_auth_method: 'none'}], {
		ports,
	});
	const facts = await accountsFor(t).discover(issuer);
	assert.ok(facts.ok);
	const client = {clientId: 'public', clientSecret: '', clientAuth: 'none'} as const;
	const {callback, expected, answer} = await exchange(t, facts.value, client);
	assert.ok(answer.ok && answer.value.kind === 'tokens');
	const idOf = (text: string, more: {namesIssuer?: boolean; via?: 'paste'} = {}) => {
		const reading = readCallback(text, {...expected, ...more});
		return reading.kind === 'grant' ? 'grant' : reading.refusal.id;
	};
	const changed = (change: (query: URLSearchParams) => void): string => {
		const url = new URL(callback);
		change(url.searchParams);
		return url.href;
	};
	const missing = changed(query => query.delete('iss'));
	const other = changed(query => query.set('iss', 'https://attacker.example'));
	const twice = changed(query => query.append('iss', issuer));
	const withSlash = changed(query => query.set('iss', `${issuer}/`));
	assert.equal(idOf(missing), 'issuer-mismatch');
	assert.equal(idOf(missing, {namesIssuer: false}), 'grant');
	assert.equal(idOf(other), 'issuer-mismatch');
	assert.equal(idOf(other, {namesIssuer: false}), 'issuer-mismatch');
	assert.equal(idOf(withSlash), 'issuer-mismatch');
	assert.equal(idOf(twice), 'duplicate-parameter');
	assert.equal(
		idOf(`${redirectUri}?error=access_denied&state=a-state&iss=https://attacker.example`),
		'issuer-mismatch',
	);
	const code = new URL(callback).searchParams.get('code') ?? '';
	assert.equal(idOf(code, {via: 'paste'}), 'code-without-issuer');
});

test('metadata of another issuer, of none, or that cannot be used is refused', async t => {
	const documents = new Map<string, unknown>();
	const origin = await serveLocally(t, (request, response) => {
		const found = documents.get(request.url ?? '');
		response.writeHead(found === undefined ? 404 : 200, {'content-type': 'application/json'});
		response.end(found === undefined ? '{}' : typeof found === 'string' ? found : JSON.stringify(found));
	});
	const accounts = accountsFor(t);
	const openId = '/.well-known/openid-configuration';
	const whole = {
		issuer: origin,
		authorization_endpoint: `${origin}/a`,
		token_endpoint: `${origin}/t`,
		response_types_supported: ['code'],
	};
	const whyOf = async (document?: unknown, issuer = origin): Promise<string> => {
		documents.set(openId, document);
		const answer = await accounts.discover(issuer);
		return answer.ok ? 'ok' : `${answer.refusal.id}: ${answer.refusal.why}`;
	};
	assert.equal(await whyOf(whole), 'ok');
	assert.match(
		await whyOf({...whole, issuer: 'https://attacker.example'}),
		/^discovery-failed: .*another issuer/,
	);
	assert.match(
		await whyOf({...whole, token_endpoint: 'http://plain.example/t'}),
		/^discovery-failed: .*no https/,
	);
	assert.match(
		await whyOf({...whole, token_endpoint_auth_methods_supported: ['private_key_jwt']}),
		/neither/,
	);
	assert.match(await whyOf({...whole, response_types_supported: ['token']}), /authorization code/);
	assert.match(await whyOf('<html>'), /^discovery-failed: .*not whole JSON/);
	assert.match(await whyOf(undefined), /^discovery-failed: .*HTTP 404/);
	assert.match(await whyOf(whole, 'http://plain.example'), /^discovery-failed: .*https/);
	assert.match(await whyOf(whole, 'no address'), /^discovery-failed: .*https/);
	// RFC 8414 puts the well-known part before the path, OpenID after it.
	documents.clear();
	const tenant = `${origin}/tenant`;
	documents.set('/.well-known/oauth-authorization-server/tenant', {...whole, issuer: tenant});
	const found = await accounts.discover(tenant);
	assert.ok(found.ok, JSON.stringify(found));
	assert.equal(found.value.issuer, tenant);
	assert.equal(found.value.clientAuth, 'find-out');
});

test('an issuer with a slash too many or too few, or the address of its metadata, is found; its own spelling counts', async t => {
	const documents = new Map<string, unknown>();
	const origin = await serveLocally(t, (request, response) => {
		const found = documents.get(request.url ?? '');
		response.writeHead(found === undefined ? 404 : 200, {'content-type': 'application/json'});
		response.end(JSON.stringify(found ?? {}));
	});
	const accounts = accountsFor(t);
	const openId = '/.well-known/openid-configuration';
	for (const issuer of [`${origin}/realms/work`, `${origin}/o/app/`]) {
		documents.clear();
		const bare = issuer.replace(/\/$/, '');
		const facts = {issuer, authorization_endpoint: `${origin}/a`, token_endpoint: `${origin}/t`};
		documents.set(`${bare.slice(origin.length)}${openId}`, facts);
		for (const typed of [bare, `${bare}/`, `${bare}${openId}`, `  ${bare}${openId}/ `]) {
			const answer = await accounts.discover(typed);
			assert.ok(answer.ok, `${issuer} as ${typed}: ${JSON.stringify(answer)}`);
			assert.equal(answer.value.issuer, issuer);
			const server = answer.value;
			assert.equal(serverOf({issuer: typed}, {server}), server);
		}
		assert.equal(serverOf({issuer: `${origin}/other`}, {server: {...facts, issuer} as never}), undefined);
	}
});

test('a client that is refused by the status alone proves itself in the other way, each character encoded', async t => {
	const seen: string[] = [];
	const origin = await serveLocally(t, (request, response) => {
		const {authorization = ''} = request.headers;
		seen.push(authorization);
		response.writeHead(authorization === '' ? 401 : 200, {'www-authenticate': 'Basic'});
		response.end(
			authorization === '' ? '<html>Unauthorized</html>' : '{"access_token":"a","token_type":"BEARER"}',
		);
	});
	const client = {clientId: 'an id:%', clientSecret: 'a+b &=ü'};
	const request = {tokenUrl: `${origin}/t`, isZoho: false, refreshToken: 'r', ...client};
	const answer = await accountsFor(t).refresh(request);
	assert.ok(answer.ok && answer.value.kind === 'tokens', JSON.stringify(answer));
	const [user, password] = Buffer.from(seen[1]?.slice('Basic '.length) ?? '', 'base64')
		.toString()
		.split(':');
	assert.deepEqual([user, password], ['an+id%3A%25', 'a%2Bb+%26%3D%C3%BC']);
});
