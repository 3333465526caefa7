import {relative} from 'node:path';
import type {Metafile, Plugin} from 'esbuild';
import {chunkName, onImportsOf} from './outside.js';

/** An export of a source, and its name among the exports of the file that lends it; no two of a program are alike. */
export type Loan = {
	/** Its absolute path. */
	readonly source: string;
	readonly name: string;
	readonly lentAs: string;
};

/** A CommonJS file that others take sources from, instead of having them a second time. */
export type Lender = {
	/** As the others open it, such as `./program-main.js`. */
	readonly file: string;
	/** All that it could lend. */
	readonly loans: readonly Loan[];
};

/** The name of the loan with this number; it can be found in minified code. */
export const loanName = (index: number): string => `$L${index.toString(36)}`;

/** What the code of others takes of a file. */
export const takenFrom = ({loans}: Lender, code: readonly string[]): readonly Loan[] => {
	const words = new Set(code.flatMap(text => text.match(/\$L[0-9a-z]+/g) ?? []));
	return loans.filter(({lentAs}) => words.has(lentAs));
};

const listOf = (words: readonly string[]): string => `{${words.join(', ')}}`;

/** A stand-in for a source, in a CommonJS file. */
const fromLender = (loans: readonly Loan[], file: string): string =>
	`export ${listOf(loans.map(({name, lentAs}) => `${lentAs} as ${name}`))} from ${JSON.stringify(file)};`;

/** The same in an ES module, which imports all that a statement offers: each name has its own, and those that are not used go. */
const fromLenderEach = (loans: readonly Loan[], file: string): string =>
	loans.map(loan => fromLender([loan], file)).join('\n');

/**
 * Takes what is imported from the first of some files that lends it.
 *
 * In an ES module each importer has a stand-in of its own for what it takes: what several have in common would become one more file.
 */
export const takenPlugin = (lenders: readonly Lender[]): Plugin => ({
	name: 'taken',
	setup: build => {
		const {absWorkingDir: root = process.cwd(), format} = build.initialOptions;
		const sources = new Map(
			lenders.toReversed().flatMap(lender => lender.loans.map(({source}) => [source, lender] as const)),
		);
		onImportsOf(build, sources.keys(), /.*/, (path, importer) => {
			const lender = sources.get(path);
			const standIn = format === 'esm' ? `${path} in ${relative(root, importer)}` : path;
			return lender && {path: standIn, namespace: 'taken', pluginData: {path, lender}, sideEffects: false};
		});
		build.onLoad({filter: /.*/, namespace: 'taken'}, ({pluginData}) => {
			const {path, lender}: {readonly path: string; readonly lender: Lender} = pluginData;
			const own = lender.loans.filter(({source}) => source === path);
			return {contents: format === 'esm' ? fromLenderEach(own, lender.file) : fromLender(own, lender.file)};
		});
		build.onResolve({filter: /.*/, namespace: 'taken'}, ({path}) =>
			format === 'esm'
				? {path, external: true, sideEffects: false}
				: {path, namespace: 'lender', sideEffects: false},
		);
		// One module for each file, so that it is opened in one place.
		build.onLoad({filter: /.*/, namespace: 'lender'}, ({path}) => {
			const {loans = []} = lenders.find(({file}) => file === path) ?? {};
			return {contents: `export ${listOf(loans.map(({lentAs}) => lentAs))} from ${JSON.stringify(path)};`};
		});
		build.onResolve({filter: /.*/, namespace: 'lender'}, ({path}) => ({
			path,
			external: true,
			sideEffects: false,
		}));
	},
});

/**
 * What is put behind the code of a CommonJS file, where an ES module looks for the names that it exports: Node reads those that are
 * given one by one, up to the first that is no plain name. There are few of these, and they are moved to the end.
 */
export const legible = (code: string, names: readonly string[]): string => {
	const [all = '', list] = /module\.exports=\{([\w$:,.!]*)\};?\s*$/.exec(code) ?? [];
	const pairs = list?.split(',') ?? names;
	const {plain = [], other = []} = Object.groupBy(pairs, pair =>
		/:[A-Za-z_$][\w$]*$/.test(pair) ? 'plain' : 'other',
	);
	const start =
		list === undefined
			? code
			: `${code.slice(0, -all.length)}module.exports={${[...plain, ...other].join()}};`;
	const again = other.map(pair => pair.replace(/:.*/, ''));
	return again.length === 0 ? start : `${start}0&&(module.exports={${again.join()}});`;
};

/**
 * The options of a file that lends: its own exports, and under their names what others take.
 *
 * @param own the source that it begins with, and what that exports; none where it is there for others only
 */
export const lendingOptions = (
	name: string,
	own: {readonly source: string; readonly names: readonly string[]} | undefined,
	taken: readonly Loan[],
) => {
	const imports = [
		...(own ? [`import ${listOf(own.names)} from ${JSON.stringify(own.source)};`] : []),
		...taken.map(({source, name, lentAs}) => `import {${name} as ${lentAs}} from ${JSON.stringify(source)};`),
	];
	const names = [...(own?.names ?? []), ...taken.map(({lentAs}) => lentAs)];
	const contents = [...imports, `module.exports = ${listOf(names)};`].join('\n');
	const entry = `lending:${name}`;
	const plugin: Plugin = {
		name: 'lending',
		setup: build => {
			const {absWorkingDir: resolveDir = process.cwd()} = build.initialOptions;
			build.onResolve({filter: /^lending:/}, () => ({path: name, namespace: 'lending'}));
			build.onLoad({filter: /.*/, namespace: 'lending'}, () => ({contents, resolveDir}));
			build.onEnd(({outputFiles = [], metafile}) => {
				const file = outputFiles.find(({path}) => !path.endsWith('.map'));
				const output = Object.values(metafile?.outputs ?? {}).find(({entryPoint}) => entryPoint === entry);
				if (!file || !output) return;
				file.contents = Buffer.from(legible(file.text, names));
				output.bytes = file.contents.length;
			});
		},
	};
	return {entry, plugin, options: {entryPoints: {[chunkName(name)]: entry}}};
};

const withoutStandIns = <Input>(inputs: Readonly<Record<string, Input>>): Record<string, Input> =>
	Object.fromEntries(Object.entries(inputs).filter(([path]) => !/^(?:taken|lender|lending):/.test(path)));

/**
 * The metafile of a build as if nothing stood for anything else: a file that lends begins with its source again, and what is taken
 * from a file is imported from it.
 */
export const asWritten = ({inputs, outputs}: Metafile, lenders: readonly Lender[] = []): Metafile => ({
	inputs: withoutStandIns(inputs),
	outputs: Object.fromEntries(
		Object.entries(outputs).map(([path, {entryPoint, ...output}]) => [
			path,
			{
				...output,
				...(entryPoint === undefined ? {} : {entryPoint: entryPoint.replace(/^lending:/, '')}),
				inputs: withoutStandIns(output.inputs),
				imports: output.imports.map(one =>
					lenders.some(({file}) => file === one.path) ? {...one, kind: 'import-statement' as const} : one,
				),
			},
		]),
	),
});
