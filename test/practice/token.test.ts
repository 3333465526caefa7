import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import * as z from 'zod/mini';
import {accountsApp} from '../../source/practice/accounts/app.js';
import {secretAt} from '../../source/practice/clients.js';
import {accept} from '../../source/practice/consents.js';
import {startAccounts, tokenSchema} from './accounts-fixture.js';
import {defaultRequest, postForm, setFaults, visitor} from './visitor.js';
import {appFor, callback, requestFor, testClient, testWorld} from './world-for-tests.js';

const {practice, pass, us, credentials, basic, request, exchange, connect, refresh, userInfo, startOver} =
	await startAccounts();

describe('the token endpoint', () => {
	beforeEach(startOver);

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

	it('takes its parameters from the query, a multipart body or the Basic header', async () => {
		const {refresh_token = ''} = await connect();
		const fields = {...credentials(), grant_type: 'refresh_token', refresh_token};
		const url = `${us.accounts}/oauth/v2/token`;
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		const answers = [
			await fetch(`${url}?${new URLSearchParams(fields)}`, {method: 'POST'}),
			await fetch(url, {method: 'POST', body: form}),
			await fetch(url, {
				method: 'POST',
				body: new URLSearchParams({grant_type: 'refresh_token', refresh_token}),
				headers: {authorization: basic()},
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

	it('can be slow, and has then spent the code all the same', async () => {
		const world = testWorld();
		const client = testClient(world);
		world.state.faults['slow-response'] = true;
		const code = accept(world, requestFor(world), {
			personId: 'noah',
			dataCenter: 'us',
			organizationId: undefined,
			defaultOrganizationId: '700100003',
		});
		assert.ok(code);
		const began = world.now();
		// A practice Zoho that is ended while it waits must not have forgotten it.
		const kept: boolean[] = [];
		world.save = () => {
			kept.push(world.now() === began && code.isUsed);
		};
		await appFor({world, dataCenter: 'us'}, accountsApp).request('/oauth/v2/token', {
			method: 'POST',
			body: new URLSearchParams({
				client_id: client.id,
				client_secret: secretAt(client, 'us') ?? '',
				grant_type: 'authorization_code',
				redirect_uri: callback,
				code: code.code,
			}),
		});
		assert.deepEqual([world.now() - began, code.isUsed, kept], [2000, true, [true]]);
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
	beforeEach(startOver);

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
		const revoke = async (
			fields: Record<string, string>,
			headers: Record<string, string> = {authorization: basic()},
		) => (await postForm(`${us.accounts}/oauth/v2/revoke/token`, fields, headers)).status;
		const token = tokens.refresh_token ?? '';
		assert.equal(await revoke({token, ...credentials()}, {}), 400);
		assert.equal(await revoke({token, token_type: 'access_token'}), 400);
		assert.equal(await revoke({token: tokens.access_token, token_type: 'access_token'}), 200);
		assert.equal(await revoke({token}), 200);
		assert.equal(await revoke({token}), 400);
	});
});
