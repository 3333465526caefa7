import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Connection} from '../../source/connection/connection.js';
import type {ConnectionsFile} from '../../source/connection/file/format.js';
import {sampleConnection, sampleFile, sampleService} from '../connection/samples.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {clipboardIn} from './clipboard.js';
import {type Drawn, filmed, filming} from './film-reel.js';
import {columns, drawFrame, type Pictures} from './picture-frames.js';
import type {Scene} from './scene.js';

const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

/** Two connections of one service, and a service that nothing uses. Nothing here is asked of Zoho. */
const savedFile = (scopes = ['ZohoBooks.contacts.READ', 'ZohoBooks.invoices.READ']): ConnectionsFile => {
	const now = at(0);
	const times = {
		...{createdAt: now, updatedAt: now, verifiedAt: now, refreshedAt: [now]},
		accessTokenExpiresAt: at(59.8),
	};
	const shared = {
		...{...times, service: 'zoho', scopesRequested: scopes, scopesGranted: scopes},
		account: {id: '60012345678', email: 'noah@example.com', name: 'Noah Bennett'},
		organization: {id: '700100003', name: 'Bennett Coffee Roasters', product: 'books'},
	};
	return {
		...sampleFile(),
		services: {
			zoho: sampleService({linkName: 'zoho', name: 'Zoho', scopes, clientId: filmed.clientId}),
			desk: sampleService({linkName: 'desk', name: 'Desk', scopes: ['Desk.tickets.READ'], dataCenter: 'eu'}),
		},
		connections: {
			bennett_books: sampleConnection({...shared, linkName: 'bennett_books', name: 'Bennett Books'}),
			roastery: sampleConnection({...shared, linkName: 'roastery', name: 'Roastery'}),
		},
	};
};

/** As a week of work leaves it: connections in each health, and two drafts. */
const manyFile = (): ConnectionsFile => {
	const one = savedFile();
	const {bennett_books: books} = one.connections;
	const elena = {id: '3', email: 'elena@example.com', name: 'Elena Moreau'};
	const revoked = {id: 'invalid-code', reason: 'The grant was revoked at Zoho.', at: at(-4000)};
	const offline = {id: 'network-unreachable', reason: 'The network cannot be reached.', at: at(-2)};
	const connection = (linkName: string, name: string, change: Partial<Connection> = {}) =>
		sampleConnection({...books, linkName, name, ...change});
	const draft = {
		step: 'scopes',
		field: 'scopes',
		clientSecret: null,
		createdAt: at(-125),
		updatedAt: at(-121),
	} as const;
	return {
		...one,
		services: {
			...one.services,
			acme_crm: sampleService({
				linkName: 'acme_crm',
				name: 'Acme CRM',
				scopes: ['ZohoCRM.org.READ'],
				dataCenter: 'eu',
			}),
		},
		connections: {
			...one.connections,
			acme_crm: connection('acme_crm', 'Acme CRM', {
				service: 'acme_crm',
				dataCenter: 'eu',
				accessTokenExpiresAt: at(52.5),
			}),
			coffee_desk: connection('coffee_desk', 'Coffee Desk', {service: 'desk', refusal: revoked}),
			elena_s_books: connection('elena_s_books', "Elena's books", {
				account: elena,
				dataCenter: 'eu',
				accessTokenExpiresAt: at(-60),
			}),
			roastery: connection('roastery', 'Roastery', {accessTokenExpiresAt: at(-60), doubt: offline}),
		},
		drafts: {
			one: {...draft, id: 'one', answers: {serviceName: 'Zoho', clientId: filmed.clientId}},
			two: {
				...draft,
				id: 'two',
				step: 'client',
				field: 'clientId',
				answers: {dataCenter: 'eu'},
				updatedAt: at(-1440),
			},
		},
	};
};

const saveIn = (folder: string, file: ConnectionsFile): void => {
	mkdirSync(folder, {mode: 0o700, recursive: true});
	writeFileSync(join(folder, 'connections.json'), JSON.stringify(file), {mode: 0o600});
};

