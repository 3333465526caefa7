import assert from 'node:assert/strict';
import fs from 'node:fs';
import {type TestContext, test} from 'node:test';
import type {Effect} from '../../../source/wizard/effects.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {contentOf, prepare, refusal, runnerWith, save} from '../helpers/effects.js';
import {connection, fileWith, iso, service} from '../helpers/files.js';

type World = Parameters<typeof runnerWith>[1];

const old = 'example-refresh-token';

/** A runner over a file with one connection, whose grant a new one is to replace. */
const replacing = async (t: TestContext, world: World = {}) => {
	const made = runnerWith(t, world);
	await made.store.update(() => ok(fileWith()));
	const before = contentOf(made.store);
	made.runner.run(save({service: undefined, replaces: 'books'}));
	assert.equal((await made.eventOf('connection-saved')).linkName, 'books');
	return {...made, before, row: () => contentOf(made.store).connections.books};
};

const run = async <Type extends Effect['type']>(
	made: Awaited<ReturnType<typeof replacing>>,
	effect: Extract<Effect, {type: Type}>,
): Promise<void> => {
	made.runner.run(effect);
	await made.runner.idle();
	assert.deepEqual(made.faults, []);
};

const seen = {name: 'Books', service: {linkName: 'books_service', updatedAt: service().updatedAt}};
const takeOver = {type: 'take-over', id: 'one', linkName: 'books', seen, draftId: 'draft-1'} as const;
const revoke = {type: 'revoke-outgoing', id: 'one', linkName: 'books'} as const;

test('a new grant is on disk beside the old one, which answers as before', async t => {
	const made = await replacing(t);
	const row = made.row();
	assert.deepEqual(row?.refreshToken, {plain: old});
	assert.deepEqual(row?.accessToken, made.before.connections.books?.accessToken);
	assert.deepEqual(row?.incoming?.refreshToken, {plain: 'issued-refresh'});
	assert.deepEqual(Object.keys(contentOf(made.store).connections), ['books']);
});

test('who consented is kept beside the waiting grant, not as the account of the old one', async t => {
	const account = {id: '2', email: 'new@example.com', name: null};
	const made = await replacing(t, {
		accounts: {
			identify: async () => ok(account),
			probe: async () => ({probes: [], organization: null}),
		},
	});
	await run(made, prepare);
	const dataCenter = {
		id: 'us',
		name: 'United States',
		accounts: 'https://accounts.zoho.com',
		api: 'https://www.zohoapis.com',
		console: 'https://api-console.zoho.com',
	};
	const scopes = ['AaaServer.profile.READ'];
	await run(made, {
		type: 'prove',
		id: 'one',
		linkName: 'books',
		accessToken: 'a',
		dataCenter,
		apiDomain: null,
		scopes,
	});
	assert.deepEqual(made.row()?.incoming?.account, account);
	assert.deepEqual(made.row()?.account, made.before.connections.books?.account);
});

test('taken over, then revoked at Zoho with the client it belongs to, then forgotten', async t => {
	const asked: unknown[] = [];
	const made = await replacing(t, {
		accounts: {
			revoke: async request => {
				asked.push(request);
				return ok(true);
			},
		},
	});
	await run(made, takeOver);
	assert.deepEqual(await made.eventOf('taken-over'), {type: 'taken-over', id: 'one', refusal: undefined});
	assert.deepEqual(made.row()?.refreshToken, {plain: 'issued-refresh'});
	assert.equal(made.row()?.outgoing?.length, 1);
	assert.deepEqual(asked, []);
	await run(made, revoke);
	assert.deepEqual(asked, [
		{
			accounts: 'https://accounts.zoho.com',
			clientId: service().clientId,
			clientSecret: 'example-client-secret',
			token: old,
		},
	]);
	assert.equal(made.row()?.outgoing, undefined);
	assert.equal((await made.eventOf('outgoing-revoked')).revoked, 1);
});

test('a revoke that fails is remembered with its reason, and works later', async t => {
	let isOnline = false;
	const made = await replacing(t, {
		accounts: {revoke: async () => (isOnline ? ok(true) : refused(refusal('network-dns')))},
	});
	await run(made, takeOver);
	await run(made, revoke);
	assert.equal(made.row()?.outgoing?.[0]?.problem?.id, 'network-dns');
	assert.equal((await made.eventOf('outgoing-revoked')).refusal?.id, 'network-dns');
	isOnline = true;
	await run(made, revoke);
	assert.equal(made.row()?.outgoing, undefined);
});

