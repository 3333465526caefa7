import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {planMerge} from '../../../source/connection/changes/merge.js';
import type {Connection} from '../../../source/connection/connection.js';
import {chosenRows, parseExport, printExport} from '../../../source/connection/file/export.js';
import {type ConnectionsFile, emptyFile} from '../../../source/connection/file/format.js';
import {keepRound} from '../../../source/io/shared/keep.js';
import {draftsOf} from '../../../source/wizard/draft/import.js';
import {connection, epoch, fileWith, iso, service} from '../helpers/files.js';
import {keeperWith} from '../helpers/keeper.js';
import {openProxy} from '../local-proxy/scene.js';

const soid = 'ZohoCRM.600123456';
const grant = {grantType: 'client-credentials', soid} as const;
const alone: Partial<Connection> = {clientCredentials: true, refreshToken: {plain: ''}};
const over = {...alone, accessTokenExpiresAt: iso(-1)};

const fileOf = (row: Partial<Connection>): ConnectionsFile =>
	fileWith([connection(row)], [service({...grant})]);

const opened = (t: TestContext, row: Partial<Connection> = over) => keeperWith(t, fileOf(row));

const asked = {
	tokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	clientId: '1000.EXAMPLE',
	clientSecret: 'example-client-secret',
	scopes: ['ZohoBooks.settings.READ'],
	soid,
};

test('fifty programs at once: the client asks once, and all get the same token', async t => {
	const {another, clientRequests, row} = await opened(t);
	const keepers = Array.from({length: 50}, () => another());
	const results = await Promise.all(keepers.map(keeper => keeper.accessToken('books')));
	assert.deepEqual(
		[...new Set(results.map(result => (result.ok ? result.value.accessToken : result.refusal.id)))],
		['new-access-token'],
	);
	assert.deepEqual(clientRequests, [asked]);
	assert.deepEqual([row().refreshedAt, row().accessTokenExpiresAt], [[iso()], iso(3600)]);
});

test('keep asks as the client before the token is over, and leaves one that is good', async t => {
	for (const [left, outcome, requests] of [
		[3000, 'fresh', 0],
		[600, 'refreshed', 1],
	] as const) {
		const made = await opened(t, {...alone, accessTokenExpiresAt: iso(left)});
		const world = {
			tokenKeeper: made.keeper,
			store: made.store,
			clock: {now: () => epoch},
			lives: new Map<string, number>(),
		};
		const round = await keepRound(world, ['books'], () => undefined);
		assert.deepEqual(
			round.map(({kind}) => kind),
			[outcome],
		);
		assert.equal(made.clientRequests.length, requests);
	}
});

test('an export with secrets works elsewhere, as the client; one without becomes a draft of the same grant', async t => {
	const read = (hasSecrets: boolean) => {
		const text = printExport({hasSecrets, file: chosenRows(fileOf(over), [])});
		const parsed = parseExport(text, 'moved');
		assert.ok(parsed.ok, parsed.ok ? '' : parsed.refusal.why);
		return parsed.value.file;
	};
	const there = await keeperWith(t, {...emptyFile, ...planMerge(emptyFile, read(true)).rows});
	const token = await there.keeper.accessToken('books');
	assert.ok(token.ok, token.ok ? '' : token.refusal.what);
	assert.deepEqual(there.clientRequests, [asked]);
	const [draft] = draftsOf({...emptyFile, ...read(false)}, emptyFile, () => 'draft-1', epoch);
	assert.partialDeepStrictEqual(draft, {answers: {grantType: 'client-credentials', soid}});
});

test('the local door calls with the token of the client, and replaces one that is rejected', async t => {
	const seen: (string | undefined)[] = [];
	const {call, clientRequests} = await openProxy(
		t,
		({headers: {authorization}}, response) => {
			seen.push(authorization);
			const isNew = authorization === 'Zoho-oauthtoken new-access-token';
			response
				.writeHead(isNew ? 200 : 401, {'content-type': 'application/json'})
				.end(JSON.stringify({code: isNew ? 0 : 57}));
		},
		{row: alone, service: grant},
	);
	assert.equal((await call('/books/v3/contacts')).status, 200);
	assert.deepEqual(seen, ['Zoho-oauthtoken example-access-token', 'Zoho-oauthtoken new-access-token']);
	assert.equal(clientRequests.length, 1);
});
