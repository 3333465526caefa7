import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import * as z from 'zod/mini';
import {
	at,
	defaultRequest,
	enable,
	postForm,
	register,
	setFaults,
	startTestPractice,
	visitor,
} from './visitor.js';
import {callback} from './world-for-tests.js';

const {practice, pass} = await startTestPractice();
const us = at(practice, 'us');
const eu = at(practice, 'eu');

const tokenSchema = z.object({
	access_token: z.string(),
	refresh_token: z.optional(z.string()),
	scope: z.string(),
});

let client = {client_id: '', client_secret: '', page: ''};
beforeEach(async () => {
	await fetch(`${us.accounts}/practice/control/reset`, {method: 'POST'});
	client = await register(us.console);
});

const credentials = () => ({client_id: client.client_id, client_secret: client.client_secret});
const request = (changes: Record<string, string> = {}) => ({
	...defaultRequest,
	client_id: client.client_id,
	...changes,
});
const exchange = (code: string | null, accounts = us.accounts, changes: Record<string, string> = {}) =>
	postForm(`${accounts}/oauth/v2/token`, {
		...credentials(),
		grant_type: 'authorization_code',
		redirect_uri: callback,
		code: code ?? '',
		...changes,
	});
const connect = async () => {
	const query = await visitor().decide(us.accounts, 'noah', request());
	return tokenSchema.parse((await exchange(query.get('code'))).body);
};
const refresh = (token: string | undefined, headers = {}) =>
	postForm(
		`${us.accounts}/oauth/v2/token`,
		{...credentials(), grant_type: 'refresh_token', refresh_token: token ?? ''},
		headers,
	);
const userInfo = (token: string, origin = us.accounts) =>
	fetch(`${origin}/oauth/user/info`, {headers: {authorization: `Zoho-oauthtoken ${token}`}});

describe('the authorization endpoint', () => {
	const pages = [
		['no client_id', {client_id: ''}, 400, 'Invalid response type'],
		['no response_type', {response_type: ''}, 400, 'Invalid response type'],
		['an unknown client', {client_id: '1000.X'}, 400, 'Invalid Client'],
		['the response type of browser apps', {response_type: 'token'}, 400, 'Invalid Client'],
		['another response type', {response_type: 'id_token'}, 500, 'An error occurred'],
		['another redirect URI', {redirect_uri: `${callback}/`}, 400, 'Invalid Redirect Uri'],
		['no scope', {scope: ''}, 400, 'Invalid OAuth scope'],
		['an unknown scope', {scope: 'ZohoBooks.contacts.READ,Zoho"<b>'}, 400, 'Invalid OAuth scope'],
		['a broken challenge', {code_challenge: 'x', code_challenge_method: 'S256'}, 400, 'An error occurred'],
	] as const;
	for (const [what, changes, status, title] of pages)
		it(`answers ${what} with a page, not a redirect`, async () => {
			const answer = await visitor().go(
				`${us.accounts}/oauth/v2/auth?${new URLSearchParams(request(changes))}`,
			);
			assert.deepEqual([answer.status, answer.location], [status, undefined]);
			assert.match(answer.text, new RegExp(`<h1>${title}</h1>`, 'u'));
			assert.doesNotMatch(answer.text, /<b>/u);
		});

	it('takes GET only', async () => {
		const answer = await visitor().go(`${us.accounts}/oauth/v2/auth`, request());
		assert.deepEqual([answer.status, answer.location], [400, undefined]);
	});

	it('calls back with code, location, encoded accounts-server and the state unchanged', async () => {
		const {follow, go} = visitor();
		await follow(`${us.accounts}/practice/sign-in`, {person: 'noah', endpoint: '', query: ''});
		const done = await go(`${us.accounts}/practice/decision`, {
			endpoint: '/oauth/v2/auth',
			query: new URLSearchParams(request()).toString(),
			person: 'noah',
			decision: 'accept',
		});
		const code = new URL(done.location ?? '').searchParams.get('code') ?? '';
		assert.match(code, /^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/u);
		assert.equal(
			done.location,
			`${callback}?code=${code}&location=us&accounts-server=${encodeURIComponent(us.accounts)}&state=a%20state%20%26%20more`,
		);
	});

	it('calls back with access_denied after Reject', async () => {
		const query = await visitor().decide(us.accounts, 'noah', request(), 'reject');
		assert.deepEqual(Object.fromEntries(query), {error: 'access_denied', state: defaultRequest.state});
	});

	it('asks for nothing the second time without prompt=consent, and gives no refresh token then', async () => {
		const {decide, go} = visitor();
		await decide(us.accounts, 'noah', request());
		const again = await go(`${us.accounts}/oauth/v2/auth?${new URLSearchParams(request({prompt: ''}))}`);
		const code = new URL(again.location ?? '').searchParams.get('code');
		const tokens = tokenSchema.parse((await exchange(code)).body);
		assert.equal(tokens.refresh_token, undefined);
	});

	it('does not take the decision of somebody else who has signed in meanwhile', async () => {
		const {signIn, go} = visitor();
		const query = new URLSearchParams(request()).toString();
		await signIn(us.accounts, 'amelia', '/oauth/v2/auth', query);
		const shown = await go(`${us.accounts}/practice/decision`, {
			endpoint: '/oauth/v2/auth',
			query,
			person: 'noah',
			decision: 'accept',
		});
		assert.equal(shown.location, undefined);
		assert.match(shown.text, /Amelia Hart/u);
	});
});

