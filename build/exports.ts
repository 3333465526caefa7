import {join} from 'node:path';
import * as esbuild from 'esbuild';

/** The names that each of some sources exports, without its types. @param sources relative to the root, as are the keys */
export const exportsOf = async (
	root: string,
	sources: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
	const {metafile} = await esbuild.build({
		absWorkingDir: root,
		entryPoints: Object.fromEntries(sources.map((source, index) => [`${index}`, join(root, source)])),
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
