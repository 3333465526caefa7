import type {newPage} from '../helpers/browser.js';
import {startProgram} from '../helpers/program.js';
import {consent, type PracticePerson, registerClient, type Scene} from './scene.js';

type Page = Awaited<ReturnType<typeof newPage>>['page'];

/** Makes a connection without a terminal: a client of the practice console, `zconn new --no-input`, and Accept in the browser. */
export const connect = async (
	scene: Scene,
	page: Page,
	options: {
		readonly name?: string;
		readonly person?: PracticePerson;
		readonly scopes?: string;
	} = {},
): Promise<{readonly secret: string}> => {
	const {name = 'Bennett Books', person = 'Noah'} = options;
	const {scopes = 'AaaServer.profile.READ,ZohoBooks.settings.READ'} = options;
	const client = await registerClient(page, scene.dataCenter('us').console, {name});
	const before = scene.opened.openedUrls().length;
	await using program = startProgram(
		[
			'new',
			'--no-input',
			...['--data-center', 'us', '--client-id', client.id],
			...['--service-name', name, '--connection-name', name, '--scope', scopes],
		],
		{env: {...scene.environment, ZCONN_CLIENT_SECRET: client.secret}},
	);
	await consent(page, await scene.opened.waitForOpenedUrl(before + 1), person);
	const ended = await program.waitForExit();
	if (ended.code !== 0) throw new Error(`Connecting failed: ${ended.stderr}`);
	return {secret: client.secret};
};

/** What the practice Zoho is told to do wrong. */
export const setFaults = async (scene: Scene, faults: Readonly<Record<string, unknown>>): Promise<void> => {
	const {accounts} = scene.dataCenter('us');
	const answer = await fetch(`${accounts}/practice/control/faults`, {
		method: 'POST',
		body: JSON.stringify(faults),
	});
	if (!answer.ok) throw new Error(`The practice Zoho does not know that fault: ${await answer.text()}`);
};

/** Ends every token at the practice Zoho, as a changed password does. */
export const endTokens = async (scene: Scene): Promise<void> => {
	await fetch(`${scene.dataCenter('us').accounts}/practice/control/end-tokens`, {method: 'POST'});
};
