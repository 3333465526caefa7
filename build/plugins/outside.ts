import {basename, relative, sep} from 'node:path';
import type {OnResolveResult, Plugin, PluginBuild} from 'esbuild';

/** A source that becomes a file of its own. */
export type Chunk = {
	/** The source, by its absolute path. */
	readonly source: string;
	/** Whether it is CommonJS, which Node opens quickest; an ES module otherwise. */
	readonly isCommon: boolean;
};

/** By the name of the file that each becomes, without its ending. */
export type Chunks = Map<string, Chunk>;

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

/** The name of a file without what follows its first dot, which an import and the file may write in two ways. */
const stemOf = (path: string): string => basename(path).replace(/\..*/s, '');

const isRelative = (path: string): boolean => path.startsWith('.');

/**
 * Answers a build's static imports of some sources, by their absolute paths. A path whose file has another name is no such import,
 * and to know that without resolving it halves the time of a build.
 *
 * @param filter which imports can lead to one
 */
export const onImportsOf = (
	build: PluginBuild,
	sources: Iterable<string>,
	filter: RegExp,
	answer: (source: string, importer: string) => OnResolveResult | undefined,
): void => {
	const stems = new Set([...sources].map(stemOf));
	build.onResolve({filter, namespace: 'file'}, async ({pluginData, ...given}) => {
		const {kind, path, resolveDir, importer, with: attributes} = given;
		if (kind !== 'import-statement' || pluginData === 'seen') return undefined;
		if (isRelative(path) && !stems.has(stemOf(path))) return undefined;
		const resolved = await build.resolve(path, {kind, resolveDir, pluginData: 'seen', with: attributes});
		return answer(resolved.path, importer);
	});
};

/** The file's name with its ending. The folder is one of CommonJS, so an ES module says that it is one. */
export const chunkFile = (name: string, {isCommon}: Pick<Chunk, 'isCommon'>): string =>
	`${name}.${isCommon ? 'js' : 'mjs'}`;

/**
 * Leaves outside what is imported dynamically, under the name of the file that it becomes. What becomes one is put into
 * `chunks`, or, if `isOpen` is false, is only looked up there, and everything else is bundled.
 *
 * CommonJS opens CommonJS with `require`: an `import` would start Node's loader of ES modules, which costs a tenth of the start.
 *
 * @param folder how the bundle writes the folder of those files, such as `./chunks`
 */
export const outsidePlugin = (folder: string, chunks: Chunks, isOpen: boolean): Plugin => ({
	name: 'outside',
	setup: build => {
		const {absWorkingDir: root = process.cwd(), format} = build.initialOptions;
		build.onResolve({filter: /.*/}, async ({kind, path, resolveDir, pluginData, with: attributes}) => {
			if (kind !== 'dynamic-import' || pluginData === 'seen') return undefined;
			const resolved = await build.resolve(path, {kind, resolveDir, pluginData: 'seen', with: attributes});
			if (resolved.errors.length > 0) return {errors: resolved.errors};
			const name = chunkName(isRelative(path) ? relative(root, resolved.path) : path);
			const known = chunks.get(name);
			if (resolved.external || (!isOpen && known?.source !== resolved.path)) return resolved;
			if (Object.keys(attributes).length > 0)
				return {errors: [{text: `${path} would become code, which its import attributes forbid`}]};
			// Two sources of one name would become one file, and one of them would be lost.
			if (known !== undefined && known.source !== resolved.path)
				return {errors: [{text: `${known.source} and ${resolved.path} would both become ${name}.js`}]};
			const chunk = known ?? {source: resolved.path, isCommon: false};
			chunks.set(name, chunk);
			const file = `${folder}/${chunkFile(name, chunk)}`;
			return chunk.isCommon && format === 'cjs'
				? {path: file, namespace: 'required'}
				: {path: file, external: true};
		});
		build.onResolve({filter: /.*/, namespace: 'required'}, ({path}) => ({path, external: true}));
		build.onLoad({filter: /.*/, namespace: 'required'}, ({path}) => ({
			contents: `module.exports = require(${JSON.stringify(path)});`,
		}));
	},
});
