import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import fc from 'fast-check';
import {isFresh} from '../../../source/io/tokens/freshness.js';
import {keptToken} from '../../../source/io/tokens/kept.js';
import {connection, epoch, fileWith, iso, temporaryFolder} from '../helpers/files.js';
import {keeperWith} from '../helpers/keeper.js';

const clock = {now: () => epoch};

test('what is answered at once is what the keeper answers from the file, and nothing else', async t => {
	const problem = fc
		.constantFrom('revoked', 'invalid-code', 'network-dns')
		.map(id => ({id, reason: 'Why.', at: iso(-9)}));
	const rows = fc.record({
		accessToken: fc.option(
			fc.oneof(fc.string(), fc.constant('1000.ab.cd')).map(plain => ({plain})),
			{freq: 9},
		),
		accessTokenExpiresAt: fc.option(
			fc.constantFrom(...[-1, 0, 0.5, 1, 59, 60, 299, 300], ...[1000, 2000, 3000, 3600]).map(iso),
			{freq: 9},
		),
		refreshedAt: fc.array(fc.constantFrom(-600, -1, 0, 1, 2, 600).map(iso), {maxLength: 1}),
		refusal: fc.option(problem, {freq: 1}),
		doubt: fc.option(problem),
		throttledUntil: fc.option(fc.constantFrom(-1, 60).map(iso)),
	});
	const seen = {answered: 0, left: 0};
	await fc.assert(
		fc.asyncProperty(rows, fc.constantFrom(undefined, 0, 1, 60, 300, 999), async (change, minimumSeconds) => {
			const {keeper, store, requests} = await keeperWith(t, fileWith([connection(change)]));
			const token = keptToken({folder: store.folder, clock}, 'books', minimumSeconds);
			const full = await keeper.accessToken('books', minimumSeconds === undefined ? {} : {minimumSeconds});
			seen[token ? 'answered' : 'left']++;
			if (token) assert.deepEqual([full, requests], [{ok: true, value: token}, []]);
			else assert.ok(!isFresh(connection(change), minimumSeconds ?? 300, epoch));
		}),
		{numRuns: 100},
	);
	assert.ok(seen.answered > 0 && seen.left > 0, JSON.stringify(seen));
});

test('a file that the guard refuses is not answered from', t => {
	const folder = temporaryFolder(t);
	const file = `${folder}/connections.json`;
	const token = () => keptToken({folder, clock}, 'books')?.accessToken;
	assert.equal(token(), undefined);
	fs.writeFileSync(file, JSON.stringify(fileWith()), {mode: 0o600});
	assert.equal(token(), 'example-access-token');
	if (process.platform === 'win32') return;
	fs.chmodSync(file, 0o622);
	assert.equal(token(), undefined);
	fs.chmodSync(file, 0o600);
	fs.chmodSync(folder, 0o777);
	assert.equal(token(), undefined);
	fs.chmodSync(folder, 0o700);
	assert.equal(token(), 'example-access-token');
});
