import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after} from 'node:test';
import * as esbuild from 'esbuild';
import {commonOptions, quickStartPlugins} from '../../build/bundle.js';

export const root = join(import.meta.dirname, '../..');

const require = createRequire(import.meta.url);

/** The copies of string-width that are installed: the one Ink measures with, and our own. They may be the same. */
export const stringWidthFiles = {
	ink: createRequire(require.resolve('ink')).resolve('string-width'),
	own: require.resolve('string-width'),
};

/** What any bundle of Ink needs, so that the untouched library can be bundled too. */
const untouched: esbuild.Plugin = {
	name: 'untouched',
	setup: build => {
		build.onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'empty'}));
		build.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}', loader: 'js'}));
	},
};

/** Bundles a source text, with the quick-start plugins or those given. Rejects when the build fails. */
export const bundleText = async (
	contents: string,
	plugins: readonly esbuild.Plugin[] | 'quick' | 'untouched' = 'quick',
): Promise<string> => {
	const chosen = {quick: quickStartPlugins, untouched: [untouched]};
	const {outputFiles} = await esbuild.build({
		...commonOptions,
		absWorkingDir: root,
		stdin: {contents, resolveDir: root, loader: 'tsx'},
		outfile: 'out.mjs',
		target: 'node22.19',
		banner:
			plugins === 'untouched'
				? {js: "import {createRequire} from 'node:module';const require = createRequire(import.meta.url);"}
				: {},
		plugins: [...(typeof plugins === 'string' ? chosen[plugins] : plugins)],
	});
	return outputFiles.map(({text}) => text).join('');
};

/** Writes text to a file of its own that goes after the tests. @returns its path */
export const temporaryFile = (name: string, text: string): string => {
	const folder = mkdtempSync(join(tmpdir(), 'zconn-build-'));
	after(() => rmSync(folder, {recursive: true, force: true}));
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
};