test('the refresh token that was in use already is not revoked', async t => {
	const made = runnerWith(t);
	await made.store.update(() => ok(fileWith()));
	const same = {...connection(), refreshToken: old, accessToken: 'issued-access'};
	made.runner.run(save({service: undefined, replaces: 'books', connection: same}));
	await made.eventOf('connection-saved');
	made.runner.run(takeOver);
	await made.eventOf('taken-over');
	assert.equal(contentOf(made.store).connections.books?.outgoing, undefined);
});

/** Another program changes the row, or its service, while the browser is waited for. */
const changedBeside = async (
	made: Awaited<ReturnType<typeof replacing>>,
	change: {readonly name?: string; readonly service?: Parameters<typeof service>[0]},
): Promise<void> => {
	await made.store.update(file => {
		const {books} = file.connections;
		if (!books) return ok(file);
		const connections = {...file.connections, books: {...books, name: change.name ?? books.name}};
		const services = {...file.services, books_service: service(change.service)};
		return ok({...file, connections, services});
	});
};

test('a name that another program gave during the consent stays where this one gave none', async t => {
	const made = await replacing(t);
	await changedBeside(made, {name: 'Theirs'});
	await run(made, takeOver);
	assert.equal((await made.eventOf('taken-over')).refusal, undefined);
	assert.equal(made.row()?.name, 'Theirs');
	assert.deepEqual(made.row()?.refreshToken, {plain: 'issued-refresh'});
});

test('where both changed the same, the new grant waits and nothing is overwritten', async t => {
	for (const [mine, theirs] of [
		['Mine', {name: 'Theirs'}],
		['Books', {service: {name: 'Their service', updatedAt: iso(60)}}],
	] as const) {
		const made = runnerWith(t);
		await made.store.update(() => ok(fileWith()));
		const row = {...connection({name: mine}), refreshToken: 'issued-refresh', accessToken: 'issued-access'};
		made.runner.run(save({service: undefined, replaces: 'books', connection: row}));
		await made.eventOf('connection-saved');
		const beside = {
			...made,
			before: contentOf(made.store),
			row: () => contentOf(made.store).connections.books,
		};
		await changedBeside(beside, theirs);
		const before = contentOf(made.store);
		await run(beside, takeOver);
		assert.equal((await made.eventOf('taken-over')).refusal?.id, 'connection-changed');
		assert.deepEqual(contentOf(made.store), before);
		await made.runner.stop();
	}
});

test('given up: the new grant is revoked, everything else is as it was', async t => {
	const tokens: string[] = [];
	const made = await replacing(t, {
		accounts: {
			revoke: async ({token}) => {
				tokens.push(token);
				return ok(true);
			},
		},
	});
	await run(made, {type: 'give-up-grant', id: 'one', linkName: 'books'});
	assert.deepEqual(tokens, ['issued-refresh']);
	assert.deepEqual(contentOf(made.store), made.before);
});

test("given up at another server: that user's grant ends where the service says, the one in use is as it was", async t => {
	for (const revocationUrl of ['https://auth.example/revoke', undefined]) {
		const asked: unknown[] = [];
		const made = runnerWith(t, {
			accounts: {
				revokeAt: async request => {
					asked.push(request);
					return ok(true);
				},
			},
		});
		const elsewhere = {dataCenter: null, apiDomain: null};
		await made.store.update(() =>
			ok(
				fileWith(
					// What the one in use is without says nothing of the other.
					[connection({...elsewhere, noRefreshToken: true})],
					[service({dataCenter: null, clientAuth: 'basic', ...(revocationUrl ? {revocationUrl} : {})})],
				),
			),
		);
		const before = contentOf(made.store);
		const issued = {...connection(elsewhere), refreshToken: 'issued-refresh', accessToken: 'issued-access'};
		made.runner.run(save({service: undefined, replaces: 'books', connection: issued}));
		await made.eventOf('connection-saved');
		made.runner.run({type: 'give-up-grant', id: 'one', linkName: 'books'});
		const told = await made.eventOf('outgoing-revoked');
		assert.deepEqual(contentOf(made.store), before);
		if (revocationUrl === undefined) {
			assert.deepEqual(asked, []);
			assert.deepEqual([told.revoked, told.refusal?.id], [0, 'revoke-unknown']);
			continue;
		}
		assert.deepEqual([told.revoked, told.refusal], [1, undefined]);
		assert.deepEqual(asked, [
			{
				revocationUrl,
				clientId: service().clientId,
				clientSecret: 'example-client-secret',
				clientAuth: 'basic',
				token: 'issued-refresh',
				kind: 'refresh_token',
			},
		]);
	}
});

