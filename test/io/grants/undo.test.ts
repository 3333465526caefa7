import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import {putIncoming, takeOver} from '../../../source/connection/changes/take-over.js';
import {withUndo} from '../../../source/connection/changes/undo.js';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import {undoLastChange} from '../../../source/io/grants/undo.js';
import type {Accounts} from '../../../source/io/ports.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {readTokenResponse} from '../../../source/zoho/tokens/response.js';
import {actionWorld} from '../helpers/actions.js';
import {connection, epoch, fileWith, iso, service} from '../helpers/files.js';
import {offline} from '../helpers/keeper.js';

/** A connection of which the grant was replaced, with another client, while the old one could not be revoked. */
const replaced = (): ConnectionsFile => {
	const {dataCenter, apiDomain, scopesRequested, scopesGranted, accessToken} = connection();
	const incoming = {
		...{dataCenter, apiDomain, scopesRequested, scopesGranted, accessToken},
		refreshToken: {plain: 'new-refresh'},
		accessTokenExpiresAt: iso(3600),
		refreshedAt: [],
		account: null,
		organization: null,
		name: 'New name',
		service: service({clientId: '1000.NEW', clientSecret: {plain: 'new-secret'}, updatedAt: iso()}),
		at: iso(),
	};
	const waits = putIncoming(fileWith(), 'books', incoming);
	return withUndo(waits, takeOver(waits, 'books', iso()), 'books', iso());
};

type Refresh = Accounts['refresh'];

const answering =
	(body: object): Refresh =>
	async () =>
		ok(readTokenResponse({body: JSON.stringify(body), status: 200, now: epoch}));

/** The world of the actions, where the token endpoint answers as given. */
const worldWith = async (t: Parameters<typeof actionWorld>[0], refresh: Refresh, file = replaced()) => {
	const made = await actionWorld(t, {file});
	const accounts = await made.world.accounts();
	const world = {...made.world, accounts: async () => ({...accounts, refresh})};
	return {...made, undo: (linkName: string) => undoLastChange(world, linkName)};
};

test('a token shows that the old grant is alive; it is used again, and the new one revoked with its own client', async t => {
	const asked: unknown[] = [];
	const made = await worldWith(t, async request => {
		asked.push(request);
		return answering({access_token: 'fresh-access', expires_in: 3600})(request);
	});
	const result = await made.undo('books');
	assert.deepEqual(result, {
		ok: true,
		value: {name: 'Books', linkName: 'books', isGrantBack: true, problem: undefined},
	});
	assert.deepEqual(asked, [
		{
			tokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
			clientId: '1000.EXAMPLE',
			clientSecret: 'example-client-secret',
			refreshToken: 'example-refresh-token',
			isZoho: true,
		},
	]);
	const row = made.row();
	assert.deepEqual(row.refreshToken, {plain: 'example-refresh-token'});
	assert.deepEqual(row.accessToken, {plain: 'fresh-access'});
	assert.equal(row.name, 'Books');
	assert.equal(row.outgoing, undefined);
	assert.equal(row.undo, undefined);
	assert.deepEqual(
		made.revoked.map(({clientId, token}) => [clientId, token]),
		[['1000.NEW', 'new-refresh']],
	);
	const again = await made.undo('books');
	assert.ok(!again.ok);
	assert.equal(again.refusal.id, 'nothing-to-undo');
});

test('an old grant that is over stays out of use, and the way back is forgotten', async t => {
	const made = await worldWith(t, answering({error: 'invalid_code'}));
	const result = await made.undo('books');
	assert.ok(!result.ok);
	assert.deepEqual([result.refusal.id, result.refusal.exitCode], ['old-grant-over', 3]);
	assert.deepEqual(made.row().refreshToken, {plain: 'new-refresh'});
	assert.equal(made.row().undo, undefined);
	assert.deepEqual(made.revoked, []);
});

test('what says nothing about the old grant changes nothing', async t => {
	for (const refresh of [
		answering({error: 'general_error'}),
		answering({error: 'Access Denied', status: 'failure', error_description: 'too many requests'}),
		(async () => refused(offline)) satisfies Refresh,
	]) {
		const made = await worldWith(t, refresh);
		const before = fs.readFileSync(made.store.path, 'utf8');
		const result = await made.undo('books');
		assert.ok(!result.ok);
		assert.equal(result.refusal.exitCode, 4);
		assert.equal(fs.readFileSync(made.store.path, 'utf8'), before);
	}
});

test('a change that kept the grant is taken back without asking Zoho', async t => {
	const before = fileWith();
	const after = fileWith([connection({name: 'Other'})], [service({name: 'Other service', updatedAt: iso()})]);
	const never: Refresh = () => {
		throw new Error('Zoho was asked.');
	};
	const made = await worldWith(t, never, withUndo(before, after, 'books', iso()));
	const result = await made.undo('books');
	assert.deepEqual(result, {
		ok: true,
		value: {name: 'Books', linkName: 'books', isGrantBack: false, problem: undefined},
	});
	assert.equal(made.row().name, 'Books');
});

test('a name that nothing has: exit 5', async t => {
	const made = await worldWith(t, answering({}));
	const result = await made.undo('boks');
	assert.ok(!result.ok);
	assert.equal(result.refusal.exitCode, 5);
});
