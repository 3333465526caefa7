import {posix} from 'node:path';
import type {Metafile} from 'esbuild';

type Output = Metafile['outputs'][string];

const outputOf = (metafile: Metafile, entry: string): string => {
	if (metafile.outputs[entry]) return entry;
	const found = Object.keys(metafile.outputs).filter(path => metafile.outputs[path]?.entryPoint === entry);
	const [only] = found;
	if (only === undefined || found.length > 1)
		throw new Error(`${entry}: ${found.length} outputs of the bundle begin there, expected one`);
	return only;
};

/**
 * The output files that loading `entry` loads at once, itself first: everything reached through static imports.
 *
 * @param entry an output file, or the source file that an output begins with, as the metafile writes them
 */
export const chunksReachedBy = (metafile: Metafile, entry: string): readonly string[] => {
	const reached = new Set([outputOf(metafile, entry)]);
	for (const chunk of reached) {
		for (const {path, kind, external} of metafile.outputs[chunk]?.imports ?? [])
			if (kind === 'import-statement' && !external) reached.add(path);
	}
	return [...reached];
};

/** Bytes of the given output files. */
export const bytesOf = (metafile: Metafile, chunks: readonly string[]): number =>
	chunks.reduce((sum, chunk) => sum + (metafile.outputs[chunk]?.bytes ?? 0), 0);

/** `node_modules/a/node_modules/@b/c`, the folder of the package a source belongs to; undefined for our own. */
export const packageFolder = (input: string): string | undefined =>
	/^[^:]*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];

/** The source files that end up in the given output files. */
export const inputsOf = (metafile: Metafile, chunks: readonly string[]): readonly string[] => [
	...new Set(chunks.flatMap(chunk => Object.keys(metafile.outputs[chunk]?.inputs ?? {}))),
];

/** The names of the packages that end up in the given output files, sorted. */
export const packagesIn = (metafile: Metafile, chunks: readonly string[]): readonly string[] => {
	const folders = inputsOf(metafile, chunks).map(packageFolder);
	const names = folders.flatMap(folder =>
		folder === undefined ? [] : [folder.replace(/^[^:]*node_modules\//, '')],
	);
	return [...new Set(names)].toSorted();
};

/** One metafile of bundles that open each other's files: what is outside of one leads to the output of another. */
export const joinMetafiles = (metafiles: readonly Metafile[]): Metafile => {
	const outputs = new Map(metafiles.flatMap(({outputs}) => Object.entries(outputs)));
	const relink = (from: string, {imports, ...output}: Output): Output => ({
		...output,
		imports: imports.map(({path, kind, external}) => {
			const target = posix.join(posix.dirname(from), path);
			if (!external || !path.startsWith('./')) return {path, kind, ...(external ? {external} : {})};
			if (!outputs.has(target)) throw new Error(`${from} opens ${path}, which no bundle has made`);
			return {path: target, kind};
		}),
	});
	return {
		inputs: Object.assign({}, ...metafiles.map(({inputs}) => inputs)),
		outputs: Object.fromEntries([...outputs].map(([path, output]) => [path, relink(path, output)])),
	};
};
