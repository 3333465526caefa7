import {cpSync, existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {inkTakesOver} from '../../bench/programs.js';
import {behindDoor, distCli, ensureBuilt} from '../helpers/program.js';
import type {HasAfter} from '../helpers/temporary.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import type {TestTerminal} from '../helpers/terminal.js';

/** Until Ink has drawn the frame that it took over, whole. */
export const untilInkDraws = (terminal: TestTerminal): Promise<string> =>
	terminal.waitFor(() => inkTakesOver.test(terminal.raw()) && terminal.raw().endsWith('\u001B[?2026l'));

const inkChunk = 'ui-ink-render-display.mjs';

/** The built program, copied, with something else in the place of the file that brings Ink. @returns its door */
const copyWith = (t: HasAfter, chunk: (chunks: string) => string): string => {
	ensureBuilt();
	const folder = join(temporaryDirectory(t), 'dist');
	cpSync(dirname(distCli), folder, {recursive: true, filter: path => !path.endsWith('.map')});
	const cli = join(folder, 'cli.js');
	const chunks = behindDoor(cli);
	if (!existsSync(join(chunks, inkChunk))) throw new Error(`No file of the program is called ${inkChunk}.`);
	renameSync(join(chunks, inkChunk), join(chunks, `real-${inkChunk}`));
	writeFileSync(join(chunks, inkChunk), chunk(chunks));
	return cli;
};

/** A program that gets Ink when `letIn` is called, and not before. */
export const programWithLateInk = (t: HasAfter): {readonly cli: string; readonly letIn: () => void} => {
	const gate = join(temporaryDirectory(t), 'gate');
	const cli = copyWith(
		t,
		() => `
			import {existsSync} from 'node:fs';
			import {setTimeout as delay} from 'node:timers/promises';
			while (!existsSync(${JSON.stringify(gate)})) await delay(10, undefined, {ref: false});
			export const {renderDisplay} = await import('./real-${inkChunk}');
		`,
	);
	return {cli, letIn: () => writeFileSync(gate, '')};
};

/** Has Node write down which files have been opened by the time something is drawn. */
export const recordOpened = (t: HasAfter) => {
	const folder = temporaryDirectory(t);
	const [recorder, list] = [join(folder, 'recorder.cjs'), join(folder, 'opened.json')];
	writeFileSync(
		recorder,
		`
			const opened = [];
			const load = (url, context, next) => (url.startsWith('file:') && opened.push(url), next(url, context));
			require('node:module').registerHooks({load});
			const {WriteStream} = require('node:tty');
			const {write} = WriteStream.prototype;
			WriteStream.prototype.write = function (text, ...more) {
				if (text.includes('[?2026h')) {
					delete WriteStream.prototype.write;
					require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(opened));
				}
				return write.call(this, text, ...more);
			};
		`,
	);
	return {
		env: {NODE_OPTIONS: `--require ${recorder}`},
		opened: (): readonly string[] =>
			JSON.parse(readFileSync(list, 'utf8')).map((url: string) => basename(url)),
	};
};

/** A program in which Ink cannot be loaded. */
export const programWithBrokenInk = (t: HasAfter): string =>
	copyWith(t, () => `throw new Error('Ink is broken.');`);
