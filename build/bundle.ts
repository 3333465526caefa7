import {join} from 'node:path';
import * as esbuild from 'esbuild';
import {joinMetafiles} from './metafile.js';
import {atFirstUsePlugin} from './plugins/at-first-use.js';
import {builtinsPlugin} from './plugins/builtins.js';
import {compiledAtOncePlugin} from './plugins/compiled-at-once.js';
import {type Chunks, chunkName, outsidePlugin} from './plugins/outside.js';
import {textWidthPlugin, unicodePlugin} from './plugins/unicode.js';
import {withoutDevToolsPlugin} from './plugins/without-dev-tools.js';
import {yogaPlugin} from './plugins/yoga.js';

/**
 * What makes a bundle of Ink quick to start. Each has to find what it changes, or the build fails; and each is to be worth its keep:
 * `npm run bench -- --patches` measures what the wizard takes without it. Behind each, the milliseconds that it saved until Ink drew
 * (108 then) and, where it counts there too, to the first frame (71), on a machine where `node -e 0` took 28.
 */
export const quickStartPlugins: readonly esbuild.Plugin[] = [
	yogaPlugin, // 42
	unicodePlugin, // 51, and 14 to the first frame
	builtinsPlugin, // 20, and 7 to the first frame
	withoutDevToolsPlugin, // Without it nothing loads.
];

/** The same for what has no Ink in it. */
const hotStartPlugins: readonly esbuild.Plugin[] = [textWidthPlugin, builtinsPlugin];

/** What every bundle of this project has in common. */
export const commonOptions = {
	bundle: true,
	platform: 'node',
	format: 'esm',
	jsx: 'automatic',
	minify: true,
	define: {'process.env.NODE_ENV': '"production"'},
	legalComments: 'none',
	sourcesContent: false,
	logLevel: 'silent',
	metafile: true,
	write: false,
} as const satisfies esbuild.BuildOptions;

export type Bundle = {
	readonly files: readonly esbuild.OutputFile[];
	readonly metafile: esbuild.Metafile;
};

export type BundleOptions = {
	/** Absolute folder that the other paths are relative to. */
	readonly root: string;
	/** The door: the file that is run. */
	readonly entry: string;
	/** Sources that are opened most: each becomes one CommonJS file, with all that it imports at once. */
	readonly hot: readonly string[];
	/** What hot sources open at its first use only, by each: hot sources as well. */
	readonly late?: Readonly<Record<string, readonly string[]>>;
	/** Hot sources of which most is run before anything is seen: their functions are compiled along with them. */
	readonly atOnce?: readonly string[];
	/** Sources that become one file each as well, but ES modules: Ink is among what they import, and Yoga waits at its top. */
	readonly whole: readonly string[];
	/** Folder of the outputs. */
	readonly outputFolder: string;
	/** Packages that stay outside. */
	readonly external?: readonly string[];
	/** For all that is behind the door. */
	readonly plugins?: readonly esbuild.Plugin[];
	/** Names of plugins that make the start quick and are left out, to see what they are good for. */
	readonly without?: ReadonlySet<string> | undefined;
	/** For the hot files that open nothing late. */
	readonly hotPlugins?: readonly esbuild.Plugin[];
};

/** The oldest Node that the program runs on. */
const oldestNode = 'node22.19';

/** For a Node from before all this, so that it can be told that it is old. */
const bundleDoor = (options: BundleOptions, chunks: Chunks) =>
	esbuild.build({
		...commonOptions,
		format: 'cjs',
		absWorkingDir: options.root,
		entryPoints: [options.entry],
		outdir: options.outputFolder,
		banner: {js: '#!/usr/bin/env node'},
		sourcemap: 'external',
		target: 'node12.20',
		plugins: [outsidePlugin('./chunks', chunks, true)],
	});

/** What CommonJS packages need in an ES module, where no plugin gives them Node's modules. */
const madeRequire =
	"import {createRequire} from 'node:module';const require = createRequire(import.meta.url);";

/** What all files behind the door have in common. */
const chunkOptions = (options: BundleOptions, isCommon: boolean) =>
	({
		...commonOptions,
		absWorkingDir: options.root,
		outdir: `${options.outputFolder}/chunks`,
		sourcemap: 'external',
		target: oldestNode,
		external: [...(options.external ?? [])],
		...(isCommon ? {format: 'cjs'} : {format: 'esm', outExtension: {'.js': '.mjs'}}),
		...(!isCommon && options.without?.has(builtinsPlugin.name) ? {banner: {js: madeRequire}} : {}),
	}) as const satisfies esbuild.BuildOptions;

/**
 * Bundles a program. Nothing is written. Rejects when a source does not build, or a plugin did not find what it changes.
 *
 * Every file that Node opens costs, and splitting makes dozens. So the door stands alone, behind it each hot source
 * becomes one file (what several of them need is in each), and the rest is split as esbuild does it. Whatever is imported
 * dynamically is a file of its own that is loaded when it is needed, the same one wherever it is imported.
 *
 * The door and the hot files are CommonJS, so the output folder needs a `package.json` that says so.
 */
export const bundleProgram = async (options: BundleOptions): Promise<Bundle> => {
	const {root, plugins = [], hotPlugins = [], late = {}, atOnce = [], without = new Set()} = options;
	const kept = (given: readonly esbuild.Plugin[]) => given.filter(({name}) => !without.has(name));
	const chunkOf = (isCommon: boolean) => (path: string) =>
		[chunkName(path), {source: join(root, path), isCommon}] as const;
	const single: Chunks = new Map([...options.hot.map(chunkOf(true)), ...options.whole.map(chunkOf(false))]);
	const chunks: Chunks = new Map(single);
	const entriesOf = (paths: readonly string[]) =>
		Object.fromEntries(paths.map(path => [chunkName(path), join(root, path)]));
	const door = await bundleDoor(options, chunks);
	const bundleHot = (entries: readonly string[], own: readonly esbuild.Plugin[]) =>
		esbuild.build({
			...chunkOptions(options, true),
			entryPoints: entriesOf(entries),
			plugins: [
				outsidePlugin('.', chunks, true),
				...own,
				...plugins,
				...kept([...hotStartPlugins, compiledAtOncePlugin(atOnce)]),
			],
		});
	const hot = await Promise.all([
		bundleHot(
			options.hot.filter(path => !late[path]),
			hotPlugins,
		),
		...Object.entries(late).map(([path, sources]) => bundleHot([path], [atFirstUsePlugin(sources)])),
	]);
	const whole = await esbuild.build({
		...chunkOptions(options, false),
		entryPoints: entriesOf(options.whole),
		plugins: [outsidePlugin('.', chunks, true), ...plugins, ...kept(quickStartPlugins)],
	});
	const cold = await esbuild.build({
		...chunkOptions(options, false),
		entryPoints: Object.fromEntries(
			[...chunks].filter(([name]) => !single.has(name)).map(([name, {source}]) => [name, source]),
		),
		splitting: true,
		// Ink, which the other plugins are for, is in a file of its own.
		plugins: [outsidePlugin('.', single, false), ...plugins, ...kept([builtinsPlugin])],
	});
	const results = [door, ...hot, whole, cold];
	return {
		files: results.flatMap(({outputFiles}) => outputFiles),
		metafile: joinMetafiles(results.map(({metafile}) => metafile)),
	};
};