const back = async (terminal: TestTerminal, where: string): Promise<void> => {
	terminal.press('esc');
	await terminal.waitFor(where);
};

/** Up from where the highlight is, to a row. */
const moveTo = async (terminal: TestTerminal, row: string): Promise<void> => {
	terminal.press('up', 'up', 'up', 'up', 'up');
	await terminal.waitFor(row);
};

/** What can be seen on Home without a word to Zoho. */
const drawFromHome = async (scene: Scene, folder: string): Promise<Pictures> => {
	await using terminal = scene.wizard({columns, rows: 40, args: [], env: {ZCONN_CONFIG_DIR: folder}});
	await terminal.waitFor('5 connections');
	for (const row of ['▸ New connection', '▸ Acme CRM', '▸ Bennett Books', '▸ Coffee Desk']) {
		terminal.press('down');
		await terminal.waitFor(row);
	}
	const many = drawFrame(terminal, 'zconn: Home');
	const home = '▸ Bennett Books';
	saveIn(folder, savedFile());
	await terminal.waitFor(/2 connections/);
	await moveTo(terminal, home);
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
		'home.svg': many,
		'show.svg': show,
		'rename.svg': rename,
		'revoke.svg': revoke,
		'remove.svg': remove,
		'services.svg': services,
	};
};

/** *Copy to Sigma*, half way down its form. Each key waits for the row that it is for. */
const drawCopyToSigma = async (scene: Scene): Promise<Drawn> => {
	const folder = join(scene.folder, 'into-sigma');
	saveIn(folder, savedFile(filmed.scopes));
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
	for (let done = 0; !terminal.screen().includes('▸ Log in to Zoho Sigma.'); done++) {
		await terminal.waitFor(new RegExp(`${done} of \\d+ done`));
		terminal.press('enter');
		await terminal.waitFor(new RegExp(`${done + 1} of \\d+ done`));
	}
	terminal.press('tab');
	const film = filming(terminal);
	const labels = ['Service Name', 'Authentication Type', 'Parameter Type', 'Grant Type', 'Client ID'];
	for (const [index, label] of labels.entries()) {
		await terminal.waitFor(`▸ ${label} `);
		if (index > 0) await terminal.waitFor(`✔ ${labels[index - 1]} `);
		film.take(index < 4 ? 0.45 : 0.4, index < 4 ? 'Enter' : undefined);
		terminal.press('enter');
	}
	await terminal.waitFor('▸ Client Secret ');
	terminal.press('enter');
	await terminal.waitFor('❯  Copy it');
	terminal.press('enter');
	await terminal.waitFor('▸ Authorize URL ');
	for (const label of ['Client ID', 'Client Secret']) await terminal.waitFor(`✔ ${label} `);
	await terminal.waitFor('Copied Client Secret.');
	return {pictures: {'sheet.svg': drawFrame(terminal, 'zconn: Copy to Sigma')}, takes: film.takes};
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
	await terminal.waitFor('For whom');
	return {'edit.svg': edit, 'shared.svg': drawFrame(terminal, 'zconn: a service that others use')};
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
	await using terminal = scene.wizard({columns, args: ['secrets', 'passphrase'], env});
	await terminal.answer('New passphrase', 'roasted beans');
	await terminal.answer('Type it again', 'roasted beans');
	await terminal.waitFor('the same way.');
	return {
		'list.svg': list,
		'move.svg': move,
		'secrets.svg': drawFrame(terminal, 'zconn secrets passphrase'),
	};
};

/** What can be drawn without a word to Zoho; of the film, the way into Sigma. */
export const drawSaved = async (scene: Scene): Promise<Drawn> => {
	const folder = join(scene.folder, 'saved');
	saveIn(folder, manyFile());
	const {pictures, takes} = await drawCopyToSigma(scene);
	return {
		pictures: {
			...pictures,
			...(await drawFromHome(scene, folder)),
			...(await drawEdit(scene, folder)),
			...(await drawCommands(scene, folder)),
		},
		takes,
	};
};