describe('a person of another data center', () => {
	it('is sent home, and the callback says so', async () => {
		await enable(client.page, ['eu'], true);
		const query = await visitor().decide(us.accounts, 'elena', request());
		assert.deepEqual([query.get('location'), query.get('accounts-server')], ['eu', eu.accounts]);
		const code = query.get('code');
		assert.deepEqual((await exchange(code)).body, {error: 'invalid_code'});
		const tokens = tokenSchema.parse((await exchange(code, eu.accounts)).body);
		assert.equal((await userInfo(tokens.access_token, eu.accounts)).status, 200);
		assert.equal((await userInfo(tokens.access_token)).status, 401);
	});

	it('is refused while the client is not switched on there', async () => {
		const query = new URLSearchParams(request()).toString();
		const shown = await visitor().signIn(us.accounts, 'elena', '/oauth/v2/auth', query);
		assert.equal(shown.status, 403);
		assert.match(shown.text, /Access denied in your region/u);
		assert.deepEqual((await exchange('x', eu.accounts)).body, {error: 'invalid_client'});
	});

	it('needs the secret of its own data center until credentials are shared', async () => {
		await enable(client.page, ['eu'], false);
		const query = await visitor().decide(us.accounts, 'elena', request());
		assert.deepEqual((await exchange(query.get('code'), eu.accounts)).body, {error: 'invalid_client_secret'});
		const settings = (await visitor().go(`${client.page}/settings`)).text;
		const secret = /data-testid="client-secret-eu">([^<]+)</u.exec(settings)?.[1] ?? '';
		tokenSchema.parse((await exchange(query.get('code'), eu.accounts, {client_secret: secret})).body);
	});
});

