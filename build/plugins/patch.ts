import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/** One exact piece of a dependency's source and what stands in its place in our bundle. */
export type Replacement = {
	readonly find: string;
	readonly replace: string;
	/** How often `find` must occur, once when left out. Any other number fails the build. */
	readonly times?: number;
};

/** What is changed in one file of a dependency while it is bundled. The file itself stays as npm wrote it. */
export type Patch = {
	/** The package, such as `ink`. Every installed copy is patched. */
	readonly package: string;
	/** The file inside the package, such as `build/output.js`. */
	readonly file: string;
	/** Put before the source: the imports that the replacements use. */
	readonly prepend?: string;
	readonly replacements: readonly Replacement[];
	/** Constants to be made on first use, and how often each is used. */
	readonly lazyConstants?: Readonly<Record<string, number>>;
	/**
	 * SHA-256 of the whole file, where the change is only right for exactly this source. Patches of the same file with
	 * different hashes are alternatives.
	 */
	readonly sha256?: string;
	/** Whether a bundle without this file is in order. */
	readonly isOptional?: boolean;
};

const sha256 = (source: string): string => createHash('sha256').update(source).digest('hex');

const occurrences = (source: string, piece: string): number => source.split(piece).length - 1;

const replaceExactly = (source: string, {find, replace, times = 1}: Replacement, where: string): string => {
	const found = occurrences(source, find);
	if (found !== times)
		throw new Error(`${where}: expected ${times} × ${JSON.stringify(find)}, found ${found}`);
	return source.split(find).join(replace);
};

/**
 * Turns `const name = value;` on a line of its own into a function that makes the value on its first call, and every
 * use of the name into a call.
 */
const makeLazy = (source: string, name: string, uses: number, where: string): string => {
	const declaration = new RegExp(`^const ${name} = (.+);$`, 'gm');
	const word = new RegExp(`(?<![\\w$.'"])${name}(?![\\w$'"])`, 'g');
	const declared = [...source.matchAll(declaration)];
	const found = [...source.matchAll(word)].length - declared.length;
	if (declared.length !== 1 || found !== uses)
		throw new Error(
			`${where}: expected one \`const ${name}\` used ${uses} times, found ${declared.length} used ${found} times`,
		);
	const held = `${name}$held`;
	return source
		.replace(declaration, (_all, value: string) => `let ${held};\nconst \0 = () => (${held} ??= ${value});`)
		.replace(word, `${name}()`)
		.replace('\0', name);
};

/**
 * The patched source. Throws when the source no longer has the shape the patch was written for, because a patch that
 * silently does nothing, or does something else, would ship.
 */
export const applyPatch = (source: string, patch: Patch): string => {
	const where = `${patch.package}/${patch.file}`;
	const hash = sha256(source);
	if (patch.sha256 !== undefined && patch.sha256 !== hash)
		throw new Error(`${where}: the source has changed (SHA-256 ${hash}); check the patch against it`);
	let patched = source;
	for (const replacement of patch.replacements) patched = replaceExactly(patched, replacement, where);
	for (const [name, uses] of Object.entries(patch.lazyConstants ?? {}))
		patched = makeLazy(patched, name, uses, where);
	return `${patch.prepend ?? ''}${patched}`;
};

/** The one patch of a file's alternatives that was written for this source, or the first, which then explains. */
const choose = (alternatives: readonly [Patch, ...Patch[]], source: string): Patch => {
	const hash = sha256(source);
	return alternatives.find(patch => patch.sha256 === hash) ?? alternatives[0];
};

const groupByFile = (patches: readonly Patch[]): ReadonlyMap<string, readonly [Patch, ...Patch[]]> => {
	const groups = new Map<string, readonly [Patch, ...Patch[]]>();
	for (const patch of patches) {
		const path = `node_modules/${patch.package}/${patch.file}`;
		const before = groups.get(path);
		groups.set(path, before ? [...before, patch] : [patch]);
	}
	return groups;
};

const pathFilter = (path: string): RegExp => {
	const parts = path.split('/').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
	return new RegExp(`[\\\\/]${parts.join('[\\\\/]')}$`);
};

/**
 * An esbuild plugin that applies patches while bundling. It fails the build when a source has changed its shape, and
 * also when a file to be patched is not part of the bundle any more.
 */
export const patchPlugin = (name: string, patches: readonly Patch[]): Plugin => ({
	name,
	setup: build => {
		const applied = new Set<Patch>();
		build.onStart(() => applied.clear());
		for (const [path, alternatives] of groupByFile(patches)) {
			build.onLoad({filter: pathFilter(path)}, async ({path}) => {
				const source = await readFile(path, 'utf8');
				const patch = choose(alternatives, source);
				const contents = applyPatch(source, patch);
				applied.add(patch);
				return {contents, loader: 'js'};
			});
		}
		build.onEnd(({errors}) => {
			if (errors.length > 0) return {};
			const missed = patches.filter(patch => !patch.isOptional && !applied.has(patch));
			return {
				errors: missed.map(patch => ({
					text: `${patch.package}/${patch.file} is not in the bundle, so it was not patched`,
				})),
			};
		});
	},
});
