import {join} from 'node:path';
import * as esbuild from 'esbuild';

/** The names that sources export, without their types, by their paths relative to the root. */
export type Exports = ReadonlyMap<string, readonly string[]>;

/** Reads what each of some sources exports, all at once: a build of their own. @param sources relative to the root */
export const exportsOf = async (root: string, sources: readonly string[]): Promise<Exports> => {
	const {metafile} = await esbuild.build({
		absWorkingDir: root,
		entryPoints: Object.fromEntries(
			[...new Set(sources)].map((source, index) => [`${index}`, join(root, source)]),
		),
		bundle: true,
		splitting: true,
		packages: 'external',
		format: 'esm',
		outdir: 'exports',
		metafile: true,
		write: false,
		logLevel: 'silent',
	});
	return new Map(
		Object.values(metafile.outputs).flatMap(({entryPoint, exports}) => {
			if (entryPoint === undefined) return [];
			// A table of JSON exports each of its columns as well.
			return [[entryPoint, entryPoint.endsWith('.json') ? ['default'] : exports] as const];
		}),
	);
};
