import {createHash} from 'node:crypto';
import {relative, sep} from 'node:path';
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

/** Says what the names of a program's loans mean: another version of it may call others by the same names. */
export const termsOf = (lenders: Iterable<Lender>, root: string): string => {
	const loans = [...lenders].flatMap(lender => lender.loans);
	const table = loans.map(({source, name, lentAs}) => [relative(root, source).split(sep), name, lentAs]);
	return createHash('sha256').update(JSON.stringify(table)).digest('hex').slice(0, 12);
};

/**
 * What a file begins with that takes from others. The program can be updated while it runs; then one of the others may be the
 * old one, which is loaded already.
 */
export const sameTerms = (lenders: readonly Lender[], terms: string): string =>
	lenders
		.map(
			({file}) =>
				`if(require("${file}").$terms!=="${terms}")throw new Error("zconn was updated while it was running. Start it again.");`,
		)
		.join('');

/** What the code of others takes of a file. */
export const takenFrom = ({loans}: Lender, code: readonly string[]): readonly Loan[] => {
	const words = new Set(code.flatMap(text => text.match(/\$L[0-9a-z]+/g) ?? []));
	return loans.filter(({lentAs}) => words.has(lentAs));
};

const listOf = (words: readonly string[]): string => `{${words.join(', ')}}`;

const fromFile = (loans: readonly Loan[], file: string): string =>
	`export ${listOf(loans.map(({lentAs}) => lentAs))} from ${JSON.stringify(file)};`;

/** A source of which some exports are taken, and the others are not used. */
const borrowed = (taken: readonly Loan[], unused: readonly Loan[], file: string): string =>
	[
		`export ${listOf(taken.map(({name, lentAs}) => `${lentAs} as ${name}`))} from ${JSON.stringify(file)};`,
		'const unused = undefined;',
		`export ${listOf(unused.map(({name}) => `unused as ${name}`))};`,
	].join('\n');

/** A source that only shows which of its exports are used: their names are left in the code. */
const marked = (loans: readonly Loan[]): string =>
	loans
		.map(
			({name, lentAs}) =>
				`const ${lentAs} = /* @__PURE__ */ mark('${lentAs}'); export {${lentAs} as ${name}};`,
		)
		.join('\n');

/**
 * Takes what is imported from the first of some files that lends it.
 *
 * @param pick what is taken of a file: an ES module imports all that it is offered, so it should be offered no more than it uses.
 * Without it the names of what is used are left in the code, which does not run
 */
export const takenPlugin = (
	lenders: readonly Lender[],
	pick?: (lender: Lender) => readonly Loan[],
): Plugin => ({
	name: 'taken',
	setup: build => {
		const sources = new Map(
			lenders.toReversed().flatMap(lender => lender.loans.map(({source}) => [source, lender] as const)),
		);
		const taken = new Map(lenders.map(lender => [lender.file, new Set(pick?.(lender))]));
		onImportsOf(build, sources.keys(), /.*/, path => {
			const lender = sources.get(path);
			return lender && {path, namespace: 'taken', pluginData: lender, sideEffects: false};
		});
		build.onLoad({filter: /.*/, namespace: 'taken'}, ({path, pluginData}) => {
			const {file, loans}: Lender = pluginData;
			const own = loans.filter(({source}) => source === path);
			if (!pick) return {contents: marked(own)};
			const isTaken = (loan: Loan): boolean => taken.get(file)?.has(loan) ?? false;
			const unused = own.filter(loan => !isTaken(loan));
			return {contents: borrowed(own.filter(isTaken), unused, file)};
		});
		// One module for each file, so that it is opened once.
		build.onResolve({filter: /.*/, namespace: 'taken'}, ({path}) => ({
			path,
			namespace: 'lender',
			sideEffects: false,
		}));
		build.onLoad({filter: /.*/, namespace: 'lender'}, ({path}) => ({
			contents: fromFile([...(taken.get(path) ?? [])], path),
		}));
		build.onResolve({filter: /.*/, namespace: 'lender'}, ({path}) => ({
			path,
			external: true,
			sideEffects: false,
		}));
	},
});

/**
 * The options of a file that lends: its own exports, and under their names what others take.
 *
 * @param own the source that it begins with, and what that exports; none where it is there for others only
 */
export const lendingOptions = (
	name: string,
	own: {readonly source: string; readonly names: readonly string[]} | undefined,
	taken: readonly Loan[],
	terms: string,
) => {
	const imports = [
		...(own ? [`import ${listOf(own.names)} from ${JSON.stringify(own.source)};`] : []),
		...taken.map(({source, name, lentAs}) => `import {${name} as ${lentAs}} from ${JSON.stringify(source)};`),
	];
	const names = listOf([...(own?.names ?? []), ...taken.map(({lentAs}) => lentAs), '$terms']);
	const contents = [...imports, `const $terms = '${terms}';`, `module.exports = ${names};`].join('\n');
	const entry = `lending:${name}`;
	const plugin: Plugin = {
		name: 'lending',
		setup: build => {
			const {absWorkingDir: resolveDir = process.cwd()} = build.initialOptions;
			build.onResolve({filter: /^lending:/}, () => ({path: name, namespace: 'lending'}));
			build.onLoad({filter: /.*/, namespace: 'lending'}, () => ({contents, resolveDir}));
		},
	};
	// An ES module finds the names of a CommonJS file by reading it; the footer is where it looks for them.
	const footer = {js: `0&&(module.exports=${names.replaceAll(' ', '')});`};
	return {entry, plugin, options: {entryPoints: {[chunkName(name)]: entry}, footer}};
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
