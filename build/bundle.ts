import {join} from 'node:path';
import * as esbuild from 'esbuild';
import {type Exports, exportsOf} from './exports.js';
import {
	type Holder,
	holdingsOf,
	isIn,
	lendersAmong,
	lendingOnly,
	readersIn,
	sharedIn,
	sizesIn,
} from './lenders.js';
import {joinMetafiles} from './metafile.js';
import {atFirstUsePlugin} from './plugins/at-first-use.js';
import {builtinsPlugin} from './plugins/builtins.js';
import {type Chunks, chunkName, outsidePlugin} from './plugins/outside.js';
import {asWritten, lendingOptions, takenFrom, takenPlugin} from './plugins/taken.js';
import {textWidthPlugin, unicodePlugin} from './plugins/unicode.js';
import {withoutDevToolsPlugin} from './plugins/without-dev-tools.js';
import {yogaPlugin} from './plugins/yoga.js';
import {tidied} from './split.js';

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

/** One of what is opened most: a CommonJS file, with all that it imports at once and does not take from others. */
export type HotFile = Holder & {
	/** Sources of other hot files that it opens when something of them is used for the first time. */
	readonly late?: readonly string[];
	/** Folders of whose sources it has what several of the split files need, without a source that it begins with. */
	readonly sharedFrom?: readonly string[];
	/** For it alone. */
	readonly plugins?: readonly esbuild.Plugin[];
};

