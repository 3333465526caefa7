import {execFile} from 'node:child_process';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import type {TextFile} from './folder.js';

/** What the package's name imports: the bundled library, and its types. */
export const libraryDoor: readonly TextFile[] = [
	{name: 'index.js', text: "module.exports = require('./chunks/library.js');\n"},
	{name: 'index.d.ts', text: "export * from './types/index.js';\n"},
];

const imports = (text: string): readonly string[] =>
	[...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, path = '']) => path);

/**
 * The declarations of the library, as the compiler makes them of its folder. Rejects when one of them needs anything outside of
 * that folder: the package has no dependencies, so a program that imports it has none of ours.
 *
 * @param library the source that is imported, relative to `root`
 */
export const declareLibrary = async (root: string, library: string): Promise<readonly TextFile[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'zconn-types-'));
	try {
		const compiler = join(root, 'node_modules/typescript/bin/tsc');
		const flags = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false', '--outDir', folder];
		await promisify(execFile)(
			process.execPath,
			[compiler, '--project', 'build/tsconfig.library.json', ...flags],
			{
				cwd: root,
			},
		);
		const made = join(folder, dirname(library));
		const all = await Promise.all(
			(await readdir(made)).map(async name => ({name, text: await readFile(join(made, name), 'utf8')})),
		);
		const needed = new Set(['index.d.ts']);
		for (const name of needed) {
			const text = all.find(file => file.name === name)?.text;
			if (text === undefined)
				throw new Error(`${name} is needed by the types of the library, and is not there.`);
			for (const path of imports(text)) {
				if (!/^\.\/[\w-]+\.js$/.test(path))
					throw new Error(`The types of the library need ${path} (in ${name}).`);
				needed.add(path.slice(2).replace(/\.js$/, '.d.ts'));
			}
		}
		return all.filter(({name}) => needed.has(name)).map(({name, text}) => ({name: `types/${name}`, text}));
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};
