import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {TestTerminal} from '../helpers/terminal.js';
import {decideDevice, enable, generateCode, registerDevice, registerSelfClient} from '../practice/visitor.js';
import {acceptScopes, openScene, readySentence, useTheseValues} from './scene.js';

type Client = {readonly client_id: string; readonly client_secret: string};

const scopes = 'ZohoCRM.org.READ,AaaServer.profile.READ';

/** Chooses a client type by its first letters. */
const chooseType = async (terminal: TestTerminal, type: string): Promise<void> => {
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Type');
	terminal.type(type.slice(0, 4));
	await terminal.waitFor(`▸ ${type}`);
	terminal.press('enter');
	await terminal.waitFor('❯ API Console form');
};

/** From the Client ID to Create and Connect. */
const fillFrom = async (terminal: TestTerminal, client: Client): Promise<void> => {
	await terminal.waitFor('❯ Client ID');
	terminal.paste(client.client_id);
	await terminal.waitFor(client.client_id.slice(-16));
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	terminal.paste(client.client_secret);
	terminal.press('enter');
	await terminal.waitFor(useTheseValues);
	terminal.press('enter');
	await terminal.waitFor('❯ Scope ');
	terminal.paste(scopes);
	await acceptScopes(terminal);
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
	terminal.press('enter');
};

test('a person chooses Self Client, and pastes the code that the console shows', async () => {
	await using scene = await openScene();
	const client = await registerSelfClient(scene.dataCenter('us').console);
	await using terminal = scene.wizard();
	await chooseType(terminal, 'Self Client');
	const form = terminal.screen();
	assert.match(form, /Click Add Client, then Self Client, then Create/);
	assert.doesNotMatch(form, /Redirect|Homepage|Use the same OAuth|Sigma's URLs/);
	terminal.press('tab');
	await fillFrom(terminal, client);
	await terminal.waitFor('Generate Code tab');
	await terminal.waitFor('▸ Scope ');
	terminal.press('tab');
	await terminal.waitFor('Paste the code now');
	const code = await generateCode(client.page, scopes);
	terminal.paste(code);
	await terminal.waitFor(code.slice(-16));
	terminal.press('enter');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /amelia@example\.com/);
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.equal((await scene.run(['token', 'zoho'])).code, 0);
});

test('a person chooses Non-browser Applications, and approves on another device in another data center', async () => {
	await using scene = await openScene();
	const client = await registerDevice(scene.dataCenter('us').console);
	await enable(client.page, ['eu'], true);
	await scene.setFaults({'device-interval-seconds': 1});
	await using terminal = scene.wizard({rows: 30});
	await chooseType(terminal, 'Non-browser Applications');
	assert.doesNotMatch(terminal.screen(), /Redirect|Sigma's URLs/);
	terminal.press('tab');
	await terminal.waitFor('❯ Use the same OAuth credentials');
	terminal.press('enter');
	await terminal.waitFor('❯ Data centers to enable');
	terminal.press('enter');
	await fillFrom(terminal, client);
	const screen = await terminal.waitFor(/([A-Z0-9] ){4}- ([A-Z0-9] ?){4}/);
	const code = /((?:[A-Z0-9] ){4}- (?:[A-Z0-9] ?){4})/.exec(screen)?.[1]?.replaceAll(' ', '') ?? '';
	assert.match(screen, /\/oauth\/v3\/device/);
	const address = `${scene.dataCenter('us').accounts}/oauth/v3/device?code=${code}`;
	await decideDevice(address, 'elena');
	await terminal.waitFor(readySentence);
	assert.match(terminal.screen(), /elena@example\.com/);
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.equal((await scene.run(['token', 'zoho'])).code, 0);
});
