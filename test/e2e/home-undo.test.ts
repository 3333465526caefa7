import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {accept, connect, openRegistered, type RegisteredScene} from './connect-scene.js';

const fileOf = ({folder}: RegisteredScene) =>
	JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8'));

test('u on Home: asked first, a name comes back, and there is nothing more to undo', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	assert.equal((await scene.run(['edit', 'books', '--no-input', '--connection-name', 'Other'])).code, 0);
	await using terminal = scene.wizard({args: []});
	await terminal.waitFor('▸ Other');
	terminal.type('u');
	await terminal.waitFor('Undo the last change of Other?');
	terminal.type('n');
	await terminal.waitFor('▸ Other');
	assert.equal(fileOf(scene).connections.books.name, 'Other');
	// As well from the open page, which says that there is something to undo.
	terminal.press('enter');
	await terminal.waitFor('Grants used');
	terminal.press('end');
	await terminal.waitFor('u undoes it');
	terminal.type('u');
	await terminal.waitFor('y undo it');
	terminal.type('y');
	await terminal.waitFor('Books is as it was before the last change.');
	assert.equal(fileOf(scene).connections.books.name, 'Books');
	terminal.type('u');
	await terminal.waitFor('There is nothing to undo');
});

test('u on Home: the old grant comes back while it is alive; once it is revoked that is refused, and why', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	const {refreshToken} = fileOf(scene).connections.books;
	const reconnectWith = async (count: number, isRevocable: boolean): Promise<void> => {
		await scene.setFaults({'revoke-html-500': !isRevocable});
		const running = scene.run(['reconnect', 'books', '--no-input']);
		await accept(await scene.opened.waitForOpenedUrl(count));
		assert.equal((await running).code, 0);
		await scene.setFaults({'revoke-html-500': false});
	};
	await reconnectWith(2, false);
	await using terminal = scene.wizard({args: []});
	await terminal.waitFor('▸ Books');
	terminal.type('u');
	await terminal.waitFor(/Its old grant is\s+used again, and the new one is\s+revoked\./);
	terminal.type('y');
	await terminal.waitFor(/the\s+other one was revoked/);
	assert.deepEqual(fileOf(scene).connections.books.refreshToken, refreshToken);
	assert.equal((await scene.run(['refresh', 'books'])).code, 0);

	// Alive as far as is known here, but already ended at Zoho: nothing is touched.
	await reconnectWith(3, false);
	const before = fileOf(scene);
	const [old] = before.connections.books.outgoing;
	await fetch(`${scene.dataCenter('us').accounts}/oauth/v2/token/revoke`, {
		method: 'POST',
		body: new URLSearchParams({token: old.refreshToken.plain}),
	});
	await terminal.waitFor(/▸ Books +ready/);
	terminal.type('u');
	await terminal.waitFor('y undo it');
	terminal.type('y');
	await terminal.waitFor('Not undone');
	assert.deepEqual(fileOf(scene).connections.books.refreshToken, before.connections.books.refreshToken);
	terminal.press('esc');
	await terminal.waitFor('▸ Books');

	await reconnectWith(4, true);
	terminal.type('u');
	await terminal.waitFor(/is revoked/);
});