describe('the token endpoint', () => {
	it('answers as Zoho does', async () => {
		const query = await visitor().decide(us.accounts, 'noah', request());
		const {status, headers, body} = await exchange(query.get('code'));
		assert.deepEqual(
			[status, headers.get('content-type'), headers.get('server')],
			[200, 'application/json;charset=UTF-8', 'ZGS'],
		);
		assert.equal(headers.getSetCookie().length, 2);
		const {access_token, refresh_token, ...rest} = z
			.looseObject({access_token: z.string(), refresh_token: z.string()})
			.parse(body);
		assert.match(`${access_token} ${refresh_token}`, /^(1000(\.[0-9a-f]{32}){2} ?){2}$/u);
		assert.deepEqual(rest, {
			scope: defaultRequest.scope.replaceAll(',', ' '),
			api_domain: us.api,
			token_type: 'Bearer',
			expires_in: 3600,
		});
	});

	it('takes its parameters from query, multipart body and Basic header alike', async () => {
		const {refresh_token = ''} = await connect();
		const fields = {...credentials(), grant_type: 'refresh_token', refresh_token};
		const url = `${us.accounts}/oauth/v2/token`;
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		const basic = `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}`;
		const answers = [
			await fetch(`${url}?${new URLSearchParams(fields)}`, {method: 'POST'}),
			await fetch(url, {method: 'POST', body: form}),
			await fetch(url, {
				method: 'POST',
				body: new URLSearchParams({grant_type: 'refresh_token', refresh_token}),
				headers: {authorization: basic},
			}),
		];
		for (const answer of answers) {
			const body = z.looseObject({access_token: z.string()}).parse(await answer.json());
			assert.equal('refresh_token' in body, false);
		}
	});

	it('reports errors with status 200, in Zoho’s order', async () => {
		const errors = async (changes: Record<string, string>) => {
			const {status, body} = await exchange('x', us.accounts, changes);
			return [status, z.object({error: z.string()}).parse(body).error];
		};
		assert.deepEqual(await errors({grant_type: 'password', client_id: ''}), [200, 'invalid_client']);
		assert.deepEqual(await errors({client_id: '', client_secret: ''}), [200, 'invalid_client']);
		assert.deepEqual(await errors({client_secret: 'x'}), [200, 'invalid_client_secret']);
		assert.deepEqual(await errors({redirect_uri: ''}), [200, 'invalid_code']);
		const code = (await visitor().decide(us.accounts, 'noah', request())).get('code') ?? '';
		assert.deepEqual(await errors({code, redirect_uri: ''}), [200, 'invalid_redirect_uri']);
		assert.deepEqual(await errors({grant_type: 'client_credentials', scope: 'ZohoCRM.org.READ'}), [
			200,
			'missing_org_info',
		]);
	});

	it('answers a missing grant type or another method with an HTML page', async () => {
		const missing = await exchange('x', us.accounts, {grant_type: ''});
		const got = await fetch(`${us.accounts}/oauth/v2/token`);
		assert.deepEqual([missing.status, got.status], [400, 400]);
		assert.match(missing.text, /<html>/u);
	});

	it('throttles the eleventh refresh, in the language of the request', async () => {
		const {refresh_token} = await connect();
		for (let count = 0; count < 10; count++) assert.equal((await refresh(refresh_token)).status, 200);
		const throttled = await refresh(refresh_token);
		assert.equal(throttled.status, 400);
		assert.deepEqual(throttled.body, {
			error_description: 'You have made too many requests continuously. Please try again after some time.',
			error: 'Access Denied',
			status: 'failure',
		});
		assert.match((await refresh(refresh_token, {'accept-language': 'zh-CN'})).text, /拒绝访问/u);
		pass(600_000);
		assert.equal((await refresh(refresh_token)).status, 200);
	});

	it('fails in every way that is switched on', async () => {
		const {refresh_token} = await connect();
		const body = async (faults: Record<string, unknown>) => {
			await setFaults(practice, faults);
			return z.looseObject({}).parse((await refresh(refresh_token)).body);
		};
		assert.equal('api_domain' in (await body({'omit-api-domain': true})), false);
		assert.equal('scope' in (await body({'omit-scope': true})), false);
		const legacy = await body({'legacy-expires-in': true, 'access-token-ttl-seconds': 60});
		assert.deepEqual([legacy.expires_in_sec, legacy.expires_in], [60, 60_000]);
		await setFaults(practice, {'throttle-200': true});
		assert.equal((await refresh(refresh_token)).status, 200);
		await setFaults(practice, {'throttle-200': false, 'throttle-400': true});
		assert.equal((await refresh(refresh_token)).status, 400);
		await setFaults(practice, {'token-html-500': true});
		assert.equal((await refresh(refresh_token)).status, 500);
		await setFaults(practice, {'token-html-500': false, 'throttle-400': false, 'partial-json': true});
		await assert.rejects(refresh(refresh_token), SyntaxError);
	});

	it('leaves out the refresh token, and forges the callback, when switched on', async () => {
		await setFaults(practice, {
			'omit-refresh-token': true,
			'forge-accounts-server': true,
			'wrong-state': true,
			'callback-trailing-ampersand': true,
		});
		const query = await visitor().decide(us.accounts, 'noah', request());
		assert.equal(query.get('accounts-server'), 'https://accounts.evil.example');
		assert.notEqual(query.get('state'), defaultRequest.state);
		const tokens = tokenSchema.parse((await exchange(query.get('code'))).body);
		assert.equal(tokens.refresh_token, undefined);
	});
});

