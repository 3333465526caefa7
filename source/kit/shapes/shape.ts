import type * as z from 'zod/mini';

/** What a command prints with `--json`: its documentation, its types and what the tests hold it to. */
export type Shape = {
	/** When it is printed, where a command prints several: "with --explain SCOPE". */
	readonly when?: string;
	/** Everything behind `"format": 1`. Strict: a key that is not listed is a fault. */
	readonly schema: z.ZodMiniType;
	/** As it is printed, without `"format": 1`. */
	readonly example: Readonly<Record<string, unknown>>;
	/** One object per line, not one in all. */
	readonly isLines?: boolean;
};
