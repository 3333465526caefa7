import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {accept, acceptAs, openRegistered, type RegisteredScene} from './connect-scene.js';
import {columns, drawFrame} from './picture-frames.js';
import {drawSaved} from './pictures-saved.js';
import {fillWizard} from './scene.js';

type Pictures = Readonly<Record<string, string>>;

const fileOf = ({folder}: RegisteredScene): string => join(folder, 'connections.json');

/** A whole connection, made with the practice Zoho. */
const drawReady = async (scene: RegisteredScene): Promise<Pictures> => {
	await using terminal = scene.wizard({columns, rows: 40});
	await fillWizard(terminal, scene.client, {
		serviceName: 'Zoho Finance Suite',
		connectionName: 'Bennett Books',
	});
	terminal.press('enter');
	await accept(await scene.opened.waitForOpenedUrl());
	await terminal.waitFor(/Enter done/);
	return {'ready.svg': drawFrame(terminal, 'zconn: connected')};
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
	const home = drawFrame(terminal, 'zconn: Home');
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
		'home.svg': home,
		'refresh.svg': refresh,
		'test.svg': drawFrame(terminal, 'zconn: a test'),
	};
};

/** Every picture of the docs, by its name. Each is what the built program draws. */
export const drawPictures = async (): Promise<Pictures> => {
	await using scene = await openRegistered();
	const ready = await drawReady(scene);
	const reconnect = await drawOtherUser(scene);
	await fillHome(scene);
	return {...ready, ...reconnect, ...(await drawHome(scene)), ...(await drawSaved(scene))};
};
