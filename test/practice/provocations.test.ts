import assert from 'node:assert/strict';
import {after, beforeEach, describe, it} from 'node:test';
import {closeBrowser, newPage} from '../helpers/browser.js';
import {startAccounts, tokenSchema} from './accounts-fixture.js';
import {visitor} from './visitor.js';

after(closeBrowser);

const {practice, us, credentials, request, exchange, refresh, userInfo, startOver} = await startAccounts();

const consent = async (person: 'noah' | 'amelia' = 'noah') => {
	const query = await visitor().decide(us.accounts, person, request());
	return tokenSchema.parse((await exchange(query.get('code'))).body);
};

const provoke = (what: string, whose: object = {}) =>
	fetch(`${us.accounts}/practice/control/${what}`, {method: 'POST', body: JSON.stringify(whose)});

const refreshTokens = async (): Promise<unknown> =>
	JSON.parse(await (await fetch(`${us.accounts}/practice/control/state`)).text()).refreshTokens;

describe('what the world does to grants', () => {
	beforeEach(startOver);

	it('twenty newer grants push out an older one silently; never more than twenty live', async () => {
		const tokens = await consent();
		assert.equal((await provoke('evict-grants')).status, 200);
		assert.equal(await refreshTokens(), 20);
		assert.deepEqual((await refresh(tokens.refresh_token)).body, {error: 'invalid_code'});
		assert.equal((await userInfo(tokens.access_token)).status, 401);
	});

	it('ten tokens are used up, so that the eleventh is throttled as the real one is', async () => {
		const tokens = await consent();
		await provoke('use-up-tokens');
		const answer = await refresh(tokens.refresh_token);
		assert.equal(answer.status, 400);
		assert.match(JSON.stringify(answer.body), /too many requests/);
		// The token that is there works on.
		assert.equal((await userInfo(tokens.access_token)).status, 200);
	});

	it('an app is removed, its grants end and the consent is asked for again', async () => {
		const tokens = await consent();
		await provoke('remove-app', {client: credentials().client_id});
		assert.deepEqual((await refresh(tokens.refresh_token)).body, {error: 'invalid_code'});
		assert.equal(await refreshTokens(), 0);
	});

	it('a new password ends the tokens of that person, and no one else’s', async () => {
		const noah = await consent('noah');
		const amelia = await consent('amelia');
		await provoke('change-password', {person: 'noah'});
		assert.deepEqual((await refresh(noah.refresh_token)).body, {error: 'invalid_code'});
		assert.equal((await userInfo(amelia.access_token)).status, 200);
	});

	it('what is not understood does nothing', async () => {
		const tokens = await consent();
		for (const whose of [{person: 'nobody'}, {client: '1000.NONE'}, {persons: 'noah'}, []]) {
			for (const what of ['evict-grants', 'use-up-tokens', 'remove-app', 'change-password']) {
				assert.equal((await provoke(what, whose)).status, 400);
			}
		}
		assert.equal((await userInfo(tokens.access_token)).status, 200);
		assert.equal(await refreshTokens(), 1);
	});
});

describe('the page', () => {
	beforeEach(startOver);

	for (const [label, note, living] of [
		['Consent 20 times more', /every older one is over/, 20],
		['Use up ten tokens', /the next one is refused/, 1],
		['Remove the app', /app was removed/, 0],
		['Change the password', /password is a new one/, 0],
	] as const)
		it(`has a button: ${label}`, async () => {
			await consent();
			await using tab = await newPage();
			await tab.page.goto(practice.controls);
			await tab.page.getByRole('button', {name: new RegExp(`^${label}: Noah Bennett`)}).click();
			await tab.page.getByRole('status').filter({hasText: note}).waitFor();
			assert.equal(await refreshTokens(), living);
		});
});