describe('revocation', () => {
	it('at the old endpoint needs only the token', async () => {
		const tokens = await connect();
		const revoke = (token: string) => postForm(`${us.accounts}/oauth/v2/token/revoke`, {token});
		assert.deepEqual((await revoke(tokens.refresh_token ?? '')).body, {status: 'success'});
		assert.equal((await userInfo(tokens.access_token)).status, 401);
		assert.deepEqual((await refresh(tokens.refresh_token)).body, {error: 'invalid_code'});
		const again = await revoke(tokens.refresh_token ?? '');
		assert.deepEqual([again.status, again.body], [400, undefined]);
	});

	it('at the new endpoint needs the client’s Basic credentials and the kind', async () => {
		const tokens = await connect();
		const basic = `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}`;
		const revoke = async (
			fields: Record<string, string>,
			headers: Record<string, string> = {authorization: basic},
		) => (await postForm(`${us.accounts}/oauth/v2/revoke/token`, fields, headers)).status;
		const token = tokens.refresh_token ?? '';
		assert.equal(await revoke({token, ...credentials()}, {}), 400);
		assert.equal(await revoke({token, token_type: 'access_token'}), 400);
		assert.equal(await revoke({token: tokens.access_token, token_type: 'access_token'}), 200);
		assert.equal(await revoke({token}), 200);
		assert.equal(await revoke({token}), 400);
	});
});

describe('the user’s side', () => {
	const sign = async () => {
		const {decide, go} = visitor();
		const query = await decide(us.accounts, 'noah', request());
		return {go, tokens: tokenSchema.parse((await exchange(query.get('code'))).body)};
	};

	it('removes a connected app with its tokens', async () => {
		const {go, tokens} = await sign();
		assert.match((await go(`${us.accounts}/practice/connected-apps`)).text, /Remove Harbor/u);
		await go(`${us.accounts}/practice/connected-apps/remove`, {client: client.client_id});
		assert.deepEqual((await refresh(tokens.refresh_token)).body, {error: 'invalid_code'});
		assert.doesNotMatch((await go(`${us.accounts}/practice/connected-apps`)).text, /Harbor/u);
	});

	it('ends every token with a new password', async () => {
		const {go, tokens} = await sign();
		await go(`${us.accounts}/practice/connected-apps/end-tokens`, {});
		assert.equal((await userInfo(tokens.access_token)).status, 401);
	});

	it('tells who somebody is, and only with the scope', async () => {
		const {tokens} = await sign();
		const answer = z
			.looseObject({ZUID: z.number()})
			.parse(await (await userInfo(tokens.access_token)).json());
		assert.ok(answer.ZUID > 2 ** 31);
		assert.deepEqual(
			{...answer, ZUID: 0},
			{
				First_Name: 'Noah',
				Last_Name: 'Bennett',
				Display_Name: 'Noah Bennett',
				Email: 'noah@example.com',
				ZUID: 0,
			},
		);
		const query = await visitor().decide(us.accounts, 'noah', request({scope: 'ZohoBooks.contacts.READ'}));
		const lesser = tokenSchema.parse((await exchange(query.get('code'))).body);
		assert.equal((await userInfo(lesser.access_token)).status, 401);
	});
});

describe('incremental authorization', () => {
	it('widens the refresh token after another consent', async () => {
		const {decide, go} = visitor();
		const query = await decide(us.accounts, 'noah', request());
		const {refresh_token = ''} = tokenSchema.parse((await exchange(query.get('code'))).body);
		const enhance = await postForm(`${us.accounts}/oauth/v2/token/scopeenhance`, {
			...credentials(),
			grant_type: 'update_scopes_token',
			refresh_token,
		});
		const {access_token} = z
			.object({access_token: z.string(), expires_in: z.literal(600)})
			.parse(enhance.body);
		const more = new URLSearchParams({
			client_id: client.client_id,
			response_type: 'update_scopes',
			redirect_uri: callback,
			scope: 'ZohoBooks.bills.READ',
			enhance_token: access_token,
			logout: 'true',
		}).toString();
		const endpoint = '/oauth/v2/token/addextrascope';
		assert.match((await go(`${us.accounts}${endpoint}?${more}`)).text, /Read bills in Zoho Books/u);
		const decision = {endpoint, query: more, person: 'noah', decision: 'accept'};
		const done = await go(`${us.accounts}/practice/decision`, decision);
		assert.equal(done.location, `${callback}?status=success&scope_enhanced=true`);
		const {scope} = tokenSchema.parse((await refresh(refresh_token)).body);
		assert.ok(scope.endsWith(' ZohoBooks.bills.READ'));
		assert.equal((await go(`${us.accounts}/practice/decision`, decision)).status, 400);
	});
});

describe('every data center', () => {
	it('names all of them', async () => {
		const answer: unknown = await (await fetch(`${eu.accounts}/oauth/serverinfo`)).json();
		assert.deepEqual(answer, {
			result: 'success',
			locations: Object.fromEntries(practice.dataCenters.map(({id, accounts}) => [id, accounts])),
		});
	});
});
