import {join} from 'node:path';
import type {Plugin} from 'esbuild';
import type {Exports} from '../exports.js';
import {chunkFile, chunkName, onImportsOf} from './outside.js';

/** A module that is opened when something of it is asked for. */
const moduleOf = (file: string, names: readonly string[]): string =>
	[
		`const whole = () => require(${JSON.stringify(`./${file}`)});`,
		'module.exports = {__esModule: true,',
		...names.map(name => `get ${name}() { return whole().${name}; },`),
		'};',
	].join('\n');

/**
 * Leaves sources outside that are files of their own, and opens each when something of it is used for the first time: what most
 * calls of a hot file do without, and must be there at once where one does not. CommonJS alone can do that.
 *
 * @param exports those of the sources
 */
export const atFirstUsePlugin = (sources: readonly string[], exports: Exports): Plugin => ({
	name: 'at-first-use',
	setup: build => {
		const {absWorkingDir: root = process.cwd()} = build.initialOptions;
		const known = new Map(sources.map(source => [join(root, source), source]));
		onImportsOf(build, known.keys(), /^\./, path => {
			const source = known.get(path);
			return source === undefined ? undefined : {path: source, namespace: 'at-first-use'};
		});
		build.onResolve({filter: /.*/, namespace: 'at-first-use'}, ({path}) => ({path, external: true}));
		build.onLoad({filter: /.*/, namespace: 'at-first-use'}, ({path}) => ({
			contents: moduleOf(chunkFile(chunkName(path), {isCommon: true}), exports.get(path) ?? []),
		}));
	},
});
