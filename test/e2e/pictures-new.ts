import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {TestTerminal} from '../helpers/terminal.js';
import {clipboardIn} from './clipboard.js';
import {type Drawn, filmed, filming} from './film-reel.js';
import {columns, drawFrame} from './picture-frames.js';
import {acceptClientType, acceptScopes, type Scene, useTheseValues} from './scene.js';

type Film = ReturnType<typeof filming>;

/** The values for the API Console, three of them copied. */
const filmConsole = async (terminal: TestTerminal, film: Film): Promise<string> => {
	await terminal.waitFor('❯ Data center');
	film.take(1.7, 'Enter');
	terminal.press('enter');
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
	film.take(0.5, 'Enter');
	for (const done of ['Client Type .*clicked', 'Client Name .*copied', 'Homepage URL .*copied']) {
		terminal.press('enter');
		await terminal.waitFor(new RegExp(`✔ ${done}`));
		film.take(0.5, done.startsWith('Home') ? '' : 'Enter');
	}
	return drawFrame(terminal, 'zconn: the values for the API Console');
};

/** Client ID and Client Secret are pasted, and Sigma's form is taken as it is. */
const filmService = async (terminal: TestTerminal, film: Film): Promise<void> => {
	for (const next of [
		/✔ Authorized Redirect URIs/,
		/✔ \+ /,
		/6 of 6 done[\s\S]*❯ Use the same OAuth credentials/,
	]) {
		terminal.press('enter');
		await terminal.waitFor(next);
	}
	terminal.press('enter');
	await terminal.waitFor('❯ Data centers to enable');
	terminal.press('enter');
	await terminal.waitFor('❯ Client ID');
	film.take(0.4, 'paste');
	terminal.paste(filmed.clientId);
	await terminal.waitFor(filmed.clientId);
	film.take(0.6, 'Enter');
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	film.take(0.4, 'paste');
	terminal.paste(filmed.clientSecret);
	await terminal.waitFor('42 characters');
	film.take(1, 'Enter');
	terminal.press('enter');
	await terminal.waitFor(useTheseValues);
	film.take(1, 'Enter');
	terminal.press('enter');
};

/** A task is found by words, and taken; then another one. */
const filmScopes = async (terminal: TestTerminal, film: Film): Promise<string> => {
	await terminal.waitFor('▸ ◯ Who am I');
	film.take(0.86);
	await film.type('send mail', typed => `❯ Scope  ${typed}`);
	await terminal.waitFor('▸ ◯ Send mail');
	const drawn = drawFrame(terminal, 'zconn: choosing scopes');
	film.take(0.5, 'Enter');
	terminal.press('enter');
	await terminal.waitFor('2 chosen, 1 can write');
	film.take(0.1);
	await film.type('who am i', typed => `❯ Scope  ${typed.trimEnd()}`);
	await terminal.waitFor('▸ ◯ AaaServer.profile.READ');
	film.take(0.2, 'Enter');
	terminal.press('enter');
	await terminal.waitFor('3 chosen, 1 can write');
	film.take(0.12, 'Enter');
	await acceptScopes(terminal);
	return drawn;
};

const filmName = async (terminal: TestTerminal, film: Film): Promise<void> => {
	film.take(0.4);
	await film.type('Bennett Books', typed => `❯ Connection Name         ${typed.trimEnd()}`);
	await terminal.waitFor('bennett_books is free');
	film.take(0.62, 'Enter');
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
	film.take(1.8, 'Enter');
};

/** The wizard up to its review, for a client that does not exist: no word to Zoho. */
export const drawNew = async (scene: Scene): Promise<Drawn> => {
	const folder = join(scene.folder, 'empty');
	mkdirSync(folder, {mode: 0o700});
	const {env} = clipboardIn(folder);
	await using terminal = scene.wizard({columns, rows: 24, env: {...env, ZCONN_CONFIG_DIR: folder}});
	const film = filming(terminal);
	const register = await filmConsole(terminal, film);
	await filmService(terminal, film);
	const scopes = await filmScopes(terminal, film);
	await filmName(terminal, film);
	return {pictures: {'register.svg': register, 'scopes.svg': scopes}, takes: film.takes};
};
