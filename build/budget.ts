import type {Metafile} from 'esbuild';
import {bytesOf, chunksReachedBy, packagesIn} from './metafile.js';

/** What may be loaded at once when the program goes through one of its doors. */
export type Budget = {
	/** The source file that the chunk begins with. */
	readonly entry: string;
	readonly bytes: number;
	/** Packages it must not load, because they cost more than all it does. */
	readonly without: readonly string[];
};

const heavy = [
	'ink',
	'react',
	'react-reconciler',
	'yoga-layout',
	'undici',
	'conf',
	'ajv',
	'commander',
	'hono',
	'open',
];

/** Sizes are of minified code, with some room; a step over them is a decision, not an accident. */
export const budgets: readonly Budget[] = [
	{entry: 'cli.tsx', bytes: 1500, without: heavy},
	{entry: 'source/commands/main.ts', bytes: 4000, without: heavy},
	{entry: 'source/commands/quick.ts', bytes: 6000, without: heavy},
	{entry: 'source/commands/token.ts', bytes: 120_000, without: heavy},
];

/** One sentence for each budget that is exceeded; empty when all is well. */
export const checkBudgets = (metafile: Metafile, checked: readonly Budget[] = budgets): readonly string[] =>
	checked.flatMap(({entry, bytes, without}) => {
		const chunks = chunksReachedBy(metafile, entry);
		const size = bytesOf(metafile, chunks);
		const unwelcome = packagesIn(metafile, chunks).filter(name => without.includes(name));
		return [
			...(size > bytes
				? [`${entry} loads ${size} bytes at once (${chunks.join(', ')}), allowed are ${bytes}`]
				: []),
			...(unwelcome.length > 0 ? [`${entry} loads ${unwelcome.join(', ')} at once`] : []),
		];
	});

/** The door must stand alone: an old Node reads it before it can be told that it is too old. */
export const checkDoor = (metafile: Metafile, entry: string): readonly string[] => {
	const [door, ...others] = chunksReachedBy(metafile, entry);
	return others.length === 0 ? [] : [`${door} imports ${others.join(', ')} at once; it must stand alone`];
};
