import {type Cell, frameOfTerminal, frameToSvg} from '../../build/frame-to-svg.js';
import {newPage} from '../helpers/browser.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {consent, fillWizard, openScene, registerClient} from './scene.js';

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
	const [ends, saved, next] = [at('Token ends'), at('Saved in'), at('What next')];
	return rows.flatMap((row, index) => {
		if (index === ends) return [reword(row, /\d\d:\d\d UTC/, '14:30 UTC')];
		if (index === saved)
			return [reword(row, /(?<=Saved in\s+)\S.*$/, '~/.config/zoho-connections/connections.json')];
		return index > saved && index < next ? [] : [row];
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
	await using scene = await openScene();
	await using tab = await newPage();
	const registered = await registerClient(tab.page, scene.dataCenter('us').console);
	await using terminal = scene.wizard({columns, rows: 40});
	await fillWizard(terminal, registered, {
		serviceName: 'Zoho Finance Suite',
		connectionName: 'Bennett Books',
	});
	terminal.press('enter');
	await consent(tab.page, await scene.opened.waitForOpenedUrl(), 'Noah');
	await terminal.waitFor(/Enter done/);
	return draw(steady(frameOf(terminal)), 'zconn: connected');
};

/** Every picture of the docs, by its name. Each is what the built program draws. */
export const drawPictures = async (): Promise<Readonly<Record<string, string>>> => ({
	'register.svg': await drawRegister(),
	'ready.svg': await drawReady(),
});