export type BundleOptions = {
	/** Absolute folder that the other paths are relative to. */
	readonly root: string;
	/** The door: the file that is run. */
	readonly entry: string;
	/** What is opened most. One takes only from those before it. */
	readonly hot: readonly HotFile[];
	/** Sources that become one file each as well, but ES modules: Ink is among what they import, and Yoga waits at its top. */
	readonly whole: readonly Pick<HotFile, 'name' | 'takesFrom'>[];
	/**
	 * The hot files that all the others take from, the first one that has a source. Only what no others read than those in `to`,
	 * sources and folders with a slash at their end; anything when it is left out.
	 */
	readonly lending?: readonly {readonly name: string; readonly to?: readonly string[]}[];
	/** Folder of the outputs. */
	readonly outputFolder: string;
	/** Packages that stay outside. */
	readonly external?: readonly string[];
	/** For all that is behind the door. */
	readonly plugins?: readonly esbuild.Plugin[];
	/** Names of plugins that make the start quick and are left out, to see what they are good for. */
	readonly without?: ReadonlySet<string> | undefined;
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

/** The files that are named in the options. */
const singleOf = ({root, hot, whole}: BundleOptions): Chunks => {
	const chunksOf = (files: readonly Pick<HotFile, 'name'>[], isCommon: boolean) =>
		files.map(({name}) => [chunkName(name), {source: join(root, name), isCommon}] as const);
	return new Map([...chunksOf(hot, true), ...chunksOf(whole, false)]);
};

type Built = esbuild.BuildResult<{readonly write: false; readonly metafile: true}>;

/** Something to be built, with a plugin before the others and whatever is special. */
type Build = (first: esbuild.Plugin, more?: esbuild.BuildOptions) => Promise<Built>;

/**
 * How each kind of file behind the door is built. What is opened by one of them is put into `chunks`.
 *
 * @param lateExports those of the sources that hot files open late
 */
const buildersOf = (options: BundleOptions, chunks: Chunks, lateExports: Exports) => {
	const {root, plugins = [], without = new Set()} = options;
	const single = singleOf(options);
	const kept = (given: readonly esbuild.Plugin[]) => given.filter(({name}) => !without.has(name));
	const build = (
		isCommon: boolean,
		entryPoints: Record<string, string>,
		more: esbuild.BuildOptions,
		own: readonly esbuild.Plugin[],
	): Promise<Built> =>
		esbuild.build({
			...chunkOptions(options, isCommon),
			entryPoints,
			...more,
			plugins: [...own, ...plugins],
			metafile: true,
			write: false,
		});
	const entriesOf = (paths: readonly string[]) =>
		Object.fromEntries(paths.map(path => [chunkName(path), join(root, path)]));
	const hot =
		({name, late = [], plugins: own = []}: HotFile): Build =>
		(first, more = {}) =>
			build(true, entriesOf([name]), more, [
				outsidePlugin('.', chunks, true),
				first,
				atFirstUsePlugin(late, lateExports),
				...own,
				...kept(hotStartPlugins),
			]);
	const whole: Build = (first, more = {}) =>
		build(false, entriesOf(options.whole.map(({name}) => name)), more, [
			outsidePlugin('.', chunks, true),
			first,
			...kept(quickStartPlugins),
		]);
	const cold: Build = (first, more = {}) => {
		// Sorted: which build came upon one first depends on the clock, and the names of what esbuild splits on their order.
		const entries = [...chunks]
			.filter(([name]) => !single.has(name))
			.toSorted(([one], [other]) => (one < other ? -1 : 1));
		return build(
			false,
			Object.fromEntries(entries.map(([name, {source}]) => [name, source])),
			{splitting: true, ...more},
			// Ink, which the other plugins are for, is in a file of its own.
			[outsidePlugin('.', single, false), first, ...kept([builtinsPlugin])],
		);
	};
	return {hot, whole, cold};
};

type Builders = ReturnType<typeof buildersOf>;

const codeOf = ({outputFiles}: Built): readonly string[] =>
	outputFiles.filter(({path}) => !path.endsWith('.map')).map(({text}) => text);

const nothing = takenPlugin([]);

/** For what is only looked at. */
const asDraft: esbuild.BuildOptions = {sourcemap: false};

/** Everything alone, to see what is in it: what each file can lend, and to whom. */
const survey = async ({root, hot, whole, lending = []}: BundleOptions, builders: Builders) => {
	const sources = hot.filter(({commonTo, sharedFrom}) => !commonTo && !sharedFrom);
	const sizesOf = async (file: HotFile) =>
		[file.name, sizesIn((await builders.hot(file)(nothing, asDraft)).metafile)] as const;
	const alone = new Map(await Promise.all(sources.map(sizesOf)));
	const wholeReaders = readersIn((await builders.whole(nothing, asDraft)).metafile);
	const {metafile: cold} = await builders.cold(nothing, asDraft);
	const coldReaders = readersIn(cold);
	const holdings = new Map(holdingsOf(hot, alone, sizesIn(cold)));
	const heldBy = (names: readonly string[]) => names.flatMap(name => holdings.get(name) ?? []);
	const isTaken = (source: string): boolean =>
		lending.some(
			({name, to}) =>
				heldBy([name]).includes(source) && (!to || coldReaders.get(source)?.every(entry => isIn(to, entry))),
		);
	for (const {name, sharedFrom, takesFrom = []} of hot)
		if (sharedFrom) holdings.set(name, sharedIn(cold, sharedFrom, isTaken, new Set(heldBy(takesFrom))));
	const exports = await exportsOf(root, [...alone.keys(), ...[...holdings.values()].flat()]);
	const lenders = lendersAmong(root, holdings, exports);
	const lendersOf = (names: readonly string[] = []) => names.flatMap(name => lenders.get(name) ?? []);
	return {
		exports,
		lendersOf,
		toWhole: hot.flatMap(({name}) => {
			const takers = whole.filter(({takesFrom}) => takesFrom?.includes(name)).map(taker => taker.name);
			return lendersOf([name]).map(lender => lendingOnly(lender, takers, wholeReaders, root));
		}),
		toCold: lending.flatMap(({name, to}) =>
			lendersOf([name]).map(lender => (to ? lendingOnly(lender, to, coldReaders, root) : lender)),
		),
	};
};

/** What is behind the door. What takes from others is built before them, to see what it takes. */
const bundleBehind = async (options: BundleOptions, chunks: Chunks): Promise<readonly Built[]> => {
	const {root, hot} = options;
	const lateExports = await exportsOf(
		root,
		hot.flatMap(({late = []}) => late),
	);
	const builders = buildersOf(options, chunks, lateExports);
	const {exports, lendersOf, toWhole, toCold} = await survey(options, builders);
	const built = [
		tidied(await builders.whole(takenPlugin(toWhole)), root),
		tidied(await builders.cold(takenPlugin(toCold)), root),
	];
	for (const file of hot.toReversed()) {
		const {name, takesFrom} = file;
		const lenders = lendersOf(takesFrom);
		const names = exports.get(name);
		const taken = lendersOf([name]).flatMap(lender => takenFrom(lender, built.flatMap(codeOf)));
		const lending = lendingOptions(name, names && {source: join(root, name), names}, taken);
		const plugins = [lending.plugin, ...(file.plugins ?? [])];
		const result = await builders.hot({...file, plugins})(takenPlugin(lenders), {
			...lending.options,
			banner: {js: '"use strict";'},
		});
		built.push({...result, metafile: asWritten(result.metafile, lenders)});
	}
	return built.map(result => ({...result, metafile: asWritten(result.metafile)}));
};

/**
 * Bundles a program. Nothing is written. Rejects when a source does not build, or a plugin did not find what it changes.
 *
 * Every file that Node opens costs, and splitting makes dozens. So the door stands alone, behind it each hot source
 * becomes one file, and the rest is split as esbuild does it. What is in a hot file already others take from there, unless
 * they would load much that they do not need. Whatever is imported
 * dynamically is a file of its own that is loaded when it is needed, the same one wherever it is imported.
 *
 * The door and the hot files are CommonJS, so the output folder needs a `package.json` that says so.
 */
export const bundleProgram = async (options: BundleOptions): Promise<Bundle> => {
	const chunks: Chunks = new Map(singleOf(options));
	const door = await bundleDoor(options, chunks);
	const results = [door, ...(await bundleBehind(options, chunks))];
	return {
		files: results.flatMap(({outputFiles}) => outputFiles),
		metafile: joinMetafiles(results.map(({metafile}) => metafile)),
	};
};
