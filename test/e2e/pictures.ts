import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Cell, frameOfTerminal, frameToSvg} from '../../build/frame-to-svg.js';
import {sampleFile} from '../connection/samples.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {accept, connect, openRegistered} from './connect-scene.js';
import {fillWizard, openScene} from './scene.js';

type Row = readonly Cell[];

const columns = 80;
const textOf = (row: Row): string => row.map(({text}) => text).join('');

/** The same row saying something else from a place on, in the style that stood there. */
const reword = (row: Row, pattern: RegExp, text: string): Row => {
	const found = pattern.exec(textOf(row));
	const cell = row[found?.index ?? 0];
	if (!found || !cell) throw new Error(`${pattern} is not in the frame: ${textOf(row)}`);
	const before = row.slice(0, found.index);
	const behind = row.slice(found.index + found[0].length);
	const cells = [...before, ...[...text].map(one => ({...cell, text: one, width: 1})), ...behind];
	const blanks = Array.from({length: Math.max(0, columns - cells.length)}, () => ({...cell, text: ' '}));
	return [...cells, ...blanks];
};

/** What differs from run to run and from machine to machine: a time, and the folder of a test. */
const steady = (rows: readonly Row[]): readonly Row[] => {
	const at = (word: string) => rows.findIndex(row => textOf(row).includes(word));
	const [ends, saved, secrets] = [at('Token ends'), at('Saved in'), at('Secrets ')];
	return rows.flatMap((row, index) => {
		if (index === ends) return [reword(row, /\d\d:\d\d UTC/, '14:30 UTC')];
		if (index === saved)
			return [reword(row, /(?<=Saved in\s+)\S.*$/, '~/.config/zoho-connections/connections.json')];
		// The folder of a test takes more rows.
		return index > saved && index < secrets ? [] : [row];
	});
};

const draw = (rows: readonly Row[], title: string): string =>
	frameToSvg(rows, {title, columns, rows: rows.length});

/** The frame on the screen, without the trail of finished steps above it. */
const frameOf = (terminal: TestTerminal): readonly Row[] => {
	const rows = frameOfTerminal(terminal.emulator);
	const first = rows.findLastIndex(row => textOf(row).startsWith('zconn · '));
	const last = rows.findLastIndex(row => textOf(row).trim() !== '');
	return rows.slice(first, last + 1);
};

/** The values for the API Console, with the built-in data centers; nothing is sent by this step. */
const drawRegister = async (): Promise<string> => {
	await using scene = await openScene();
	await using terminal = scene.wizard({
		columns,
		rows: 30,
		args: ['new', '--config-dir', `${scene.folder}/empty`],
	});
	await terminal.waitFor('❯ Data center');
	terminal.press('enter');
	await terminal.waitFor('❯ Register an OAuth client');
	return draw(frameOf(terminal), 'zconn: the values for the API Console');
};

/** A whole connection, made with the practice Zoho. */
const drawReady = async (): Promise<string> => {
	await using scene = await openRegistered();
	await using terminal = scene.wizard({columns, rows: 40});
	await fillWizard(terminal, scene.client, {
		serviceName: 'Zoho Finance Suite',
		connectionName: 'Bennett Books',
	});
	terminal.press('enter');
	await accept(await scene.opened.waitForOpenedUrl());
	await terminal.waitFor(/Enter done/);
	return draw(steady(frameOf(terminal)), 'zconn: connected');
};

/** What is saved: a draft, a connection that works, one that does not. */
const drawHome = async (): Promise<string> => {
	await using scene = await openRegistered();
	await connect(scene, {serviceName: 'Zoho Finance Suite', connectionName: 'Bennett Books'});
	const second = scene.run([
		...['new', '--no-input', '--service', 'zoho_finance_suite', '--connection-name', 'Roastery'],
	]);
	await accept(await scene.opened.waitForOpenedUrl(2));
	await second;
	await scene.run(['revoke', 'roastery', '--yes']);
	// As it stands after Ctrl+C at the third step.
	const file = join(scene.folder, 'connections.json');
	const saved = JSON.parse(readFileSync(file, 'utf8'));
	const at = new Date().toISOString();
	const draft = {
		...{id: 'draft', step: 'scopes', field: 'scopes', answers: {serviceName: 'Europe'}},
		...{clientSecret: null, createdAt: at, updatedAt: at},
	};
	writeFileSync(file, JSON.stringify({...saved, drafts: {draft}}));
	await using terminal = scene.wizard({columns, rows: 24, args: []});
	await terminal.waitFor('▸ Continue');
	terminal.press('down');
	await terminal.waitFor('▸ Bennett Books');
	// A time of the day differs from run to run.
	const rows = frameOf(terminal).map(row =>
		/\d\d:\d\d UTC/.test(textOf(row)) ? reword(row, /\d\d:\d\d UTC/, '14:30 UTC') : row,
	);
	return draw(
		rows.map(row => (/\d+ min left/.test(textOf(row)) ? reword(row, /\d+ min left/, '59 min left') : row)),
		'zconn: Home',
	);
};

/** A scope more and another name: what each costs, before anything happens. Nothing is sent by this step. */
const drawEdit = async (): Promise<string> => {
	await using scene = await openScene();
	const folder = join(scene.folder, 'edited');
	mkdirSync(folder, {mode: 0o700});
	writeFileSync(join(folder, 'connections.json'), JSON.stringify(sampleFile()), {mode: 0o600});
	await using terminal = scene.wizard({
		columns,
		rows: 32,
		args: [
			...['edit', 'acme', '--config-dir', folder, '--connection-name', 'Bennett Books'],
			...['--scope', 'ZohoBooks.contacts.READ,ZohoBooks.invoices.READ'],
		],
	});
	await terminal.waitFor('▸ Save and Connect');
	return draw(frameOf(terminal), 'zconn: what an edit costs');
};

/** What the key t shows: one product works, one wants a scope. */
const drawTest = async (): Promise<string> => {
	await using scene = await openRegistered();
	await connect(scene, {serviceName: 'Zoho Finance Suite', connectionName: 'Bennett Books'});
	// The file claims more than was granted, as after a change at Zoho.
	const file = join(scene.folder, 'connections.json');
	const saved = JSON.parse(readFileSync(file, 'utf8'));
	saved.connections.bennett_books.scopesGranted.push('ZohoCRM.org.READ');
	writeFileSync(file, JSON.stringify(saved));
	await using terminal = scene.wizard({columns, rows: 24, args: []});
	await terminal.waitFor('▸ Bennett Books');
	terminal.type('t');
	await terminal.waitFor('scope missing');
	const rows = frameOf(terminal).map(row =>
		/\d\d:\d\d UTC/.test(textOf(row)) ? reword(row, /\d\d:\d\d UTC/, '14:30 UTC') : row,
	);
	return draw(rows, 'zconn: a test');
};

/** Every picture of the docs, by its name. Each is what the built program draws. */
export const drawPictures = async (): Promise<Readonly<Record<string, string>>> => ({
	'register.svg': await drawRegister(),
	'ready.svg': await drawReady(),
	'home.svg': await drawHome(),
	'edit.svg': await drawEdit(),
	'test.svg': await drawTest(),
});
