import {basename} from 'node:path';
import type {Plugin} from 'esbuild';

/** Source files by the name of the file that each becomes. */
export type Chunks = ReadonlyMap<string, string>;

/** The name of the file that an import opens: `./source/commands/main.js` becomes `main`. */
export const chunkName = (path: string): string => basename(path).replace(/\.[a-z]+$/, '');

/**
 * Leaves outside what is imported dynamically, under the name of the file that it becomes. What becomes one is put into
 * `chunks`, or, if `isOpen` is false, is only looked up there, and everything else is bundled.
 *
 * @param folder how the bundle writes the folder of those files, such as `./chunks`
 */
export const outsidePlugin = (folder: string, chunks: Map<string, string>, isOpen: boolean): Plugin => ({
	name: 'outside',
	setup: build => {
		build.onResolve({filter: /.*/}, async ({kind, path, resolveDir, pluginData, with: attributes}) => {
			if (kind !== 'dynamic-import' || pluginData === 'seen') return undefined;
			const resolved = await build.resolve(path, {kind, resolveDir, pluginData: 'seen', with: attributes});
			if (resolved.errors.length > 0) return {errors: resolved.errors};
			const name = chunkName(path);
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
