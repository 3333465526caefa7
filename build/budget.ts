import type {Metafile} from 'esbuild';
import {bytesOf, chunksReachedBy, inputsOf, packagesIn} from './metafile.js';

/** What may be loaded at once when the program goes through one of its doors. */
export type Budget = {
	/** The source file that the chunk begins with. */
	readonly entry: string;
	/** Files that Node opens for it. */
	readonly files: number;
	readonly bytes: number;
	/** Packages and sources it must not load: a name, a path, or a folder with a slash at its end. */
	readonly without: readonly string[];
};

/** What only some calls need; most of it costs more than all that the usual ones do. */
const onDemand = [
	'undici',
	'conf',
	'ajv',
	'commander',
	'hono',
	'open',
	'source/io/file/lock-hold.ts',
	'source/io/file/store-write.ts',
	'source/practice/',
	'source/zoho/scopes/catalogue.json',
	'source/zoho/products/rows.json',
	'source/zoho/operations/calls.json',
	'source/io/network/http.ts',
	'source/io/callback/server.ts',
	'source/io/effects/wizard.ts',
	'source/io/local-proxy/',
	'postgres',
	'@modelcontextprotocol/sdk',
	'source/io/shared/open.ts',
	'source/io/shared/overlay-update.ts',
];

const ink = ['ink', 'react', 'react-reconciler', 'yoga-layout', 'source/ui/ink/'];
const drawing = [...ink, 'source/ui/', 'source/wizard/'];

/** A token that lives and stands in the file as it is needs none of this. */
const sealing = ['sealed', 'keys', 'keychain', 'passphrase', 'change-secrets'].map(
	name => `source/io/secrets/${name}.ts`,
);

/** Sizes are of minified code, with some room; a step over them is a decision, not an accident. */
export const budgets: readonly Budget[] = [
	{entry: 'cli.tsx', files: 1, bytes: 1500, without: ['source/']},
	{
		entry: 'source/program/main.ts',
		files: 1,
		bytes: 12_600,
		without: [...onDemand, ...drawing, 'zod', 'source/connection/', 'source/io/file/store.ts'],
	},
	// A token that is at hand, in the file or in the cache of the shared store: no schemas at all.
	{
		entry: 'source/program/warm.ts',
		files: 1,
		bytes: 21_000,
		without: [...onDemand, ...drawing, ...sealing, 'zod', 'source/io/file/store.ts'],
	},
	{
		entry: 'source/commands/token.ts',
		files: 2,
		bytes: 86_000,
		without: [...onDemand, ...drawing, ...sealing],
	},
	// The first frame of the wizard, before Ink.
	{
		entry: 'source/commands/wizard/opening.ts',
		files: 2,
		bytes: 156_000,
		without: [
			...onDemand,
			...ink,
			'zod',
			'source/wizard/machine.ts',
			'source/wizard/consent/machine.ts',
			'source/zoho/scopes/search.ts',
		],
	},
	// What there is of schemas in a first frame or a token, if anything.
	{
		entry: 'source/zoho/data-center-table.ts',
		files: 1,
		bytes: 40_500,
		without: [...onDemand, ...drawing],
	},
	// Behind that frame; about half of it is there already.
	{entry: 'source/commands/wizard/screen.ts', files: 6, bytes: 396_000, without: [...onDemand, ...ink]},
	{entry: 'source/ui/ink/render-display.tsx', files: 2, bytes: 438_000, without: [...onDemand, 'zod']},
	// Part of another author's program.
	{entry: 'source/library/index.ts', files: 3, bytes: 90_000, without: [...onDemand, ...drawing]},
	// Asked at every press of Tab.
	{
		entry: 'source/commands/completion/answer.ts',
		files: 1,
		bytes: 51_000,
		without: [...onDemand, ...drawing],
	},
	// The first frame of Home, before Ink; the wizard comes when one is opened.
	{
		entry: 'source/commands/home/index.ts',
		files: 2,
		bytes: 164_000,
		without: [...onDemand, ...ink, 'zod', 'source/wizard/steps/'],
	},
	// What all other commands go through.
	{
		entry: 'source/program/parser.ts',
		files: 8,
		bytes: 207_000,
		without: [...onDemand.filter(name => name !== 'commander'), ...drawing, 'zod'],
	},
	// All of Zoho's scopes, loaded when one is searched or checked.
	{entry: 'source/zoho/scopes/catalogue.json', files: 3, bytes: 50_000, without: []},
];

const isUnwelcome = (loaded: string, without: readonly string[]): boolean =>
	without.some(name => loaded === name || (name.endsWith('/') && loaded.startsWith(name)));

/** One sentence for each budget that is exceeded; empty when all is well. */
export const checkBudgets = (metafile: Metafile, checked: readonly Budget[] = budgets): readonly string[] =>
	checked.flatMap(({entry, files, bytes, without}) => {
		const chunks = chunksReachedBy(metafile, entry);
		const size = bytesOf(metafile, chunks);
		const loaded = [...packagesIn(metafile, chunks), ...inputsOf(metafile, chunks)];
		const unwelcome = loaded.filter(name => isUnwelcome(name, without));
		return [
			...(chunks.length > files
				? [`${entry} opens ${chunks.length} files at once (${chunks.join(', ')}), allowed are ${files}`]
				: []),
			...(size > bytes ? [`${entry} loads ${size} bytes at once, allowed are ${bytes}`] : []),
			...(unwelcome.length > 0 ? [`${entry} loads ${unwelcome.join(', ')} at once`] : []),
		];
	});

/** The door must stand alone: an old Node reads it before it can be told that it is too old. */
export const checkDoor = (metafile: Metafile, entry: string): readonly string[] => {
	const [door, ...others] = chunksReachedBy(metafile, entry);
	return others.length === 0 ? [] : [`${door} imports ${others.join(', ')} at once; it must stand alone`];
};
