import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {connect} from './connect-scene.js';
import {openScene, type Scene} from './scene.js';

const savedIn = (scene: Scene) => JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8'));

/** What the token endpoint itself says about a refresh token. */
const askForToken = async (scene: Scene, refreshToken: string, secret: string): Promise<string> => {
	const [service] = Object.values<{clientId: string}>(savedIn(scene).services);
	const form = new URLSearchParams({
		grant_type: 'refresh_token',
		client_id: service?.clientId ?? '',
		client_secret: secret,
		refresh_token: refreshToken,
	});
	const {accounts} = scene.dataCenter('us');
	return (await fetch(`${accounts}/oauth/v2/token`, {method: 'POST', body: form})).text();
};

test('rename, revoke on a terminal, remove on a terminal', async () => {
	await using scene = await openScene();
	const {secret} = await connect(scene);
	await connect(scene, {connectionName: 'Second', serviceName: 'Second'});
	const {refreshToken} = savedIn(scene).connections.bennett_books;

	const taken = await scene.run(['rename', 'bennett_books', 'second']);
	assert.equal(taken.code, 2);
	assert.match(taken.stderr, /zconn rename bennett_books "second 2"/);
	const renamed = await scene.run(['rename', 'bennett_books', 'Roastery']);
	assert.deepEqual([renamed.code, renamed.stdout], [0, '']);
	assert.match(renamed.stderr, /zconn token roastery/);
	assert.equal((await scene.run(['token', 'roastery'])).code, 0);
	assert.equal((await scene.run(['token', 'bennett_books'])).code, 5);

	const silent = await scene.run(['revoke', 'roastery']);
	assert.equal(silent.code, 2);
	assert.match(silent.stderr, /--yes/);
	await using no = scene.wizard({args: ['revoke', 'roastery']});
	await no.answer('Type y to revoke it:', 'n');
	await no.waitFor('Nothing was revoked.');
	assert.deepEqual(await no.waitForExit(), {code: 130});
	assert.equal(savedIn(scene).connections.roastery.refusal, null);

	assert.match(await askForToken(scene, refreshToken.plain, secret), /access_token/);

	await using yes = scene.wizard({args: ['revoke', 'roastery']});
	await yes.waitFor('Type y to revoke it:');
	assert.match(yes.screen(), /noah@example\.com/);
	yes.type('y');
	yes.press('enter');
	await yes.waitFor('is revoked');
	assert.deepEqual(await yes.waitForExit(), {code: 0});
	assert.match(await askForToken(scene, refreshToken.plain, secret), /invalid_code/);
	assert.equal(savedIn(scene).connections.roastery.accessToken, null);
	assert.match((await scene.run(['list'])).stdout, /^roastery +needs reconnecting/m);
	assert.equal((await scene.run(['token', 'roastery'])).code, 3);

	const {refreshToken: second} = savedIn(scene).connections.second;
	await using wrong = scene.wizard({args: ['remove', 'second']});
	await wrong.answer('Type second to remove it:', 'sekond');
	assert.deepEqual(await wrong.waitForExit(), {code: 2});
	await using left = scene.wizard({args: ['remove', 'second']});
	await left.waitFor('Type second to remove it:');
	left.press('ctrl-c');
	assert.deepEqual(await left.waitForExit(), {code: 130});
	assert.ok('second' in savedIn(scene).connections);

	await using right = scene.wizard({args: ['remove', 'second']});
	await right.answer('Type second to remove it:', 'second');
	await right.waitFor('Its grant is revoked.');
	assert.deepEqual(await right.waitForExit(), {code: 0});
	assert.deepEqual(Object.keys(savedIn(scene).connections), ['roastery']);
	assertNoSecrets({renamed: renamed.stderr, revoke: yes.raw(), remove: right.raw(), taken: taken.stderr}, [
		secret,
		refreshToken.plain,
		second.plain,
	]);
	const texts = readdirSync(scene.folder).map(name => [name, readFileSync(join(scene.folder, name), 'utf8')]);
	assertNoSecrets(Object.fromEntries(texts), [second.plain]);
});

test('offline nothing is revoked or removed, and the way by hand is named; --keep-grant removes all the same', async () => {
	await using scene = await openScene();
	await connect(scene);
	const {accounts} = scene.dataCenter('us');
	await scene.practice.close();
	const before = savedIn(scene);

	const revoke = await scene.run(['revoke', 'bennett_books', '--yes']);
	assert.equal(revoke.code, 4);
	assert.ok(revoke.stderr.includes(`${accounts} under Sessions → Connected Apps`));
	const remove = await scene.run(['remove', 'bennett_books', '--yes']);
	assert.equal(remove.code, 4);
	assert.match(remove.stderr, /The grant is still valid at Zoho/);
	assert.match(remove.stderr, /zconn remove bennett_books --keep-grant/);
	assert.deepEqual(savedIn(scene), before);

	assert.equal((await scene.run(['remove', 'bennett_books', '--keep-grant'])).code, 2);
	const kept = await scene.run(['remove', 'bennett_books', '--keep-grant', '--yes']);
	assert.equal(kept.code, 0);
	assert.ok(
		kept.stderr.includes(
			`Its grant is still valid: revoke it at ${accounts} under Sessions → Connected Apps`,
		),
	);
	assert.deepEqual(savedIn(scene).connections, {});
	assert.equal((await scene.run(['remove', 'bennett_books', '--yes'])).code, 5);
});
