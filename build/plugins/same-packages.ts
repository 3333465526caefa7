import {readFileSync} from 'node:fs';
import {join, sep} from 'node:path';
import type {Plugin} from 'esbuild';
import * as z from 'zod/mini';

const root = join(import.meta.dirname, '../..');

const lockSchema = z.object({packages: z.record(z.string(), z.object({version: z.optional(z.string())}))});

/** Folders of packages that npm has put there a second time, and the folder of the first copy, the same version. */
export const sameFolders = (lock: z.infer<typeof lockSchema>): ReadonlyMap<string, string> => {
	const first = new Map<string, string>();
	const same = new Map<string, string>();
	const folders = Object.keys(lock.packages).toSorted(
		(one, other) => one.length - other.length || (one < other ? -1 : 1),
	);
	for (const folder of folders) {
		const name = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(folder)?.[1];
		const version = lock.packages[folder]?.version;
		if (name === undefined || version === undefined) continue;
		const key = `${name}@${version}`;
		const known = first.get(key);
		if (known === undefined) first.set(key, folder);
		else same.set(folder, known);
	}
	return same;
};

/**
 * Bundles one copy of packages that are installed more than once in one version: each copy would be evaluated at the
 * start.
 */
export const samePackagesPlugin: Plugin = {
	name: 'same-packages',
	setup: build => {
		const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
		const same = [...sameFolders(lock)].map(
			([folder, first]) => [join(root, folder) + sep, join(root, first) + sep] as const,
		);
		let isFound = false;
		build.onStart(() => {
			isFound = false;
		});
		build.onResolve({filter: /^[a-z@]/}, async ({kind, path, resolveDir, pluginData, with: attributes}) => {
			if (kind !== 'import-statement' || pluginData === 'same') return undefined;
			const resolved = await build.resolve(path, {kind, resolveDir, pluginData: 'same', with: attributes});
			const found = same.find(
				([folder]) => resolved.namespace === 'file' && resolved.path.startsWith(folder),
			);
			if (!found) return undefined;
			isFound = true;
			return {...resolved, path: found[1] + resolved.path.slice(found[0].length)};
		});
		build.onEnd(({errors}) =>
			errors.length > 0 || isFound
				? {}
				: {
						errors: [
							{text: 'same-packages: a second copy of a package is not in the bundle, so this step can go'},
						],
					},
		);
	},
};
