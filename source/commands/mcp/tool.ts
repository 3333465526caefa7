import * as z from 'zod/mini';
import {withProgramName} from '../../connection/program-name.js';
import {misuse, ok, type Result} from '../../zoho/refusal.js';
import {mostLength} from './answers.js';
import type {AgentWorld} from './world.js';

/** What a tool gives back: texts, the last of which may be long. */
export type ToolAnswer = {readonly texts: readonly string[]; readonly isError?: boolean};

export type Tool = {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	/** Properties of a JSON Schema (draft 2020-12). */
	readonly properties: Readonly<Record<string, object>>;
	readonly required?: readonly string[];
	/** Whether it may change something. */
	readonly writes?: boolean;
	/** Whether it goes to Zoho. */
	readonly isOpenWorld?: boolean;
	readonly run: (world: AgentWorld, given: unknown, signal: AbortSignal) => Promise<Result<ToolAnswer>>;
};

/** The arguments of a call, as far as the tool knows them. Refuses what does not fit, in words. */
export const readGiven = <T>(schema: z.ZodMiniType<T>, given: unknown, example: string): Result<T> => {
	const read = z.safeParse(schema, given ?? {});
	if (read.success) return ok(read.data);
	const places = [...new Set(read.error.issues.map(({path}) => path.join('.')))].filter(Boolean).join(', ');
	return misuse(
		'The arguments of the tool are not understood.',
		places === '' ? 'They are not one object.' : `Wrong or missing: ${places}.`,
		`For example: ${example}`,
	);
};

export const lengthSchema = z.optional(z.number().check(z.int(), z.minimum(500), z.maximum(mostLength)));
export const lengthProperty = {
	type: 'integer',
	minimum: 500,
	maximum: mostLength,
	description: 'How many characters to get at once (20000).',
};

/** What this program says, as JSON; commands are named as a person types them, and become part of a string only then. */
export const jsonText = (value: unknown, {program}: Pick<AgentWorld, 'program'>): string =>
	JSON.stringify(
		value,
		(_key, each) => (typeof each === 'string' ? withProgramName(each, program) : each),
		1,
	);
