import * as z from 'zod/mini';
import {linkNameSchema, type Of, text, texts, timeSchema} from './file/parts.js';
import {secretSchema} from './secrets/secret.js';

const shape = {
	id: text,
	step: text,
	field: text,
	answers: z.record(text, z.union([text, z.boolean(), texts])),
	clientSecret: z.nullable(secretSchema),
	/** Link name of the connection that is being edited; absent for a new one. */
	target: z.optional(linkNameSchema),
	createdAt: timeSchema,
	updatedAt: timeSchema,
};

/**
 * An unfinished wizard: every answer given so far, untouched ones absent, so that leaving for the API Console for a
 * day loses nothing. The client secret is protected as in a service. `step` and `field` say where to go on.
 */
export type Draft = Of<typeof shape>;

/** Unknown keys are kept, so that an older program loses nothing of a newer one. */
export const draftSchema: z.ZodMiniType<Draft> = z.looseObject(shape);
