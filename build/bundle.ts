import {join} from 'node:path';
import * as esbuild from 'esbuild';
import {joinMetafiles} from './metafile.js';
import {builtinsPlugin} from './plugins/builtins.js';
import {onDemandPlugin} from './plugins/on-demand.js';
import {chunkName, outsidePlugin} from './plugins/outside.js';
import {reactPlugin} from './plugins/react.js';
import {samePackagesPlugin} from './plugins/same-packages.js';
import {unicodePlugin} from './plugins/unicode.js';
import {yogaPlugin} from './plugins/yoga.js';

/** What makes a bundle of Ink quick to start. Every one of them must find what it changes, or the build fails. */
export const quickStartPlugins: readonly esbuild.Plugin[] = [
	yogaPlugin,
	unicodePlugin,
	onDemandPlugin,
	builtinsPlugin,
	reactPlugin,
	samePackagesPlugin,
];

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
	/** Sources that are opened most: each becomes one file, with all that it imports at once. */
	readonly hot: readonly string[];
	/** Folder of the outputs. */
	readonly outputFolder: string;
	/** Packages that stay outside. */
	readonly external?: readonly string[];
	/** For all that is behind the door. */
	readonly plugins?: readonly esbuild.Plugin[];
	/** For the hot files, on top of those that make Ink quick. */
	readonly hotPlugins?: readonly esbuild.Plugin[];
};

/** The oldest Node that the program runs on. */
const oldestNode = 'node22.19';

/** For a Node from before all this, so that it can be told that it is old. */
const bundleDoor = (options: BundleOptions, chunks: Map<string, string>) =>
	esbuild.build({
		...commonOptions,
		absWorkingDir: options.root,
		entryPoints: [options.entry],
		outdir: options.outputFolder,
		banner: {js: '#!/usr/bin/env node'},
		sourcemap: 'external',
		target: 'node12.20',
		plugins: [outsidePlugin('./chunks', chunks, true)],
	});

/** What hot and cold files have in common. */
const chunkOptions = (options: BundleOptions) =>
	({
		...commonOptions,
		absWorkingDir: options.root,
		outdir: `${options.outputFolder}/chunks`,
		sourcemap: 'external',
		target: oldestNode,
		external: [...(options.external ?? [])],
	}) as const satisfies esbuild.BuildOptions;

/**
 * Bundles a program. Nothing is written. Rejects when a source does not build, or a plugin did not find what it changes.
 *
 * Every file that Node opens costs, and splitting makes dozens. So the door stands alone, behind it each hot source
 * becomes one file (what several of them need is in each), and the rest is split as esbuild does it. Whatever is imported
 * dynamically is a file of its own that is loaded when it is needed, the same one wherever it is imported.
 */
export const bundleProgram = async (options: BundleOptions): Promise<Bundle> => {
	const {root, plugins = [], hotPlugins = []} = options;
	const hot = new Map(options.hot.map(path => [chunkName(path), join(root, path)]));
	const chunks = new Map(hot);
	const door = await bundleDoor(options, chunks);
	const quick = await esbuild.build({
		...chunkOptions(options),
		entryPoints: Object.fromEntries(hot),
		plugins: [outsidePlugin('.', chunks, true), ...plugins, ...hotPlugins, ...quickStartPlugins],
	});
	const cold = await esbuild.build({
		...chunkOptions(options),
		entryPoints: Object.fromEntries([...chunks].filter(([name]) => !hot.has(name))),
		splitting: true,
		// Ink, which the other plugins are for, is in the hot files.
		plugins: [outsidePlugin('.', hot, false), ...plugins, builtinsPlugin],
	});
	const results = [door, quick, cold];
	return {
		files: results.flatMap(({outputFiles}) => outputFiles),
		metafile: joinMetafiles(results.map(({metafile}) => metafile)),
	};
};
