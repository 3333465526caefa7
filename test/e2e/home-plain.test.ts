import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {type ConnectScene, connect, openConnectScene} from './connect-scene.js';
import {consent, readySentence} from './scene.js';

after(closeBrowser);

const fileOf = ({folder}: ConnectScene) => JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8'));

/** Answers the question that is open now; what came before it is not looked at again. */
const answering = (terminal: TestTerminal) => {
	let from = 0;
	const heard = (): string => terminal.scrollback().slice(from);
	const hear = async (what: string | RegExp): Promise<string> => {
		await terminal.waitFor(() => (typeof what === 'string' ? heard().includes(what) : what.test(heard())));
		return heard();
	};
	return {
		hear,
		answer: async (after: string | RegExp, line: string): Promise<string> => {
			const text = await hear(after);
			from = terminal.scrollback().length;
			terminal.type(line);
			terminal.press('enter');
			return text;
		},
	};
};

test('Home in plain lines: numbers and letters for the same as on the screen; Ctrl+C and q leave', async () => {
	await using scene = await openConnectScene();
	await connect(scene, {serviceName: 'Finance', connectionName: 'Books'});
	await using terminal = scene.wizard({args: ['--plain'], rows: 200, columns: 200});
	const {answer, hear} = answering(terminal);
	const list = await answer('q leaves:', '7');
	assert.match(list, / 1\. Books \(books\): ready, expires in 59 min, United States, noah@example\.com$/m);
	await answer(/Error: Answer with a number or a letter[^:]*:/, '1');
	await answer('0 reads everything, < goes back:', '0');
	const details = await answer('Books, letter or ?:', 't');
	assert.match(details, /Account: .*noah@example\.com/);
	await hear('Zoho Books: Bennett Coffee Roasters');
	await answer('Books, letter or ?:', 'm');
	await answer('New name (< goes back):', 'Roastery');
	await hear('Scripts now use the link name roastery');
	await answer('0 reads everything, < goes back:', 'v');
	await answer('y revoke it, n keep it [n]:', '');
	await answer('0 reads everything, < goes back:', 'c');
	await consent(scene.page, await scene.opened.waitForOpenedUrl(2), 'Noah');
	await hear(readySentence);
	await answer('Number [2]:', '');
	await answer(/< goes back:|letter or \?:/, 'e');
	// Back from the review with which an edit opens is back at Home.
	await answer('Enter is Close', '<');
	await answer(/< goes back:|letter or \?:/, 'd');
	await answer('Type roastery to remove it', 'else');
	await answer('Error: That is another name', 'roastery');
	await hear('Roastery is removed.');
	assert.deepEqual(fileOf(scene).connections, {});
	await answer('q leaves:', 's');
	await answer('1. Finance (finance): not used', '1 d');
	await answer('y remove it, n keep it [n]:', 'y');
	await hear('The service Finance is removed.');
	assert.deepEqual(fileOf(scene).services, {});
	await answer('< goes back:', '<');
	await answer('Number [1]; q leaves:', 'q');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.doesNotMatch(terminal.raw(), /\u001B\[[0-9;]*m/);
});
