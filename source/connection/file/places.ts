import * as z from 'zod/mini';
import type {AmongOthers} from './page.js';

/** From a byte of the file to another one. */
export type Range = readonly number[];

/** Some rows of the file and all that stands around them, as places in it: a gap, rows, a gap, rows, a gap. */
export type Cut = {readonly gaps: readonly Range[]; readonly rows: ReadonlyArray<readonly Range[]>};

/**
 * Where in the file Home's first rows stand, and what is true of them because of the others: places and counts, nothing of what the
 * file says.
 */
export type Places = {
	readonly version: 1;
	/** The file that it was made of. */
	readonly of: string;
	readonly total: number;
	readonly cut: Cut;
	/** Of the first connections of the cut; further ones are only there to be named. */
	readonly listed: readonly AmongOthers[];
};

const rangesSchema = z.array(z.array(z.number()));

const placesSchema: z.ZodMiniType<Places> = z.object({
	version: z.literal(1),
	of: z.string(),
	total: z.number(),
	cut: z.object({gaps: rangesSchema, rows: z.array(rangesSchema)}),
	listed: z.array(
		z.object({
			toldBy: z.optional(z.enum(['who', 'linkName'])),
			isPushedOut: z.optional(z.literal(true)),
			grants: z.nullable(z.number()),
		}),
	),
});

/** Undefined for what is no such text. */
export const parsePlaces = (text: string): Places | undefined => {
	try {
		const parsed = z.safeParse(placesSchema, JSON.parse(text));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
};
