import {relative, sep} from 'node:path';
import type {Plugin} from 'esbuild';

/** Source files by the name of the file that each becomes. */
export type Chunks = ReadonlyMap<string, string>;

/**
 * The name of the file that a source becomes, from its whole path, so that two folders can have files of one name:
 * `source/program/main.ts` becomes `program-main`, `source/commands/home/index.ts` becomes `commands-home`.
 */
export const chunkName = (path: string): string =>
	path
		.split(sep)
		.join('/')
		.replace(/^source\//, '')
		.replace(/\.[a-z]+$/, '')
		.replace(/\/index$/, '')
		.replaceAll('/', '-');

const isRelative = (path: string): boolean => path.startsWith('.');

/**
 * Leaves outside what is imported dynamically, under the name of the file that it becomes. What becomes one is put into
 * `chunks`, or, if `isOpen` is false, is only looked up there, and everything else is bundled.
 *
 * @param folder how the bundle writes the folder of those files, such as `./chunks`
 */
export const outsidePlugin = (folder: string, chunks: Map<string, string>, isOpen: boolean): Plugin => ({
	name: 'outside',
	setup: build => {
		const root = build.initialOptions.absWorkingDir ?? process.cwd();
		build.onResolve({filter: /.*/}, async ({kind, path, resolveDir, pluginData, with: attributes}) => {
			if (kind !== 'dynamic-import' || pluginData === 'seen') return undefined;
			const resolved = await build.resolve(path, {kind, resolveDir, pluginData: 'seen', with: attributes});
			if (resolved.errors.length > 0) return {errors: resolved.errors};
			const name = chunkName(isRelative(path) ? relative(root, resolved.path) : path);
			const known = chunks.get(name);
			if (resolved.external || (!isOpen && known !== resolved.path)) return resolved;
			if (Object.keys(attributes).length > 0)
				return {errors: [{text: `${path} would become code, which its import attributes forbid`}]};
			// Two sources of one name would become one file, and one of them would be lost.
			if (known !== undefined && known !== resolved.path)
				return {errors: [{text: `${known} and ${resolved.path} would both become ${name}.js`}]};
			chunks.set(name, resolved.path);
			return {path: `${folder}/${name}.js`, external: true};
		});
	},
});
