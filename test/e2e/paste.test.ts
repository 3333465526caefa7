import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {callbackPorts} from '../helpers/ports.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {openConnectScene} from './connect-scene.js';
import {foreignProgram} from './foreign-program.js';
import {authorizeUrlOn, consent, fillWizard, readySentence} from './scene.js';

after(closeBrowser);

for (const host of ['127.0.0.1', '::1'] as const) {
	test(`a foreign program on ${host} alone: the callback comes to the other port`, async () => {
		await using scene = await openConnectScene();
		await using foreign = await foreignProgram(callbackPorts[0], host);
		await using terminal = scene.wizard({rows: 30});
		await fillWizard(terminal, scene.client);
		terminal.press('enter');
		const url = await scene.opened.waitForOpenedUrl();
		assert.ok(url.startsWith(`http://localhost:${callbackPorts[1]}/go/`));
		const {searchParams} = new URL(await authorizeUrlOn(terminal));
		assert.equal(searchParams.get('redirect_uri'), `http://localhost:${callbackPorts[1]}/callback`);
		await terminal.waitFor(`Port ${callbackPorts[0]} is taken`);
		await consent(scene.page, url, 'Noah');
		await terminal.waitFor(readySentence);
		assert.deepEqual(foreign.asked(), []);
	});

	test(`a foreign program on ${host} alone and no other port: the address that it got is pasted`, async () => {
		await using scene = await openConnectScene();
		await using _foreign = await foreignProgram(callbackPorts[0], host);
		await using terminal = scene.wizard({args: ['new', '--port', String(callbackPorts[0])], rows: 30});
		await fillWizard(terminal, scene.client);
		terminal.press('enter');
		await consent(scene.page, await scene.opened.waitForOpenedUrl(), 'Noah');
		await terminal.waitFor(`Port ${callbackPorts[0]} is in use, so nothing can come back`);
		await scene.page.waitForURL(new RegExp(`localhost:${callbackPorts[0]}/callback\\?`));
		terminal.paste(scene.page.url());
		terminal.press('enter');
		await terminal.waitFor(readySentence);
	});
}

type Way = {
	readonly name: string;
	readonly send: (terminal: TestTerminal, address: string) => Promise<void> | void;
};

const codeOf = (address: string): string => new URL(address).searchParams.get('code') ?? '';

const ways: readonly Way[] = [
	{
		name: 'the address between quotes, with line ends',
		send: (terminal, address) => {
			terminal.paste(`\n "${address}"\r\n`);
			terminal.press('enter');
		},
	},
	{
		name: 'the address broken over lines, as a narrow terminal copies it',
		send: (terminal, address) => {
			terminal.paste(address.replaceAll(/.{40}/g, '$&\n'));
			terminal.press('enter');
		},
	},
	{
		name: 'the address in two pieces of one bracketed paste',
		send: async (terminal, address) => {
			await terminal.pasteInChunks(`${address}\n`, [60]);
			terminal.press('enter');
		},
	},
	{
		name: 'the address from a terminal that knows no bracketed paste',
		send: (terminal, address) => terminal.type(`${address}\r`),
	},
	{
		name: 'the bare code',
		send: (terminal, address) => {
			terminal.paste(codeOf(address));
			terminal.press('enter');
		},
	},
	{
		name: 'the bare code between curly quotes, with a line end',
		send: (terminal, address) => {
			terminal.paste(`“${codeOf(address)}”\n`);
			terminal.press('enter');
		},
	},
];

test('both ports taken: said at once, and every kind of paste finishes it', async t => {
	await using scene = await openConnectScene();
	await using _first = await foreignProgram(callbackPorts[0], '::');
	await using _second = await foreignProgram(callbackPorts[1], '::');
	for (const [index, {name, send}] of ways.entries()) {
		await t.test(name, async () => {
			// The first is connected as a new one; the others are the same consent again, without the questions before it.
			await using terminal = scene.wizard({args: index === 0 ? ['new'] : ['reconnect', 'zoho'], rows: 30});
			if (index === 0) {
				await fillWizard(terminal, scene.client, {connectionName: 'Zoho'});
				terminal.press('enter');
			}
			const url = await scene.opened.waitForOpenedUrl(index + 1);
			await consent(scene.page, url, 'Noah');
			await scene.page.waitForURL(new RegExp(`localhost:${callbackPorts[0]}/callback\\?`));
			await terminal.waitFor(`Ports ${callbackPorts.join(' and ')} are in use`);
			await send(terminal, scene.page.url());
			await terminal.waitFor(readySentence);
		});
	}
});
