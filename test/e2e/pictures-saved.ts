import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ConnectionsFile} from '../../source/connection/file/format.js';
import {sampleConnection, sampleFile, sampleService} from '../connection/samples.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {clipboardIn} from './clipboard.js';
import {columns, drawFrame} from './picture-frames.js';
import {acceptClientType, openReviewLine, type Scene} from './scene.js';

type Pictures = Readonly<Record<string, string>>;

/** Two connections of one service, and a service that nothing uses. Nothing here is asked of Zoho. */
const savedFile = (): ConnectionsFile => {
	const at = new Date().toISOString();
	const ends = new Date(Date.now() + 3_590_000).toISOString();
	const times = {createdAt: at, updatedAt: at, verifiedAt: at, refreshedAt: [at], accessTokenExpiresAt: ends};
	const scopes = ['ZohoBooks.contacts.READ', 'ZohoBooks.invoices.READ'];
	const shared = {
		...{...times, service: 'zoho', scopesRequested: scopes, scopesGranted: scopes},
		account: {id: '60012345678', email: 'noah@example.com', name: 'Noah Bennett'},
		organization: {id: '700100003', name: 'Bennett Coffee Roasters', product: 'books'},
	};
	return {
		...sampleFile(),
		services: {
			zoho: sampleService({linkName: 'zoho', name: 'Zoho', scopes}),
			desk: sampleService({linkName: 'desk', name: 'Desk', scopes: ['Desk.tickets.READ'], dataCenter: 'eu'}),
		},
		connections: {
			bennett_books: sampleConnection({...shared, linkName: 'bennett_books', name: 'Bennett Books'}),
			roastery: sampleConnection({...shared, linkName: 'roastery', name: 'Roastery'}),
		},
	};
};

const saveIn = (folder: string, file: ConnectionsFile): void => {
	mkdirSync(folder, {mode: 0o700});
	writeFileSync(join(folder, 'connections.json'), JSON.stringify(file), {mode: 0o600});
};

const back = async (terminal: TestTerminal, where: string): Promise<void> => {
	terminal.press('esc');
	await terminal.waitFor(where);
};

/** What can be seen on Home without a word to Zoho. */
const drawFromHome = async (scene: Scene, folder: string): Promise<Pictures> => {
	await using terminal = scene.wizard({columns, rows: 40, args: [], env: {ZCONN_CONFIG_DIR: folder}});
	const home = '▸ Bennett Books';
	await terminal.waitFor(home);
	terminal.press('enter');
	await terminal.waitFor('Grants used');
	const show = drawFrame(terminal, 'zconn: everything known of a connection');
	await back(terminal, home);
	terminal.type('m');
	await terminal.waitFor('❯ Connection Name');
	terminal.press('ctrl-u');
	terminal.type('Coffee');
	await terminal.waitFor(/❯ Connection Name:? +Coffee/);
	const rename = drawFrame(terminal, 'zconn: another name');
	await back(terminal, home);
	terminal.type('v');
	await terminal.waitFor('Revoke the grant of Bennett Books at Zoho?');
	const revoke = drawFrame(terminal, 'zconn: before a grant is ended');
	await back(terminal, home);
	terminal.type('d');
	await terminal.waitFor('❯ Type bennett_books');
	const remove = drawFrame(terminal, 'zconn: before a connection is removed');
	await back(terminal, home);
	terminal.type('s');
	await terminal.waitFor(/▸ Desk/);
	terminal.press('down');
	await terminal.waitFor(/▸ Zoho/);
	const services = drawFrame(terminal, 'zconn: services');
	return {
		'show.svg': show,
		'rename.svg': rename,
		'revoke.svg': revoke,
		'remove.svg': remove,
		'services.svg': services,
	};
};

/** *Copy to Sigma*, half way down its form. Each key waits for the row that it is for. */
const drawCopyToSigma = async (scene: Scene): Promise<Pictures> => {
	const folder = join(scene.folder, 'into-sigma');
	saveIn(folder, savedFile());
	// Asked about the redirect URLs is the practice Zoho, which does not know this client; its Sigma is left out.
	const dataCenters = scene.practice.dataCenters.map(center => ({...center, sigma: undefined}));
	writeFileSync(join(folder, 'data-centers.json'), JSON.stringify({replace: true, dataCenters}));
	const {env} = clipboardIn(folder);
	await using terminal = scene.wizard({
		columns,
		rows: 24,
		args: ['sheet', 'bennett_books'],
		env: {...env, ZCONN_CONFIG_DIR: folder},
	});
	await terminal.waitFor("Zoho's answer does not say");
	terminal.press('tab');
	await terminal.waitFor('▸ Log in to Zoho Sigma.');
	terminal.press('tab');
	for (const label of ['Service Name', 'Authentication Type', 'Parameter Type', 'Grant Type', 'Client ID']) {
		await terminal.waitFor(`▸ ${label} `);
		terminal.press('enter');
	}
	await terminal.waitFor('▸ Client Secret ');
	terminal.press('enter');
	await terminal.waitFor('❯  Copy it');
	terminal.press('enter');
	await terminal.waitFor('Copied Client Secret.');
	await terminal.waitFor('▸ Authorize URL ');
	return {'sheet.svg': drawFrame(terminal, 'zconn: Copy to Sigma')};
};

