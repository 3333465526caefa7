import {chmod, mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {helpText} from '../source/program/parser.js';
import {checkBudgets, checkDoor} from './budget.js';
import type {Bundle} from './bundle.js';
import {declareLibrary, libraryDoor, type TextFile} from './declarations.js';
import {collectLicenses} from './licenses.js';
import {bytesOf} from './metafile.js';
import {bundleZconn, entry, library, outputFolder, root} from './program.js';

/** Says that scripts of the folder are CommonJS; ES modules say it in their names. */
const commonFolder: TextFile = {name: 'package.json', text: '{"type": "commonjs"}\n'};

/** Replaces the folder's content, and only now: a build that failed has left what was there. */
const write = async (files: Bundle['files'], licenses: string, types: readonly TextFile[]): Promise<void> => {
	const folder = join(root, outputFolder);
	await rm(folder, {recursive: true, force: true});
	for (const {path, contents} of files) {
		await mkdir(dirname(path), {recursive: true});
		await writeFile(path, contents);
	}
	for (const {name, text} of [...types, ...libraryDoor, commonFolder]) {
		await mkdir(dirname(join(folder, name)), {recursive: true});
		await writeFile(join(folder, name), text);
	}
	await writeFile(join(folder, 'licenses.txt'), licenses);
	await chmod(join(folder, 'cli.js'), 0o755);
};

const {files, metafile} = await bundleZconn(helpText());
const faults = [...checkDoor(metafile, entry), ...checkBudgets(metafile)];
if (faults.length > 0) throw new Error(`The bundle is over its budget:\n${faults.join('\n')}`);
await write(files, await collectLicenses(metafile, root), await declareLibrary(root, library));
const scripts = Object.keys(metafile.outputs).filter(path => /\.m?js$/.test(path));
console.log(
	`${outputFolder}: ${scripts.length} files, ${Math.round(bytesOf(metafile, scripts) / 1000)} kB of code`,
);
