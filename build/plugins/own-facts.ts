import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Plugin} from 'esbuild';
import * as z from 'zod/mini';

const published = z.looseObject({name: z.string(), version: z.string()});

/** Leaves out of our own `package.json`, which the version is read from, what only concerns making the package. */
const packageFacts = async (path: string): Promise<string> => {
	const {devDependencies, scripts, allowScripts, files, ...facts} = published.parse(
		JSON.parse(await readFile(path, 'utf8')),
	);
	return JSON.stringify(facts);
};

/** The empty place for the help in `source/program/prepared-help.ts`. */
const emptyHelp = 'export const preparedHelp: string | undefined = undefined;';

/** The module with the help in its place; throws when the place is not there. */
export const fillHelp = (source: string, help: string): string => {
	if (source.split(emptyHelp).length !== 2)
		throw new Error(`prepared-help.ts: expected one line ${JSON.stringify(emptyHelp)}`);
	if (!help.startsWith('Usage: ')) throw new Error(`The program's help looks wrong: ${JSON.stringify(help)}`);
	return source.replace(
		emptyHelp,
		() => `export const preparedHelp: string | undefined = ${JSON.stringify(help)};`,
	);
};

/** The facts of the package without what only concerns making it. */
export const packageFactsPlugin = (root: string): Plugin => ({
	name: 'package-facts',
	setup: build => {
		build.onLoad({filter: /[\\/]package\.json$/}, async ({path}) =>
			path === join(root, 'package.json') ? {contents: await packageFacts(path), loader: 'json'} : undefined,
		);
	},
});

/** Puts in the text of `--help`. Fails the build when there is no place for it. */
export const helpPlugin = (help: string): Plugin => ({
	name: 'prepared-help',
	setup: build => {
		const filled = new Set<string>();
		build.onStart(() => filled.clear());
		build.onLoad({filter: /[\\/]program[\\/]prepared-help\.ts$/}, async ({path}) => {
			filled.add(path);
			return {contents: fillHelp(await readFile(path, 'utf8'), help), loader: 'ts'};
		});
		build.onEnd(({errors}) =>
			errors.length > 0 || filled.size === 1
				? {}
				: {errors: [{text: 'prepared-help.ts is not in the bundle, so --help would load the parser'}]},
		);
	},
});