/** An edit: what it costs, the scopes as they are chosen, and the question about a service that others use. */
const drawEdit = async (scene: Scene, folder: string): Promise<Pictures> => {
	await using terminal = scene.wizard({
		columns,
		rows: 40,
		env: {ZCONN_CONFIG_DIR: folder},
		args: [
			...['edit', 'bennett_books', '--connection-name', 'Coffee'],
			...['--scope', 'ZohoBooks.contacts.READ,ZohoBooks.invoices.READ,ZohoBooks.settings.READ'],
		],
	});
	await terminal.waitFor('❯  Save and Connect');
	const edit = drawFrame(terminal, 'zconn: what an edit costs');
	terminal.press('enter');
	await terminal.waitFor('Roastery');
	return {'edit.svg': edit, 'shared.svg': drawFrame(terminal, 'zconn: a service that others use')};
};

/** The values for the API Console, then the picker as it comes, with a few words typed. */
const drawNew = async (scene: Scene, folder: string): Promise<Pictures> => {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const {env} = clipboardIn(folder);
	await using terminal = scene.wizard({columns, rows: 24, env: {...env, ZCONN_CONFIG_DIR: folder}});
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
	for (const done of ['Client Type .*clicked', 'Client Name .*copied', 'Homepage URL .*copied']) {
		terminal.press('enter');
		await terminal.waitFor(new RegExp(`✔ ${done}`));
	}
	return {'register.svg': drawFrame(terminal, 'zconn: the values for the API Console')};
};

const drawScopes = async (scene: Scene, folder: string): Promise<Pictures> => {
	await using terminal = scene.wizard({
		columns,
		rows: 30,
		args: ['edit', 'roastery'],
		env: {ZCONN_CONFIG_DIR: folder},
	});
	await terminal.waitFor('❯  Close');
	await openReviewLine(terminal, 'Scope');
	terminal.type('books settings');
	await terminal.waitFor('▸ ◯ ZohoBooks.settings.READ');
	// Into the list, so that a blank marks.
	terminal.press('down', 'up');
	await terminal.waitFor('Space mark');
	terminal.type(' ');
	await terminal.waitFor('▸ ◉ ZohoBooks.settings.READ');
	return {'scopes.svg': drawFrame(terminal, 'zconn: choosing scopes')};
};

/** What commands print that have no screen of their own. The last one seals the secrets of the folder. */
const drawCommands = async (scene: Scene, folder: string): Promise<Pictures> => {
	const env = {ZCONN_CONFIG_DIR: folder};
	const shown = async (
		title: string,
		args: readonly string[],
		last: string,
		place = env,
	): Promise<string> => {
		await using terminal = scene.wizard({columns, args, env: place});
		await terminal.waitFor(last);
		await terminal.waitForExit();
		return drawFrame(terminal, title);
	};
	const list = await shown('zconn list', ['list'], 'roastery');
	const exported = join(scene.folder, 'exported.json');
	const {stdout} = await scene.run(['export'], {env});
	writeFileSync(exported, stdout);
	const move = await shown(
		'zconn import FILE --dry-run',
		['import', exported, '--dry-run'],
		'Nothing was written.',
		{ZCONN_CONFIG_DIR: join(scene.folder, 'other')},
	);
	// Wide enough for the sentence at the end, which a terminal would break within a word.
	await using terminal = scene.wizard({
		columns: 104,
		args: ['secrets', 'passphrase'],
		env,
	});
	await terminal.waitFor('New passphrase');
	terminal.type('roasted beans');
	terminal.press('enter');
	await terminal.waitFor('The same once more');
	terminal.type('roasted beans');
	terminal.press('enter');
	await terminal.waitFor('kept like that.');
	return {
		'list.svg': list,
		'move.svg': move,
		'secrets.svg': drawFrame(terminal, 'zconn secrets passphrase'),
	};
};

/** The pictures for which nothing has to be connected, by their names. */
export const drawSaved = async (scene: Scene): Promise<Pictures> => {
	const folder = join(scene.folder, 'saved');
	saveIn(folder, savedFile());
	return {
		...(await drawNew(scene, join(scene.folder, 'empty'))),
		...(await drawFromHome(scene, folder)),
		...(await drawCopyToSigma(scene)),
		...(await drawEdit(scene, folder)),
		...(await drawScopes(scene, folder)),
		...(await drawCommands(scene, folder)),
	};
};
