import {chmod, mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import {helpText} from '../source/program/parser.js';
import {checkBudgets, checkDoor} from './budget.js';
import {declareLibrary, libraryDoor} from './declarations.js';
import {inOwnFolder, type TextFile} from './folder.js';
import {collectLicenses} from './licenses.js';
import {bytesOf} from './metafile.js';
import {bundleZconn, entry, library, metafileName, outputFolder, root} from './program.js';

/** Says that scripts of the folder are CommonJS; ES modules say it in their names. */
const commonFolder: TextFile = {name: 'package.json', text: '{"type": "commonjs"}\n'};

const folder = join(root, outputFolder);

/** Replaces the folder's content, and only now: a build that failed has left what was there. */
const write = async (files: readonly TextFile[]): Promise<void> => {
	await rm(folder, {recursive: true, force: true});
	for (const {name, text} of files) {
		await mkdir(dirname(join(folder, name)), {recursive: true});
		await writeFile(join(folder, name), text);
	}
	await chmod(join(folder, 'cli.js'), 0o755);
};

const {files, metafile} = await bundleZconn(helpText());
const faults = [...checkDoor(metafile, entry), ...checkBudgets(metafile)];
if (faults.length > 0) throw new Error(`The bundle is over its budget:\n${faults.join('\n')}`);
const code = files.map(({path, text}) => ({name: relative(folder, path).split(sep).join('/'), text}));
await write([
	...inOwnFolder([...code, ...libraryDoor]),
	...(await declareLibrary(root, library)),
	commonFolder,
	{name: metafileName, text: JSON.stringify(metafile)},
	{name: 'licenses.txt', text: await collectLicenses(metafile, root)},
]);
const scripts = Object.keys(metafile.outputs).filter(path => /\.m?js$/.test(path));
console.log(
	`${outputFolder}: ${scripts.length} files, ${Math.round(bytesOf(metafile, scripts) / 1000)} kB of code`,
);
