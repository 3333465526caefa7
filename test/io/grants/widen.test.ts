import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import type {Connection} from '../../../source/connection/connection.js';
import type {TokenKeeper} from '../../../source/io/ports.js';
import {ok, type Refusal, refused} from '../../../source/zoho/refusal.js';
import {readTokenResponse} from '../../../source/zoho/tokens/response.js';
import {contentOf, prepare, refusal, runnerWith} from '../helpers/effects.js';
import {connection, epoch, fileWith, iso, service} from '../helpers/files.js';

type World = NonNullable<Parameters<typeof runnerWith>[1]>;

const settings = 'ZohoBooks.settings.READ';
const bills = 'ZohoBooks.bills.READ';
const enhanceToken = '1000.0000aaaa0000aaaa0000aaaa0000aaaa.0000bbbb0000bbbb0000bbbb0000bbbb';
const short = 'http://localhost:8790/go/short';

const answerWith = (body: object) =>
	ok(readTokenResponse({body: JSON.stringify(body), status: 200, now: epoch}));

const ask = {
	type: 'ask-to-widen',
	id: 'one',
	linkName: 'books',
	redirectUri: 'http://localhost:8790/callback',
	scopes: [bills],
	openBrowser: true,
} as const;

const save = {
	type: 'save-widened',
	seen: {name: 'Books', service: {linkName: 'books_service', updatedAt: service().updatedAt}},
	id: 'one',
	linkName: 'books',
	name: 'Wider books',
	service: {
		...service({scopes: [settings, bills], updatedAt: iso(60)}),
		clientSecret: {ofService: 'books_service'},
	},
	scopes: [bills],
	scopesRequested: [settings, bills],
	draftId: 'draft-1',
} as const;

/** A runner over a file with one connection, with a port that waits for word of a wider grant. */
const widening = async (t: TestContext, world: World = {}) => {
	const opened: string[] = [];
	const made = runnerWith(t, {
		browser: async () => ({
			open: async url => {
				opened.push(url);
				return {isOpen: true, note: ''};
			},
			hints: () => [],
		}),
		...world,
	});
	await made.store.update(() => ok(fileWith()));
	made.runner.run({...prepare, brings: 'wider-grant'});
	await made.eventOf('consent-prepared');
	return {...made, opened, row: () => contentOf(made.store).connections.books};
};

const run = async (
	made: Awaited<ReturnType<typeof widening>>,
	effect: typeof ask | typeof save,
): Promise<void> => {
	made.runner.run(effect);
	await made.runner.idle();
	assert.deepEqual(made.faults, []);
};

test('the secret address goes to the listener; terminal and browser get a link each', async t => {
	const asked: unknown[] = [];
	const made = await widening(t, {
		accounts: {
			enhance: async request => {
				asked.push(request);
				return answerWith({access_token: enhanceToken, token_type: 'Bearer', expires_in: 600});
			},
		},
	});
	await run(made, ask);
	assert.deepEqual(asked, [
		{
			accounts: 'https://accounts.zoho.com',
			clientId: '1000.EXAMPLE',
			clientSecret: 'example-client-secret',
			refreshToken: 'example-refresh-token',
		},
	]);
	assert.equal((await made.eventOf('widening-asked')).problem, undefined);
	const url = new URL(made.seen.authorizeUrl);
	assert.equal(url.searchParams.get('enhance_token'), enhanceToken);
	assert.equal(url.searchParams.get('scope'), bills);
	assert.deepEqual(made.announced, [[short, undefined]]);
	assert.deepEqual(made.opened, ['http://localhost:8790/go/browser']);
	const told = JSON.stringify([made.events, made.announced, made.opened, made.lines]);
	assert.ok(!told.includes(enhanceToken));
});

test('Zoho declines, or cannot be asked: which of the two is told, and nothing is opened', async t => {
	for (const [answer, kind] of [
		[answerWith({error: 'invalid_client'}), 'declined'],
		[
			answerWith({error: 'Access Denied', error_description: 'too many requests', status: 'failure'}),
			'failed',
		],
		[answerWith({error: 'invalid_code'}), 'declined'],
		[answerWith({error: 'general_error'}), 'failed'],
		[answerWith({error: 'temporarily_unavailable'}), 'failed'],
		[answerWith({}), 'failed'],
		...['<html>', '', '{"access_token": "1000'].map(
			body => [ok(readTokenResponse({body, status: 503, now: epoch})), 'failed'] as const,
		),
		[refused(refusal('network-dns')), 'failed'],
	] as const) {
		const made = await widening(t, {accounts: {enhance: async () => answer}});
		await run(made, ask);
		const {problem} = await made.eventOf('widening-asked');
		assert.equal(problem?.kind, kind);
		if (problem?.kind === 'failed') assert.equal(problem.refusal.exitCode, 4);
		assert.deepEqual(made.announced, []);
		assert.deepEqual(made.opened, []);
		await made.runner.stop();
	}
});

test('a user who goes back while Zoho is asked is not sent anywhere', async t => {
	let isAborted = false;
	let asking = (): void => undefined;
	const asked = new Promise<void>(resolve => {
		asking = resolve;
	});
	const made = await widening(t, {
		accounts: {
			enhance: (_request, signal) => {
				asking();
				return new Promise(resolve => {
					signal?.addEventListener('abort', () => {
						isAborted = true;
						resolve(answerWith({access_token: enhanceToken}));
					});
				});
			},
		},
	});
	made.runner.run(ask);
	await asked;
	made.runner.run({type: 'end-consent', id: 'one'});
	await made.runner.idle();
	assert.equal(isAborted, true);
	assert.deepEqual(made.opened, []);
	assert.deepEqual(
		made.events.filter(({type}) => type === 'widening-asked'),
		[],
	);
});

