import * as z from 'zod/mini';
import {withProgramName} from '../../connection/program-name.js';
import {refuse} from '../../kit/command.js';
import {mostLength} from './answers.js';
import type {AgentWorld} from './world.js';

/** What a tool gives back: texts, the last of which may be long. */
export type ToolAnswer = {readonly texts: readonly string[]; readonly isError?: boolean};

type About = {
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
};

/** Does what it is for. A refusal is thrown. */
type Run<Given> = (world: AgentWorld, given: Given, signal: AbortSignal) => Promise<ToolAnswer>;

export type Tool = About & {readonly run: Run<unknown>};

/** A tool that knows its arguments: what does not fit its schema is refused, with an example. */
export const toolOf = <Given>({
	schema,
	example,
	run,
	...about
}: About & {
	readonly schema: z.ZodMiniType<Given>;
	readonly example: string;
	readonly run: Run<Given>;
}): Tool => ({
	...about,
	run: async (world, given, signal) => {
		const read = z.safeParse(schema, given ?? {});
		if (read.success) return run(world, read.data, signal);
		const places = [...new Set(read.error.issues.map(({path}) => path.join('.')))].filter(Boolean).join(', ');
		return refuse(
			'The arguments of the tool are not understood.',
			places === '' ? 'They are not one object.' : `Wrong or missing: ${places}.`,
			`For example: ${example}`,
		);
	},
});

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
