import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {accept, acceptAs, openRegistered, type RegisteredScene} from './connect-scene.js';
import {type Drawn, drawFilm, filmed, filming, shellTakes, type Take} from './film-reel.js';
import {atTime, columns, drawFrame, type Pictures, paintedFrames} from './picture-frames.js';
import {drawNew} from './pictures-new.js';
import {drawSaved} from './pictures-saved.js';
import {drawStates} from './pictures-states.js';
import {fillWizard} from './scene.js';

const fileOf = ({folder}: RegisteredScene): string => join(folder, 'connections.json');

/** A computer as most people have it, also where the tests run in a container, of which the screen would tell. */
const withoutContainer = (folder: string): Readonly<Record<string, string>> => {
	const file = join(folder, 'without-container.cjs');
	writeFileSync(
		file,
		`const fs = require('node:fs');
const {existsSync} = fs;
fs.existsSync = path => !['/.dockerenv', '/run/.containerenv'].includes(path) && existsSync(path);`,
	);
	return {NODE_OPTIONS: `--require=${file}`};
};

/** A whole connection, made with the practice Zoho, and what a script does with it. */
const drawReady = async (scene: RegisteredScene): Promise<Drawn> => {
	await using terminal = scene.wizard({columns, rows: 24, env: withoutContainer(scene.folder)});
	await fillWizard(terminal, scene.client, {
		serviceName: 'Zoho Finance Suite',
		connectionName: 'Bennett Books',
		scopes: filmed.scopes.join(),
	});
	terminal.press('enter');
	const link = await scene.opened.waitForOpenedUrl();
	await terminal.waitFor('Opened your browser');
	await accept(link);
	await terminal.waitFor(/Enter done/);
	const [waiting = [], exchanging = [], saving = [], testing = []] = await paintedFrames(terminal, [
		/✔ Opened your browser\s+\S Waiting for/,
		/\S Exchanging the code for tokens .*\d/,
		/Saving the tokens/,
		/Testing the connection/,
	]);
	const ready = filming(terminal);
	ready.take(2.2, 'g');
	return {
		pictures: {'ready.svg': drawFrame(terminal, 'zconn: connected')},
		takes: [
			{lines: waiting, seconds: 0.75, press: ''},
			{lines: atTime(waiting, '◓', '9:58'), seconds: 0.75},
			...[exchanging, saving, testing].map(lines => ({lines, seconds: 0.5})),
			...ready.takes.map(take => ({...take, isStill: true})),
		],
	};
};

/** A script, asking the API with the token of the connection. */
const drawScript = async (scene: RegisteredScene): Promise<readonly Take[]> => {
	const {stdout} = await scene.run(['api', 'bennett_books', '/api/accounts']);
	const {data} = z.parse(z.object({data: z.array(z.unknown())}), JSON.parse(stdout));
	const command = `curl -H "$(zconn token bennett_books --header)" \\
    https://mail.zoho.com/api/accounts | jq -c '.data[0]'`;
	return shellTakes(command, {answer: JSON.stringify(data[0]), typing: 10, seconds: 3.2});
};

/** Another person consents than before. */
const drawOtherUser = async (scene: RegisteredScene): Promise<Pictures> => {
	await using terminal = scene.wizard({columns, rows: 40, args: ['reconnect', 'bennett_books']});
	await acceptAs('Amelia', await scene.opened.waitForOpenedUrl(2));
	await terminal.waitFor('Another Zoho user');
	const reconnect = drawFrame(terminal, 'zconn: another Zoho user');
	// Given up, the new grant leaves nothing behind that the next pictures would show.
	terminal.press('down', 'down', 'enter');
	await terminal.waitFor('that grant was not wanted');
	return {'reconnect.svg': reconnect};
};

/** A second connection whose grant is ended, and something unfinished, as after Ctrl+C at the third step. */
const fillHome = async (scene: RegisteredScene): Promise<void> => {
	const second = scene.run([
		...['new', '--no-input', '--service', 'zoho_finance_suite', '--connection-name', 'Roastery'],
	]);
	await accept(await scene.opened.waitForOpenedUrl(3));
	await second;
	await scene.run(['revoke', 'roastery', '--yes']);
	const saved = JSON.parse(readFileSync(fileOf(scene), 'utf8'));
	const at = new Date().toISOString();
	const draft = {
		...{id: 'draft', step: 'scopes', field: 'scopes', answers: {serviceName: 'Europe'}},
		...{clientSecret: null, createdAt: at, updatedAt: at},
	};
	writeFileSync(fileOf(scene), JSON.stringify({...saved, drafts: {draft}}));
};

/** Home with a draft, a connection that works, one that does not; then all refreshed, and one tested. */
const drawHome = async (scene: RegisteredScene): Promise<Pictures> => {
	await using terminal = scene.wizard({columns, rows: 30, args: []});
	await terminal.waitFor('▸ New connection');
	const draft = drawFrame(terminal, 'zconn: something unfinished');
	terminal.press('down');
	await terminal.waitFor('▸ Bennett Books');
	terminal.type('R');
	await terminal.waitFor('1 needs reconnecting.');
	const refresh = drawFrame(terminal, 'zconn: new access tokens');
	terminal.press('esc');
	await terminal.waitFor('▸ Bennett Books');
	// The file claims more than was granted, as after a change at Zoho.
	const saved = JSON.parse(readFileSync(fileOf(scene), 'utf8'));
	saved.connections.bennett_books.scopesGranted.push('ZohoCRM.org.READ');
	writeFileSync(fileOf(scene), JSON.stringify(saved));
	terminal.type('t');
	await terminal.waitFor('scope missing');
	return {
		'draft.svg': draft,
		'refresh.svg': refresh,
		'test.svg': drawFrame(terminal, 'zconn: a test'),
	};
};

/** Every picture of the docs, by its name, and the film. Each screen is what the built program draws. */
export const drawPictures = async (): Promise<Pictures> => {
	await using scene = await openRegistered();
	const ready = await drawReady(scene);
	const script = await drawScript(scene);
	const reconnect = await drawOtherUser(scene);
	await fillHome(scene);
	const home = await drawHome(scene);
	const start = await shellTakes('zconn', {seconds: 0.6});
	const wizard = await drawNew(scene);
	const saved = await drawSaved(scene);
	const takes = [...start, ...wizard.takes, ...ready.takes, ...saved.takes, ...script];
	return {
		...{...ready.pictures, ...reconnect, ...home, ...wizard.pictures, ...saved.pictures},
		...(await drawStates()),
		'film.svg': drawFilm(takes, 26),
	};
};
