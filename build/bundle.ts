import {basename, relative} from 'node:path';
import * as esbuild from 'esbuild';
import {builtinsPlugin} from './plugins/builtins.js';
import {onDemandPlugin} from './plugins/on-demand.js';
import {unicodePlugin} from './plugins/unicode.js';
import {yogaPlugin} from './plugins/yoga.js';

/** What makes a bundle of Ink quick to start. Every one of them must find what it changes, or the build fails. */
export const quickStartPlugins: readonly esbuild.Plugin[] = [
	yogaPlugin,
	unicodePlugin,
	onDemandPlugin,
	builtinsPlugin,
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
	/** Folder of the outputs. */
	readonly outputFolder: string;
	/** Packages that stay outside. */
	readonly external?: readonly string[];
	/** On top of those that make Ink quick. */
	readonly plugins?: readonly esbuild.Plugin[];
	/** Instead of those that make Ink quick. */
	readonly quickStart?: readonly esbuild.Plugin[];
};

/** The name of a chunk that the door opens: `./source/commands/main.tsx` becomes `main`. */
const chunkName = (path: string): string => basename(path).replace(/\.[a-z]+$/, '');

/**
 * Bundles the door by itself for a Node from before all this: whatever it imports dynamically stays outside, and is
 * collected to be bundled as a chunk of its own. So an old Node can still read the door and be told that it is old.
 */
const bundleDoor = async (options: BundleOptions) => {
	const behind = new Map<string, string>();
	const doorPlugin: esbuild.Plugin = {
		name: 'door',
		setup: build => {
			build.onResolve({filter: /^\./}, async ({kind, path, resolveDir, pluginData}) => {
				if (kind !== 'dynamic-import' || pluginData === 'seen') return undefined;
				const resolved = await build.resolve(path, {kind, resolveDir, pluginData: 'seen'});
				if (resolved.errors.length > 0) return {errors: resolved.errors};
				const name = chunkName(resolved.path);
				behind.set(name, resolved.path);
				return {path: `./chunks/${name}.js`, external: true};
			});
		},
	};
	const result = await esbuild.build({
		...commonOptions,
		absWorkingDir: options.root,
		entryPoints: [options.entry],
		outdir: options.outputFolder,
		banner: {js: '#!/usr/bin/env node'},
		sourcemap: 'linked',
		target: 'node12.20',
		plugins: [doorPlugin],
	});
	return {result, behind};
};

/** In the metafile the door's imports are external; here they lead to the chunks they open. */
const joinMetafiles = (door: esbuild.Metafile, rest: esbuild.Metafile, folder: string): esbuild.Metafile => {
	const outputs = Object.entries(door.outputs).map(([path, output]) => {
		const imports = output.imports.map(({path: target, kind}) => ({
			path: `${folder}/${target.replace('./', '')}`,
			kind,
		}));
		return [path, {...output, imports}] as const;
	});
	return {
		inputs: {...door.inputs, ...rest.inputs},
		outputs: {...Object.fromEntries(outputs), ...rest.outputs},
	};
};

/**
 * Bundles a program: a door in plain old syntax, and behind it chunks that are loaded when they are needed. Nothing is
 * written. Rejects when a source does not build, or a plugin did not find what it changes.
 */
export const bundleProgram = async (options: BundleOptions): Promise<Bundle> => {
	const {result: door, behind} = await bundleDoor(options);
	const rest = await esbuild.build({
		...commonOptions,
		absWorkingDir: options.root,
		entryPoints: Object.fromEntries(
			[...behind].map(([name, path]) => [`chunks/${name}`, relative(options.root, path)]),
		),
		outdir: options.outputFolder,
		chunkNames: 'chunks/[name]-[hash]',
		splitting: true,
		sourcemap: 'linked',
		target: 'node22.19',
		external: [...(options.external ?? [])],
		plugins: [...(options.plugins ?? []), ...(options.quickStart ?? quickStartPlugins)],
	});
	return {
		files: [...door.outputFiles, ...rest.outputFiles],
		metafile: joinMetafiles(door.metafile, rest.metafile, options.outputFolder),
	};
};
