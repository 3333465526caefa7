import assert from 'node:assert/strict';
import {test} from 'node:test';
import {accept, connect, openRegistered} from './connect-scene.js';
import type {Scene} from './scene.js';

/** Lets the practice Zoho do to every grant what the world does to some. */
const provoke = async ({practice}: Scene, what: string): Promise<void> => {
	const answer = await fetch(`${new URL(practice.controls).origin}/practice/control/${what}`, {
		method: 'POST',
	});
	assert.equal(answer.status, 200);
};

for (const what of ['evict-grants', 'remove-app', 'change-password']) {
	test(`${what}: the next refresh says that it needs reconnecting, and a reconnect fixes it`, async () => {
		await using scene = await openRegistered();
		await connect(scene, {connectionName: 'Books'});
		await provoke(scene, what);
		const refreshed = await scene.run(['refresh', 'books']);
		assert.equal(refreshed.code, 3, refreshed.stderr);
		assert.match((await scene.run(['list'])).stdout, /needs reconnecting/);
		const running = scene.run(['reconnect', 'books', '--no-input']);
		await accept(await scene.opened.waitForOpenedUrl(2));
		assert.equal((await running).code, 0);
		assert.equal((await scene.run(['refresh', 'books'])).code, 0);
	});
}

test('ten tokens used up elsewhere: throttled, told as such, and the token that lives goes on being given', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	await provoke(scene, 'use-up-tokens');
	const refreshed = await scene.run(['refresh', 'books']);
	assert.equal(refreshed.code, 4, refreshed.stderr);
	assert.match(refreshed.stdout + refreshed.stderr, /no more tokens for now/);
	assert.equal((await scene.run(['token', 'books'])).code, 0);
});

test('how many grants are used is shown, and changes with them', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	assert.match((await scene.run(['show', 'books'])).stdout, /Grants used +1 of the 20 that Zoho keeps/);
	const json = JSON.parse((await scene.run(['show', 'books', '--json'])).stdout);
	assert.equal(json.connection.grantsUsed, 1);
	await connect(scene, {connectionName: 'Second', serviceName: 'Another'});
	assert.match((await scene.run(['show', 'books'])).stdout, /Grants used +2 of the 20/);
	await scene.run(['revoke', 'second', '--yes']);
	assert.match((await scene.run(['show', 'books'])).stdout, /Grants used +1 of the 20/);
});
