import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {connect, endTokens} from './connect-scene.js';
import {openScene, type Scene} from './scene.js';

const savedIn = (scene: Scene) => JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8'));

test('refresh: one, all, the budget, a missing name, a throttle and a grant that has ended', async () => {
	await using scene = await openScene();
	const {secret} = await connect(scene);

	const none = await scene.run(['refresh']);
	assert.equal(none.code, 2);
	assert.match(none.stderr, /--all/);

	const before = savedIn(scene).connections.bennett_books.accessToken.plain;
	const one = await scene.run(['refresh', 'bennett_books']);
	assert.equal(one.code, 0);
	assert.match(one.stdout, /^bennett_books {2}ready {2}until \d\d:\d\d UTC {2}8 left until \d\d:\d\d UTC\n$/);
	const {accessToken, refreshToken} = savedIn(scene).connections.bennett_books;
	assert.notEqual(accessToken.plain, before);

	const all = await scene.run(['refresh', '--all', '--json']);
	assert.equal(all.code, 0);
	const [row] = JSON.parse(all.stdout).connections;
	assert.equal(row.linkName, 'bennett_books');
	assert.equal(row.budget.left, 7);

	const near = await scene.run(['refresh', 'bennet_books', 'bennett_books']);
	assert.equal(near.code, 5);
	assert.match(near.stderr, /bennett_books/);
	assert.match(near.stderr, /1 refreshed, 1 not found\./);
	assert.match(near.stdout, /^bennett_books\s+ready/m);

	await scene.setFaults({'token-html-500': true});
	const trouble = await scene.run(['refresh', '--all']);
	assert.equal(trouble.code, 4);
	assert.match(trouble.stdout, /^bennett_books {2}unknown/);
	assert.equal(savedIn(scene).connections.bennett_books.refusal, null);
	await scene.setFaults({'token-html-500': false});

	await endTokens(scene);
	const ended = await scene.run(['refresh', 'bennett_books']);
	assert.equal(ended.code, 3);
	assert.match(ended.stdout, /^bennett_books {2}needs reconnecting/);
	assert.deepEqual(savedIn(scene).connections.bennett_books.refreshToken, refreshToken);

	assertNoSecrets({one: one.stdout, all: all.stdout, near: near.stderr, ended: ended.stderr}, [
		secret,
		refreshToken.plain,
		before,
	]);
});

test('where the file can no longer be written once Zoho has given a token, that one is handed out, and why is said', async () => {
	await using scene = await openScene();
	await connect(scene);
	const before = savedIn(scene);
	// Found out only by writing: no backup can take the place of a folder.
	const backup = join(scene.folder, 'connections.json.backup');
	rmSync(backup, {force: true});
	mkdirSync(join(backup, 'not-empty'), {recursive: true});
	const given = await scene.run(['token', 'bennett_books', '--force']);
	assert.equal(given.code, 0);
	assert.match(given.stdout, /^1000\.\S+\n$/);
	assert.notEqual(given.stdout.trim(), before.connections.bennett_books.accessToken.plain);
	assert.match(
		given.stderr,
		/^! The new token could not be saved\. The file cannot be written: .*\.backup\. /,
	);
	const failed = await scene.run(['refresh', 'bennett_books']);
	assert.equal(failed.code, 6);
	assert.deepEqual(savedIn(scene), before);
});

test('many on a terminal: a line that counts and goes, then a line each and a summary', async () => {
	await using scene = await openScene();
	await connect(scene);
	await connect(scene, {connectionName: 'Bennett CRM', serviceName: 'Bennett CRM'});
	await using terminal = scene.wizard({args: ['refresh', '--all']});
	await terminal.waitFor('2 refreshed.');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.match(terminal.screen(), /^bennett_books {2}ready/m);
	assert.match(terminal.screen(), /^bennett_crm {4}ready/m);
	assert.doesNotMatch(terminal.screen(), /of 2/);
	assert.match(terminal.raw(), /Refreshed 2 of 2/);
});
