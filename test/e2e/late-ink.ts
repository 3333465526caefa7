import {cpSync, existsSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {distCli, ensureBuilt} from '../helpers/program.js';
import type {HasAfter} from '../helpers/temporary.js';
import {temporaryDirectory} from '../helpers/temporary.js';

/** Our own block around the first row, in which Ink's begins. */
export const takeOver = /\u001B\[\?2026h\u001B\[\?25l(?:\u001B\[\d+A)?\r\u001B\[\?2026h/;

const inkChunk = 'ui-ink-render-display.mjs';

/** The built program, copied, with something else in the place of the file that brings Ink. @returns its door */
const copyWith = (t: HasAfter, chunk: (chunks: string) => string): string => {
	ensureBuilt();
	const folder = join(temporaryDirectory(t), 'dist');
	cpSync(dirname(distCli), folder, {recursive: true, filter: path => !path.endsWith('.map')});
	const chunks = join(folder, 'chunks');
	if (!existsSync(join(chunks, inkChunk))) throw new Error(`No file of the program is called ${inkChunk}.`);
	renameSync(join(chunks, inkChunk), join(chunks, `real-${inkChunk}`));
	writeFileSync(join(chunks, inkChunk), chunk(chunks));
	return join(folder, 'cli.js');
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

/** A program in which Ink cannot be loaded. */
export const programWithBrokenInk = (t: HasAfter): string =>
	copyWith(t, () => `throw new Error('Ink is broken.');`);
