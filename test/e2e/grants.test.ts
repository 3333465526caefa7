import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {type ConnectScene, connectSilently, consent, openConnectScene} from './scene.js';

after(closeBrowser);

/** Lets the practice Zoho do to every grant what the world does to some. */
const provoke = async ({practice}: ConnectScene, what: string): Promise<void> => {
	const answer = await fetch(`${new URL(practice.controls).origin}/practice/control/${what}`, {
		method: 'POST',
	});
	assert.equal(answer.status, 200);
};

for (const what of ['evict-grants', 'remove-app', 'change-password']) {
	test(`${what}: the next refresh says that it needs reconnecting, and a reconnect mends it`, async () => {
		await using scene = await openConnectScene();
		await connectSilently(scene, 'Noah', ['--connection-name', 'Books']);
		await provoke(scene, what);
		const refreshed = await scene.run(['refresh', 'books']);
		assert.equal(refreshed.code, 3, refreshed.stderr);
		assert.match((await scene.run(['list'])).stdout, /needs reconnecting/);
		const running = scene.run(['reconnect', 'books', '--no-input']);
		await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
		assert.equal((await running).code, 0);
		assert.equal((await scene.run(['refresh', 'books'])).code, 0);
	});
}

test('ten tokens used up elsewhere: throttled, told as such, and the token that lives goes on being given', async () => {
	await using scene = await openConnectScene();
	await connectSilently(scene, 'Noah', ['--connection-name', 'Books']);
	await provoke(scene, 'use-up-tokens');
	const refreshed = await scene.run(['refresh', 'books']);
	assert.equal(refreshed.code, 4, refreshed.stderr);
	assert.match(refreshed.stdout + refreshed.stderr, /no more tokens for now/);
	assert.equal((await scene.run(['token', 'books'])).code, 0);
});

test('how many grants are used is shown, and changes with them', async () => {
	await using scene = await openConnectScene();
	await connectSilently(scene, 'Noah', ['--connection-name', 'Books']);
	assert.match((await scene.run(['show', 'books'])).stdout, /Grants used +1 of 20 from this machine/);
	const json = JSON.parse((await scene.run(['show', 'books', '--json'])).stdout);
	assert.equal(json.connection.grantsUsed, 1);
	await connectSilently(scene, 'Noah', ['--connection-name', 'Second', '--service-name', 'Another']);
	assert.match((await scene.run(['show', 'books'])).stdout, /Grants used +2 of 20/);
	await scene.run(['revoke', 'second', '--yes']);
	assert.match((await scene.run(['show', 'books'])).stdout, /Grants used +1 of 20/);
});
