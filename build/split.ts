import {basename, join, posix} from 'node:path';
import type {BuildResult, OutputFile} from 'esbuild';
import {type Edit, edited} from './edited.js';

type Split = BuildResult<{readonly write: false; readonly metafile: true}>;

/** By the names of files, their code. */
type Codes = ReadonlyMap<string, string>;

/** A statement that imports another file, or names of it; or a file with a hash in its name, wherever it is named. */
const mentions = /(?<=^|[;}\n])import(?:\{([^}]*)\}from)?"\.\/([^"]+)";|"\.\/([^"/]+-[A-Z0-9]{8}\.mjs)"/g;

/** The files without a code of their own: what they stood for is taken from others, or was types. */
const emptyIn = (codes: Codes): ReadonlySet<string> => {
	const empty = new Set<string>();
	const rest = (code: string): string =>
		code.replaceAll(mentions, (text, _names, file) => (empty.has(file) ? '' : text));
	for (let before = -1; before !== empty.size; ) {
		before = empty.size;
		for (const [name, code] of codes) if (rest(code) === '') empty.add(name);
	}
	return empty;
};

/** A name without a hash for each file. */
const shortNames = (files: Iterable<string>): ReadonlyMap<string, string> => {
	const sorted = [...files].toSorted();
	const taken = new Set(sorted);
	const shortOf = (file: string): string => {
		const [, name] = /^(.+)-[A-Z0-9]{8}\.mjs$/.exec(file) ?? [];
		if (name === undefined) return file;
		const numbered = (count: number): string =>
			`${[...(name === 'chunk' ? [] : [name]), ...(name === 'chunk' || count > 1 ? [count] : [])].join('-')}.mjs`;
		let count = 1;
		while (taken.has(numbered(count))) count++;
		taken.add(numbered(count));
		return numbered(count);
	};
	return new Map(sorted.map(file => [file, shortOf(file)]));
};

/** One statement for all that a file imports from another one, none for one that is gone, and the names that the others have now. */
const editsIn = (code: string, names: ReadonlyMap<string, string>): readonly Edit[] => {
	const found = [...code.matchAll(mentions)].map(({0: all, 1: list, 2: file, 3: mentioned, index}) => ({
		...{at: index, length: all.length},
		...{list, file, mentioned},
	}));
	const first = new Map(found.toReversed().map(one => [one.file, one]));
	const nameOf = (file: string): string => names.get(file) ?? file;
	return found.map(one => {
		const {at, length, file, mentioned} = one;
		if (file === undefined) return {at, length, text: `"./${nameOf(mentioned ?? '')}"`};
		if (first.get(file) !== one || names.get(file) === '') return {at, length, text: ''};
		const lists = found.flatMap(({file: other, list}) => (other === file && list ? [list] : []));
		const clause = lists.length > 0 ? `{${lists.join()}}from` : '';
		return {at, length, text: `import${clause}"./${nameOf(file)}";`};
	});
};

const fileOf = (path: string, text: string): OutputFile => ({
	path,
	text,
	contents: Buffer.from(text),
	hash: '',
});

/**
 * ES modules as they were built, made small: without the files that are empty, with one import of each other file, and without hashes in
 * their names. All of that was a thirtieth of the package. What is to keep versions apart is the name of their folder.
 *
 * @param root absolute; the paths of the metafile are relative to it
 */
export const tidied = (built: Split, root: string): Split => {
	const {outputs, inputs} = built.metafile;
	const texts = new Map(built.outputFiles.map(({path, text}) => [path, text]));
	const textOf = (path: string): string => texts.get(join(root, path)) ?? '';
	const paths = Object.keys(outputs).filter(path => path.endsWith('.mjs'));
	const entries = paths.filter(path => outputs[path]?.entryPoint !== undefined);
	const pieces = paths.filter(path => !entries.includes(path));
	const empty = emptyIn(new Map(pieces.map(path => [basename(path), textOf(path)])));
	const kept = paths.filter(path => !empty.has(basename(path)));
	const short = shortNames(kept.map(path => basename(path)));
	const names = new Map([...short, ...[...empty].map(name => [name, ''] as const)]);
	const shortOf = (path: string): string =>
		outputs[path] ? posix.join(posix.dirname(path), names.get(basename(path)) ?? '') : path;
	const files = kept.map(path => {
		const code = textOf(path);
		return {path, ...edited({code, map: textOf(`${path}.map`)}, editsIn(code, names))};
	});
	const outputOf = ({path, code}: {readonly path: string; readonly code: string}) => {
		const {imports = [], ...output} = outputs[path] ?? {inputs: {}, exports: []};
		const others = imports.filter(one => !empty.has(basename(one.path)));
		return {
			...output,
			bytes: Buffer.byteLength(code),
			imports: others.map(one => ({...one, path: shortOf(one.path)})),
		};
	};
	return {
		...built,
		outputFiles: files.flatMap(({path, code, map}) => [
			fileOf(join(root, shortOf(path)), code),
			fileOf(join(root, `${shortOf(path)}.map`), map),
		]),
		metafile: {inputs, outputs: Object.fromEntries(files.map(file => [shortOf(file.path), outputOf(file)]))},
	};
};
