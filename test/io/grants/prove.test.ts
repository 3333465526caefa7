import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import type {Effect} from '../../../source/wizard/effects.js';
import {builtInDataCenters, findDataCenter} from '../../../source/zoho/data-center.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {contentOf, runnerWith, save} from '../helpers/effects.js';

const revoke = (change: Partial<Extract<Effect, {type: 'revoke-unsaved'}>> = {}) =>
	({
		type: 'revoke-unsaved',
		id: 'one',
		token: 'issued-refresh',
		clientId: 'id',
		clientSecret: 'typed-secret',
		dataCenter: findDataCenter(builtInDataCenters, 'eu'),
		...change,
	}) as const;

test('an unsaved grant is revoked where it was issued; a server without a known way is told so', async t => {
	const asked: unknown[] = [];
	const {runner, events} = runnerWith(t, {
		accounts: {
			revoke: async request => {
				asked.push(request);
				return ok(true);
			},
		},
	});
	runner.run(revoke());
	await runner.idle();
	runner.run(revoke({dataCenter: undefined}));
	await runner.idle();
	assert.deepEqual(asked, [
		{
			accounts: 'https://accounts.zoho.eu',
			clientId: 'id',
			clientSecret: 'typed-secret',
			token: 'issued-refresh',
		},
	]);
	assert.deepEqual(
		events.map(event => event.type === 'unsaved-revoked' && event.refusal?.id),
		[undefined, 'revoke-unknown'],
	);
});

const prove = (change: Partial<Extract<Effect, {type: 'prove'}>> = {}) =>
	({
		type: 'prove',
		id: 'one',
		linkName: 'books',
		accessToken: 'issued-access',
		dataCenter: findDataCenter(builtInDataCenters, 'us'),
		apiDomain: null,
		scopes: ['ZohoBooks.settings.READ', 'AaaServer.profile.READ'],
		...change,
	}) as const;

const account = {id: '1', email: 'ana@example.com', name: 'Ana'};
const organization = {id: '2', name: 'Org', product: 'Zoho Books'};

const proving = (t: TestContext) => {
	const asked: string[] = [];
	const all = runnerWith(t, {
		accounts: {
			identify: async () => {
				asked.push('identify');
				return ok(account);
			},
			probe: async () => {
				asked.push('probe');
				return {probes: [], organization};
			},
		},
	});
	return {...all, asked};
};

test('who and which organization are told and kept beside the connection', async t => {
	const {runner, store, eventOf} = proving(t);
	runner.run({type: 'prepare-consent', id: 'one', accountsUrl: 'https://accounts.zoho.com'});
	await eventOf('consent-prepared');
	runner.run(save());
	await eventOf('connection-saved');
	runner.run(prove());
	const {proof, grantsUsed} = await eventOf('proven');
	assert.deepEqual(proof, {account, organization, probes: []});
	assert.equal(grantsUsed, 1);
	await runner.idle();
	assert.partialDeepStrictEqual(contentOf(store).connections.books, {account, organization});
});

test('user info is asked for only when a granted scope allows it; what is refused is no failure', async t => {
	const {runner, asked, eventOf} = proving(t);
	runner.run({type: 'prepare-consent', id: 'one', accountsUrl: 'https://accounts.zoho.com'});
	await eventOf('consent-prepared');
	runner.run(prove({scopes: ['ZohoBooks.settings.READ']}));
	assert.equal((await eventOf('proven')).proof.account, null);
	assert.deepEqual(asked, ['probe']);
	const declined = runnerWith(t, {
		accounts: {
			identify: async () => refused({id: 'account-unknown', what: '', why: '', next: '', exitCode: 4}),
			probe: async () => ({probes: [], organization: null}),
		},
	});
	declined.runner.run({type: 'prepare-consent', id: 'one', accountsUrl: 'https://accounts.zoho.com'});
	await declined.eventOf('consent-prepared');
	declined.runner.run(prove());
	assert.deepEqual((await declined.eventOf('proven')).proof, {account: null, organization: null, probes: []});
});

test('a server that is not of Zoho, and a consent that was left, are asked nothing', async t => {
	const {runner, asked, events} = proving(t);
	runner.run(prove());
	await runner.idle();
	runner.run({type: 'prepare-consent', id: 'one', accountsUrl: 'https://auth.example'});
	await runner.idle();
	runner.run(prove({dataCenter: undefined}));
	await runner.idle();
	assert.deepEqual(asked, []);
	assert.equal(events.filter(({type}) => type === 'proven').length, 2);
});

test('a connection that is gone before it was proven does not come back', async t => {
	const {runner, store, eventOf} = proving(t);
	runner.run({type: 'prepare-consent', id: 'one', accountsUrl: 'https://accounts.zoho.com'});
	await eventOf('consent-prepared');
	for (const linkName of ['books', 'constructor']) {
		runner.run(prove({linkName}));
		await runner.idle();
	}
	assert.deepEqual(Object.keys(contentOf(store).connections), []);
});