/** A keeper that makes a new token, and notes what Zoho said was granted. */
const keeperWith = (
	made: () => Awaited<ReturnType<typeof widening>>,
	change: Partial<Connection>,
): TokenKeeper => ({
	accessToken: async (linkName, options) => {
		assert.equal(linkName, 'books');
		assert.equal(options?.force, true);
		const {store} = made();
		const row = connection({accessToken: {plain: 'new-access'}, refreshedAt: [iso()], ...change});
		await store.update(file => ok({...file, connections: {...file.connections, books: row}}));
		return ok({accessToken: 'new-access', expiresAt: iso(3600), apiDomain: row.apiDomain, connection: row});
	},
});

const proving = async (t: TestContext, change: Partial<Connection>, world: World = {}) => {
	const made: Awaited<ReturnType<typeof widening>> = await widening(t, {
		tokenKeeper: keeperWith(() => made, change),
		accounts: {probe: async () => ({probes: [], organization: null})},
		...world,
	});
	return made;
};

test('a token that Zoho says has the new scopes proves it: name, service and scopes are saved, the same grant stays', async t => {
	const made = await proving(t, {scopesGranted: [settings, bills]});
	await run(made, save);
	const event = await made.eventOf('widened');
	assert.deepEqual(event.scopesGranted, [settings, bills]);
	assert.equal(event.accessTokenExpiresAt, iso(3600));
	const row = made.row();
	assert.deepEqual(row?.refreshToken, {plain: 'example-refresh-token'});
	assert.deepEqual(row?.accessToken, {plain: 'new-access'});
	assert.equal(row?.name, 'Wider books');
	assert.deepEqual(row?.scopesRequested, [settings, bills]);
	assert.equal(row?.incoming, undefined);
	assert.equal(row?.outgoing, undefined);
	const saved = contentOf(made.store).services.books_service;
	assert.deepEqual(saved?.scopes, [settings, bills]);
	assert.deepEqual(saved?.clientSecret, {plain: 'example-client-secret'});
});

test('where Zoho does not say, a call that needs the new scope proves it; nothing else does', async t => {
	for (const [verdict, expected, problem] of [
		['works', 'widened', undefined],
		['scope-missing', 'not-widened', 'declined'],
		['could-not-tell', 'not-widened', 'failed'],
		['throttled', 'not-widened', 'failed'],
	] as const) {
		const made = await proving(
			t,
			{scopesGranted: null},
			{
				accounts: {
					probe: async ({scopes}) => {
						assert.deepEqual(scopes, [bills]);
						return {probes: [{product: 'Books', verdict, scope: bills}], organization: null};
					},
				},
			},
		);
		await run(made, save);
		const event = await made.eventOf(expected);
		assert.equal('problem' in event ? event.problem.kind : undefined, problem);
		assert.deepEqual(
			made.row()?.scopesRequested,
			expected === 'widened' ? [settings, bills] : [settings],
			verdict,
		);
		await made.runner.stop();
	}
});

test('said to be wider, but the token is not: declined, and service and name are as they were', async t => {
	const made = await proving(t, {scopesGranted: [settings]});
	await run(made, save);
	assert.equal((await made.eventOf('not-widened')).problem.kind, 'declined');
	assert.equal(made.row()?.name, 'Books');
	assert.deepEqual(contentOf(made.store).services.books_service?.scopes, [settings]);
});

test('what another program changed during the consent is not overwritten: both gave a name, or it changed the service', async t => {
	for (const [name, at] of [
		['Theirs', 0],
		['Books', 30],
	] as const) {
		const made = await proving(t, {scopesGranted: [settings, bills], name});
		const theirs = service({updatedAt: iso(at)});
		await made.store.update(file => ok({...file, services: {...file.services, books_service: theirs}}));
		await run(made, save);
		const {problem} = await made.eventOf('not-widened');
		assert.ok(problem.kind === 'failed' && problem.refusal.id === 'connection-changed', name);
		assert.equal(made.row()?.name, name);
		assert.deepEqual(contentOf(made.store).services.books_service, theirs);
		await made.runner.stop();
	}
});

test('a grant that is over is declined; a network that is away, or a throttle, only failed', async t => {
	const over: Refusal = {...refusal('invalid-code'), exitCode: 3};
	for (const [why, kind] of [
		[over, 'declined'],
		[refusal('throttled'), 'failed'],
	] as const) {
		const made = await widening(t, {tokenKeeper: {accessToken: async () => refused(why)}});
		await run(made, save);
		assert.equal((await made.eventOf('not-widened')).problem.kind, kind);
		assert.equal(made.row()?.name, 'Books');
		await made.runner.stop();
	}
});

test('left after the user agreed: the wider grant is proven and saved all the same', async t => {
	const made = await proving(t, {scopesGranted: [settings, bills]});
	made.runner.run(save);
	await new Promise(resolve => setImmediate(resolve));
	await made.runner.stop();
	assert.deepEqual(made.row()?.scopesRequested, [settings, bills]);
	assert.equal(made.seen.open, 0);
});
