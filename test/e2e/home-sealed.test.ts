import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {sealLightly} from '../io/helpers/secrets.js';
import {accept, connect, openRegistered, type RegisteredScene} from './connect-scene.js';
import {assertRestored} from './restored.js';
import {readySentence} from './scene.js';

const passphrase = 'correct horse battery';

const textOf = ({folder}: RegisteredScene): string => readFileSync(join(folder, 'connections.json'), 'utf8');

/** A connection behind a passphrase, and something unfinished. */
const openSealed = async (): Promise<RegisteredScene> => {
	const scene = await openRegistered();
	await connect(scene, {serviceName: 'Finance', connectionName: 'Books'});
	await sealLightly(scene.folder, passphrase);
	return scene;
};

test('Home behind a passphrase: asked before it draws; a wrong one is said; then every key works', async () => {
	await using scene = await openSealed();
	await using terminal = scene.wizard({args: [], rows: 30, thenRun: 'stty -a'});
	await terminal.waitFor('Passphrase of the saved secrets:');
	assert.doesNotMatch(terminal.screen(), /Books/);
	terminal.type('a guess');
	terminal.press('enter');
	await terminal.answer('Wrong passphrase.', passphrase);
	await terminal.waitFor(/▸ Books +ready/);
	terminal.type('?');
	await terminal.waitFor('This connection');
	terminal.press('esc');
	await terminal.waitFor('▸ Books');
	terminal.type('t');
	await terminal.waitFor(/✔ Zoho Books +Bennett Coffee Roasters/);
	terminal.press('esc');
	await terminal.waitFor('▸ Books');
	terminal.type('r');
	await terminal.waitFor('Books: a new access token until');
	terminal.type('c');
	await accept(await scene.opened.waitForOpenedUrl(2));
	await terminal.waitFor(readySentence);
	terminal.press('enter');
	await terminal.waitFor('Books is ready. The old grant was revoked at Zoho.');
	terminal.type('n');
	await terminal.waitFor('❯ Custom Service');
	terminal.press('esc');
	await terminal.waitFor('▸ Books');
	terminal.type('v');
	await terminal.waitFor('Revoke the grant of Books at Zoho?');
	terminal.type('y');
	await terminal.waitFor('The grant of Books is revoked');
	terminal.type('q');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assertRestored(terminal);
	assert.doesNotMatch(textOf(scene), /"plain":/);
	assertNoSecrets({screen: terminal.raw(), file: textOf(scene)}, [scene.client.secret, passphrase]);
});

test('three wrong passphrases, or Ctrl+C: nothing is drawn, nothing is changed, the terminal is as it was', async () => {
	await using scene = await openSealed();
	const before = textOf(scene);
	await using wrong = scene.wizard({args: [], thenRun: 'stty -a'});
	for (const [index, text] of ['one', 'two', 'three'].entries()) {
		const asked = () => wrong.scrollback().match(/Passphrase[^\n]*:/g)?.length;
		await wrong.answer(() => asked() === index + 1, text);
	}
	assert.deepEqual(await wrong.waitForExit(), {code: 6});
	assertRestored(wrong);
	assert.doesNotMatch(wrong.scrollback(), /▸/);
	await using left = scene.wizard({args: [], thenRun: 'stty -a'});
	await left.waitFor('Passphrase of the saved secrets:');
	left.press('ctrl-c');
	assert.deepEqual(await left.waitForExit(), {code: 130});
	assertRestored(left);
	assert.equal(textOf(scene), before);
});
