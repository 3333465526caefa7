import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as z from 'zod/mini';
import {
	at,
	decideDevice,
	enable,
	generateCode,
	postForm,
	register,
	registerDevice,
	registerSelfClient,
	setFaults,
	startTestPractice,
	visitor,
} from './visitor.js';

const {practice, pass} = await startTestPractice();
const us = at(practice, 'us');
const eu = at(practice, 'eu');

const scope = 'ZohoCRM.org.READ,AaaServer.profile.READ';
const tokenSchema = z.looseObject({access_token: z.string(), refresh_token: z.optional(z.string())});
const errorOf = (body: unknown): string => z.looseObject({error: z.string()}).parse(body).error;

const self = await registerSelfClient(us.console);
const token = (fields: Record<string, string>, client = self, accounts = us.accounts) =>
	postForm(`${accounts}/oauth/v2/token`, {
		client_id: client.client_id,
		client_secret: client.client_secret,
		...fields,
	});
const exchange = (code: string, fields: Record<string, string> = {}, accounts = us.accounts) =>
	token({grant_type: 'authorization_code', code, ...fields}, self, accounts);

describe('a Self Client', () => {
	it('is one for each console', async () => {
		const again = await registerSelfClient(us.console);
		assert.equal(again.client_id, self.client_id);
		assert.match((await visitor().go(`${us.console}/clients/new`)).text, /new\/self-client/u);
	});

	it('has codes that are exchanged once, without redirect URI, at its own data center', async () => {
		const code = await generateCode(self.page, scope);
		assert.equal(errorOf((await exchange(code, {}, eu.accounts)).body), 'invalid_client');
		assert.equal(
			errorOf((await exchange(code, {redirect_uri: 'http://localhost:1/'})).body),
			'invalid_redirect_uri',
		);
		const tokens = tokenSchema.parse((await exchange(code)).body);
		assert.ok(tokens.refresh_token);
		assert.equal(errorOf((await exchange(code)).body), 'invalid_code');
	});

	it('forgets a code when its time is over', async () => {
		const [short, long] = [await generateCode(self.page, scope), await generateCode(self.page, scope, '10')];
		pass(3 * 60_000);
		assert.equal(errorOf((await exchange(short)).body), 'invalid_code');
		tokenSchema.parse((await exchange(long)).body);
	});

	it('asks which organization, and says what is wrong with the form', async () => {
		const go = (form: Record<string, string>) => visitor().go(`${self.page}/generate`, form);
		const fine = {scope, minutes: '10', description: 'A test'};
		assert.match((await go(fine)).text, /Lakeside Rentals/u);
		assert.match((await go({...fine, scope: 'Nonsense'})).text, /Enter a valid scope/u);
		assert.match((await go({...fine, description: ' '})).text, /Enter a scope description/u);
		assert.match((await go({...fine, minutes: '60'})).text, /Choose a time duration/u);
	});

	it('gets tokens for an organization by its credentials alone, ten in ten minutes', async () => {
		const ask = (fields: Record<string, string>) =>
			token({grant_type: 'client_credentials', scope, ...fields});
		assert.equal(errorOf((await ask({})).body), 'missing_org_info');
		const soid = 'ZohoCRM.700100001';
		assert.equal(errorOf((await ask({soid, scope: 'Nonsense'})).body), 'invalid_scope');
		const tokens = tokenSchema.parse((await ask({soid})).body);
		assert.equal(tokens.refresh_token, undefined);
		const call = () =>
			fetch(`${us.api}/crm/v8/org`, {headers: {authorization: `Zoho-oauthtoken ${tokens.access_token}`}});
		assert.equal((await call()).status, 200);
		await setFaults(practice, {'reject-client-credentials': true});
		assert.equal((await call()).status, 401);
		await setFaults(practice, {'reject-client-credentials': false});
		for (let count = 0; count < 9; count++) await ask({soid});
		assert.equal((await ask({soid})).status, 400);
		const server = await register(us.console);
		const other = await token({grant_type: 'client_credentials', scope, soid}, server);
		assert.equal(errorOf(other.body), 'invalid_client');
	});
});

