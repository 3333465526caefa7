import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {callbackPorts} from '../helpers/ports.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {connect, openRegistered} from './connect-scene.js';
import {assertFree} from './restored.js';
import {acceptClientType, fillWizard, goToClientId, openScene, type Scene} from './scene.js';

const draftsOf = ({folder}: Scene) =>
	Object.values<{answers: Record<string, unknown>}>(
		JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8')).drafts,
	);

/** The system says it, and so may the shell: the second SIGHUP ends what has nothing left to do. For a shell both are 129. */
const assertHungUp = async (terminal: TestTerminal): Promise<void> => {
	const {code, signal} = await terminal.waitForExit();
	assert.equal(signal === 'SIGHUP' ? 129 : code, 129);
};

test('a closed window: what was half typed is kept, and the next run goes on with it', async () => {
	await using scene = await openScene();
	await using terminal = scene.wizard();
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await goToClientId(terminal);
	terminal.type('1000.HALF');
	await terminal.waitFor('1000.HALF');
	terminal.hangUp();
	await assertHungUp(terminal);
	assert.deepEqual(
		draftsOf(scene).map(({answers}) => answers.clientId),
		['1000.HALF'],
	);
	await using again = scene.wizard();
	await again.waitFor(/❯ Client ID +1000\.HALF/);
});

test('a closed window of the plain form', async () => {
	await using scene = await openScene();
	await using terminal = scene.wizard({args: ['new', '--plain']});
	await terminal.answer('Number [1]:', '2');
	await terminal.waitFor('Client Type. ');
	await terminal.waitFor('Number [1]:');
	terminal.press('enter');
	await terminal.waitFor('Enter when done');
	terminal.hangUp();
	await assertHungUp(terminal);
	assert.deepEqual(
		draftsOf(scene).map(({answers}) => answers.dataCenter),
		['eu'],
	);
});

test('a closed window while the browser is awaited frees the port', async () => {
	await using scene = await openScene();
	await using terminal = scene.wizard({rows: 30});
	await fillWizard(terminal, {id: `1000.${'A'.repeat(30)}`, secret: 'a'.repeat(42)});
	terminal.press('enter');
	await terminal.waitFor(/\d:\d\d left/);
	terminal.hangUp();
	await assertHungUp(terminal);
	await assertFree(callbackPorts[0]);
	assert.equal(draftsOf(scene).length, 1);
});

test('a closed window of Home, and of a wizard in it', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	for (const args of [[], ['--plain']]) {
		await using terminal = scene.wizard({args, rows: 40});
		await terminal.waitFor('Books');
		terminal.hangUp();
		await assertHungUp(terminal);
	}
	await using terminal = scene.wizard({args: []});
	await terminal.waitFor('▸ Books');
	terminal.type('n');
	await terminal.answer('❯ Custom Service', 'create new');
	await terminal.answer('❯ Data center', 'eu');
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
	terminal.hangUp();
	await assertHungUp(terminal);
	assert.equal(draftsOf(scene).length, 1);
});
