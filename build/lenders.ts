import {join, relative, sep} from 'node:path';
import type {Metafile} from 'esbuild';
import type {Exports} from './exports.js';
import {chunksReachedBy, inputsOf} from './metafile.js';
import {chunkFile, chunkName} from './plugins/outside.js';
import {type Lender, type Loan, loanName} from './plugins/taken.js';

/** A file that may lend. */
export type Holder = {
	/** The source that it begins with, whose exports are its own. Or a name, for what other files have in common. */
	readonly name: string;
	/** The files that all need what is in it. */
	readonly commonTo?: readonly string[];
	/** Files before it that it takes sources from, and so opens at once. */
	readonly takesFrom?: readonly string[];
};

/** Bytes of each source in some outputs, by its path. */
export type Sizes = ReadonlyMap<string, number>;

/** The sizes in a build, without what cannot be lent: CommonJS, and what is no file. */
export const sizesIn = ({outputs, inputs}: Metafile): Sizes => {
	const sizes = new Map<string, number>();
	for (const {inputs: parts} of Object.values(outputs))
		for (const [path, {bytesInOutput}] of Object.entries(parts))
			if (bytesInOutput > 0 && inputs[path]?.format !== 'cjs' && !path.includes(':'))
				sizes.set(path, (sizes.get(path) ?? 0) + bytesInOutput);
	return sizes;
};

/** The entries of a build that load a source at once, by its path. */
export const readersIn = (metafile: Metafile): ReadonlyMap<string, readonly string[]> => {
	const readers = new Map<string, string[]>();
	for (const {entryPoint} of Object.values(metafile.outputs)) {
		if (entryPoint === undefined) continue;
		for (const source of inputsOf(metafile, chunksReachedBy(metafile, entryPoint)))
			readers.set(source, [...(readers.get(source) ?? []), entryPoint]);
	}
	return readers;
};

/** The part of a source that has to be in a file for it to lend the source: what is missing would come into it for the others. */
const leastPart = 0.8;

/** The sources that each file holds, by the file's name. */
type Holdings = ReadonlyMap<string, readonly string[]>;

/**
 * What each file holds that is not in those it takes from. A package's source may be there in part.
 *
 * @param alone what is in each file when it takes nothing @param others what is in those that take only
 */
export const holdingsOf = (
	files: readonly Holder[],
	alone: ReadonlyMap<string, Sizes>,
	others: Sizes,
): Holdings => {
	const wholeSize = (source: string): number =>
		Math.max(...[others, ...alone.values()].map(sizes => sizes.get(source) ?? 0));
	const holdings = new Map<string, readonly string[]>();
	for (const {name, commonTo = [name], takesFrom = []} of files) {
		const parts = commonTo.map(one => alone.get(one) ?? new Map<string, number>());
		const taken = new Set(takesFrom.flatMap(one => holdings.get(one) ?? []));
		const isHeld = ([source, size]: readonly [string, number]): boolean =>
			!taken.has(source) &&
			parts.every(part => part.has(source)) &&
			(source.includes('node_modules/') || size >= leastPart * wholeSize(source));
		holdings.set(
			name,
			[...(parts[0] ?? [])].filter(isHeld).map(([source]) => source),
		);
	}
	return holdings;
};

/** What each file can lend to others. @param exports those of all that they hold */
export const lendersAmong = (
	root: string,
	holdings: Holdings,
	exports: Exports,
): ReadonlyMap<string, Lender> => {
	let count = 0;
	const loansOf = (path: string): readonly Loan[] =>
		(exports.get(path) ?? []).map(name => ({source: join(root, path), name, lentAs: loanName(count++)}));
	return new Map(
		[...holdings].map(([name, held]): [string, Lender] => {
			const file = `./${chunkFile(chunkName(name), {isCommon: true})}`;
			return [name, {file, loans: held.flatMap(loansOf)}];
		}),
	);
};

/** Whether a list of sources, and of folders with a slash at their end, has a source. */
export const isIn = (list: readonly string[], source: string): boolean =>
	list.some(one => source === one || (one.endsWith('/') && source.startsWith(one)));

/** Modules of Node that cost nothing, because they are loaded before all of this. */
const cheapBuiltin = /^builtin-imported:(?:events|fs|os|path|process|timers\/promises|util)(?: |$)/;

/** Bytes of a source that are worth no file of their own, and how many files need one that is bigger before it is loaded with all. */
const few = 1500;
const many = 12;

/**
 * What several of the files that are split load, and what costs little where it is not needed: small sources, and those that most
 * need. They import nothing but each other, what is held and what costs nothing, so that no source is there twice.
 *
 * @param split the build of what is split @param folders where they may be
 * @param isLent whether the split files take it from others @param held what the file that they are for takes from others
 */
export const sharedIn = (
	split: Metafile,
	folders: readonly string[],
	isLent: (source: string) => boolean,
	held: ReadonlySet<string>,
): readonly string[] => {
	const sizes = sizesIn(split);
	const readers = readersIn(split);
	const isWorth = ([source, size]: readonly [string, number]): boolean => {
		const count = readers.get(source)?.length ?? 0;
		return isIn(folders, source) && !isLent(source) && count > 1 && (size <= few || count >= many);
	};
	const chosen = new Set([...sizes].filter(isWorth).map(([source]) => source));
	const importsOf = (source: string) =>
		(split.inputs[source]?.imports ?? []).filter(({external}) => !external);
	const isHeld = (path: string): boolean =>
		held.has(path) ||
		chosen.has(path) ||
		cheapBuiltin.test(path) ||
		// Types alone.
		(!path.includes(':') && !sizes.has(path) && importsOf(path).length === 0);
	for (let before = -1; before !== chosen.size; ) {
		before = chosen.size;
		for (const source of chosen)
			if (!importsOf(source).every(({path}) => isHeld(path))) chosen.delete(source);
	}
	return [...chosen].toSorted();
};

/** A lender of what no other entries read than those in `to`, so that it is opened for nothing else. */
export const lendingOnly = (
	lender: Lender,
	to: readonly string[],
	readers: ReadonlyMap<string, readonly string[]>,
	root: string,
): Lender => {
	const isMeant = ({source}: Loan): boolean =>
		(readers.get(relative(root, source).split(sep).join('/')) ?? []).every(entry => isIn(to, entry));
	return {...lender, loans: lender.loans.filter(isMeant)};
};