describe('a device', async () => {
	const client = await registerDevice(us.console);
	const codeSchema = z.object({
		user_code: z.string(),
		device_code: z.string(),
		verification_url: z.string(),
		verification_uri_complete: z.string(),
		interval: z.number(),
		expires_in: z.number(),
	});
	const begin = async () => {
		const {body} = await postForm(`${us.accounts}/oauth/v3/device/code`, {
			client_id: client.client_id,
			grant_type: 'device_request',
			scope,
			access_type: 'offline',
		});
		return codeSchema.parse(body);
	};
	const poll = async (code: string, accounts = us.accounts) => {
		const {body} = await postForm(`${accounts}/oauth/v3/device/token`, {
			client_id: client.client_id,
			client_secret: client.client_secret,
			grant_type: 'device_token',
			code,
		});
		return z.looseObject({error: z.optional(z.string())}).parse(body);
	};

	it('has an id of its own kind, and codes in milliseconds or seconds', async () => {
		assert.match(client.client_id, /^1004\./u);
		const {interval, expires_in} = await begin();
		assert.deepEqual([interval, expires_in], [30_000, 300_000]);
		await setFaults(practice, {'device-seconds': true});
		assert.equal((await begin()).interval, 30);
		await setFaults(practice, {'device-seconds': false});
	});

	it('waits, is told to slow down, and gets its tokens once', async () => {
		const {device_code, user_code, verification_url} = await begin();
		assert.equal((await poll(device_code)).error, 'authorization_pending');
		pass(1000);
		assert.equal((await poll(device_code)).error, 'slow_down');
		// The code is typed as people type.
		const typed = user_code.toLowerCase().replace('-', ' ');
		await decideDevice(`${verification_url}?${new URLSearchParams({code: typed})}`, 'noah');
		pass(30_000);
		const tokens = await poll(device_code);
		assert.ok(tokens.refresh_token);
		pass(30_000);
		assert.equal((await poll(device_code)).error, 'invalid_code');
	});

	it('hears where the person lives, and goes on there with the same code', async () => {
		await enable(client.page, ['eu'], true);
		const {device_code, verification_uri_complete} = await begin();
		await decideDevice(verification_uri_complete, 'elena');
		assert.deepEqual(await poll(device_code), {user_location: 'eu', error: 'other_dc'});
		assert.ok((await poll(device_code, eu.accounts)).access_token);
	});

	it('hears that it was rejected, and that its time is over', async () => {
		const rejected = await begin();
		await decideDevice(rejected.verification_uri_complete, 'noah', 'reject');
		assert.equal((await poll(rejected.device_code)).error, 'access_denied');
		const late = await begin();
		pass(300_000);
		assert.equal((await poll(late.device_code)).error, 'expired');
		assert.match((await visitor().go(late.verification_uri_complete)).text, /not valid/u);
	});

	it('is for non-browser clients alone, where they are registered', async () => {
		const ask = async (id: string, accounts: string) =>
			errorOf(
				(
					await postForm(`${accounts}/oauth/v3/device/code`, {
						client_id: id,
						grant_type: 'device_request',
						scope,
					})
				).body,
			);
		assert.equal(await ask(self.client_id, us.accounts), 'invalid_client');
		assert.equal(await ask(client.client_id, eu.accounts), 'invalid_client');
	});

	it('meets the page of a restricted region', async () => {
		await enable(client.page, [], true);
		const {verification_uri_complete} = await begin();
		const {signIn} = visitor();
		const {origin, search} = new URL(verification_uri_complete);
		const shown = await signIn(origin, 'maya', '/oauth/v3/device', search.slice(1));
		assert.match(shown.text, /Access denied in your region/u);
	});
});