test('saved apart: a connection of its own, the old one as it was', async t => {
	const made = await replacing(t);
	await run(made, {type: 'save-apart', id: 'one', linkName: 'books', draftId: 'draft-1'});
	assert.equal((await made.eventOf('saved-apart')).linkName, 'books_2');
	const file = contentOf(made.store);
	assert.deepEqual(file.connections.books, made.before.connections.books);
	assert.deepEqual(file.connections.books_2?.refreshToken, {plain: 'issued-refresh'});
	assert.equal(file.connections.books_2?.incoming, undefined);
});

test('a connection that another program removed in between is reported, and nothing is lost silently', async t => {
	const made = runnerWith(t);
	await made.store.update(() => ok(fileWith()));
	await made.store.update(file => ok({...file, connections: {}}));
	made.runner.run(save({service: undefined, replaces: 'books'}));
	assert.equal((await made.eventOf('save-failed')).refusal.id, 'no-such-connection');
});

test('an edit without a consent: name and service in one write, an untouched secret keeps its seal', async t => {
	const made = runnerWith(t);
	await made.store.update(() => ok(fileWith()));
	const before = contentOf(made.store);
	const changed = {...service(), name: 'Renamed service', clientSecret: {ofService: service().linkName}};
	made.runner.run({
		type: 'apply-edit',
		id: 'one',
		linkName: 'books',
		name: 'Renamed',
		service: changed,
		seen: {name: 'Books', service: service()},
		draftId: 'draft-1',
	});
	assert.equal((await made.eventOf('edit-applied')).refusal, undefined);
	const file = contentOf(made.store);
	assert.equal(file.connections.books?.name, 'Renamed');
	assert.deepEqual(file.connections.books?.refreshToken, before.connections.books?.refreshToken);
	const saved = file.services[service().linkName];
	assert.equal(saved?.name, 'Renamed service');
	assert.deepEqual(saved?.clientSecret, before.services[service().linkName]?.clientSecret);
});

test('an edit of what another program changed since is not written, and what it wrote stays', async t => {
	for (const seen of [
		{name: 'Earlier', service: service()},
		{name: 'Books', service: {...service(), updatedAt: '2026-01-01T00:00:00.000Z'}},
		{name: 'Books', service: {...service(), linkName: 'another'}},
	]) {
		const made = runnerWith(t);
		await made.store.update(() => ok(fileWith()));
		const before = contentOf(made.store);
		made.runner.run({
			type: 'apply-edit',
			id: 'one',
			linkName: 'books',
			name: 'Renamed',
			service: undefined,
			seen,
			draftId: 'draft-1',
		});
		assert.equal((await made.eventOf('edit-applied')).refusal?.id, 'connection-changed');
		assert.deepEqual(contentOf(made.store).connections, before.connections);
	}
});

test('a draft that is dropped is gone, and the file is not touched where there was none', async t => {
	const made = runnerWith(t);
	await made.store.update(() => ok(fileWith()));
	const stat = fs.statSync(made.store.path, {bigint: true});
	made.runner.run({type: 'drop-draft', draftId: 'draft-0'});
	await made.runner.idle();
	assert.equal(fs.statSync(made.store.path, {bigint: true}).mtimeNs, stat.mtimeNs);
	made.runner.run({
		type: 'save-draft',
		draft: {
			id: 'draft-1',
			step: 'connection',
			field: 'review',
			answers: {connectionName: 'Half'},
			clientSecret: null,
			target: 'books',
			createdAt: '2026-11-24T12:00:00.000Z',
			updatedAt: '2026-11-24T12:00:00.000Z',
		},
	});
	await made.runner.idle();
	assert.equal(contentOf(made.store).drafts['draft-1']?.target, 'books');
	made.runner.run({type: 'drop-draft', draftId: 'draft-1'});
	await made.runner.idle();
	assert.deepEqual(Object.keys(contentOf(made.store).drafts), []);
});
